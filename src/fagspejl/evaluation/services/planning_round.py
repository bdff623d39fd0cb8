"""Keeping what a planner settles for a round. Two planners on one draft: the second is told, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import PlanChangedMeanwhile, PlanSettled
from fagspejl.evaluation.models import Round, RoundPlan
from fagspejl.evaluation.selectors.plan import PlanSeen, plan_of
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types.plan import PlanValues

# What may still change in an open round: nobody is asked, or promised, anything else by it.
_ALWAYS: Final = frozenset(("contact", "invitation_on", "reminders_on", "last_day_on", "send_hour"))


def save_plan(round_id: UUID, values: PlanValues, *, version: int, actor: Actor, now: datetime) -> int:
    """Keep a plan in place of the one of `version`; returns its own version. What is the same is not written.

    Raises PlanChangedMeanwhile where that is not the one that stands, PlanSettled where the round is past a draft and
    more than days and the contact would change.
    """
    with transaction.atomic():
        found = Round.objects.select_for_update().get(id=round_id)
        before = plan_of(round_id)
        changed = [
            one.name
            for one in fields(PlanValues)
            if getattr(values, one.name) != getattr(before.values, one.name)
        ]
        if not changed:
            return before.version
        check_version(before, version)
        if not can(Act.OPEN, found.state):
            for name in changed:
                if name not in _ALWAYS or not can(Act.REMIND, found.state):
                    raise PlanSettled(name)
        return write_plan(round_id, values, version=version, changed=changed, actor=actor, now=now)


def check_version(before: PlanSeen, version: int) -> None:
    """Raise PlanChangedMeanwhile unless this is the version that stands; where none does, nobody changed anything."""
    if before.version != version and before.changed_at is not None:
        raise PlanChangedMeanwhile(before.changed_by, before.changed_at)


def write_plan(
    round_id: UUID, values: PlanValues, *, version: int, changed: Sequence[str], actor: Actor, now: datetime
) -> int:
    """Write the version after `version` and say in the log what has changed. For who holds the round and has looked."""
    told = {"values": values.as_dict(), "version": version + 1, "changed_by": actor.name, "changed_at": now}
    RoundPlan.objects.update_or_create(round_id=round_id, defaults=told)
    facts = {"changed": " ".join(changed)}
    record(actor=actor, event=Event.ROUND_PLANNED, object=round_id, facts=facts, at=now)
    return version + 1
