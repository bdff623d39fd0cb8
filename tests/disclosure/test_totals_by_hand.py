"""Totals of statements and themes recomputed in plain Python from the printed file, "about" and coded ones too."""

from __future__ import annotations

import json
import math
from typing import Any

from hypothesis import given, settings

from fagspejl.disclosure.document.codec import dumps
from support.rounds import Round, rounds
from support.totals_seen import ItemTotals, item_totals

# What a code lends, and the least and the most that it permits.
CODES = {
    "at_most": (1.25, 1.0, 1.5),
    "at_least": (4.75, 4.5, 5.0),
    "alike_low": (2.0, 1.0, 3.0),
    "alike_high": (4.5, 4.0, 5.0),
}
LOW, HIGH = {"at_most", "alike_low"}, {"at_least", "alike_high"}
Three = tuple[float, float, float]


def _half_up(x: float) -> float:
    return math.floor((x + 1e-9) * 10 + 0.5) / 10


def _told(codes: set[str | None], three: Three) -> str | None:
    """The code of a mean of cells, or of totals, with these codes."""
    for side, few, alike in ((LOW, "at_most", "alike_low"), (HIGH, "at_least", "alike_high")):
        if codes <= side:
            return alike if alike in codes else few
    mean, least, most = three
    return "about" if max(mean - least, most - mean) > 0.05 + 1e-9 else None


def _item(seen: ItemTotals, unit: int) -> tuple[Three, set[str | None]]:
    """An item's total before rounding, with the least and the most that it can be, and its cells' codes."""
    weights, values, codes = [], [], set()
    for block in seen.below(unit, seen.shown):
        cell = seen.cells[block]
        weights.append(sum(cell["options"]) if cell["options"] else seen.people[block])
        values.append(CODES[cell["code"]] if cell["code"] else (cell["mean"],) * 3)
        codes.add(cell["code"])
    mean, least, most = (
        sum(w * v[part] for w, v in zip(weights, values, strict=True)) / sum(weights) for part in range(3)
    )
    return (mean, least, most), codes


def _check(row: dict[str, Any], told: str | None, value: float) -> None:
    assert row["code"] == told
    assert row["value"] == (None if told in CODES else _half_up(value))


@settings(max_examples=60, deadline=None)
@given(rounds)
def test_totals_follow_from_the_cells(made: Round) -> None:
    """Asta recomputes every total of Lone's municipality with nothing but the printed file."""
    document = json.loads(dumps(made.release()))
    units = {unit["id"]: index for index, unit in enumerate(document["units"])}
    themes = {theme["id"]: [item["id"] for item in theme["items"]] for theme in document["themes"]}
    items = {(seen.perspective, seen.item): seen for seen in item_totals(document)}
    for seen in items.values():
        for unit, row in seen.totals.items():
            three, codes = _item(seen, unit)
            _check(row, _told(codes, three), three[0])
    for row in document["figures"]:
        if "unit" not in row or row["kind"] != "theme":
            continue
        asked = [items[row["perspective"], i] for i in themes[row["id"]] if (row["perspective"], i) in items]
        standing = [seen for seen in asked if units[row["unit"]] in seen.totals]
        assert (row["status"] == "shown") == (len(standing) >= math.ceil(0.6 * len(asked) - 1e-9))
        if row["status"] == "shown":
            rows = [seen.totals[units[row["unit"]]] for seen in standing]
            codes = {one["code"] if one["code"] in CODES else None for one in rows}
            parts = [_item(seen, units[row["unit"]])[0] for seen in standing]
            three = tuple(sum(part) / len(parts) for part in zip(*parts, strict=True))
            lent = [CODES[one["code"]][0] if one["code"] in CODES else one["value"] for one in rows]
            _check(row, _told(codes, three), sum(lent) / len(lent))  # type: ignore[arg-type]
