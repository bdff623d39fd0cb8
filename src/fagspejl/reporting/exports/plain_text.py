"""Released figures as CSV and as JSON, row by row."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Final, TextIO

from fagspejl.lib.canonical import canonical
from fagspejl.lib.names import inert
from fagspejl.reporting.exports.figures import FigureTable, as_number

FORMAT: Final = "fagspejl-figures/1"


def write_csv(table: FigureTable, target: Path) -> None:
    """Write CSV: UTF-8, commas, decimal points, one heading. Raises OSError.

    A text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    with target.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(column.name for column in table.columns)
        for row in table.rows():
            rows.writerow(
                inert(value) if isinstance(value, str) else as_number(column, value)
                for column, value in zip(table.columns, row, strict=True)
            )


def write_json(table: FigureTable, target: Path) -> None:
    """Write JSON, one row per line: what the columns are, and a list of values for each row. Raises OSError."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        _write_json(table, stream)


def _write_json(table: FigureTable, stream: TextIO) -> None:
    release = table.release
    info, stamp = release.info, release.stamp
    head = {
        "format": FORMAT,
        "language": table.language,
        "round": {
            "id": release.provenance.id,
            "title": info.title,
            "organisation": info.organisation,
            "opened": info.opened.isoformat() if info.opened else None,
            "closed": info.closed.isoformat() if info.closed else None,
        },
        "instrument": {"id": stamp.id, "version": stamp.version},
        "policy": release.policy_sha,
        "scale": {"lo": release.scale.lo, "hi": release.scale.hi},
        "columns": [
            {
                "name": column.name,
                "label": column.label,
                "type": "text" if column.kind == "text" else "number",
            }
            for column in table.columns
        ],
    }
    stream.write("{\n")
    for name, value in head.items():
        stream.write(f"{canonical(name)}:{canonical(value)},\n")
    stream.write('"rows":[')
    for number, row in enumerate(table.rows()):
        values = [
            value if isinstance(value, str) else as_number(column, value)
            for column, value in zip(table.columns, row, strict=True)
        ]
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        stream.write(f"{',' if number else ''}\n{text}")
    stream.write("]\n}\n")
