"""Which reminders a path is due on a day. Pure; the table stands in docs/explanation/paths.md.

Of each kind only the newest is due: after days without a worker nobody gets a flood. A reminder whose date was moved
is another one, and one that is two weeks late is not sent at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fagspejl.mailing.types import PersonalKind
from fagspejl.workspace.paths.constants import FRESH, GOAL_DAYS, STEP_BEFORE, TALK_BEFORE
from fagspejl.workspace.paths.types import GoalStatus, PathFacts, StepKind


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder. `since`: the day it is due; `on`: the day it tells; `both`: also the leader's own leader.

    about  names the occasion with its date, so that a moved date is a new occasion
    """

    kind: PersonalKind
    about: str
    since: date
    on: date
    both: bool = False


def due_reminders(path: PathFacts, today: date) -> tuple[Reminder, ...]:
    """Return what is due today, told or not: of each kind the newest, several only where they fall on one day."""
    if path.released_on is None or path.stopped_on is not None:
        return ()
    known = {one.about: one for one in _all(path, today) if 0 <= (today - one.since).days <= FRESH}
    newest: dict[PersonalKind, date] = {}
    for one in known.values():
        newest[one.kind] = max(one.since, newest.get(one.kind, one.since))
    return tuple(one for one in known.values() if one.since == newest[one.kind])


def _all(path: PathFacts, today: date) -> Iterator[Reminder]:
    talk = path.step(StepKind.TALK)
    if talk.planned_on is None and talk.held_on is None and talk.due_on is not None:
        for before in TALK_BEFORE:
            since = talk.due_on - timedelta(days=before)
            yield Reminder(PersonalKind.TALK, f"talk:{since:%Y%m%d}", since, talk.due_on, both=True)
    for step in path.steps:
        planned = step.planned_on
        if planned is not None and step.held_on is None and today <= planned:
            since, both = planned - timedelta(days=STEP_BEFORE), step.kind is StepKind.TALK
            yield Reminder(PersonalKind.STEP, f"step:{step.kind}:{planned:%Y%m%d}", since, planned, both)
        wanted = step.kind in (StepKind.DIALOGUE, StepKind.PLAN)
        if wanted and planned is None and step.held_on is None and step.due_on is not None:
            about = f"missing:{step.kind}:{step.due_on:%Y%m%d}"
            yield Reminder(PersonalKind.MISSING, about, step.due_on, step.due_on)
    for goal in path.goals:
        due = goal.values.due_on
        if due is None or goal.values.status is not GoalStatus.GOING:
            continue
        for after in GOAL_DAYS:
            since = due + timedelta(days=after)
            yield Reminder(PersonalKind.GOAL, f"goal:{after}:{due:%Y%m%d}", since, due)
