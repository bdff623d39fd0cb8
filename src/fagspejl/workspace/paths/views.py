"""The follow-up's pages: one's own paths and those of people below, and the path itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import round_facts
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import led_by_superior, people_by_id, superiors
from fagspejl.web.words_here import words_here
from fagspejl.workspace.paths.calendar import day_file
from fagspejl.workspace.paths.errors import GoalGone
from fagspejl.workspace.paths.forms import GoalForm, HeldForm, LinesForm, LookForm, PlanForm
from fagspejl.workspace.paths.hr_page import round_links
from fagspejl.workspace.paths.page import (
    day_sentences,
    goal_day,
    goal_views,
    lines_form,
    new_goal,
    page_if_there,
    step_views,
)
from fagspejl.workspace.paths.permissions import check_sees
from fagspejl.workspace.paths.reading import answers_of
from fagspejl.workspace.paths.selectors import paths_of, shares_with
from fagspejl.workspace.paths.services import acts
from fagspejl.workspace.paths.services.making import open_rounds_about, prepare_path
from fagspejl.workspace.paths.types import LOOKS, Happened, PathFacts, StepKind
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import WordedForm, refused


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """List one's own paths, the dates of people below, and HR's rounds; begin a path before the survey ends."""
    staff, words = staff_here(request), words_here()
    if request.method == "POST":
        round_id = _uuid(request.POST.get("round", ""))
        if staff.person is None or round_id is None:
            raise NotYours
        made = prepare_path(round_id, staff.person, actor=staff.actor, now=utc_now())
        return redirect("follow-up-path", made)
    mine = [] if staff.person is None else paths_of([staff.person])
    below = [] if staff.person is None else paths_of(led_by_superior(staff.person))
    below = [path for path in below if path.stopped_on is None]
    names = people_by_id({path.owner for path in below})
    context = {
        "mine": [(path.id, _title(path), path.stopped_on is not None) for path in mine],
        "before": [] if staff.person is None else open_rounds_about(staff.person),
        "below": sorted(
            ((path.id, names[path.owner].name, _title(path)) for path in below), key=lambda one: one[1]
        ),
        "rounds": round_links() if "planner" in staff.roles else [],
    }
    return render(request, "workspace/paths/home.html", context | {"words": words})


@require_http_methods(["GET", "HEAD", "POST"])
def path(request: HttpRequest, path_id: UUID) -> HttpResponse:
    """Show a path: to its owner the whole page, to her own leader dates and what is shared. Raises NotYours."""
    staff = staff_here(request)
    found, own = check_sees(path_id, staff)
    if not own:
        if request.method == "POST":
            raise NotYours
        return _for_own_leader(request, found, staff)
    wrong: dict[tuple[str, str], WordedForm] = {}
    told = ""
    if request.method == "POST":
        try:
            done, wrong = _act(request.POST, found, staff)
        except SessionError as error:
            done, told = False, refused(error, words_here())
        if done:
            return redirect("follow-up-path", path_id)
    return _own_page(request, found, staff, wrong, told)


@require_safe
def step_file(request: HttpRequest, path_id: UUID, kind: str) -> HttpResponse:
    """Hand out a planned step as a date for the calendar. Raises NotYours."""
    found, _ = check_sees(path_id, staff_here(request))
    step = found.step(_kind(kind))
    if step.planned_on is None:
        raise Http404
    words, now = words_here(), utc_now()
    where = request.build_absolute_uri(request.path.rpartition("/")[0] + "/")
    file = day_file(
        words.say(f"path_step.{kind}_calendar"), where, step.planned_on, made=now, about=found.id, step=kind
    )
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="opfoelgning.ics"'
    return response


def _own_page(
    request: HttpRequest,
    found: PathFacts,
    staff: Staff,
    wrong: dict[tuple[str, str], WordedForm],
    told: str,
) -> HttpResponse:
    words, today = words_here(), utc_now().astimezone(ZONE).date()
    above = superiors([found.owner]).get(found.owner, ())
    named = people_by_id(set(above))
    shared = shares_with(found)
    context = {
        "path": found,
        "title": _title(found),
        "steps": step_views(found, words, today, wrong),
        "goals": goal_views(found, words, today, wrong),
        "new_goal": new_goal(found, words, wrong),
        "lines": lines_form(found, words, wrong),
        "own_leader": named[shared].name if shared in named else "",
        "new_leader": named[above[0]].name if shared is None and above else "",
        "answers": answers_of(staff.id, found.part, words),
        "reading": page_if_there("reflection-reading", found.part) or page_if_there("reflection-reading"),
        "session": f"{page_if_there('staff-dialogue-new')}?rapport={found.part}" if found.part else "",
        "package": page_if_there("follow-up-package", found.part) if found.part else "",
        "report": page_if_there("report", found.part) if found.part else "",
        "told": told,
        "wrong": bool(wrong) or bool(told),
    }
    return render(request, "workspace/paths/path.html", context)


def _for_own_leader(request: HttpRequest, found: PathFacts, staff: Staff) -> HttpResponse:
    words, today = words_here(), utc_now().astimezone(ZONE).date()
    shares = shares_with(found) == staff.person
    goals = [goal for goal in found.goals if shares and goal.values.shared_with_own_leader]
    context = {
        "leader": people_by_id({found.owner})[found.owner].name,
        "title": _title(found),
        "steps": [
            (
                words.say("path_leader.talk" if step.kind is StepKind.TALK else f"path_step.{step.kind}"),
                day_sentences(step, words, today),
                step.planned_on if step.held_on is None else None,
                step.kind,
            )
            for step in found.steps
            if step.kind is not StepKind.READ
        ],
        "path": found,
        "shares": shares,
        "goals": [
            (
                goal.values,
                words.say(f"path_goal.status_{goal.values.status}"),
                goal_day(goal.values, words),
            )
            for goal in goals
        ],
        "lines": found.lines if shares else (),
        "shown": found.shown if shares else (),
    }
    return render(request, "workspace/paths/own_leader.html", context)


_Outcome = tuple[bool, dict[tuple[str, str], WordedForm]]


def _act(sent: QueryDict, found: PathFacts, staff: Staff) -> _Outcome:
    """Do what was asked. Returns whether it was done, and the form that was refused."""
    act, about, now, words = sent.get("act", ""), sent.get("about", ""), utc_now(), words_here()
    doing = _ACTS.get(act)
    if doing is None:
        raise Http404
    return doing(sent, about, found, staff, now, words)


def _try(form: WordedForm, key: tuple[str, str], do: Callable[[], None]) -> _Outcome:
    if form.is_valid():
        try:
            do()
        except SessionError as error:
            form.tell(error)
        else:
            return True, {}
    return False, {key: form}


def _kind(about: str) -> StepKind:
    found = next((kind for kind in StepKind if kind == about), None)
    if found is None:
        raise Http404
    return found


def _plan(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    kind = _kind(about)
    form = PlanForm(words, sent, auto_id=f"plan_{kind}_%s")
    return _try(
        form,
        ("plan", kind),
        lambda: acts.plan_step(found.id, kind, form.cleaned_data["planned_on"], staff=staff, now=now),
    )


def _held(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    kind = _kind(about)
    form = HeldForm(words, sent, auto_id=f"held_{kind}_%s")
    return _try(
        form,
        ("held", kind),
        lambda: acts.mark_held(
            found.id,
            kind,
            form.cleaned_data["held_on"],
            with_package=form.cleaned_data["with_package"] and kind is StepKind.DIALOGUE,
            staff=staff,
            now=now,
        ),
    )


def _look(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    kind = _kind(about)
    if kind not in LOOKS:
        raise Http404
    form = LookForm(words, sent, auto_id=f"look_{kind}_%s")

    def do() -> None:
        told = form.cleaned_data
        acts.look_back(
            found.id,
            kind,
            Happened(told["happened"]),
            told["seen"],
            asked=told["asked"],
            staff=staff,
            now=now,
        )

    return _try(form, ("look", kind), do)


def _lines(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    form = LinesForm(words, sent, auto_id="lines_%s")
    return _try(
        form,
        ("lines", ""),
        lambda: acts.share_lines(
            found.id, form.lines(), asked=form.cleaned_data["asked"], staff=staff, now=now
        ),
    )


def _goal(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    known = {str(goal.id): goal.id for goal in found.goals}
    if (
        about and about not in known
    ):  # deleted on another page: what was written on it stands where a new one is written
        form = GoalForm(words, sent, auto_id="goal_new_%s")
        form.tell(GoalGone())
        return False, {("goal", ""): form}
    form = GoalForm(words, sent, auto_id=f"goal_{about or 'new'}_%s")
    return _try(
        form,
        ("goal", about),
        lambda: acts.write_goal(
            found.id,
            known.get(about),
            form.values(),
            asked=form.cleaned_data["asked"],
            once=form.cleaned_data["once"],
            staff=staff,
            now=now,
        ),
    )


def _delete_goal(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    goal = next((goal.id for goal in found.goals if str(goal.id) == about), None)
    if goal is not None:
        acts.delete_goal(found.id, goal, staff=staff, now=now)
    return True, {}


def _show(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    wanted = set(sent.getlist("answer"))
    answers = answers_of(staff.id, found.part, words)
    chosen = [one for number, one in enumerate(answers, 1) if str(number) in wanted]
    acts.show_answers(found.id, chosen, asked=True, staff=staff, now=now)
    return True, {}


def _share(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    acts.share_with_new_leader(found.id, staff=staff, now=now)
    return True, {}


def _sparring(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    acts.ask_for_sparring(found.id, wanted=about == "yes", staff=staff, now=now)
    return True, {}


def _empty(
    sent: QueryDict, about: str, found: PathFacts, staff: Staff, now: datetime, words: Wording
) -> _Outcome:
    acts.empty_path(found.id, staff=staff, now=now)
    return True, {}


_ACTS = {
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


def _title(found: PathFacts) -> str:
    facts = round_facts(found.round)
    return "" if facts is None else facts.title


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
