"""Somebody is asked about one leader after opening, and the invitation goes to that person: together or not at all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.evaluation.services.joining import ask_one_more
from fagspejl.evaluation.types.lists import OneMore
from fagspejl.mailing.services.again import invite_late


def bring_in(
    round_id: UUID, one: OneMore, round_key: bytes, *, planner: UUID | None, actor: Actor, now: datetime
) -> None:
    """Ask somebody about one leader, and put the invitation in the outbox; done once, it changes nothing.

    Raises as `evaluation.services.joining.ask_one_more`.
    """
    with transaction.atomic():
        if ask_one_more(round_id, one, round_key, planner=planner, actor=actor, now=now):
            invite_late(round_id, one.person, actor=actor, now=now)
