"""Days and weeks that pass at once: every part of the site reads the time in one place, and that place is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from fagspejl.lib import clock
from fagspejl.lib.clock import ZONE


class Days:
    """The clock of a site, at nine in the morning in Denmark until somebody moves it."""

    def __init__(self, patch: pytest.MonkeyPatch, first: date) -> None:
        self.moment = datetime(first.year, first.month, first.day, 9, tzinfo=ZONE)
        patch.setattr(clock, "datetime", self)
        patch.setattr(timezone, "now", lambda: self.now(UTC))  # what Django itself reads, of a session

    def now(self, zone: object) -> datetime:
        """Stand in for `datetime.now` where time enters."""
        return self.moment.astimezone(zone)  # type: ignore[arg-type]

    @property
    def today(self) -> date:
        """The day in Denmark."""
        return self.moment.date()

    def pass_by(self, days: int = 1) -> None:
        """Let so many days pass, and be at the same hour again, whatever the clocks did at night."""
        self.moment += timedelta(days=days)
