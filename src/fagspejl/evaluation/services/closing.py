"""The identity side of closing: states, steps and the end of all lookups. Nothing here touches an answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.states import Act, arrow


def move_state(round_id: UUID, act: Act, *, step: int | None = None) -> None:
    """Set the state that an act leads to, only from the one it starts from. Raises RoundInOtherState."""
    source, target = arrow(act)
    values: dict[str, object] = {"state": target}
    if step is not None:
        values["close_step"] = step
    if not Round.objects.filter(id=round_id, state=source).update(**values):
        raise RoundInOtherState(
            round_id, Round.objects.values_list("state", flat=True).get(id=round_id), (source,)
        )


def mark_step(round_id: UUID, step: int) -> None:
    """Remember that a closing step is done; a restart goes on after it."""
    Round.objects.filter(id=round_id).update(close_step=step)


def forget_links(round_id: UUID, *, on: date, step: int) -> None:
    """After the keys are destroyed: clear every lookup and say so on the round."""
    with transaction.atomic():
        Invitation.objects.filter(round_id=round_id).update(lookup=None)
        source, target = arrow(Act.DESTROY_KEYS)
        Round.objects.filter(id=round_id, state=source).update(
            state=target, keys_destroyed_on=on, close_step=step
        )
