"""Reminders are put in the outbox once a day and path, each told once, and withdrawn where they hold no longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from fagspejl.lib.clock import ZONE
from fagspejl.lib.duty import Duty, Stop, Tell
from fagspejl.lib.retention import DAYS
from fagspejl.mailing.services.personal import queue_personal, withdraw_personal
from fagspejl.mailing.types import PersonalKind
from fagspejl.organisation.selectors import superiors, who_lead
from fagspejl.workspace.paths.models import FollowUpPath, PathReminder
from fagspejl.workspace.paths.reminders import Reminder, due_reminders
from fagspejl.workspace.paths.selectors import path_of
from fagspejl.workspace.paths.services.making import make_due
from fagspejl.workspace.paths.types import PathFacts

FROM: Final = 7  # o'clock in Denmark
_MAILS_WAIT: Final = timedelta(days=DAYS)  # so long a single mail's row stands


def due(now: datetime) -> Duty:
    """Paths of new reports, and today's reminders."""

    def do(tell: Tell, stop: Stop) -> datetime | None:
        make_due(now)
        remind_due(now, stop)
        return None

    return Duty("paths_duty", do)


def remind_due(now: datetime, stop: Stop = lambda: False) -> int:
    """Put today's reminders in the outbox; returns how many. Each path is looked at once a day."""
    here = now.astimezone(ZONE)
    today = here.date()
    for path_id in FollowUpPath.objects.filter(stopped_on__gt=today - _MAILS_WAIT).values_list(
        "id", flat=True
    ):
        withdraw_stale(path_id, today)  # the report was withdrawn while the mail waited
    if here.hour < FROM:
        return 0
    waiting = FollowUpPath.objects.filter(Q(reminded_on=None) | Q(reminded_on__lt=today))
    ids = list(waiting.filter(released_on__isnull=False, stopped_on=None).values_list("id", flat=True))
    told = 0
    for path_id in ids:
        if stop():
            break
        with transaction.atomic():
            row = FollowUpPath.objects.select_for_update().get(id=path_id)
            if row.reminded_on is not None and row.reminded_on >= today:  # another worker was quicker
                continue
            told += _remind(path_id, today, now)
            row.reminded_on = today
            row.save(update_fields=["reminded_on"])
    return told


def withdraw_stale(path_id: UUID, today: date) -> None:
    """Let what waits and holds no longer never go: a date was set or moved, a step held, a goal reached.

    Nor does it go to whoever is not to be told any more: the own leader of before, a leader who was replaced.
    """
    path = path_of(path_id)
    if path is None:
        return
    still = {
        (person, _about(path, one))
        for one in (due_reminders(path, today) if who_lead([path.owner]) else ())
        for person in _readers(path, both=one.both)
    }
    for reminder in PathReminder.objects.filter(path=path_id):
        if (reminder.person_id, reminder.about) not in still:
            withdraw_personal(reminder.person_id, PersonalKind(reminder.kind), [reminder.about])


def _remind(path_id: UUID, today: date, now: datetime) -> int:
    path = path_of(path_id)
    withdraw_stale(path_id, today)
    if path is None or not who_lead([path.owner]):  # replaced as a leader, or gone
        return 0
    told = 0
    for one in due_reminders(path, today):
        for person in _readers(path, both=one.both):
            about = _about(path, one)
            _, new = PathReminder.objects.get_or_create(
                path_id=path.id, person_id=person, about=about, defaults={"kind": one.kind}
            )
            where = f"/opfoelgning/{path.id}/"
            if new and queue_personal(person, one.kind, about=about, path=where, on=one.on, now=now):
                told += 1
    return told


def _readers(path: PathFacts, *, both: bool) -> Iterator[UUID]:
    yield path.owner
    if both:
        above = superiors([path.owner]).get(path.owner, ())
        told = path.own_leader if path.own_leader in above else next(iter(above), None)
        if told is not None:
            yield told


def _about(path: PathFacts, reminder: Reminder) -> str:
    return f"{path.id.hex[:24]}:{reminder.about}"
