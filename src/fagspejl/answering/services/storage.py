"""Letting the database itself forget: no dead row, no freed page, no old page of its log.

A row that is deleted or written anew leaves its old self behind: in PostgreSQL as a dead row with the transaction
that wrote it, in SQLite in the pages' numbers and in the log. Both tell in which order answers came.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import connection

from fagspejl.lib.errors import FagspejlError

_CHECKPOINT_ROLE: Final = (
    "pg_checkpoint"  # from PostgreSQL 15 on; asking by name for a role that is not there fails
)
_MAY_CHECKPOINT: Final = """
SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper)
    OR EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'usage'))
"""


class StillRead(FagspejlError):
    """Another connection still reads the old pages or rows; the step is tried again."""

    def __init__(self) -> None:
        super().__init__("another process is reading the database; closing goes on when it is done")


def may_checkpoint(cursor: Any) -> bool:
    """Whether this user of PostgreSQL may write everything to disk at once; before version 15 only a superuser may."""
    cursor.execute(_MAY_CHECKPOINT, [_CHECKPOINT_ROLE])
    return bool(cursor.fetchone()[0])


def rewrite_storage() -> None:
    """Write the answers' storage anew from the rows that live. Not inside a transaction. Raises StillRead."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # New rows take whatever room older ones left on a page; this lays them in order of locator.
            cursor.execute("CLUSTER response USING response_pkey")
            if may_checkpoint(cursor):
                cursor.execute("CHECKPOINT")
            # An old view of the data keeps dead rows alive; where no row lives, nothing may be left.
            cursor.execute("SELECT pg_relation_size('response') > 0 AND NOT EXISTS (SELECT 1 FROM response)")
            if cursor.fetchone()[0]:
                raise StillRead
            return
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        if busy:
            raise StillRead
