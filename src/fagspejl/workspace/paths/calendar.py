"""A step of a path as a whole day in a calendar file (RFC 5545): what is to happen, never a result. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from icalendar import Event

from fagspejl.lib.calendar_files import published


def day_file(title: str, text: str, day: date, *, made: datetime, about: UUID, step: str) -> bytes:
    """Return the file. A step that is moved keeps its identity, so that calendars move it too."""
    event = Event()
    event.add("uid", f"{about}-{step}@fagspejl")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("sequence", int(made.timestamp()) // 60)  # a later file goes before an earlier one
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", text)
    return published(event)
