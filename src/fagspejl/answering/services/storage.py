"""Letting the database itself forget: no dead row, no freed page, no old page of its log.

A row that is deleted or written anew leaves its old self behind: in PostgreSQL as a dead row with the transaction
that wrote it, in SQLite in the pages' numbers and in the log. Both tell in which order answers came.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.db import connection

from fagspejl.answering.services.locks import PAUSES, StillRead, be_brief, patiently

_CHECKPOINT_ROLE: Final = (
    "pg_checkpoint"  # from PostgreSQL 15 on; asking by name for a role that is not there fails
)
_COPIES: Final = 2.5  # times the database: VACUUM's copy, the log, and some room
_MAY_CHECKPOINT: Final = """
SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper)
    OR EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'usage'))
"""


def may_checkpoint(cursor: Any) -> bool:
    """Whether this user of PostgreSQL may write everything to disk at once; before version 15 only a superuser may."""
    cursor.execute(_MAY_CHECKPOINT, [_CHECKPOINT_ROLE])
    return bool(cursor.fetchone()[0])


@contextmanager
def _room_for_a_copy(cursor: Any) -> Iterator[None]:
    """Let SQLite put the copy that VACUUM makes of the database into a file beside it, instead of into memory.

    The file has no name from the moment it is made: no backup finds it, and no killed process leaves it. It holds what
    the database holds afterwards, row for row in the same order, and what the log beside the database holds too.
    Anywhere else, such as in a folder for everybody's temporary files, it would lie on another disk with other rights:
    memory is used where SQLite cannot be told the place, or the disk has no room for the copy and the log.
    """
    folder = str(Path(str(connection.settings_dict["NAME"])).resolve().parent)
    cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    if shutil.disk_usage(folder).free < _COPIES * cursor.fetchone()[0]:
        yield
        return
    quoted = folder.replace("'", "''")
    cursor.execute(f"PRAGMA temp_store_directory = '{quoted}'")
    try:
        cursor.execute("PRAGMA temp_store_directory")
        if cursor.fetchone() == (folder,):
            cursor.execute("PRAGMA temp_store = FILE")
        yield
    finally:
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA temp_store_directory = ''")


def reachable() -> None:
    """See that nobody holds the answers' table, before work begins that is in vain otherwise. Raises StillRead."""
    if connection.vendor == "postgresql":
        patiently(_hold)


def _hold() -> None:
    with connection.cursor() as cursor:
        be_brief(cursor)
        cursor.execute("LOCK TABLE response IN ACCESS EXCLUSIVE MODE")


def _cluster() -> None:
    with connection.cursor() as cursor:
        be_brief(cursor)
        # New rows take whatever room older ones left on a page; this lays them in order of locator.
        cursor.execute("CLUSTER response USING response_pkey")


def _lay_anew(cursor: Any) -> None:
    """Lay the rows that live in order, again after a pause while an old view of the data keeps dead ones alive.

    The database's own worker that counts rows has such a view, for a moment only.
    """
    for pause in (*PAUSES, None):
        patiently(_cluster)
        # Where no row lives, nothing may be left.
        cursor.execute("SELECT pg_relation_size('response') > 0 AND NOT EXISTS (SELECT 1 FROM response)")
        if not cursor.fetchone()[0]:
            return
        if pause is None:
            raise StillRead
        time.sleep(pause)


def rewrite_storage() -> None:
    """Write the answers' storage anew from the rows that live. Not inside a transaction. Raises StillRead."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _lay_anew(cursor)
            if may_checkpoint(cursor):
                cursor.execute("CHECKPOINT")
            return
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with _room_for_a_copy(cursor):
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        if busy:
            raise StillRead
