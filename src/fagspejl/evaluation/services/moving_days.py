"""Moving the days on which a round's mails go: each while people can answer, and none back into the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import PlannedDayOutside
from fagspejl.evaluation.selectors import facts_for
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.states import Act
from fagspejl.lib.clock import ZONE


def move_reminders(
    round_id: UUID, days: Sequence[date], last_day: date | None, *, version: int, actor: Actor, now: datetime
) -> int:
    """Set on which days people are reminded, and whether on the last day; returns the plan's version.

    A day that stands may be past. Raises PlannedDayOutside for a new one that is past or after the deadline;
    RoundInOtherState, PlanChangedMeanwhile.
    """
    last = facts_for(round_id, Act.REMIND).deadline.astimezone(ZONE).date()
    today, before = now.astimezone(ZONE).date(), plan_of(round_id).values
    stood = {*before.reminders_on, before.last_day_on}
    for day in (*days, *([last_day] if last_day else ())):
        if day not in stood and not today <= day <= last:
            raise PlannedDayOutside(day, today, last)
    values = replace(before, reminders_on=tuple(sorted(set(days))), last_day_on=last_day)
    return save_plan(round_id, values, version=version, actor=actor, now=now)
