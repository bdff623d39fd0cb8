"""Writing to the staff access log: one function, nothing that changes, and one that drops lines of long ago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import connection, transaction

from fagspejl.audit.chain import BEGINNING, link
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import LOG, Actor, Event
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.retention import LOG_MONTHS, Due, Retention, Rule

LINES: Final = Rule("access_log", months=LOG_MONTHS)
_NIGHT: Final = Actor(id="worker", name="worker")
_LOCK = 0x6661_6773_7065_6A6C  # PostgreSQL's number of the lock under which lines are chained


def record(
    *,
    actor: Actor,
    event: Event,
    object: object = "",  # noqa: A002 - what the column is called
    facts: Mapping[str, str | int | bool | None] | None = None,
    at: datetime | None = None,
) -> None:
    """Write one act of staff at the end of the log. Never a respondent's step.

    `object` is the id of what was touched, `facts` hold no text that people wrote. Writers wait for each other, so
    that each line is chained to the one before it. Raises ValueError for an event that is not on the list.
    """
    line = {
        "at": at or utc_now(),
        "actor": actor.id[:64],
        "actor_name": actor.name[:200],
        "event": Event(event).value,
        "object": str(object)[:64],
        "facts": dict(facts or {}),
    }
    with transaction.atomic():
        _wait_for_other_writers()
        previous = AccessEntry.objects.order_by("-number").values_list("chain", flat=True).first()
        AccessEntry.objects.create(**line, chain=link(previous or BEGINNING, **line))  # type: ignore[arg-type]


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete the lines of a year ago."""
    today = now.astimezone(ZONE).date()
    return (Retention(LINES, lambda: _due(today), lambda: _shorten(now, today), (LOG,)),)


def _due(today: date) -> Due:
    over = _lines_over(today)
    first = AccessEntry.objects.filter(number__gt=over or 0).order_by("number").first()
    count = 0 if over is None else AccessEntry.objects.filter(number__lte=over).count()
    return Due(count, None if first is None else LINES.gone_on(first.at.astimezone(ZONE).date()))


def _lines_over(today: date) -> int | None:
    """Return the last line of the log's beginning whose lines are all over; None where the first is not.

    The log is cut, never thinned out: a line whose time is over stays behind an earlier one whose time is not.
    """
    end = datetime.combine(LINES.latest(today) + timedelta(days=1), time(), ZONE)
    numbers = AccessEntry.objects.order_by("number").values_list("number", flat=True)
    kept = numbers.filter(at__gte=end).first()
    if kept is not None:
        numbers = numbers.filter(number__lt=kept)
    return numbers.last()


def _shorten(now: datetime, today: date) -> int:
    """Drop the lines that are over, after a line that says up to where; returns how many.

    That line holds the mark of the last one that goes, to which the first that stays is chained.
    """
    with transaction.atomic():
        _wait_for_other_writers()
        over = _lines_over(today)
        if over is None:
            return 0
        head = AccessEntry.objects.values_list("chain", flat=True).get(number=over)
        record(
            actor=_NIGHT, event=Event.LOG_SHORTENED, object=LOG, facts={"up_to": over, "head": head}, at=now
        )
        return AccessEntry.objects.filter(number__lte=over).delete()[0]


def _wait_for_other_writers() -> None:
    """PostgreSQL needs a lock of its own; on SQLite every transaction of ours is the only writer from its start."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
