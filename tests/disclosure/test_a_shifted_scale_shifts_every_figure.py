"""Where a scale begins changes no word, no count and no width: only the figures, and by just as much."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fagspejl.analysis.table import ResponseTable
from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.disclosure.release_check.audit import audit
from support.rounds import Round, make_round

SEEDS = range(5)


def begun_at(made: Round, lo: int) -> Round:
    """The same answers on a scale from `lo`: every answer moved by as much."""
    table = made.table
    asked = np.where(table.values > 0, table.values.astype(int) + lo - 1, 0)
    turned = [i for i, item in enumerate(table.items) if item.reversed]
    given = table.values > 0
    asked[:, turned] = np.where(given, lo + lo + 4 - asked, 0)[:, turned]  # as the rater answered
    moved = ResponseTable.from_raw(
        lo=lo,
        hi=lo + 4,
        items=table.items,
        values=asked,
        missing=table.missing,
        leader=table.leader,
        group=table.group,
        person=table.person,
        invited=table.invited,
    )
    return replace(made, table=moved)


def moved_back(document: dict[str, Any], by: int) -> dict[str, Any]:
    """The document with every figure on the scale lowered by `by`."""

    def lower(value: Any) -> Any:
        if isinstance(value, list):
            return [lower(each) for each in value]
        return None if value is None else round(value - by, 1)

    for cell in document["cells"]:
        cell["mean"] = lower(cell["mean"])
    for mark in document["marks"]:
        mark["values"] = {item: lower(value) for item, value in mark["values"].items()}
        mark["themes"] = {theme: lower(value) for theme, value in mark["themes"].items()}
    for row in document["figures"]:
        if row["kind"] in ("theme", "item", "band", "bounds"):
            row["value"] = lower(row["value"])
    document["scale"] = {end: lower(value) for end, value in document["scale"].items()}
    return document


@pytest.mark.parametrize("lo", [0, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_figures_move(seed: int, lo: int) -> None:
    """Karen's municipality asks from 0 to 4 in place of 1 to 5: every figure is one lower, and nothing else changes."""
    made = make_round(seed, themes=(3, 2), leaders=10)
    plain, moved = (json.loads(dumps(each.release())) for each in (made, begun_at(made, lo)))
    back = moved_back(moved, lo - 1)
    for part in plain:
        assert back[part] == plain[part], part


@pytest.mark.parametrize("seed", SEEDS)
def test_a_release_from_zero_is_read_back_and_audited(seed: int) -> None:
    """Bente audits a release on 0-4 and finds nothing; a mark outside the scale is found."""
    text = dumps(begun_at(make_round(seed, themes=(3, 2), leaders=10), 0).release())
    document = json.loads(text)
    assert not audit(document).faults
    assert dumps(loads(text)) == text
    marks = [m for m in document["marks"] if None not in m["values"].values()]
    item = next(iter(marks[0]["values"]))
    marks[0]["values"][item] = -1
    assert any(fault.finding.value == "mark_value" for fault in audit(document).faults)
