"""Changing a round that is open: later deadline, or cancelled with every answer unread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.rules import check_deadline, check_extension
from fagspejl.evaluation.selectors.clocks import check_clocks
from fagspejl.evaluation.services.key_custody import check_holder, destroy_key
from fagspejl.evaluation.states import Act, check_can, is_behind, next_state
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE


def extend_round(round_id: UUID, *, deadline: datetime, actor: Actor, now: datetime) -> None:
    """Move the deadline later; a draft may have another.

    Raises ClocksApart, DeadlineNotLater, DeadlineTooNear, RoundInOtherState.
    """
    check_clocks()
    with transaction.atomic():
        found = Round.objects.select_for_update().get(id=round_id)
        check_can(Act.EXTEND, found.state, round_id)
        if is_behind(Act.OPEN, found.state):
            check_extension(found.deadline, deadline, now)
        else:
            check_deadline(deadline, now)
        found.deadline = deadline
        found.save(update_fields=["deadline"])
        record(actor=actor, event=Event.ROUND_EXTENDED, object=round_id, at=now)


def cancel_round(
    round_id: UUID,
    *,
    keys: KeyStore,
    drop_answers: Callable[[UUID], int],
    actor: Actor,
    now: datetime,
    key_lost: bool = False,
) -> None:
    """Cancel an open round: no more answers, then those given are deleted unread and the keys destroyed.

    A draft is deleted. `drop_answers` deletes the sealed rows of a round. Killed anywhere, it can be run again.
    Only the key's holder cancels, for nobody else can destroy the key. With `key_lost` it is cancelled all the same,
    and its key is not called destroyed. Raises RoundInOtherState once the round is being closed, KeyHeldElsewhere,
    RoundKeyMissing, RoundKeyWrong, MarkerUnproven, EscrowCopyMissing.
    """
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        found = Round.objects.select_for_update().get(id=round_id)
        check_can(Act.CANCEL, found.state, round_id)
        target = next_state(Act.CANCEL, RoundState(found.state))
        if target is not None and not key_lost and found.keys_destroyed_on is None:
            check_holder(round_id, keys)
        if found.state != target:  # or it is being gone on with
            record(actor=actor, event=Event.ROUND_CANCELLED, object=round_id, at=now)
        if target is None:
            # Made with halves of it, or left by an opening that was interrupted; nothing was ever sealed with it.
            keys.discard_all(round_id)
            found.delete()
            return
        found.state = target
        found.save(update_fields=["state"])
    drop_answers(round_id)
    if key_lost:
        Invitation.objects.filter(round_id=round_id).update(lookup=None)
        return
    if found.keys_destroyed_on is None:
        destroy_key(round_id, keys, on=today)
    with transaction.atomic():
        Invitation.objects.filter(round_id=round_id).update(lookup=None)
        if Round.objects.filter(id=round_id, keys_destroyed_on=None).update(keys_destroyed_on=today):
            record(actor=actor, event=Event.KEYS_DESTROYED, object=round_id, at=now)
