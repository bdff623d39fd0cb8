"""Exported files read back: one row per printed place, as `release.json` lists it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars
import pyreadstat
from python_calamine import CalamineWorkbook

NUMBERS = ("reversed", "value", "lower", "upper", "n", "invited", "dont_know", "no_disclose")


def read_table(path: Path, sheet: str = "Data") -> list[dict[str, Any]]:
    """The rows of one exported file; numbers where a number stands, None where a place holds none."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return [_typed(row) for row in csv.DictReader(stream)]
    if path.suffix == ".json":
        document = json.loads(path.read_text("utf-8"))
        names = [column["name"] for column in document["columns"]]
        return [_typed(dict(zip(names, row, strict=True))) for row in document["rows"]]
    if path.suffix == ".sav":
        frame, _ = pyreadstat.read_sav(str(path), output_format="polars")
        assert isinstance(frame, polars.DataFrame)
        return [_typed(row) for row in frame.to_dicts()]
    names, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return [_typed(dict(zip(map(str, names), row, strict=True))) for row in rows]


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _number(value) if _holds_number(name) else str(value) for name, value in row.items()}


def _holds_number(name: str) -> bool:
    return name in NUMBERS or name.startswith("option_")


def _number(value: Any) -> float | None:
    return None if value is None or value == "" else float(value)


def as_released(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same place as a row of a release's `figures`, without the names of blocks."""
    kind, counts = row["kind"], [value for name, value in row.items() if name.startswith("option_")]
    value: Any = row["value"]
    if kind in ("band", "bounds"):
        value = [row["lower"], row["upper"]]
    elif kind == "response":
        value = [row["n"], row["invited"]]
    elif kind == "answers":
        value = {"options": counts, "dont_know": row["dont_know"], "no_disclose": row["no_disclose"]}
    shown = row["status"] == "shown" and kind not in ("gap", "spread", "strength")
    return {
        row["level"]: row[row["level"]],
        "perspective": row["perspective"],
        "kind": kind,
        "id": row["statement"] if kind in ("item", "answers") else row["theme"],
        "status": row["status"],
        "reason": row["reason"] or None,
        "code": row["code"] or None,
        "value": value if shown else None,
        "n": row["n"],
    }


def figures_of(document: Mapping[str, Any], homes: Iterable[str] = ("unit",)) -> list[dict[str, Any]]:
    """The figures of a release's document, of units or leaders or both, without the names of blocks."""
    wanted = set(homes)
    return [
        {name: value for name, value in row.items() if name != "blocks"}
        for row in document["figures"]
        if wanted & row.keys()
    ]


def numbers_in(row: Mapping[str, Any]) -> int:
    """How many numbers stand in a row."""
    return sum(row[name] is not None for name in row if _holds_number(name) and name != "reversed")
