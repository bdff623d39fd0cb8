"""One event as a calendar file that anybody may take in (RFC 5545). Pure."""

from __future__ import annotations

from icalendar import Calendar, Event


def published(event: Event) -> bytes:
    """Return the file of one event, which asks nobody for an answer."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fagspejl//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
