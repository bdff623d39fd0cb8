"""How long things are kept, and what a room offers to the night's work: look at what is due, delete it. Pure.

The functions that offer it stand as dotted names in `config/settings.py` (RETENTION). Each is given the time and asks
nothing of the database; docs/reference/retention.md has every rule in a table that a test holds against the code.
Days are those of the calendar in Denmark: what has to go on a day goes in its night, not earlier and not later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DAYS: Final = 30  # who was asked, mails, backups
LOG_MONTHS: Final = 12
REPORT_MONTHS: Final = 36


@dataclass(frozen=True, slots=True)
class Rule:
    """How long one kind of thing is kept, in days or in months; neither: until nobody needs it.

    `name` is the key of its words. What the time counts from stands in the words and in the table of the docs.
    """

    name: str
    days: int = 0
    months: int = 0

    def gone_on(self, since: date) -> date:
        """Return the day on which it has to go. Months end on the same number, or on the 1st where there is none."""
        month = since.year * 12 + since.month - 1 + self.months
        year, month = divmod(month, 12)
        try:
            day = date(year, month + 1, since.day)
        except ValueError:  # no 31st of June: a day later, for nothing goes before its time
            year, month = divmod(year * 12 + month + 1, 12)
            day = date(year, month + 1, 1)
        return day + timedelta(days=self.days)

    def latest(self, today: date) -> date:
        """Return the latest day that counts as over today: what is of this day or before has to go."""
        since = today - timedelta(days=self.days + 31 * self.months)
        while self.gone_on(since + timedelta(days=1)) <= today:
            since += timedelta(days=1)
        return since

    def due(self, since: Iterable[tuple[date, int]], today: date) -> Due:
        """Return what is due of things that count from these days, each with how many there are."""
        days = [(self.gone_on(day), count) for day, count in since if count]
        later = [day for day, _ in days if day > today]
        return Due(sum(count for day, count in days if day <= today), min(later, default=None))


@dataclass(frozen=True, slots=True)
class Due:
    """How many things have to go now, and on which day the next ones have to; None where nothing waits."""

    count: int
    next: date | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """One rule as a room carries it out. `delete` may be repeated at any time, and returns how many things it deleted.

    `tables`: those it deletes rows of, whose old pages are overwritten afterwards; none where it deletes files.
    """

    rule: Rule
    look: Callable[[], Due]
    delete: Callable[[], int]
    tables: tuple[str, ...] = ()
