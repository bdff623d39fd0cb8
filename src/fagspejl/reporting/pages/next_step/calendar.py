"""A date for the next step as a calendar file (RFC 5545): what is to happen, never a result. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from icalendar import Event

from fagspejl.lib.calendar_files import published
from fagspejl.lib.clock import ZONE

_LATER: Final = timedelta(
    days=28
)  # by then a leader has talked with those she leads (docs/reference/next-step.md)
_HOUR: Final = time(9)
_SATURDAY: Final = 5


def usual_start(closed: date) -> datetime:
    """Return when a meeting is suggested: four weeks after the round closed, at nine, on a working day."""
    day = closed + _LATER
    day += timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else timedelta()
    return datetime.combine(day, _HOUR, ZONE)


def calendar_file(
    title: str, text: str, start: datetime, minutes: int, *, made: datetime, about: str
) -> bytes:
    """Return the file. The same meeting at the same time keeps its place in the calendar (`about`: whose it is).

    start, made  timezone-aware; written in UTC, so that no calendar needs to know our time zone
    """
    begins = start.astimezone(UTC)
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{about} {title} {begins.isoformat()}")))
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=minutes))
    event.add("summary", title)
    event.add("description", text)
    return published(event)
