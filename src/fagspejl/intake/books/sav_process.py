"""Reads one SPSS file in a process of its own, and prints it as JSON. Run by `books/sav.py` alone.

The parser is written in C and was never meant for files of strangers: what it does to memory stays in here.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pyreadstat

from fagspejl.intake.books.cells import cell_text
from fagspejl.intake.vocabulary import BLANK, UNKNOWN, item_code

_MOST_MEMORY = 2 << 30
_MOST_SECONDS = 120
_FALLBACK = "WINDOWS-1252"


def read(path: str, columns: int, rows: int, most_cells: int) -> dict[str, Any]:
    """Return `names`, `cells` (one list of texts per column), `texts`, `labels` and `guessed`, or a `fault`."""
    guessed = False

    def reading(**told: Any) -> tuple[Mapping[str, list[Any]], Any]:
        nonlocal guessed
        try:
            return pyreadstat.read_sav(path, output_format="dict", user_missing=True, **told)
        except UnicodeDecodeError:
            guessed = True
        except pyreadstat.ReadstatError as fault:
            if "encoding" not in str(fault) and "convert" not in str(fault):
                raise
            guessed = True
        return pyreadstat.read_sav(path, output_format="dict", user_missing=True, encoding=_FALLBACK, **told)

    about = reading(metadataonly=True)[1]
    names: list[str] = about.column_names
    if len(names) > columns:
        return {"fault": "too_many_columns", "limit": columns, "count": len(names)}
    widths = about.variable_storage_width.values()
    if sum(widths) * (about.number_rows or 0) > most_cells * 8:
        return {"fault": "too_many_cells", "limit": most_cells}
    try:
        data, about = reading(row_limit=rows + 1)
    except OverflowError:  # a day after the year 9999
        data, about = reading(row_limit=rows + 1, disable_datetime_conversion=True)
    if max(map(len, data.values()), default=0) > rows:
        return {"fault": "too_many_rows", "limit": rows}
    labels = {
        name: {cell_text(value): str(label) for value, label in pairs.items()}
        for name, pairs in about.variable_value_labels.items()
    }
    return {
        "names": names,
        "cells": [_texts(data[name], _missing(about, name, labels.get(name, {}))) for name in names],
        "texts": {name: text for name, text in about.column_names_to_labels.items() if text},
        "labels": labels,
        "guessed": guessed,
    }


def _missing(about: Any, name: str, labels: Mapping[str, str]) -> Callable[[Any], bool]:
    """Whether a value counts as blank: declared missing, and its label is none of our ways to say why."""
    ranges = about.missing_ranges.get(name, [])

    def blank(value: Any) -> bool:
        for part in ranges:
            lo, hi = part["lo"], part["hi"]
            if value == lo or (isinstance(value, float) and isinstance(lo, float) and lo <= value <= hi):
                said = item_code(labels.get(cell_text(value), ""), 1, 1)
                return not UNKNOWN < said < 0 or said == BLANK
        return False

    return blank


def _texts(values: list[Any], blank: Callable[[Any], bool]) -> list[str]:
    known: dict[Any, str] = {}
    texts = []
    for value in values:
        if value not in known:
            known[value] = "" if blank(value) or value != value else cell_text(value).rstrip()
        texts.append(known[value])
    return texts


def main() -> None:
    """Read the file named first; then most columns, most rows and most cells."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    columns, rows, cells = map(int, sys.argv[2:5])
    json.dump(read(sys.argv[1], columns, rows, cells), sys.stdout)


if __name__ == "__main__":
    main()
