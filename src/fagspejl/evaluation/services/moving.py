"""The identity side of giving somebody a new link, or none. Answers are moved by `answering.services.reissue`."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from fagspejl.evaluation.keys.derivation import link_of, lookup_of
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.states import Act, check_can


def hold(round_id: UUID, act: Act) -> None:
    """Hold a round until the transaction ends, so that closing waits. Raises RoundInOtherState where it cannot be."""
    state = Round.objects.select_for_update().values_list("state", flat=True).get(id=round_id)
    check_can(act, state, round_id)


def hold_any(round_id: UUID) -> None:
    """Hold a round until the transaction ends, in whatever state it is: what is changed beside it is changed once."""
    Round.objects.select_for_update().get(id=round_id)


def begin_move(invitation_id: UUID, round_key: bytes) -> int:
    """Set the next generation, its lookup and `moving`; the old link is dead at once. Returns the generation.

    An invitation that is moving already keeps its generation: a restart goes on where it stopped. The round is held
    while it is done: closing has no move begun behind its back. Raises RoundInOtherState unless the round is open.
    """
    with transaction.atomic():
        hold(Invitation.objects.values_list("round_id", flat=True).get(id=invitation_id), Act.REISSUE)
        invitation = Invitation.objects.select_for_update().get(id=invitation_id)
        if not invitation.moving:
            invitation.generation += 1
            link = link_of(round_key, invitation.round_id, invitation.id, invitation.generation)
            invitation.lookup, invitation.moving = lookup_of(link), True
            invitation.save(update_fields=["generation", "lookup", "moving"])
        return invitation.generation


def end_move(invitation_id: UUID, generation: int) -> None:
    """The answer lies under the link of this generation: saves may go on. A later move is not ended by it."""
    Invitation.objects.filter(id=invitation_id, generation=generation).update(moving=False)


def revoke(invitation_id: UUID) -> None:
    """Kill a link for good; its answer is not counted and is dropped at closing."""
    Invitation.objects.filter(id=invitation_id).update(revoked=True)
