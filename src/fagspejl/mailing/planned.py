"""When which mails of a round go by themselves, and where each stands. Pure.

A day that has come is made up for as long as two days later, as a worker may have been away; the last day is not: its
words would be wrong, nor is the notice of what is coming once it has come. What lapsed is sent by hand or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final

from fagspejl.evaluation.states import can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.types import ACTS, REMINDERS, MailingKind, MailingStatus, Planned, PlannedState

LATE: Final = timedelta(days=2)


def planned(
    found: RoundFacts, plan: PlanValues, sent: Sequence[MailingStatus], now: datetime
) -> tuple[Planned, ...]:
    """Return what is planned, by day, each with its hour in Denmark and where it stands."""
    days = [(MailingKind.INFORM, plan.information_on), (MailingKind.INVITE, plan.invitation_on)]
    days += [(MailingKind.REMIND, day) for day in plan.reminders_on]
    days.append((MailingKind.LAST_DAY, plan.last_day_on))
    rows = [
        (kind, datetime.combine(day, time(plan.send_hour), ZONE)) for kind, day in days if day is not None
    ]
    rows.sort(key=lambda row: row[1])
    invited_at = next((at for kind, at in rows if kind == MailingKind.INVITE), None)
    states = ((kind, at, _state(kind, at, invited_at, found, sent, now)) for kind, at in rows)
    return tuple(Planned(kind, at, _held(kind, state, plan)) for kind, at, state in states)


def _held(kind: MailingKind, state: PlannedState, plan: PlanValues) -> PlannedState:
    """The information passes the promise on, from a draft: it waits until a planner has read that."""
    unread = kind == MailingKind.INFORM and state == PlannedState.DUE and plan.promise_read_on is None
    return PlannedState.UNREAD if unread else state


def _state(
    kind: MailingKind,
    at: datetime,
    invited_at: datetime | None,
    found: RoundFacts,
    sent: Sequence[MailingStatus],
    now: datetime,
) -> PlannedState:
    if _is_queued(kind, at, sent):
        return PlannedState.QUEUED
    if now < at:
        return PlannedState.COMING
    late = timedelta(0) if kind == MailingKind.LAST_DAY else LATE
    if kind == MailingKind.INFORM and invited_at is not None and now >= invited_at:
        return PlannedState.LAPSED
    if now.astimezone(ZONE).date() > at.date() + late or now >= found.deadline:
        return PlannedState.LAPSED
    return PlannedState.DUE if can(ACTS[kind], found.state) else PlannedState.NOT_NOW


def _is_queued(kind: MailingKind, at: datetime, sent: Sequence[MailingStatus]) -> bool:
    """Information and invitation are there once; a reminder of the day, or of a later one, is the reminder."""
    if kind not in REMINDERS:
        return any(one.kind == kind for one in sent)
    reminders = (one.queued_on for one in sent if one.kind in REMINDERS)
    return any(day is not None and day >= at.date() for day in reminders)
