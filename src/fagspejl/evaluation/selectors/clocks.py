"""Whether the clocks that a deadline is held to agree: this machine's and the database's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from fagspejl.evaluation.errors import ClocksApart
from fagspejl.lib.clock import utc_now

APART: Final = timedelta(seconds=60)


def check_clocks() -> None:
    """Refuse an act that depends on a deadline while nobody knows which clock is right. Raises ClocksApart.

    SQLite has no clock of its own. Where two differ one of them is wrong, and whoever goes by it closes a round too
    early, for good.
    """
    if connection.vendor != "postgresql":
        return
    before = utc_now()
    there = database_now()
    after = utc_now()
    apart = max(before - there, there - after, timedelta(0))  # what the question took is no difference
    if apart > APART:
        raise ClocksApart(round(apart.total_seconds()), here=after, there=there)


def database_now() -> datetime:
    """Return the time by the database's clock, at this moment and not at the transaction's beginning."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found
