"""Writing that a round was held, and deleting it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.relief.models import ReliefRound
from fagspejl.workspace.relief.rules import check_round, kept
from fagspejl.workspace.relief.types import WorthCounts
from fagspejl.workspace.safeguards.limits import FLOORS
from fagspejl.workspace.sessions.services.planning import today_here


def keep_round(unit: UUID, *, held_on: date, present: int, worth: WorthCounts, actor: Actor) -> None:
    """Write that a round was held; a second time for a day puts the first right. Raises ReliefRefused."""
    check_round(held_on, present, worth, today=today_here())
    counts = kept(worth, limit=FLOORS["stored"])
    told = {
        "present": present,
        "worth_yes": counts.yes if counts else None,
        "worth_partly": counts.partly if counts else None,
        "worth_no": counts.no if counts else None,
    }
    with transaction.atomic():
        ReliefRound.objects.update_or_create(unit=unit, held_on=held_on, defaults=told)
        record(actor=actor, event=Event.RELIEF_HELD, object=unit)


def drop_round(unit: UUID, round_id: UUID, *, actor: Actor) -> None:
    """Delete a round. One of another unit is left alone."""
    with transaction.atomic():
        if ReliefRound.objects.filter(unit=unit, id=round_id).delete()[0]:
            record(actor=actor, event=Event.RELIEF_HELD, object=unit)


def carry_relief(old: UUID, new: UUID) -> int:
    """Give the rounds of one unit to another; returns how many. In the caller's transaction."""
    taken = ReliefRound.objects.filter(unit=new).values("held_on")
    ReliefRound.objects.filter(unit=old, held_on__in=taken).delete()
    return ReliefRound.objects.filter(unit=old).update(unit=new)
