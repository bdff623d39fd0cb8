"""Karen's path after her report, half-way: every act on its own day, by the services of its pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.paths.models import FollowUpPath, PathStep
from fagspejl.workspace.paths.selectors import paths_of
from fagspejl.workspace.paths.services.acts import (
    look_back,
    mark_held,
    plan_step,
    share_lines,
    write_goal,
)
from fagspejl.workspace.paths.services.making import make_due
from fagspejl.workspace.paths.types import GoalValues, Happened, PathFacts, StepKind


def walk_demo_path(story: Story, published: datetime) -> None:
    """Let Karen walk from the day her report came; everybody else's path is only there. `published`: when that was."""
    told = read_toml("paths.toml")
    account = account_of(story.person(told["leader"]).email)
    assert account is not None
    staff = account.staff
    assert staff.person is not None
    path = _made(staff.person, _day(published))

    def on(day: int) -> datetime:
        return published + timedelta(days=day)

    mark_held(path.id, StepKind.READ, _day(on(told["read"]["day"])), staff=staff, now=on(told["read"]["day"]))
    for kind, step in ((StepKind.TALK, told["talk"]), (StepKind.DIALOGUE, told["dialogue"])):
        planned, held = on(step["planned"]), on(step["day"])
        plan_step(path.id, kind, _day(held), staff=staff, now=planned)
        mark_held(path.id, kind, _day(held), staff=staff, now=held)
    share_lines(path.id, told["lines"], asked=True, staff=staff, now=on(told["talk"]["day"]))
    goal = told["goal"]
    write_goal(path.id, None, _goal(goal, published), asked=True, staff=staff, now=on(goal["day"]))
    first = told["first_look"]
    look_back(
        path.id,
        StepKind.FIRST_LOOK,
        Happened(first["happened"]),
        first["seen"],
        asked=True,
        staff=staff,
        now=on(first["day"]),
    )
    second = told["second_look"]
    plan_step(path.id, StepKind.SECOND_LOOK, _day(on(second["day"])), staff=staff, now=on(second["planned"]))


def _made(owner: UUID, published: date) -> PathFacts:
    """Make everybody's path as the night does, and let it begin when the reports came: the log says today."""
    make_due(utc_now())
    released = paths_of([owner])[0].released_on
    assert released is not None
    for table in (FollowUpPath, PathStep):
        move_back(table.objects.all(), (released - published).days)
    return paths_of([owner])[0]


def _goal(told: dict[str, Any], published: datetime) -> GoalValues:
    return GoalValues(
        text=told["text"],
        my_part=told["my_part"],
        our_part=told["our_part"],
        visible_sign=told["visible_sign"],
        next_step=told["next_step"],
        due_on=_day(published + timedelta(days=told["due_day"])),
        look_back_on=_day(published + timedelta(days=180)),
        shared_with_unit=told["shared_with_unit"],
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
