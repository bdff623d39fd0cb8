"""Everything new that one reader sees, laid together and solved: unit pages, the nearest total, the short version, reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from numpy.random import Generator

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.nearest import nearest_unit
from fagspejl.disclosure.public_totals import public_units, readers_with_rights
from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Organisation, Score, UnitRelease
from support.rounds import make_round
from support.totals_seen import ItemTotals, item_totals

Seen = set[tuple[str, str, str, str]]  # unit, group, item, "mean" or "counts"


def _rights(rng: Generator, tree: Organisation) -> list[set[int]]:
    """Whose reports each person reads: a leader the own one and those below, the chief those without a leader above.

    Now and then somebody reads a report from quite another part of the tree.
    """
    own = [{index} for index in range(len(tree.leaders))]
    chief: set[int] = set()
    for index, leader in enumerate(tree.leaders):
        unit, above = tree.units[leader.unit].parent, chief
        while unit >= 0:
            there = [other for other, one in enumerate(tree.leaders) if one.unit == unit]
            if there:
                above = own[int(rng.choice(there))]
                break
            unit = tree.units[unit].parent
        above.add(index)
        if rng.random() < 0.2:
            own[int(rng.integers(len(own)))].add(index)
    return [*own, chief]


def _figures(units: Sequence[UnitRelease | None]) -> Seen:
    found: Seen = set()
    for unit in units:
        for group in unit.groups if unit is not None else ():
            for item in (item for theme in group.themes for item in theme.items):
                if isinstance(item.mean, Score):
                    found.add((unit.unit, group.group, item.id, "mean"))  # type: ignore[union-attr]
                if item.answers is not None:
                    found.add((unit.unit, group.group, item.id, "counts"))  # type: ignore[union-attr]
    return found


def _pages(released: Release, readable: set[int], public: Seen) -> Seen:
    """Every total that stands on a page for this reader."""
    reader = ReadersTotals(released.printed, released.figures, readable)
    units = released.printed.organisation.units
    pages = _figures([released.unit(at, reader.rows(at, released.unit_rows(at))) for at in range(len(units))])
    beside = _figures(
        [
            nearest_unit(released, released.leader_ids[one], ("employee", "peer"), reader)
            for one in sorted(readable)
        ]
    )
    return pages | beside | public


def _follows(sums: Sequence[Sequence[int]], block: int) -> bool:
    """Whether one block alone is a combination of the sums: elimination with fractions."""
    rows = [[Fraction(value) for value in row] for row in sums]
    wanted = [Fraction(int(at == block)) for at in range(len(sums[0]))]
    for column in range(len(wanted)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            if wanted[column]:
                return False
            continue
        rows.remove(pivot)
        for row in (*rows, wanted):
            factor = row[column] / pivot[column]
            row[:] = [value - factor * taken for value, taken in zip(row, pivot, strict=True)]
    return not any(wanted)


def _sums(item: ItemTotals, seen: Seen, place: dict[str, int]) -> list[list[int]]:
    found = []
    for unit, group, name, kind in sorted(seen):
        if (group, name) == (item.perspective, item.item):
            blocks = set(item.below(place[unit], item.shown if kind == "mean" else item.full))
            found.append([int(block in blocks) for block in range(len(item.home))])
    return found


@pytest.mark.parametrize("seed", range(16))
def test_no_other_leader_follows(seed: int) -> None:
    """Mads, Karen or the chief: with all their pages and reports nobody solves a leader whose report they may not read."""
    rng = np.random.default_rng(1000 + seed)
    released = make_round(
        1000 + seed,
        leaders=int(rng.integers(4, 16)),
        units=int(rng.integers(2, 9)),
        themes=(3,),
        sizes=(3, 4, 5, 8, 12),
    ).release()
    tree = released.printed.organisation
    place = {unit.id: at for at, unit in enumerate(tree.units)}
    rights = _rights(rng, tree)
    granted = [{released.leader_ids[one] for one in readable} for readable in rights]
    readers = readers_with_rights(released, granted)
    public = _figures(list(public_units(released, readers, range(len(tree.units)))))
    document = json.loads(dumps(released))
    for readable in rights:
        mine = {released.leader_ids[one] for one in readable}
        seen = _pages(released, readable, public)
        for item in item_totals(document):
            sums = _sums(item, seen, place)
            own = [
                [int(at == block) for at in range(len(item.home))]
                for block, single in enumerate(item.own)
                if single and item.candidates[block][0] in mine
            ]
            for block, single in enumerate(item.own):
                if sums and single and item.candidates[block][0] not in mine:
                    assert not _follows([*sums, *own], block), (item.item, item.candidates[block])


def test_the_solver_finds_a_leader_that_does_follow() -> None:
    """Karen, Ida and Omar less Karen and Omar is Ida; less Karen alone it is nobody."""
    assert _follows([[1, 1, 1], [1, 0, 0], [0, 0, 1]], 1)
    assert not _follows([[1, 1, 1], [1, 0, 0]], 1)
