"""A reader on the web solves all she sees, with the reports she may read, and gets no single leader she may not."""

from __future__ import annotations

import json

import numpy as np
import pytest

from fagspejl.disclosure.arithmetic.figures import Figure
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import FigureKind
from support.rounds import make_round
from support.row_space import solved
from support.tiny import team, tiny_round
from support.totals_seen import ItemTotals, item_totals


def _seen(found: Release, readable: set[int]) -> list[list[Figure]]:
    """Every unit's rows as the reader sees them."""
    reader = ReadersTotals(found.printed, found.figures, readable)
    return [
        list(reader.rows(unit, found.unit_rows(unit)))
        for unit in range(len(found.printed.organisation.units))
    ]


def _shown(rows: list[list[Figure]], kind: FigureKind, item: ItemTotals) -> set[int]:
    return {
        unit
        for unit, figures in enumerate(rows)
        for row in figures
        if (row.kind, row.group, row.id, row.reason) == (kind, item.perspective, item.item, None)
    }


@pytest.mark.parametrize("seed", range(40))
def test_no_single_leader_follows_from_what_she_sees(seed: int) -> None:
    """Mads reads some leaders' reports and the totals shown to him: nobody else's report can be solved from them."""
    rng = np.random.default_rng(seed)
    found = make_round(
        seed, leaders=int(rng.integers(3, 20)), units=int(rng.integers(1, 8)), sizes=(4, 5, 8, 12, 15)
    ).release()
    readable = set(np.flatnonzero(rng.random(len(found.leader_ids)) < rng.choice((0.1, 0.4, 0.8))).tolist())
    document = json.loads(dumps(found))
    rows = _seen(found, readable)
    mine = {found.leader_ids[index] for index in readable}
    for item in item_totals(document):
        leaders = [b["leader"] for b in document["blocks"] if b["perspective"] == item.perspective]
        item.totals = {u: row for u, row in item.totals.items() if u in _shown(rows, FigureKind.ITEM, item)}
        shown = _shown(rows, FigureKind.ANSWERS, item)
        item.distributions = {u: row for u, row in item.distributions.items() if u in shown}
        own = [
            [int(b == block) for b in range(len(leaders))]
            for block, name in enumerate(leaders)
            if name in mine
        ]
        singles, _ = solved([*item.sums(with_distributions=True), *own], len(leaders))
        assert {leaders[block] for block in singles if item.own[block]} <= mine


def _three(**sizes: int) -> Release:
    forms = [form for name, n in sizes.items() for form in team(name, [[3 + i % 2] for i in range(n)])]
    return tiny_round(forms).release()


def test_whoever_reads_all_but_one_is_refused() -> None:
    """Mads may read Karen's and Omar's reports: the total of the three of them would give him Ida's."""
    found = _three(Karen=8, Omar=8, Ida=8)
    (rows,) = _seen(found, {0, 1})
    assert {row.reason for row in rows} == {"anonymity"}
    assert {row.n for row in rows} == {None}
    for readable in (set[int](), {0}, {0, 1, 2}):
        assert _seen(found, readable) == [list(found.unit_rows(0))]


def test_counts_of_one_are_refused_where_the_mean_may_stand() -> None:
    """Of three leaders with counts Mads reads two; three without remain: he sees the mean, and no distribution."""
    found = _three(Karen=16, Omar=16, Ida=16, Per=5, Bente=5, Lone=5)
    assert FigureKind.ANSWERS in {row.kind for row in found.unit_rows(0)}
    (rows,) = _seen(found, {0, 1})
    assert FigureKind.ANSWERS not in {row.kind for row in rows}
    assert {row.reason for row in rows} == {None}
