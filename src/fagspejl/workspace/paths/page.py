"""The leader's page: five steps, the next one first, each with its dates and its forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from django.urls import NoReverseMatch, reverse

from fagspejl.lib.wording import Wording
from fagspejl.workspace.paths.constants import GOAL_DAYS, GOALS
from fagspejl.workspace.paths.forms import GoalForm, HeldForm, LinesForm, LookForm, PlanForm
from fagspejl.workspace.paths.types import LOOKS, GoalFacts, GoalValues, PathFacts, StepFacts, StepKind
from fagspejl.workspace.sessions.fields import WordedForm

# act and what it is about -> the form that was refused, as it was sent
Refused = Mapping[tuple[str, str], WordedForm]
_PLANNED: Final = frozenset(StepKind) - {StepKind.READ}
_DONE: Final = {StepKind.READ: "read_on", StepKind.PLAN: "made_on", **dict.fromkeys(LOOKS, "looked_on")}


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as the page shows it. `days`: sentences on its dates."""

    kind: str
    number: int
    title: str
    text: str
    days: tuple[str, ...]
    overdue: bool
    held: bool
    has_date: bool
    plan: WordedForm | None
    done: WordedForm | None
    look: WordedForm | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal with its form. `grey`: its day is long past, and nobody is reminded any more."""

    id: str
    text: str
    day: str
    status: str
    shared: bool
    with_unit: bool
    grey: bool
    form: WordedForm


def step_views(path: PathFacts, words: Wording, today: date, refused: Refused) -> list[StepView]:
    """Return the steps, the next one first, the others in their order."""
    views = [_step(number, path.step(kind), words, today, refused) for number, kind in enumerate(StepKind, 1)]
    first = next((view for view in views if not view.held), None)
    return views if first is None else [first, *(view for view in views if view is not first)]


def goal_views(path: PathFacts, words: Wording, today: date, refused: Refused) -> list[GoalView]:
    """Return the goals in their order."""
    return [_goal(goal, words, today, refused) for goal in path.goals]


def new_goal(path: PathFacts, words: Wording, refused: Refused) -> WordedForm | None:
    """Return the form of another goal, what was refused first; None where three stand."""
    if len(path.goals) >= GOALS:
        return refused.get(("goal", ""))
    return refused.get(("goal", "")) or GoalForm(words, auto_id="goal_new_%s")


def lines_form(path: PathFacts, words: Wording, refused: Refused) -> WordedForm:
    """Return the form of the shared lines."""
    initial = {f"line_{number}": line for number, line in enumerate(path.lines, 1)}
    return refused.get(("lines", "")) or LinesForm(words, initial=initial, auto_id="lines_%s")


def day_sentences(step: StepFacts, words: Wording, today: date) -> tuple[str, ...]:
    """Return what is said of a step's dates."""
    if step.held_on is not None:
        kind = _DONE.get(step.kind, "held_package" if step.with_package else "held")
        return (words.say(f"path_step.{kind}", day=words.day(step.held_on)),)
    found = []
    if step.planned_on is not None:
        found.append(words.say("path_step.planned", day=words.day(step.planned_on)))
    if step.due_on is not None and step.due_on != step.planned_on:
        key = "overdue" if step.is_overdue(today) else "due"
        found.append(words.say(f"path_step.{key}", day=words.day(step.due_on)))
    return tuple(found)


def goal_day(values: GoalValues, words: Wording) -> str:
    """Return a goal's day as a sentence; "" where it has none."""
    return "" if values.due_on is None else words.say("path_goal.due", day=words.day(values.due_on))


def page_if_there(name: str, *args: object) -> str:
    """Return the address of a page that another tool may offer; "" where it does not."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _step(number: int, step: StepFacts, words: Wording, today: date, refused: Refused) -> StepView:
    kind = step.kind
    plan = done = look = None
    if kind in _PLANNED:
        plan = refused.get(("plan", kind)) or PlanForm(
            words, initial={"planned_on": step.planned_on}, auto_id=f"plan_{kind}_%s"
        )
    if kind in LOOKS:
        initial = {"happened": step.happened or "", "seen": step.seen}
        look = refused.get(("look", kind)) or LookForm(words, initial=initial, auto_id=f"look_{kind}_%s")
    elif kind is not StepKind.PLAN:
        held = {"held_on": step.held_on or today, "with_package": step.with_package}
        done = refused.get(("held", kind)) or HeldForm(words, initial=held, auto_id=f"held_{kind}_%s")
        if kind is StepKind.READ:
            done.fields["held_on"].label = words.say("path_form.read_on")
    return StepView(
        kind=kind,
        number=number,
        title=words.say(f"path_step.{kind}"),
        text=words.say(f"path_step.{kind}_text"),
        days=day_sentences(step, words, today),
        overdue=step.is_overdue(today),
        held=step.held_on is not None,
        has_date=step.planned_on is not None,
        plan=plan,
        done=done,
        look=look,
    )


def _goal(goal: GoalFacts, words: Wording, today: date, refused: Refused) -> GoalView:
    values = goal.values
    form = refused.get(("goal", str(goal.id))) or GoalForm(
        words, initial=asdict(values), auto_id=f"goal_{goal.id}_%s"
    )
    return GoalView(
        id=str(goal.id),
        text=values.text,
        day=goal_day(values, words),
        status=words.say(f"path_goal.status_{values.status}"),
        shared=values.shared_with_own_leader,
        with_unit=values.shared_with_unit,
        grey=goal.is_silent(today, max(GOAL_DAYS)),
        form=form,
    )
