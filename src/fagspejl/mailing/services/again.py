"""The invitation to one person after the others: whom it did not reach, or who is asked since it went."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.selectors.people import links_in
from fagspejl.evaluation.services.moving import hold
from fagspejl.evaluation.states import Act
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.services.queueing import queue_new_links
from fagspejl.mailing.types import MailingKind, OutboxState


def invite_again(round_id: UUID, person: UUID, *, actor: Actor, now: datetime) -> bool:
    """Put one person's invitation in the outbox again, with the same links and the same Message-ID.

    Returns False where there is nothing to send again: nobody was invited yet, the person is not asked, or the mail
    waits there already. It goes whether the person has answered or not, as every invitation does, and the row ends as
    all others do. Raises RoundInOtherState.
    """
    with transaction.atomic():
        hold(round_id, Act.INVITE)
        kind = MailingKind.INVITE
        mailing = Mailing.objects.select_for_update().filter(round_id=round_id, kind=kind).first()
        if mailing is None or not links_in(round_id, [person]):
            return False
        row, is_new = Outbox.objects.get_or_create(mailing=mailing, person_id=person)
        if not is_new and row.state in (OutboxState.QUEUED, OutboxState.CLAIMED):
            return False
        Outbox.objects.filter(id=row.id).update(state=OutboxState.QUEUED, lease=None)
        Mailing.objects.filter(id=mailing.id).update(finished=False)
        facts: dict[str, str | int] = {"kind": str(kind), "number": mailing.number, "people": 1}
        record(actor=actor, event=Event.MAILING_QUEUED, object=round_id, facts=facts, at=now)
    return True


def invite_late(round_id: UUID, person: UUID, *, actor: Actor, now: datetime) -> None:
    """Put the invitation in the outbox for somebody who is asked about a leader since it went to the others.

    Before it has gone nothing is needed: it goes to everybody who is asked by then. Who had it already, being asked
    about others, gets a mail with all links instead: a mail program would take the invitation for the same one again.
    In the caller's transaction. Raises RoundInOtherState.
    """
    with transaction.atomic():
        hold(round_id, Act.INVITE)
        mailing = (
            Mailing.objects.select_for_update().filter(round_id=round_id, kind=MailingKind.INVITE).first()
        )
        if mailing is None:
            return
        state = (
            Outbox.objects.filter(mailing=mailing, person_id=person).values_list("state", flat=True).first()
        )
        if state is None:
            invite_again(round_id, person, actor=actor, now=now)
        elif state != OutboxState.QUEUED:  # what waits is written when it goes
            queue_new_links(round_id, person, now=now)


def is_inviting(round_id: UUID) -> bool:
    """Whether the invitation of a round was put in the outbox."""
    return Mailing.objects.filter(round_id=round_id, kind=MailingKind.INVITE).exists()
