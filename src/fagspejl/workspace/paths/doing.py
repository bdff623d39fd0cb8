"""What a leader sends from the pages of her path: done, or refused with everything she typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.http import Http404, QueryDict

from fagspejl.accounts.types import Staff
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import Wording
from fagspejl.workspace.paths.errors import GoalGone
from fagspejl.workspace.paths.forms import GoalForm, HeldForm, LinesForm, LookForm, PlanForm
from fagspejl.workspace.paths.reading import answers_of
from fagspejl.workspace.paths.services import acts
from fagspejl.workspace.paths.types import LOOKS, Happened, PathFacts, StepKind
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm, refused


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was refused, and the page on which its form stands.

    form  as it was sent, with what is wrong; None where nothing was typed
    told  the sentence where there is no form
    step  the step whose page holds the form; goal: the goal's id, "" for a new one; both None: the path's page
    ticked  which answers of the reading were ticked
    """

    act: str
    form: WordedForm | None = None
    told: str = ""
    step: StepKind | None = None
    goal: str | None = None
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Sent:
    """One act that was sent for: its fields, the path that it is about, and who sent it when."""

    fields: QueryDict
    path: PathFacts
    staff: Staff
    now: datetime
    words: Wording

    @property
    def about(self) -> str:
        """The step or the goal that it is about."""
        return self.fields.get("about", "")


def do(fields: QueryDict, path: PathFacts, staff: Staff, words: Wording) -> Wrong | None:
    """Do what was asked. Returns what was refused; None once it is done. Raises Http404."""
    act = _ACTS.get(fields.get("act", ""))
    if act is None:
        raise Http404
    return act(_Sent(fields, path, staff, utc_now(), words))


def step_named(name: str) -> StepKind:
    """Return the step of this name. Raises Http404."""
    found = next((kind for kind in StepKind if kind == name), None)
    if found is None:
        raise Http404
    return found


def _try(
    act: str,
    form: WordedForm,
    do: Callable[[], None],
    *,
    step: StepKind | None = None,
    goal: str | None = None,
) -> Wrong | None:
    if form.is_valid():
        try:
            do()
        except SessionError as error:
            form.tell(error)
        else:
            return None
    return Wrong(act, form, step=step, goal=goal)


def _plan(sent: _Sent) -> Wrong | None:
    kind = step_named(sent.about)
    form = PlanForm(sent.words, sent.fields, auto_id=f"plan_{kind}_%s")

    def do() -> None:
        day = form.cleaned_data["planned_on"]
        acts.plan_step(sent.path.id, kind, day, staff=sent.staff, now=sent.now)

    return _try("plan", form, do, step=kind)


def _held(sent: _Sent) -> Wrong | None:
    kind = step_named(sent.about)
    form = HeldForm(sent.words, sent.fields, auto_id=f"held_{kind}_%s")

    def do() -> None:
        told = form.cleaned_data
        package = told["with_package"] and kind is StepKind.DIALOGUE
        acts.mark_held(
            sent.path.id, kind, told["held_on"], with_package=package, staff=sent.staff, now=sent.now
        )

    return _try("held", form, do, step=kind)


def _look(sent: _Sent) -> Wrong | None:
    kind = step_named(sent.about)
    if kind not in LOOKS:
        raise Http404
    form = LookForm(sent.words, sent.fields, auto_id=f"look_{kind}_%s")

    def do() -> None:
        told = form.cleaned_data
        happened = Happened(told["happened"])
        acts.look_back(
            sent.path.id, kind, happened, told["seen"], asked=told["asked"], staff=sent.staff, now=sent.now
        )

    return _try("look", form, do, step=kind)


def _lines(sent: _Sent) -> Wrong | None:
    form = LinesForm(sent.words, sent.fields, auto_id="lines_%s")

    def do() -> None:
        told = form.cleaned_data
        acts.share_lines(
            sent.path.id,
            form.lines(),
            asked=told["asked"],
            version=told["version"] or None,
            staff=sent.staff,
            now=sent.now,
        )

    return _try("lines", form, do, step=StepKind.TALK)


def _goal(sent: _Sent) -> Wrong | None:
    known: dict[str, UUID | None] = {str(goal.id): goal.id for goal in sent.path.goals} | {"": None}
    form = GoalForm(sent.words, sent.fields, auto_id="goal_%s")
    if sent.about not in known:
        form.tell(GoalGone())
        return Wrong("goal", form, goal="")

    def do() -> None:
        acts.write_goal(
            sent.path.id,
            known[sent.about],
            form.values(),
            asked=form.cleaned_data["asked"],
            once=form.cleaned_data["once"],
            version=form.cleaned_data["version"] or None,
            staff=sent.staff,
            now=sent.now,
        )

    return _try("goal", form, do, goal=sent.about)


def _delete_goal(sent: _Sent) -> Wrong | None:
    goal = next((goal.id for goal in sent.path.goals if str(goal.id) == sent.about), None)
    if goal is not None:
        acts.delete_goal(sent.path.id, goal, staff=sent.staff, now=sent.now)
    return None


def _show(sent: _Sent) -> Wrong | None:
    wanted = frozenset(sent.fields.getlist("answer"))
    answers = answers_of(sent.staff.id, sent.path.part, sent.words)
    chosen = [one for number, one in enumerate(answers, 1) if str(number) in wanted]
    try:
        acts.show_answers(sent.path.id, chosen, asked=True, staff=sent.staff, now=sent.now)
    except SessionError as error:
        return Wrong("show", told=refused(error, sent.words), step=StepKind.TALK, ticked=wanted)
    return None


def _share(sent: _Sent) -> Wrong | None:
    acts.share_with_new_leader(sent.path.id, staff=sent.staff, now=sent.now)
    return None


def _sparring(sent: _Sent) -> Wrong | None:
    acts.ask_for_sparring(sent.path.id, wanted=sent.about == "yes", staff=sent.staff, now=sent.now)
    return None


def _empty(sent: _Sent) -> Wrong | None:
    acts.empty_path(sent.path.id, staff=sent.staff, now=sent.now)
    return None


_ACTS: Final[dict[str, Callable[[_Sent], Wrong | None]]] = {
    "plan": _plan,
    "held": _held,
    "look": _look,
    "lines": _lines,
    "goal": _goal,
    "delete-goal": _delete_goal,
    "show": _show,
    "share": _share,
    "sparring": _sparring,
    "empty": _empty,
}
