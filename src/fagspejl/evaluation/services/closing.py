"""The identity side of closing: states, steps and the end of all lookups. Nothing here touches an answer."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.errors import FagspejlError


class RoundInOtherState(FagspejlError):
    """The round is not in the state that this step starts from."""

    def __init__(self, round_id: UUID, state: str, needed: tuple[RoundState, ...]) -> None:
        super().__init__(f"round {round_id} is {state}; this needs {' or '.join(needed)}")
        self.round_id, self.state, self.needed = round_id, state, needed


def move_state(round_id: UUID, source: RoundState, target: RoundState, *, step: int | None = None) -> None:
    """Set a state, only from the one given. Raises RoundInOtherState."""
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
        Round.objects.filter(id=round_id, state=RoundState.SEALED).update(
            state=RoundState.KEYS_GONE, keys_destroyed_on=on, close_step=step
        )
