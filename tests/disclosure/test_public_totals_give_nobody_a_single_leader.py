"""The short version may be published: whoever knows reports of her own solves it, and gets no other leader."""

from __future__ import annotations

import json

import numpy as np
import pytest

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.public_totals import public_units, readers_of_tree, readers_with_rights
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Leader, Organisation, Response, Score, Unit, UnitRelease
from support.rounds import make_round
from support.row_space import solved
from support.tiny import team, tiny_round
from support.totals_seen import item_totals


def _units(found: Release, readers: frozenset[frozenset[int]]) -> list[UnitRelease]:
    return list(public_units(found, readers, range(len(found.printed.organisation.units))))


@pytest.mark.parametrize("seed", range(24))
def test_no_reader_solves_a_leader_she_may_not_read(seed: int) -> None:
    """Mads, Karen and every other reader lay their reports beside the published totals: no other leader follows."""
    rng = np.random.default_rng(seed)
    found = make_round(
        seed, leaders=int(rng.integers(3, 20)), units=int(rng.integers(1, 8)), sizes=(4, 5, 8, 12, 15)
    ).release()
    readers = readers_of_tree(found.printed.organisation)
    units = _units(found, readers)
    document = json.loads(dumps(found))
    place = {unit.unit: unit for unit in units}
    for item in item_totals(document):
        leaders = [b["leader"] for b in document["blocks"] if b["perspective"] == item.perspective]
        shown = {
            name: one
            for name, unit in place.items()
            for group in unit.groups
            if group.group == item.perspective
            for theme in group.themes
            for one in theme.items
            if one.id == item.item and isinstance(one.mean, Score)
        }
        index = {unit.id: at for at, unit in enumerate(found.printed.organisation.units)}
        seen = {index[name]: one for name, one in shown.items()}
        item.totals = {u: row for u, row in item.totals.items() if u in seen}
        item.distributions = {
            u: row for u, row in item.distributions.items() if u in seen and seen[u].answers is not None
        }
        for readable in [*readers, *(frozenset({one}) for one in range(len(found.leader_ids)))]:
            mine = {found.leader_ids[one] for one in readable}
            own = [
                [int(b == at) for b in range(len(leaders))] for at, name in enumerate(leaders) if name in mine
            ]
            singles, _ = solved([*item.sums(with_distributions=True), *own], len(leaders))
            assert {leaders[block] for block in singles if item.own[block]} <= mine


def _shows(found: Release, readers: frozenset[frozenset[int]]) -> bool:
    (whole,) = _units(found, readers)
    return isinstance(whole.groups[0].response, Response)


def test_a_total_that_one_reader_may_not_see_is_published_to_nobody() -> None:
    """Mads reads two of three: the total is gone for all; with a right to each of the three it stands."""
    forms = [
        form for name in ("Karen", "Ida", "Omar") for form in team(name, [[3 + i % 2] for i in range(8)])
    ]
    found = tiny_round(forms).release()
    assert not _shows(found, readers_with_rights(found, [{"Karen", "Ida"}, {"Omar"}]))
    assert _shows(found, readers_with_rights(found, [{"Karen", "Ida", "Omar"}, {"Omar"}, set()]))
    assert _shows(found, readers_with_rights(found, []))


def test_readers_of_files_are_taken_from_the_tree() -> None:
    """From files: Mads above Karen and Ida, who share a unit, may have read both, alone or beside his own report."""
    units = (Unit("k", "Kommunen", -1), Unit("f", "Familie", 0), Unit("s", "Sundhed", 0))
    leaders = (Leader("m", "Mads", 0), Leader("k", "Karen", 1), Leader("i", "Ida", 1), Leader("o", "Omar", 2))
    expected = {frozenset(one) for one in ({1, 2}, {1, 2, 3}, {0, 1, 2, 3})}
    assert readers_of_tree(Organisation(units, leaders)) == expected


def test_a_unit_that_nobody_leads_is_passed_over() -> None:
    """Mads is not rated and reads Karen, Ida and Per, two of them below a unit without a leader: Omar does not follow."""
    units = (("root", ""), ("a", "root"), ("a1", "a"), ("a2", "a"), ("b", "root"), ("b1", "b"))
    home = {"Karen": "a1", "Ida": "a2", "Per": "b", "Omar": "b1"}
    forms = [form for name in home for form in team(name, [[3 + i % 2] for i in range(8)])]
    found = tiny_round(forms, units=units, home=home).release()
    readers = readers_of_tree(found.printed.organisation)
    mads = frozenset(found.leader_ids.index(name) for name in ("Karen", "Ida", "Per"))
    assert mads in readers
    assert isinstance(next(found.units()).groups[0].response, Response)
    assert not isinstance(_units(found, readers)[0].groups[0].response, Response)
