"""A later deadline and the mail that tells of it, together or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.changing import extend_round
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.post_office import check_sending


def move_deadline(round_id: UUID, *, deadline: datetime, announce: bool, actor: Actor, now: datetime) -> None:
    """Move a round's deadline later, and with it the mail that says that this is the last day.

    To `announce` it a mail to everybody asked is queued.

    Raises MailLimitWrong before anything is changed; ClocksApart, DeadlineNotLater, DeadlineTooNear, RoundInOtherState.
    """
    if announce:
        check_sending()
    with transaction.atomic():
        extend_round(round_id, deadline=deadline, actor=actor, now=now)
        _move_last_day(round_id, deadline, actor, now)
        if announce:
            queue_mailing(round_id, MailingKind.EXTEND, actor=actor, now=now)


def _move_last_day(round_id: UUID, deadline: datetime, actor: Actor, now: datetime) -> None:
    """A mail on the old last day would say what is no longer true."""
    plan = plan_of(round_id)
    day = deadline.astimezone(ZONE).date()
    if plan.values.last_day_on is not None and plan.values.last_day_on < day:
        save_plan(round_id, replace(plan.values, last_day_on=day), version=plan.version, actor=actor, now=now)
