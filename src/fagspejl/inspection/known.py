"""The allow-list: every table, column and index of this version, as data in known.toml. Pure.

Whoever adds one in a migration adds it there too; tests/anonymity/test_the_list_is_the_database.py says which line.
Source: docs/explanation/storage.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

LIST: Final = "known.toml"


@dataclass(frozen=True, slots=True)
class Known:
    """Table -> its columns; table -> what its indexes are in order of; extensions that write nothing down."""

    columns: Mapping[str, frozenset[str]]
    indexes: Mapping[str, frozenset[str]]
    extensions: frozenset[str]


@cache
def known() -> Known:
    """Return the list."""
    raw = tomllib.loads(files(__package__).joinpath(LIST).read_text("utf-8"))
    return Known(
        {table: frozenset(columns) for table, columns in raw["columns"].items()},
        {table: frozenset(indexes) for table, indexes in raw["indexes"].items()},
        frozenset(raw["extensions"]["known"]),
    )
