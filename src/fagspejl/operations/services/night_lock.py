"""One at a time: the night's work and whoever deletes by hand wait for nobody, and give way to whoever is at it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.db import connection

_NIGHT_LOCK: Final = 0x6661_6773_6E69_6774  # PostgreSQL's number of the lock of the night's work


@contextmanager
def one_at_a_time() -> Iterator[bool]:
    """Yield whether no other worker is at the night's work: a lock on this machine, and one in PostgreSQL."""
    settings.KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(settings.KEYS / "night.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if connection.vendor != "postgresql":
            yield True
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NIGHT_LOCK])
            alone = bool(cursor.fetchone()[0])
        try:
            yield alone
        finally:
            if alone:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_NIGHT_LOCK])
    finally:
        os.close(descriptor)
