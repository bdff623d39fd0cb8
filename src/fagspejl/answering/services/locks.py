"""Taking hold of the whole table of answers without keeping people who answer waiting.

On PostgreSQL whoever waits for a lock on a table lets everybody wait who comes later, even those who would not disturb
whoever holds it: a night's work behind one long read stopped respondents for as long as the read took. So a lock is
waited for a moment only, given up, and asked for again a little later.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from django.db import OperationalError, connection, transaction

from fagspejl.lib.errors import FagspejlError

T = TypeVar("T")

_PATIENCE: Final = "200ms"  # that long respondents may wait behind us
PAUSES: Final = (0.5, 1.0, 2.0, 4.0, 8.0)  # seconds between two tries


class StillRead(FagspejlError):
    """Another connection still holds or reads the old pages or rows; the step is tried again."""

    def __init__(self) -> None:
        super().__init__("another process is reading the database; it goes on when that is done")


def lock_answers(cursor: Any) -> None:
    """Keep all others from writing answers until the transaction ends; reading goes on.

    SQLite has one writing transaction at a time and waits for it. Raises OperationalError after a moment on PostgreSQL.
    """
    if connection.vendor == "postgresql":
        be_brief(cursor)
        cursor.execute("LOCK TABLE response IN EXCLUSIVE MODE")
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    else:
        cursor.execute("DELETE FROM response WHERE locator = %s", [b""])


def be_brief(cursor: Any) -> None:
    """PostgreSQL: wait for no lock longer than a moment until this transaction ends."""
    cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")


def patiently(work: Callable[[], T], *, durable: bool = False) -> T:
    """Do a piece of work that takes such a lock, in a transaction of its own; again where the lock was not to be had.

    `durable`: inside another transaction it is refused; otherwise there is one try in it. Raises StillRead where the
    lock was not to be had for a quarter of a minute.
    """

    def in_transaction() -> T:
        with transaction.atomic(durable=durable):
            return work()

    return until_free(in_transaction, () if connection.in_atomic_block else PAUSES)


def until_free(work: Callable[[], T], pauses: Sequence[float] = PAUSES) -> T:
    """Do it when the lock is to be had at once, else again after each pause (seconds). Raises StillRead at the end."""
    for pause in (*pauses, None):
        try:
            return work()
        except OperationalError as error:
            if not gave_up_waiting(error):
                raise
            if pause is None:
                raise StillRead from error
            time.sleep(pause)
    raise AssertionError


def gave_up_waiting(error: OperationalError) -> bool:
    """Whether PostgreSQL gave up waiting for a lock."""
    return getattr(error.__cause__, "sqlstate", None) == "55P03"
