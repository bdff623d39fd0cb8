"""The follow-up's pages: one's own paths and those of people below, and the path itself."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import round_facts
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import led_by_superior, people_by_id, superiors, unit_led_by
from fagspejl.reporting.statements.since import has_report_before
from fagspejl.web.words_here import words_here
from fagspejl.workspace.paths.calendar import day_file
from fagspejl.workspace.paths.doing import Wrong, do, step_named
from fagspejl.workspace.paths.drawn import drawn_told
from fagspejl.workspace.paths.hr_page import round_links
from fagspejl.workspace.paths.page import (
    day_sentences,
    goal_day,
    goal_form,
    goal_lines,
    has_room,
    lines_form,
    read_sentence,
    step_lines,
    step_view,
    ticked,
)
from fagspejl.workspace.paths.permissions import check_owns, check_sees
from fagspejl.workspace.paths.reading import answers_of, wrote_on
from fagspejl.workspace.paths.selectors import paths_of
from fagspejl.workspace.paths.services.making import open_rounds_about, prepare_path
from fagspejl.workspace.paths.types import PathFacts, StepKind


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
    led = unit_led_by(staff.person)
    context = {
        "drawn": "" if led is None else drawn_told([led.id], words).get(led.id, ""),
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
    """Show a path: to its owner her page, to her own leader dates and what is shared. Raises NotYours.

    All that its owner sends comes here. What is refused is answered by the page of its form, with all she typed.
    """
    staff, words = staff_here(request), words_here()
    found, own = check_sees(path_id, staff)
    if request.method != "POST":
        return _overview(request, found, staff, words) if own else _for_own_leader(request, found, staff)
    if not own:
        raise NotYours
    wrong = do(request.POST, found, staff, words)
    if wrong is None:
        return redirect("follow-up-path", path_id)
    if wrong.step is not None:
        return _step_page(request, found, staff, wrong.step, wrong)
    return _goal_page(request, found, wrong.goal or "", wrong)


@require_safe
def step(request: HttpRequest, path_id: UUID, kind: str) -> HttpResponse:
    """Show one step of one's own path with its forms. Raises NotYours."""
    staff = staff_here(request)
    return _step_page(request, check_owns(path_id, staff), staff, step_named(kind))


@require_safe
def goal(request: HttpRequest, path_id: UUID, goal_id: UUID | None = None) -> HttpResponse:
    """Show one goal of one's own path as a form, or with no id an empty one. Raises NotYours."""
    found = check_owns(path_id, staff_here(request))
    if goal_id is None:
        return _goal_page(request, found, "") if has_room(found) else redirect("follow-up-path", path_id)
    if goal_id not in {one.id for one in found.goals}:
        raise NotYours
    return _goal_page(request, found, str(goal_id))


@require_safe
def step_file(request: HttpRequest, path_id: UUID, kind: str) -> HttpResponse:
    """Hand out a planned step as a date for the calendar. Raises NotYours."""
    found, _ = check_sees(path_id, staff_here(request))
    planned = found.step(step_named(kind))
    if planned.planned_on is None:
        raise Http404
    words, now = words_here(), utc_now()
    where = request.build_absolute_uri(request.path.rpartition("/")[0] + "/")
    file = day_file(
        words.say(f"path_step.{kind}_calendar"),
        where,
        planned.planned_on,
        made=now,
        about=found.id,
        step=kind,
    )
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="opfoelgning.ics"'
    return response


def _overview(request: HttpRequest, found: PathFacts, staff: Staff, words: Wording) -> HttpResponse:
    above = superiors([found.owner]).get(found.owner, ())
    named, shared = people_by_id(set(above)), found.own_leader
    today = utc_now().astimezone(ZONE).date()
    steps = step_lines(found, words, today)
    following = next((one for one in steps if not one.held), None)
    wrote = _wrote_on(found, staff) if following is not None and following.kind == StepKind.READ else None
    context = {
        "path": found,
        "beside": found.part is not None
        and found.stopped_on is None
        and has_report_before(found.part, staff.person),
        "title": _title(found),
        "next": following,
        "wrote": read_sentence(wrote, words),
        "steps": [one for one in steps if one is not following],
        "goals": goal_lines(found, words, today),
        "room": has_room(found),
        "own_leader": named[shared].name if shared in above else "",
        "new_leader": named[above[0]].name if above and shared not in above else "",
    }
    return render(request, "workspace/paths/path.html", context)


def _step_page(
    request: HttpRequest, found: PathFacts, staff: Staff, kind: StepKind, wrong: Wrong | None = None
) -> HttpResponse:
    words, today = words_here(), utc_now().astimezone(ZONE).date()
    wrote = _wrote_on(found, staff) if kind is StepKind.READ else None
    context = {
        "path": found,
        "step": step_view(found, kind, words, today, wrong, wrote=wrote),
        "wrote": read_sentence(wrote, words),
        "goals": goal_lines(found, words, today),
        "room": has_room(found),
        "wrong": wrong,
    }
    if kind is StepKind.TALK:
        context["lines"] = lines_form(found, words, wrong)
        context["answers"] = ticked(answers_of(staff.id, found.part, words), found, wrong)
    return render(request, "workspace/paths/step.html", context)


def _wrote_on(found: PathFacts, staff: Staff) -> date | None:
    """Return the day she wrote about her reading, while the path does not say yet that she has read."""
    return None if found.step(StepKind.READ).held_on else wrote_on(staff.id, found.part)


def _goal_page(
    request: HttpRequest, found: PathFacts, goal_id: str, wrong: Wrong | None = None
) -> HttpResponse:
    words = words_here()
    context = {
        "path": found,
        "about": goal_id,
        "form": goal_form(found, goal_id, words, wrong),
        "wrong": wrong,
    }
    return render(request, "workspace/paths/goal.html", context)


def _for_own_leader(request: HttpRequest, found: PathFacts, staff: Staff) -> HttpResponse:
    words, today = words_here(), utc_now().astimezone(ZONE).date()
    shares = found.own_leader == staff.person  # who sees this page is her own leader by today's roster
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


def _title(found: PathFacts) -> str:
    facts = round_facts(found.round)
    return "" if facts is None else facts.title


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
