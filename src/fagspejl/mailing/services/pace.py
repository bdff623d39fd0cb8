"""How fast mail may go: one row that every worker asks, so that limits hold for all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.selectors.statement import first_row
from fagspejl.mailing.models import MailPace
from fagspejl.mailing.types import Relay

_HELD: Final = "SELECT 1 FROM mail_pace WHERE id = 1 AND next_at > %s"  # asked before every mail
_ASTRAY = timedelta(days=1)  # a place so far ahead was taken by a clock that went wrong


@dataclass(frozen=True, slots=True)
class Limits:
    """How much mail a server takes from us, and how a large mailing starts.

    `per_minute` (a mailbox) and `per_second` (a relay): the slower one holds; None is no limit. `per_day` counts days
    in UTC. After the first `first` mails of a mailing everything waits for `pause`, so that somebody can see how the
    first ones fared.
    """

    per_minute: float | None = 25
    per_second: float | None = None
    per_day: int | None = None
    first: int = 50
    pause: timedelta = timedelta(minutes=5)

    @property
    def interval(self) -> timedelta:
        """The least time between two mails."""
        by_minute = 60 / self.per_minute if self.per_minute else 0.0
        by_second = 1 / self.per_second if self.per_second else 0.0
        return timedelta(seconds=max(by_minute, by_second))


# How fast mail goes where the environment says nothing. Source: docs/explanation/rules.md 7.
PACES: Final = {Relay.MAILBOX: Limits(), Relay.RELAY: Limits(per_minute=None, per_second=10)}


def duration(limits: Limits, mails: int) -> timedelta:
    """Return how long so many mails take at the least, with the pause after the first and the wait for another day."""
    pause = limits.pause if 0 < limits.first < mails else timedelta(0)
    through = limits.interval * mails + pause
    days = 0 if not limits.per_day else (mails - 1) // limits.per_day
    return max(through, timedelta(days=days)) if mails else timedelta(0)


def chosen_relay() -> Relay | None:
    """Return what somebody has said takes our mail; None where nobody has."""
    said = MailPace.objects.filter(id=1).values_list("relay", flat=True).first()
    return Relay(said) if said else None


def choose_relay(relay: Relay, *, actor: Actor, now: datetime) -> None:
    """Say what takes our mail. It holds for every round, and for mails under way."""
    prepare(now)
    with transaction.atomic():
        if MailPace.objects.filter(id=1).exclude(relay=relay).update(relay=relay):
            record(actor=actor, event=Event.MAIL_PACE_CHOSEN, facts={"relay": str(relay)}, at=now)


def _unlimited(limits: Limits) -> bool:
    return not limits.interval and limits.per_day is None


def prepare(now: datetime) -> None:
    """Make the row that everybody asks, if it is not there."""
    MailPace.objects.get_or_create(id=1, defaults={"next_at": now, "day": now.astimezone(UTC).date()})


def reserve(limits: Limits, *, now: datetime, patience: timedelta) -> datetime:
    """Take the next place in the queue and return its time. One further away than `patience` is not taken."""
    if _unlimited(limits):
        if first_row(_HELD, (connection.ops.adapt_datetimefield_value(now),)) is None:
            return now
        return max(MailPace.objects.get(id=1).next_at, now)
    with transaction.atomic():
        pace = MailPace.objects.select_for_update().get(id=1)
        ahead = pace.next_at - now
        place = now if ahead > _ASTRAY else max(pace.next_at, now)
        day = place.astimezone(UTC).date()
        if day != pace.day:
            pace.day, pace.sent = day, 0
        if limits.per_day is not None and pace.sent >= limits.per_day:
            return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)
        if place - now > patience:
            return place
        pace.next_at, pace.sent = place + limits.interval, pace.sent + 1
        pace.save()
    return place


def hold(until: datetime) -> None:
    """Let nobody send before a time."""
    MailPace.objects.filter(id=1, next_at__lt=until).update(next_at=until)


def pass_by(limits: Limits) -> None:
    """Write the row as `reserve` does, without taking a place: so the number of transactions tells nothing."""
    if not _unlimited(limits):
        MailPace.objects.filter(id=1).update(day=F("day"))
