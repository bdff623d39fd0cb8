"""The end of a draft: at once, or by the worker where a key was made for it or may have been."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import KeyPrepared
from fagspejl.evaluation.services.drafting import drop_draft
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders.placing import place_order
from fagspejl.operations.types import OrderKind, OrderState


def end_draft(round_id: UUID, *, actor: Actor, now: datetime) -> bool:
    """Delete a draft; returns False where the worker is to do it, as only the worker can take a key away.

    That order is for the draft alone: where the round has opened before its turn comes, it is refused.
    Raises RoundInOtherState for every other round.
    """
    opening = PlannerOrder.objects.filter(round_id=round_id, kind=OrderKind.OPEN, state=OrderState.RUNNING)
    try:
        if not opening.exists():  # nor was it interrupted
            drop_draft(round_id, actor=actor, now=now)
            return True
    except KeyPrepared:
        pass
    place_order(OrderKind.CANCEL, round_id=round_id, actor=actor, now=now, facts={"draft": True})
    return False
