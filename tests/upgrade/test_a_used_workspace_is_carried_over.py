"""A unit that used its workspace before this version: what it judged, ended with and wrote is all there afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from support.site_process import served
from upgrade.kept_state import STATES, unpack

USED = {  # table -> rows that the state holds at least: a comparison of nothing would show nothing
    "workspace_session": 7,
    "workspace_session_unit": 7,
    "workspace_slip": 3,
    "workspace_participant": 12,
    "workspace_response": 12,
    "workspace_picture": 8,
    "workspace_outcome": 5,
    "workspace_trial": 1,
    "workspace_accepted_difference": 1,
    "workspace_starting_point": 2,
    "workspace_facilitator": 1,
    "workspace_own_vignette": 1,
}
Rows = list[tuple[Any, ...]]


def _columns(database: sqlite3.Connection) -> dict[str, str]:
    """The tables of the workspace and their columns, as one may select them."""
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'workspace_%'"
    )
    return {
        name: ", ".join(f'"{row[1]}"' for row in database.execute(f'PRAGMA table_info("{name}")'))
        for (name,) in tables.fetchall()
    }


def _rows(folder: Path, columns: dict[str, str] | None = None) -> tuple[dict[str, str], dict[str, Rows]]:
    with closing(sqlite3.connect(folder / "data" / "fagspejl.sqlite3")) as database:
        asked = columns or _columns(database)
        return asked, {
            table: sorted(database.execute(f'SELECT {names} FROM "{table}"').fetchall(), key=repr)
            for table, names in asked.items()
        }


def test_what_the_unit_judged_and_agreed_is_there(tmp_path: Path) -> None:
    """Per installs this version: Karen's series, outcomes, pictures, open room and own vignette stand as they stood."""
    unpack(STATES / "i", tmp_path)
    columns, before = _rows(tmp_path)
    assert {table: len(before[table]) for table in USED} == USED
    with served(tmp_path, "--migrate"):
        pass
    _, after = _rows(tmp_path, columns)
    assert after == before
