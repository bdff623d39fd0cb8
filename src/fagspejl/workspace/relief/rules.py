"""What may be said of a round, and what of it is kept. Pure. Each check raises, or says nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.relief.errors import ReliefRefused
from fagspejl.workspace.relief.types import WorthCounts

FEWEST: Final = 2
MOST: Final = 40
BACK: Final = timedelta(days=31)  # what is older is remembered by nobody


def check_round(held_on: date, present: int, worth: WorthCounts, *, today: date) -> None:
    """Raise ReliefRefused for a day that is not past, one alone, or more answers than people."""
    if not today - BACK <= held_on <= today:
        raise ReliefRefused(field="held_on")
    if not FEWEST <= present <= MOST:
        raise ReliefRefused(field="present")
    if min(worth.yes, worth.partly, worth.no) < 0 or worth.n > present:
        raise ReliefRefused(field="worth")


def kept(worth: WorthCounts, *, limit: int) -> WorthCounts | None:
    """Return the counts where they are of at least `limit` people; else None: fewer are not kept at all."""
    return worth if worth.n >= limit else None
