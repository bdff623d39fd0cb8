"""Theme scores and totals recomputed in plain Python from the printed file, independently of the product's arrays."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from typing import Any

from hypothesis import given, settings

from fagspejl.disclosure.codec import dumps
from support.rounds import Round, rounds

LENT = {"at_most": 1.25, "at_least": 4.75, "alike_low": 2.0, "alike_high": 4.5}
SIDE = {"at_most": -1, "alike_low": -1, "at_least": 1, "alike_high": 1}


def _half_up(x: float) -> float:
    return math.floor((x + 1e-9) * 10 + 0.5) / 10


def _lent(row: dict[str, Any], value: str) -> float:
    return LENT[row["code"]] if row["code"] else row[value]


@settings(max_examples=60, deadline=None)
@given(rounds)
def test_theme_scores_and_totals_follow_from_the_cells(made: Round) -> None:
    """Asta recomputes Karen's theme scores, and her unit's totals, with nothing but the printed file."""
    document = json.loads(dumps(made.release()))
    cells = {(c["block"], c["item"]): c for c in document["cells"]}
    blocks = {b["id"]: b for b in document["blocks"]}
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
        else:
            parts = _entering(document, blocks, row, {b for b, t in scores if t == row["id"]})
            weight = sum(blocks[b]["n"] for b in parts)
            mean = sum(blocks[b]["n"] * scores[b, row["id"]][0] for b in parts) / weight
            if row["value"] is not None:
                assert row["value"] == _half_up(mean)
            assert sum(blocks[b]["leaders"] for b in parts) >= 3


def _entering(
    document: dict[str, Any], blocks: dict[str, Any], row: dict[str, Any], showing: set[str]
) -> list[str]:
    """Blocks of the figure that show the theme in an organisation block where three leaders do."""
    entering = []
    for members in _organisation_blocks(document, row["perspective"]):
        show = [b for b in members if b in showing]
        if set(members) <= set(row["blocks"]) and sum(blocks[b]["leaders"] for b in show) >= 3:
            entering += show
    return entering


def _organisation_blocks(document: dict[str, Any], perspective: str) -> list[list[str]]:
    """The lift of docs/explanation/rules.md 4.1, written again: three leaders, lowest unit first."""
    children = defaultdict(list)
    for unit in document["units"]:
        children[unit["parent"]].append(unit["id"])
    here = defaultdict(list)
    for block in document["blocks"]:
        if block["perspective"] == perspective:
            here[block["unit"]].append(block)
    formed: list[list[str]] = []

    def lift(unit: str) -> list[dict[str, Any]]:
        carry = [piece for child in children[unit] for piece in lift(child)]
        for block in here[unit]:
            if block["leaders"] >= 3:
                formed.append([block["id"]])
            else:
                carry.append(block)
        if carry and sum(b["leaders"] for b in carry) >= 3:
            formed.append([b["id"] for b in carry])
            carry = []
        return carry

    lift(children[None][0])
    return formed
