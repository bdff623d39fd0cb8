"""The leader's pages: her steps and goals a line each, and one of them opened with its forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.paths.constants import GOAL_DAYS, GOALS
from fagspejl.workspace.paths.doing import Wrong
from fagspejl.workspace.paths.forms import GoalForm, HeldForm, LinesForm, LookForm, PlanForm
from fagspejl.workspace.paths.types import LOOKS, GoalValues, PathFacts, ShownAnswer, StepFacts, StepKind
from fagspejl.workspace.paths.versions import version_of
from fagspejl.workspace.sessions.fields import WordedForm

_PLANNED: Final = frozenset(StepKind) - {StepKind.READ}
_DONE: Final = {StepKind.READ: "read_on", StepKind.PLAN: "made_on", **dict.fromkeys(LOOKS, "looked_on")}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in the list. `days`: sentences on its dates."""

    kind: str
    title: str
    text: str
    days: tuple[str, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One step opened: its line and its forms."""

    line: StepLine
    has_date: bool
    plan: WordedForm | None
    done: WordedForm | None
    look: WordedForm | None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in the list. `grey`: its day is long past, and nobody is reminded any more."""

    id: UUID
    text: str
    day: str
    status: str
    shared: bool
    with_unit: bool
    grey: bool


def step_lines(path: PathFacts, words: Wording, today: date) -> list[StepLine]:
    """Return all steps in their order."""
    return [_line(path.step(kind), words, today) for kind in StepKind]


def step_view(
    path: PathFacts,
    kind: StepKind,
    words: Wording,
    today: date,
    wrong: Wrong | None = None,
    *,
    wrote: date | None = None,
) -> StepView:
    """Return a step with its forms, the one that was refused as it was sent. `wrote`: offered as its day."""
    step = path.step(kind)
    sent = {wrong.act: wrong.form} if wrong is not None else {}
    plan = done = look = None
    if kind in _PLANNED:
        initial: dict[str, object] = {"planned_on": step.planned_on}
        plan = sent.get("plan") or PlanForm(words, initial=initial, auto_id=f"plan_{kind}_%s")
    if kind in LOOKS:
        initial = {"happened": step.happened or "", "seen": step.seen}
        look = sent.get("look") or LookForm(words, initial=initial, auto_id=f"look_{kind}_%s")
    elif kind is not StepKind.PLAN:
        initial = {"held_on": step.held_on or wrote or today, "with_package": step.with_package}
        done = sent.get("held") or HeldForm(words, initial=initial, auto_id=f"held_{kind}_%s")
        if kind is StepKind.READ:
            done.fields["held_on"].label = words.say("path_form.read_on")
    return StepView(_line(step, words, today), step.planned_on is not None, plan, done, look)


def goal_lines(path: PathFacts, words: Wording, today: date) -> list[GoalLine]:
    """Return the goals in their order."""
    return [
        GoalLine(
            id=goal.id,
            text=goal.values.text,
            day=goal_day(goal.values, words),
            status=words.say(f"path_goal.status_{goal.values.status}"),
            shared=goal.values.shared_with_own_leader,
            with_unit=goal.values.shared_with_unit,
            grey=goal.is_silent(today, max(GOAL_DAYS)),
        )
        for goal in path.goals
    ]


def has_room(path: PathFacts) -> bool:
    """Whether another goal may be written."""
    return len(path.goals) < GOALS


def goal_form(path: PathFacts, goal_id: str, words: Wording, wrong: Wrong | None = None) -> WordedForm:
    """Return the form of a goal, of a new one where the id is "", or the one that was refused as it was sent."""
    if wrong is not None and wrong.form is not None:
        return wrong.form
    values = next((goal.values for goal in path.goals if str(goal.id) == goal_id), None)
    initial = None if values is None else {**asdict(values), "version": version_of(values)}
    return GoalForm(words, initial=initial, auto_id="goal_%s")


def lines_form(path: PathFacts, words: Wording, wrong: Wrong | None = None) -> WordedForm:
    """Return the form of what the two agreed on, or the one that was refused as it was sent."""
    if wrong is not None and wrong.act == "lines" and wrong.form is not None:
        return wrong.form
    initial = {f"line_{number}": line for number, line in enumerate(path.lines, 1)}
    initial["version"] = version_of(path.lines)
    return LinesForm(words, initial=initial, auto_id="lines_%s")


def ticked(
    answers: Sequence[ShownAnswer], path: PathFacts, wrong: Wrong | None = None
) -> list[tuple[ShownAnswer, bool]]:
    """Return the answers of the reading, each with whether it is ticked: it is shown, or was just sent so."""
    if wrong is not None and wrong.act == "show":
        return [(one, str(number) in wrong.ticked) for number, one in enumerate(answers, 1)]
    return [(one, one in path.shown) for one in answers]


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


def read_sentence(wrote: date | None, words: Wording) -> str:
    """Return that she wrote about her reading, and what is left to do; "" where she did not."""
    return "" if wrote is None else words.say("path_step.wrote", day=words.day(wrote))


def goal_day(values: GoalValues, words: Wording) -> str:
    """Return a goal's day as a sentence; "" where it has none."""
    return "" if values.due_on is None else words.say("path_goal.due", day=words.day(values.due_on))


def _line(step: StepFacts, words: Wording, today: date) -> StepLine:
    return StepLine(
        kind=step.kind,
        title=words.say(f"path_step.{step.kind}"),
        text=words.say(f"path_step.{step.kind}_text"),
        days=day_sentences(step, words, today),
        held=step.held_on is not None,
    )
