"""A later deadline and the mail that tells of it, together or not at all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.evaluation.services.changing import extend_round
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.post_office import check_sending


def move_deadline(round_id: UUID, *, deadline: datetime, announce: bool, actor: Actor, now: datetime) -> None:
    """Move a round's deadline later and, to `announce` it, queue a mail to everybody asked.

    Raises MailLimitWrong before anything is changed; ClocksApart, DeadlineNotLater, DeadlineTooNear, RoundInOtherState.
    """
    if announce:
        check_sending()
    with transaction.atomic():
        extend_round(round_id, deadline=deadline, actor=actor, now=now)
        if announce:
            queue_mailing(round_id, MailingKind.EXTEND, actor=actor, now=now)
