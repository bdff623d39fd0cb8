"""Events as a calendar file that anybody may take in (RFC 5545). Pure."""

from __future__ import annotations

from icalendar import Calendar, Event


def published(*events: Event) -> bytes:
    """Return the file of these events, which asks nobody for an answer."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fagspejl//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
