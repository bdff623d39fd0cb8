"""Response rates while a round is open name nobody: large groups only, in steps, last night's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors.progress import rates_night, round_progress
from fagspejl.evaluation.services.rates import Group, in_steps, keep_rates, unit_rates
from support.roster import CAST, employees, opened

POLICY = DisclosurePolicy()


def _group(invited: int, answered: int, start: int = 0) -> Group:
    people = [UUID(int=start + n) for n in range(invited)]
    return Group(frozenset(people), frozenset(people[:answered]))


@pytest.mark.parametrize(
    ("invited", "answered", "percent"),
    [
        (10, 5, 50),
        (11, 6, 50),
        (12, 7, 50),
        (5, 5, 90),
        (100, 99, 90),
        (100, 100, 90),
        (100, 5, 0),
        (30, 29, 90),
    ],
)
def test_rounded_down_and_never_all(invited: int, answered: int, percent: int) -> None:
    """Rates are rounded down to tens, and twelve of twelve looks like eleven of twelve."""
    assert in_steps(_group(invited, answered), POLICY) == percent


def test_a_unit_alone() -> None:
    """Five answers of ten are told; four are not, and neither are four of four."""
    assert unit_rates([-1], {0: _group(10, 5)}, POLICY) == {0: 50}
    assert unit_rates([-1], {0: _group(10, 4)}, POLICY) == {}
    assert unit_rates([-1], {0: _group(4, 4)}, POLICY) == {}


def test_small_units_count_one_level_up() -> None:
    """Two wards with three answers each have no rate of their own; together they are one above them."""
    groups = {1: _group(6, 3), 2: _group(6, 3, 100)}
    assert unit_rates([-1, 0, 0], groups, POLICY) == {0: 50}


def test_a_small_unit_is_not_the_difference() -> None:
    """Beside a large ward a small one adds nothing to the sum above: subtracting gives nothing about it."""
    groups = {1: _group(10, 10), 2: _group(6, 4, 100)}
    assert unit_rates([-1, 0, 0], groups, POLICY) == {0: 90, 1: 90}


@given(st.data())
def test_every_rate_stands_on_enough_people(data: st.DataObject) -> None:
    """Whatever the tree and the answers: the people behind a rate, and behind any difference of two, are enough."""
    size = data.draw(st.integers(1, 9))
    parents = [-1] + [data.draw(st.integers(0, n - 1)) for n in range(1, size)]
    groups: dict[int, Group] = {}
    for unit in range(size):
        invited = data.draw(st.integers(0, 12))
        answered = data.draw(st.integers(0, invited))
        groups[unit] = _group(invited, answered, 100 * unit)
    rates = unit_rates(parents, groups, POLICY)
    behind = {unit: _people_behind(unit, parents, groups) for unit in rates}
    for unit, people in behind.items():
        assert len(people) >= POLICY.k
        for other, others in behind.items():
            if other != unit and others < people:
                assert len(people - others) >= POLICY.k


def _people_behind(unit: int, parents: list[int], groups: dict[int, Group]) -> frozenset[UUID]:
    """Everybody who has answered in a block formed at or below a unit, worked out anew from the top down."""
    below = [u for u in range(len(parents)) if unit in _line(u, parents)]
    behind: frozenset[UUID] = frozenset()
    for block_unit in below:
        behind |= _block(block_unit, parents, groups)
    return behind


def _line(unit: int, parents: list[int]) -> list[int]:
    return [unit] if parents[unit] < 0 else [unit, *_line(parents[unit], parents)]


def _block(unit: int, parents: list[int], groups: dict[int, Group]) -> frozenset[UUID]:
    own = groups[unit]
    alone = own.answered if len(own.answered) >= 5 <= len(own.invited) else frozenset()
    rest = _carried_to(unit, parents, groups)
    pooled = rest.answered if len(rest.answered) >= 5 <= len(rest.invited) else frozenset()
    return alone | pooled


def _carried_to(unit: int, parents: list[int], groups: dict[int, Group]) -> Group:
    """What a unit pools: its own group if it does not stand alone, and what no unit below it could pool."""
    own = groups[unit]
    stands = len(own.answered) >= 5 <= len(own.invited)
    pool = Group(frozenset(), frozenset()) if stands else own
    for child in (u for u, parent in enumerate(parents) if parent == unit):
        rest = _carried_to(child, parents, groups)
        if not len(rest.answered) >= 5 <= len(rest.invited):
            pool = pool | rest
    return pool


@pytest.mark.django_db
def test_rates_of_a_round_are_last_nights(tmp_path: Path) -> None:
    """Bente sees Karen's unit at 50 %, Ida's not; answers that come in the day change nothing until the night."""
    round_id, _ = opened(tmp_path, *CAST, *employees(10))
    assert round_progress(round_id).night is None
    rows = Invitation.objects.filter(perspective="employee", person__key__startswith="p").order_by(
        "person__key"
    )
    answered = set(rows.values_list("id", flat=True)[:6])
    keep_rates(round_id, answered, night=date(2026, 9, 3))
    stands = round_progress(round_id)
    assert (stands.night, rates_night(round_id)) == (date(2026, 9, 3), date(2026, 9, 3))
    assert [(rate.name, rate.depth, rate.percent) for rate in stands.rates] == [
        ("Børn og Unge", 0, 50),
        ("Familieområdet", 1, 50),
        ("Kræftafdelingen", 1, None),
    ]
    keep_rates(round_id, set(rows.values_list("id", flat=True)), night=date(2026, 9, 4))
    assert [rate.percent for rate in round_progress(round_id).rates] == [80, 80, None]
