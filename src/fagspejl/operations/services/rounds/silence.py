"""After closing: the planner has a week to say that the numbers are right or that they are not; then it goes on.

Source: docs/explanation/rules.md 3.4 step 9.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from django.db import transaction

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Entry, Event
from fagspejl.evaluation.selectors import facts_for
from fagspejl.evaluation.states import Act

SILENCE: Final = timedelta(days=7)  # then a closed round goes on without the planner's word
Fault = Literal["numbers", "people", "other"]


def silent_until(round_id: UUID) -> datetime | None:
    """Return when a week has passed since the close record stood there, however late the round was closed.

    None where it does not stand there yet.
    """
    closed = entries_about(round_id, events=[Event.ROUND_CLOSED], limit=1)
    return closed[0].at + SILENCE if closed else None


def fault_of(round_id: UUID) -> Entry | None:
    """Return the latest report of a fault. While it stands, only somebody who confirms destroys the round's key."""
    return next(iter(entries_about(round_id, events=[Event.ROUND_FAULT_REPORTED], limit=1)), None)


def report_fault(round_id: UUID, fault: Fault, *, actor: Actor, now: datetime) -> None:
    """Write down that the close record cannot be right: the key and the closed answers' backup stay.

    With them the round can be counted anew after the program was mended. Raises RoundUnknown, RoundInOtherState.
    """
    with transaction.atomic():
        facts_for(round_id, Act.REPORT_FAULT)
        record(actor=actor, event=Event.ROUND_FAULT_REPORTED, object=round_id, facts={"fault": fault}, at=now)
