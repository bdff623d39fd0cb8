"""Trees as nobody draws them: each is released, audited and shown, and its whole prints if it holds three leaders."""

from __future__ import annotations

import json

import pytest

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.types import Response, UnitRelease
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from reporting.questionnaires import fitting
from support.tiny import Form, team, tiny_round

ANSWERS = [[3 + i % 2] for i in range(6)]
Tree = tuple[tuple[str, str], ...]

CHAIN: Tree = tuple((f"u{i}", f"u{i - 1}" if i else "") for i in range(200))
WIDE: Tree = (("u0", ""), *((f"u{i}", "u0") for i in range(1, 2001)))
PLAIN: Tree = (("u0", ""), ("u1", "u0"), ("u2", "u0"))


def _released(
    units: Tree, home: dict[str, str], forms: list[Form], policy: DisclosurePolicy | None = None
) -> list[UnitRelease]:
    made = tiny_round(forms, units=units, home=home, policy=policy).release()
    assert audit(json.loads(dumps(made))).faults == ()
    page = build_organisation(made, fitting(made), "da")
    assert len(page.units) == len(units)
    return list(made.units())


def _shown(found: list[UnitRelease]) -> set[str]:
    return {unit.unit for unit in found if isinstance(unit.groups[0].response, Response)}


def _own(homes: list[str], n: int = 6) -> tuple[dict[str, str], list[Form]]:
    """One leader in each of some units, each with n answers."""
    home = {f"l{number}": unit for number, unit in enumerate(homes)}
    return home, [form for leader in home for form in team(leader, ANSWERS[:n])]


@pytest.mark.parametrize(
    ("homes", "shown"),
    [
        (["u0"], set()),
        (["u1", "u2"], set()),
        (["u1", "u1", "u1"], {"u0", "u1"}),
        (["u1", "u1", "u1", "u2"], {"u0"}),
    ],
)
def test_few_leaders_and_a_unit_without_any(homes: list[str], shown: set[str]) -> None:
    """One leader or two have no whole; nobody leads in u2, and Karen's three in u1 are the whole as well."""
    assert _shown(_released(PLAIN, *_own(homes))) == shown


def test_a_chain_of_two_hundred_units() -> None:
    """Each of Mads' units lies in the one before, with four leaders: where all are below, they are the whole."""
    found = _released(CHAIN, *_own(["u50", "u100", "u150", "u199"]))
    assert _shown(found) == {f"u{i}" for i in range(51)}


def test_two_thousand_units_beside_each_other() -> None:
    """Bente's company has a leader in three of two thousand shops: the whole prints, and none of the shops."""
    assert _shown(_released(WIDE, *_own(["u1", "u1000", "u2000"]))) == {"u0"}


def test_everybody_in_one_pool() -> None:
    """Four leaders with two people each pool at the top: one pool is no three leaders, so there is no total."""
    home, forms = _own(["u1", "u1", "u2", "u2"], n=2)
    assert len(tiny_round(forms, units=PLAIN, home=home).release().printed.groups[0].blocks) == 1
    assert _shown(_released(PLAIN, home, forms)) == set()


def test_a_limit_that_the_organisation_cannot_reach() -> None:
    """Nine people answered and ten must stand behind every figure: nothing is shown anywhere."""
    home, forms = _own(["u1", "u2", "u2"], n=3)
    assert _shown(_released(PLAIN, home, forms, DisclosurePolicy(k=10, k_comments=10))) == set()
