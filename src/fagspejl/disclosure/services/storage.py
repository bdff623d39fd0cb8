"""What closing asks of the database itself: room, and backups that open."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from django.db import connection

from fagspejl.disclosure.document.parts import Part
from fagspejl.disclosure.models import StoredRelease
from fagspejl.disclosure.services.store import part_sha, root_sha
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.private_files import shred

_TABLES = ("round", "round_policy", "unit", "person", "invitation", "response", "release", "release_part")
_DISK_SHARE = 2.5


class BackupDoesNotOpen(FagspejlError):
    """A backup was made but does not read back whole; closing goes no further."""

    def __init__(self, path: Path, fact: str) -> None:
        super().__init__(f"the backup {path.name} does not open: {fact}")
        self.path, self.fact = path, fact


class DiskTooFull(FagspejlError):
    """Closing needs room for a backup and for rewriting. `free` and `needed` in bytes."""

    def __init__(self, free: int, needed: int) -> None:
        super().__init__(f"{free} bytes are free, {needed} are needed; make room and close again")
        self.free, self.needed = free, needed


def check_room(folder: Path) -> None:
    """Refuse to begin with less free disk than 2.5 times the database. Raises DiskTooFull."""
    needed = int(_DISK_SHARE * database_size())
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskTooFull(free, needed)


def database_size() -> int:
    """Return the size of the database in bytes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def back_up(folder: Path, round_id: UUID, name: str) -> Path:
    """Write a backup of what closing touches, flush it and compare it by rows and Release. Raises BackupDoesNotOpen."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{round_id}-{name}.sqlite3"
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)  # before anything is in it
    if connection.vendor == "postgresql":
        _copy_tables(path)
    else:
        connection.ensure_connection()
        source = connection.connection
        with closing(sqlite3.connect(path)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file: no log beside it that nobody removes
    _flush(path)
    _check(path, round_id)
    return path


def _copy_tables(path: Path) -> None:
    """PostgreSQL: the tables of a round in one readable file, whatever client programs the machine has."""
    with closing(sqlite3.connect(path)) as target, connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
            columns = [column[0] for column in cursor.description]
            names = ", ".join(f'"{column}"' for column in columns)
            target.execute(f"CREATE TABLE {table} ({names})")
            marks = ", ".join("?" * len(columns))
            while rows := cursor.fetchmany(1000):
                plain = [[_plain(value) for value in row] for row in rows]
                target.executemany(f"INSERT INTO {table} VALUES ({marks})", plain)  # noqa: S608
        target.commit()


def _plain(value: object) -> object:
    if isinstance(value, bytes | str | int | float | type(None)):
        return value
    return bytes(value) if isinstance(value, memoryview) else str(value)


def _check(path: Path, round_id: UUID) -> None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        (state,) = copy.execute("PRAGMA quick_check").fetchone()
        if state != "ok":
            raise BackupDoesNotOpen(path, state)
        (copied,) = copy.execute("SELECT count(*) FROM response WHERE round = ?", [round_id.bytes]).fetchone()
        root = _root_in(copy, round_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM response WHERE round = %s", [round_id.bytes])
        (here,) = cursor.fetchone()
    if copied != here:
        raise BackupDoesNotOpen(path, f"{copied} of {here} rows")
    if root != StoredRelease.objects.filter(round_id=round_id).values_list("root_sha", flat=True).first():
        raise BackupDoesNotOpen(path, "its release is not the one that was sealed")


def _root_in(copy: sqlite3.Connection, round_id: UUID) -> str | None:
    """Work out anew the hash over all parts of a round's Release as a copy holds them; None where there is none."""
    query = "SELECT id FROM release WHERE replace(round_id, '-', '') = ?"
    release = copy.execute(query, [round_id.hex]).fetchone()
    if release is None:
        return None
    parts = copy.execute("SELECT kind, key, body FROM release_part WHERE release_id = ?", release)
    return root_sha(part_sha(Part(*row)) for row in parts)


def remove_backup(folder: Path, round_id: UUID, name: str) -> None:
    """Overwrite and remove a backup made by closing."""
    path = folder / f"{round_id}-{name}.sqlite3"
    if path.exists():
        shred(path)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
