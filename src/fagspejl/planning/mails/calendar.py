"""All days of a round as a calendar file: what happens when, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from icalendar import Event

from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.calendar_files import published
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import Wording
from fagspejl.planning.access import round_here
from fagspejl.web.words_here import words_here


@require_safe
def dates(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Hand out the file. Raises NotYours."""
    _, found = round_here(request, round_id)
    body = calendar_file(found, plan_of(round_id).values, words_here(), made=utc_now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="datoer.ics"'
    return response


def calendar_file(found: RoundFacts, plan: PlanValues, words: Wording, *, made: datetime) -> bytes:
    """Return every day that is settled, and the deadline. A day that is moved keeps its identity."""
    events = []
    for name, day in _days(plan):
        event = _event(found, name, words, made)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        events.append(event)
    deadline = _event(found, "deadline", words, made)
    deadline.add("dtstart", found.deadline.astimezone(UTC))
    deadline.add("dtend", found.deadline.astimezone(UTC))
    return published(*events, deadline)


def _days(plan: PlanValues) -> Iterator[tuple[str, date]]:
    days = [
        ("lists", plan.lists_due_on),
        ("information", plan.information_on),
        ("invitation", plan.invitation_on),
        *((f"reminder_{number}", day) for number, day in enumerate(plan.reminders_on, 1)),
        ("last_day", plan.last_day_on),
    ]
    return ((name, day) for name, day in days if day is not None)


def _event(found: RoundFacts, name: str, words: Wording, made: datetime) -> Event:
    event = Event()
    event.add("uid", f"{found.id}-{name}@fagspejl")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("sequence", int(made.timestamp()) // 60)  # a later file goes before an earlier one
    event.add("summary", words.say(f"mails_dates.{name.rstrip('_0123456789')}", title=found.title))
    return event
