"""One person's address corrected while people answer, and the invitation sent to it, together or not at all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.accounts.selectors import on_roster_as
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.errors import AnotherPlannersLink
from fagspejl.evaluation.selectors import all_rounds, round_facts
from fagspejl.evaluation.selectors.links import near_to
from fagspejl.evaluation.states import Act, can
from fagspejl.mailing.services.again import invite_again
from fagspejl.operations.services.post_office import check_sending
from fagspejl.organisation.services import correct_address


def give_address(
    round_id: UUID,
    person: UUID,
    email: str,
    *,
    again: bool,
    alike_is_right: bool,
    planner: Staff,
    now: datetime,
) -> None:
    """Correct an address and, `again`, put the invitation of this round in the outbox once more.

    Links go to the address: whoever rates the same leader in any open round, or is that leader, leaves it to another
    planner. Raises AnotherPlannersLink, AddressRefused; MailLimitWrong, SenderUnset before anything is changed.
    """
    open_ones = [one.id for one in all_rounds() if can(Act.INVITE, one.state)]
    if any(person in near_to(one, on_roster_as(planner)) for one in open_ones):
        raise AnotherPlannersLink
    found = round_facts(round_id)
    invites = again and found is not None and can(Act.INVITE, found.state)
    if invites:
        check_sending()
    with transaction.atomic():
        correct_address(person, email, actor=planner.actor, now=now, alike_is_right=alike_is_right)
        if invites:
            invite_again(round_id, person, actor=planner.actor, now=now)
