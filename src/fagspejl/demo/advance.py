"""Past the deadline in one step, in the demo only. Needs Django.

A round's deadline never moves back: no service can do it, and the demo does it behind their back.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.accounts.errors import NoDemo
from fagspejl.accounts.services import is_demo
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.states import Act, check_can
from fagspejl.evaluation.types import GRACE, MARGIN


def advance(round_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a round's deadline, and the time of grace after it, have passed just now.

    Raises NoDemo on any other database, Round.DoesNotExist, RoundInOtherState.
    """
    if not is_demo():
        raise NoDemo
    with transaction.atomic():
        found = Round.objects.select_for_update().get(id=round_id)
        check_can(Act.FREEZE, found.state, round_id)
        found.deadline = min(found.deadline, now - GRACE - MARGIN)
        found.save(update_fields=["deadline"])
        record(actor=actor, event=Event.DEMO_CLOCK_MOVED, object=round_id, at=now)
