"""Writing down that the copy of a round's key which a person keeps is destroyed, as its holder says."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import ConfirmedByHolders, KeyNotDestroyed, NoCopyOutside
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.lib.clock import ZONE


def confirm_escrow_destroyed(round_id: UUID, *, actor: Actor, now: datetime) -> bool:
    """Keep the day on which the copy's holder confirmed. Returns False when that was done before: the day stays.

    Raises ConfirmedByHolders where two people hold a half each (witnessing.py), NoCopyOutside where closing reached
    every copy, KeyNotDestroyed while the round's own key may still stand.
    """
    copy = copy_outside(round_id)
    if copy is None:
        raise NoCopyOutside
    if copy.is_witnessed:
        raise ConfirmedByHolders
    if copy.key_destroyed_on is None:
        raise KeyNotDestroyed(round_id)
    with transaction.atomic():
        unsaid = Round.objects.filter(id=round_id, escrow_destruction_confirmed_on=None)
        if not unsaid.update(escrow_destruction_confirmed_on=now.astimezone(ZONE).date()):
            return False
        record(actor=actor, event=Event.ESCROW_DESTROYED, object=round_id, at=now)
    return True
