"""Theme scores recomputed in plain Python from the printed file, independently of the product's arrays."""

from __future__ import annotations

import json
import math
from typing import Any

from hypothesis import given, settings

from fagspejl.disclosure.document.codec import dumps
from support.rounds import Round, rounds

LENT = {"at_most": 1.25, "at_least": 4.75, "alike_low": 2.0, "alike_high": 4.5}
SIDE = {"at_most": -1, "alike_low": -1, "at_least": 1, "alike_high": 1}


def _half_up(x: float) -> float:
    return math.floor((x + 1e-9) * 10 + 0.5) / 10


def _lent(row: dict[str, Any], value: str) -> float:
    return LENT[row["code"]] if row["code"] else row[value]


@settings(max_examples=60, deadline=None)
@given(rounds)
def test_theme_scores_follow_from_the_cells(made: Round) -> None:
    """Asta recomputes Karen's theme scores with nothing but the printed file."""
    document = json.loads(dumps(made.release()))
    cells = {(c["block"], c["item"]): c for c in document["cells"]}
    blocks = [b["id"] for b in document["blocks"]]
    themes = {t["id"]: [i["id"] for i in t["items"]] for t in document["themes"]}
    scores: dict[tuple[str, str], tuple[float, int]] = {}
    for block in blocks:
        for theme, items in themes.items():
            shown = [cells[block, i] for i in items if cells[block, i]["class"] != "none"]
            if len(shown) < math.ceil(0.6 * len(items) - 1e-9):
                continue
            sides = {SIDE.get(c["code"], 0) for c in shown}
            if sides in ({-1}, {1}):
                alike = any(c["code"].startswith("alike") for c in shown)
                low = sides == {-1}
                code = ("alike_low" if low else "alike_high") if alike else ("at_most" if low else "at_least")
                scores[block, theme] = (LENT[code], SIDE[code])
            else:
                scores[block, theme] = (_half_up(sum(_lent(c, "mean") for c in shown) / len(shown)), 0)
    for row in document["figures"]:
        if row["kind"] != "theme" or row["status"] != "shown":
            continue
        if "leader" in row:
            value, side = scores[row["blocks"][0], row["id"]]
            assert (row["value"] is None) == (side != 0)
            assert row["value"] is None or row["value"] == value
            coded = any(cells[row["blocks"][0], i]["code"] for i in themes[row["id"]])
            assert (row["code"] is not None) == coded
            assert (row["code"] == "about") == (coded and row["value"] is not None)
