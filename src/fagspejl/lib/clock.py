"""Where time comes in. Everything that needs the time takes it as an argument and gets it from here."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Europe/Copenhagen")  # what clocks on the wall show where people are asked


def utc_now() -> datetime:
    """Return the current time, timezone-aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place where time enters
