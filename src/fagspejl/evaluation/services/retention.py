"""Who was asked is forgotten thirty days after a round is over; and when a round was over, for other rooms' rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.evaluation.models import Invitation, KeyHalf, ListChange, ListCheck, Round, RoundNotice
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import DAYS, Due, Retention, Rule

INVITATIONS: Final = Rule("invitations", days=DAYS)
_OVER: Final = (RoundState.PUBLISHED, RoundState.CANCELLED)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete who was asked in rounds that are over; see `rounds_over` for the day that counts."""
    today = now.astimezone(ZONE).date()
    tables = ("invitation", "round_notice", "list_check", "list_change", "key_half")
    return (Retention(INVITATIONS, lambda: _due(today), lambda: _delete(today), tables),)


def rounds_over() -> Iterator[tuple[UUID, date]]:
    """Yield published and cancelled rounds with the day that times of retention count from: when the key was destroyed.

    A round that was cancelled without its key counts from the day it was cancelled. A round is not over before it is
    published: who may read its reports follows from who was asked.
    """
    columns = ("id", "keys_destroyed_on", "deadline")
    for found, destroyed, deadline in Round.objects.filter(state__in=_OVER).values_list(*columns):
        yield found, destroyed or _cancelled_on(found) or deadline.astimezone(ZONE).date()


def forget_leaders(round_id: UUID, *, on: date) -> None:
    """Write down that a round's reports were deleted, and forget whom they were about. In the caller's transaction."""
    Round.objects.filter(id=round_id, reports_deleted_on=None).update(reports_deleted_on=on, tree=None)


def _due(today: date) -> Due:
    asked = ((day, Invitation.objects.filter(round_id=found).count()) for found, day in rounds_over())
    return INVITATIONS.due(asked, today)


def _delete(today: date) -> int:
    over = [found for found, day in rounds_over() if INVITATIONS.gone_on(day) <= today]
    for kept in (RoundNotice, ListCheck, ListChange):  # with those whom they are about
        kept.objects.filter(round_id__in=over).delete()
    halves = KeyHalf.objects.filter(round_id__in=over).exclude(round__escrow_destruction_confirmed_on=None)
    halves.update(
        name="", account="", person=None, lookup=None
    )  # who held which half, once that is confirmed
    return Invitation.objects.filter(round_id__in=over).delete()[0]


def _cancelled_on(round_id: UUID) -> date | None:
    found = entries_about(round_id, events=[Event.ROUND_CANCELLED], limit=1)
    return found[0].at.astimezone(ZONE).date() if found else None
