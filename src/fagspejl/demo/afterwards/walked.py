"""Paths after the reports, Karen's with the most in it: every act on its own day, by the services of the pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any, Final
from uuid import UUID

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.types import Staff
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.organisation.selectors import people_by_id
from fagspejl.workspace.paths.models import FollowUpPath, PathStep
from fagspejl.workspace.paths.selectors import paths_in, paths_of
from fagspejl.workspace.paths.services.acts import (
    look_back,
    mark_held,
    plan_step,
    share_lines,
    write_goal,
)
from fagspejl.workspace.paths.services.making import make_due
from fagspejl.workspace.paths.types import GoalValues, Happened, PathFacts, StepKind

_STEPS: Final = {"read": StepKind.READ, "talk": StepKind.TALK, "dialogue": StepKind.DIALOGUE}


def walk_demo_path(story: Story, published: datetime) -> None:
    """Let Karen walk from the day her report came; the others more or less far. `published`: when that was."""
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
    _let_others_walk(story, path, told, published)


def _let_others_walk(story: Story, karens: PathFacts, told: dict[str, Any], published: datetime) -> None:
    """Let Ida walk in good time, and all other leaders of the round by turns; the log is in order of days."""
    paths = [path for path in paths_in(karens.round) if path.id != karens.id]
    named = people_by_id({path.owner for path in paths})
    turns, acts = cycle(told["others"]), []
    for path in sorted(paths, key=lambda one: named[one.owner].key):
        owner = named[path.owner]
        days = told["ida"] if owner.key == story.person("Ida").id else next(turns)
        account = account_of(owner.email)
        if account is not None:
            acts += [
                (day, name, path.id, days, account.staff) for name, day in days.items() if name != "goal"
            ]
    for day, name, path_id, days, staff in sorted(acts, key=lambda act: act[0]):
        _step(path_id, name, days, staff=staff, published=published, now=published + timedelta(days=day))


def _step(
    path_id: UUID, name: str, days: dict[str, Any], *, staff: Staff, published: datetime, now: datetime
) -> None:
    if name == "plan":
        goal = GoalValues(text=days["goal"], due_on=_day(published + timedelta(days=170)))
        write_goal(path_id, None, goal, asked=True, staff=staff, now=now)
    elif name == "look":
        look_back(path_id, StepKind.FIRST_LOOK, Happened.PARTLY, "", asked=True, staff=staff, now=now)
    else:
        mark_held(path_id, _STEPS[name], _day(now), staff=staff, now=now)


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
