"""Karen is reminded by the table and not otherwise, whatever days she sets and whenever somebody looks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from fagspejl.mailing.types import PersonalKind
from fagspejl.workspace.paths.constants import FRESH
from fagspejl.workspace.paths.reminders import due_reminders
from fagspejl.workspace.paths.types import (
    GoalFacts,
    GoalStatus,
    GoalValues,
    PathFacts,
    StepFacts,
    StepKind,
)

RELEASED = date(2026, 3, 2)
_DUE = {
    StepKind.TALK: 14,
    StepKind.DIALOGUE: 28,
    StepKind.PLAN: 42,
    StepKind.FIRST_LOOK: 90,
    StepKind.SECOND_LOOK: 180,
}
BARE = PathFacts(
    UUID(int=1),
    UUID(int=2),
    UUID(int=3),
    UUID(int=4),
    UUID(int=5),
    RELEASED,
    steps=tuple(
        StepFacts(kind, None if kind not in _DUE else RELEASED + timedelta(days=_DUE[kind]))
        for kind in StepKind
    ),
)


def _day(number: int) -> date:
    return RELEASED + timedelta(days=number)


def _told(path: PathFacts, days: range) -> list[tuple[int, PersonalKind, bool]]:
    """What is told when somebody looks on each of these days and tells nothing twice."""
    told: set[str] = set()
    found = []
    for number in days:
        for one in due_reminders(path, _day(number)):
            if one.about not in told:
                told.add(one.about)
                found.append((number, one.kind, one.both))
    return found


def _with(path: PathFacts, kind: StepKind, **changed: date) -> PathFacts:
    steps = tuple(replace(step, **changed) if step.kind is kind else step for step in path.steps)
    return replace(path, steps=steps)


def test_nothing_was_done() -> None:
    """Karen does nothing: day 7 and 12 for the talk, to both; day 28 and 42 to her alone; then silence."""
    assert _told(BARE, range(400)) == [
        (7, PersonalKind.TALK, True),
        (12, PersonalKind.TALK, True),
        (28, PersonalKind.MISSING, False),
        (42, PersonalKind.MISSING, False),
    ]


def test_three_days_before_a_planned_step() -> None:
    """Karen plans the talk for day 10: no reminder at 7 for want of a date, but one for the talk itself, to both."""
    path = _with(BARE, StepKind.TALK, planned_on=_day(10))
    assert (7, PersonalKind.STEP, True) in _told(path, range(14))
    assert PersonalKind.TALK not in {kind for _, kind, _ in _told(path, range(14))}


def test_around_a_goals_day() -> None:
    """A goal with a day is told of seven days before, on the day and fourteen days after; a reached one never."""
    goal = GoalFacts(UUID(int=9), GoalValues("Vi øver os", due_on=_day(60)))
    days = [
        number
        for number, kind, _ in _told(replace(BARE, goals=(goal,)), range(400))
        if kind is PersonalKind.GOAL
    ]
    assert days == [53, 60, 74]
    reached = replace(goal, values=replace(goal.values, status=GoalStatus.REACHED))
    assert all(
        kind is not PersonalKind.GOAL for _, kind, _ in _told(replace(BARE, goals=(reached,)), range(400))
    )


def test_worker_was_away() -> None:
    """Nobody worked until day 13: Karen gets the newest of the two reminders, and the older one never comes."""
    assert _told(BARE, range(13, 20)) == [(13, PersonalKind.TALK, True)]


def test_moved_dates() -> None:
    """The talk is moved from day 10 to day 20: it is told of again, three days before the new day."""
    first = due_reminders(_with(BARE, StepKind.TALK, planned_on=_day(10)), _day(7))
    moved = due_reminders(_with(BARE, StepKind.TALK, planned_on=_day(20)), _day(17))
    assert first[0].about != moved[0].about
    assert moved[0].on == _day(20)


def test_stopped_or_not_released() -> None:
    """A withdrawn report, or one that is not there yet, reminds nobody of anything."""
    for path in (replace(BARE, stopped_on=_day(1)), replace(BARE, released_on=None)):
        assert _told(path, range(200)) == []


_days = st.none() | st.integers(0, 200).map(_day)
_steps = st.builds(
    lambda planned, held: tuple(
        replace(step, planned_on=planned[n], held_on=held[n]) for n, step in enumerate(BARE.steps)
    ),
    st.tuples(*[_days] * 6),
    st.tuples(*[_days] * 6),
)
_goals = st.lists(
    st.builds(
        lambda due, status: GoalValues("x", due_on=due, status=status), _days, st.sampled_from(GoalStatus)
    ),
    max_size=3,
).map(lambda many: tuple(GoalFacts(UUID(int=n), values) for n, values in enumerate(many)))


@given(steps=_steps, goals=_goals, number=st.integers(0, 400))
def test_never_a_flood(steps: tuple[StepFacts, ...], goals: tuple[GoalFacts, ...], number: int) -> None:
    """Whatever Karen planned, what is due on a day is of one day per kind, not stale, not to come, and named once."""
    path = replace(BARE, steps=steps, goals=goals)
    found = due_reminders(path, _day(number))
    assert len({one.about for one in found}) == len(found)
    for kind in PersonalKind:
        assert len({one.since for one in found if one.kind is kind}) <= 1
    assert all(0 <= (_day(number) - one.since).days <= FRESH for one in found)
    held = {step.kind for step in steps if step.held_on is not None}
    assert not [one for one in found if any(f":{kind}:" in one.about for kind in held)]


@given(steps=_steps, goals=_goals, rest=st.lists(st.integers(0, 400), max_size=30))
def test_nothing_twice(steps: tuple[StepFacts, ...], goals: tuple[GoalFacts, ...], rest: list[int]) -> None:
    """However seldom somebody looks, an occasion keeps its name, and each goal is told of three times at most."""
    path = replace(BARE, steps=steps, goals=goals)
    told = {one.about for number in rest for one in due_reminders(path, _day(number))}
    per_day = Counter(about.rsplit(":", 1)[1] for about in told if about.startswith("goal:"))
    assert all(count <= 3 for count in per_day.values())
    assert len([about for about in told if about.startswith("talk:")]) <= 2


def test_abouts_fit_their_column() -> None:
    """The longest name of an occasion fits the sixty-four signs that a mail has for it."""
    path = _with(BARE, StepKind.TALK, planned_on=_day(10))
    assert max(len(one.about) for one in due_reminders(path, _day(7))) + 25 <= 64
