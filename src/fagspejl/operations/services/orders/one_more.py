"""Ordering that somebody is asked about one leader after opening, and the worker's side: the link needs the key."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID, uuid4

from fagspejl.accounts.selectors import on_roster_as
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.services.joining import check_one_more
from fagspejl.evaluation.services.lists import written_reason
from fagspejl.evaluation.types.lists import OneMore
from fagspejl.instrument.types import PerspectiveName
from fagspejl.mailing.services.again import is_inviting
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.orders.doing import Doing
from fagspejl.operations.services.orders.links import planner_on_roster
from fagspejl.operations.services.orders.placing import place_order
from fagspejl.operations.services.post_office import check_sending
from fagspejl.operations.services.rounds.one_more import bring_in
from fagspejl.operations.types import OrderKind


def order_one_more(
    round_id: UUID,
    *,
    leader: UUID,
    person: UUID,
    perspective: PerspectiveName,
    reason: str,
    staff: Staff,
    now: datetime,
) -> UUID:
    """Order it, and return the order's id. What can be seen to be refused is refused at once.

    Raises as `evaluation.services.joining.check_one_more`.
    """
    one = OneMore(uuid4(), leader, person, perspective, written_reason(reason))
    check_one_more(round_id, one, planner=on_roster_as(staff), now=now)
    facts = {
        "leader": str(leader),
        "person": str(person),
        "perspective": perspective,
        "reason": one.reason,
    }
    return place_order(OrderKind.ASK_MORE, round_id=round_id, actor=staff.actor, now=now, facts=facts)


def ask_more(order: Doing) -> None:
    """Make the link and put the invitation in the outbox. Raises as `check_one_more`, MailLimitWrong, SenderUnset."""
    facts = order.facts
    one = OneMore(
        order.id,
        UUID(str(facts["leader"])),
        UUID(str(facts["person"])),
        cast(PerspectiveName, facts["perspective"]),
        str(facts["reason"]),
    )
    if is_inviting(order.round):
        check_sending()
    key = key_store(order.round).read(order.round, key_check_of(order.round))
    bring_in(order.round, one, key, planner=planner_on_roster(order), actor=order.actor, now=order.now)
