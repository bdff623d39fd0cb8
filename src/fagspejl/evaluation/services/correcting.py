"""Correcting who is asked while a round is open: a new link for one that was lost or leaked, or none any more.

Everything here is the identity side, in one transaction, with its line in the access log. Answers follow in
transactions of their own: `answering.services.finish_moves`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.selectors.links import LinkFacts
from fagspejl.evaluation.services.joining import check_few_later
from fagspejl.evaluation.services.moving import begin_move, hold, revoke
from fagspejl.evaluation.states import Act
from fagspejl.evaluation.types import RevokeReason


def begin_new_links(
    round_id: UUID,
    links: Collection[LinkFacts],
    round_key: bytes,
    *,
    by_mail: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Give each of one person's links its next generation: the old ones are dead at once; saves wait for the move.

    `by_mail`: how the new links reach the person; whoever calls puts the mail in the outbox in the same transaction.
    Raises RoundInOtherState.
    """
    with transaction.atomic():
        hold(round_id, Act.REISSUE)
        for one in links:
            begin_move(one.invitation, round_key)
            facts = {"invitation": str(one.invitation), "by": "mail" if by_mail else "letter"}
            record(actor=actor, event=Event.LINK_REISSUED, object=round_id, facts=facts, at=now)


def revoke_links(
    round_id: UUID, links: Collection[LinkFacts], *, reason: RevokeReason, actor: Actor, now: datetime
) -> None:
    """Kill links for good; whatever was answered through them is not counted.

    Raises RoundInOtherState, and LaterOnesFirst where too many who came after opening would be left among the others.
    """
    with transaction.atomic():
        hold(round_id, Act.REVOKE)
        check_few_later(round_id, [one.invitation for one in links])
        for one in links:
            revoke(one.invitation)
            facts = {"invitation": str(one.invitation), "reason": str(reason)}
            record(actor=actor, event=Event.LINK_REVOKED, object=round_id, facts=facts, at=now)
