"""Files that are kept for thirty days: backups, whoever made and rotated them, and mails that became files.

A backup holds what the database held on its day. Who was asked, and whom mails were for, goes from it on the day on
which it goes from the database, wherever the backup is a database that can be opened; the rest goes with the file.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from fagspejl.evaluation.selectors import all_rounds
from fagspejl.evaluation.services.retention import INVITATIONS, rounds_over
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.clock import ZONE
from fagspejl.lib.private_files import shred
from fagspejl.lib.retention import DAYS, Due, Retention, Rule

BACKUPS: Final = Rule("backups", days=DAYS)
IN_BACKUPS: Final = Rule("backup_rows", days=DAYS)
FILES: Final = Rule("mail_files", days=DAYS)
_HALF: Final = ".half"  # a backup that is being written anew
_FROZEN: Final = "-frozen"
_OF_ROUNDS: Final = {
    "invitation": "replace(round_id, '-', '') IN ({marks})",
    "outbox": "mailing_id IN (SELECT id FROM mailing WHERE replace(round_id, '-', '') IN ({marks}))",
}


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete backups, what is over in the others, and mails that became files."""
    today = now.astimezone(ZONE).date()
    return (
        Retention(
            BACKUPS, lambda: _due(BACKUPS, _backups(), today), lambda: _shred(BACKUPS, _backups(), today)
        ),
        Retention(IN_BACKUPS, lambda: Due(_count(today)), lambda: _strip_all(today)),
        Retention(FILES, lambda: _due(FILES, _mails(), today), lambda: _shred(FILES, _mails(), today)),
    )


def _due(rule: Rule, files: Iterator[tuple[Path, date]], today: date) -> Due:
    return rule.due(((day, 1) for _, day in files), today)


def _shred(rule: Rule, files: Iterator[tuple[Path, date]], today: date) -> int:
    over = [path for path, day in files if rule.gone_on(day) <= today]
    for path in over:
        shred(path)
    return len(over)


def _backups() -> Iterator[tuple[Path, date]]:
    """Yield the backups with the day that counts: when the file was written, or when its round was over, if earlier.

    The copy of sealed answers that closing makes is destroyed with the round's key; until then it is the way back.
    """
    over = {str(found): day for found, day in rounds_over()}
    waiting = [
        str(facts.id)
        for facts in all_rounds()
        if can(Act.SEAL, facts.state) or can(Act.DESTROY_KEYS, facts.state)
    ]
    for path in _below(settings.DATA / "backups"):
        if any(path.name.startswith(found + _FROZEN) for found in waiting):
            continue
        yield (
            path,
            min(
                _written(path), *(day for found, day in over.items() if path.name.startswith(found)), date.max
            ),
        )


def _mails() -> Iterator[tuple[Path, date]]:
    for path in _below(Path(settings.EMAIL_FILE_PATH)):
        yield path, _written(path)


def _below(folder: Path) -> Iterator[Path]:
    for here, _, names in os.walk(folder):
        yield from (Path(here) / name for name in sorted(names))


def _written(path: Path) -> date:
    return datetime.fromtimestamp(path.lstat().st_mtime, UTC).astimezone(ZONE).date()


def _over(today: date) -> list[str]:
    return [found.hex for found, day in rounds_over() if INVITATIONS.gone_on(day) <= today]


def _count(today: date) -> int:
    """Return how many rows of rounds long over the backups hold, without those backups that have to go themselves."""
    over = _over(today)
    going = {path for path, day in _backups() if BACKUPS.gone_on(day) <= today}
    return sum(_rows(path, over) for path in _databases() if path not in going)


def _strip_all(today: date) -> int:
    over = _over(today)
    _drop_halves()
    rows = 0
    for path in list(_databases()):
        found = _rows(path, over)
        if found:
            _strip(path, over)
        rows += found
    return rows


def _databases() -> Iterator[Path]:
    for path in _below(settings.DATA / "backups"):
        if path.is_file() and not path.is_symlink() and path.suffix != _HALF:
            with path.open("rb") as file:
                if file.read(16) == b"SQLite format 3\x00":
                    yield path


def _drop_halves() -> None:
    for path in _below(settings.DATA / "backups"):
        if path.suffix == _HALF:
            shred(path)


def _rows(path: Path, over: Collection[str]) -> int:
    """Return how many rows of these rounds a backup holds; none where it is not one of ours, or damaged."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            return sum(
                int(copy.execute(f"SELECT count(*) FROM {table} WHERE {where}", [*over]).fetchone()[0])  # noqa: S608
                for table, where in _conditions(copy, over)
            )
    except sqlite3.Error:
        return 0


def _strip(path: Path, over: Collection[str]) -> None:
    """Write a backup anew without the rows of these rounds, as old as it was. Whole or not at all."""
    half = path.with_name(path.name + _HALF)
    with path.open("r+b") as before:  # its pages are overwritten when the new file has its name
        shutil.copy2(path, half)
        with closing(sqlite3.connect(half, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = MEMORY")
            copy.execute("PRAGMA secure_delete = ON")
            for table, where in _conditions(copy, over):
                copy.execute(f"DELETE FROM {table} WHERE {where}", [*over])  # noqa: S608 - names of our own
            copy.execute("VACUUM")
        shutil.copystat(path, half)
        size = path.stat().st_size
        half.replace(path)
        while size > 0:
            size -= before.write(b"\x00" * min(size, 1 << 20))


def _conditions(copy: sqlite3.Connection, over: Collection[str]) -> list[tuple[str, str]]:
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    marks = ", ".join("?" * len(over))
    return [(table, where.format(marks=marks)) for table, where in _OF_ROUNDS.items() if table in there]
