"""Where time comes in. Everything that needs the time takes it as an argument and gets it from here."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Copenhagen")  # what clocks on the wall show where people are asked


def utc_now() -> datetime:
    """Return the current time, timezone-aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place where time enters


def since_boot() -> timedelta:
    """Return how long the machine has run, asleep or awake: nobody puts this clock forward or back."""
    return timedelta(seconds=time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)))
