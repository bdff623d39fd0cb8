"""When a unit's answers are shown option by option."""

from __future__ import annotations

import pytest

from fagspejl.disclosure.types import Answers, ItemResult
from support.tiny import team, tiny_round

UNITS = (("kommune", ""), ("familie", "kommune"), ("plads", "kommune"))


def _items(sizes: dict[str, tuple[str, int]]) -> dict[str, ItemResult]:
    """Each unit's one statement when so many answered about each leader."""
    forms = [form for name, (_, n) in sizes.items() for form in team(name, [[3 + i % 3] for i in range(n)])]
    home = {name: unit for name, (unit, _) in sizes.items()}
    found = tiny_round(forms, units=UNITS, home=home).release().units()
    return {unit.unit: unit.groups[0].themes[0].items[0] for unit in found}


def _leaders(unit: str, **sizes: int) -> dict[str, tuple[str, int]]:
    return {name: (unit, n) for name, n in sizes.items()}


def test_three_leaders_of_twelve_have_one() -> None:
    """Thirty-six answers about three leaders, all counted: the whole shows how many chose each answer."""
    found = _items(_leaders("kommune", Karen=12, Omar=12, Ida=12))["kommune"]
    assert found.answers == Answers((0, 0, 12, 12, 12), 0, 0)
    assert found.n == 36


@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        ({"Karen": 12, "Omar": 12, "Ida": 8}, "two leaders have counts"),
        ({"Karen": 12, "Omar": 12, "Ida": 12, "Mads": 8}, "one leader has none"),
        ({"Karen": 10, "Omar": 10, "Ida": 10, **{f"x{i}": 9 for i in range(3)}}, "52 % have counts"),
        ({"Karen": 8, "Omar": 8, "Ida": 8}, "nobody has counts"),
    ],
)
def test_the_mean_stands_alone(sizes: dict[str, int], why: str) -> None:
    """Where {why} the whole prints Lone's mean and no counts."""
    found = _items(_leaders("kommune", **sizes))["kommune"]
    assert found.n == sum(sizes.values()), why
    assert found.answers is None


def test_counts_of_most_of_the_people_stand_with_their_own_n() -> None:
    """Forty-eight of 63 people are in groups that print counts: the distribution says 48, the mean 63."""
    sizes = {"Karen": 16, "Omar": 16, "Ida": 16, "Mads": 5, "Per": 5, "Bente": 5}
    found = _items(_leaders("kommune", **sizes))["kommune"]
    assert found.answers is not None
    assert (found.answers.n, found.n) == (48, 63)


def test_a_parent_does_not_add_one_leader_with_counts() -> None:
    """Beside Familieområdet stand Lone with counts and three without: her counts would be the difference."""
    inside = _leaders("familie", Karen=20, Omar=20, Ida=20)
    beside = _leaders("plads", Lone=10) | _leaders("kommune", Mads=5, Per=5, Bente=5)
    found = _items(inside | beside)
    assert found["familie"].answers is not None
    assert found["kommune"].n == 85
    assert found["kommune"].answers is None
