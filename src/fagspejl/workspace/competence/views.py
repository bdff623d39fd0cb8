"""The pages of competences: the units, a unit's overview, its tasks, and one's own row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.competence.forms import RowForm, TasksForm, as_said, typed
from fagspejl.workspace.competence.permissions import (
    MyPlace,
    check_holds,
    check_place,
    check_works,
    places_of,
)
from fagspejl.workspace.competence.rules import look_again_on
from fagspejl.workspace.competence.selectors import (
    begun_in,
    competence_of,
    coverage_of,
    learning_of,
    may_be_asked,
    opened_rows,
    own_row,
    sources_of,
)
from fagspejl.workspace.competence.services.access import let_log_in
from fagspejl.workspace.competence.services.rows import withdraw_row, write_row
from fagspejl.workspace.competence.services.tasks import write_tasks
from fagspejl.workspace.competence.told import (
    asked_told,
    coverage_told,
    learning_told,
    row_told,
    sources_told,
)
from fagspejl.workspace.competence.types import CompetenceFacts
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import check_leads
from fagspejl.workspace.sessions.services.planning import today_here

METHODS = ["GET", "HEAD", "POST"]
_DIGITS = 9


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Show the units whose overview one sees; who sees one alone is led there. Raises NotYours for none."""
    mine = places_of(staff_here(request))
    if not mine:
        raise NotYours
    if len(mine) == 1:
        return redirect("competence-unit", mine[0].id)
    begun = begun_in([one.id for one in mine])
    parts = [(one, one.id in begun) for one in mine]
    return render(request, "workspace/competence/list.html", {"parts": parts})


@require_safe
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show what a unit can together, whom to ask, the plan and the sources. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    place = check_place(unit_id, staff)
    facts, covered = competence_of(unit_id), coverage_of(unit_id)
    context: dict[str, Any] = {"unit": place, "facts": facts}
    if facts is not None:
        context |= {
            "coverage": coverage_told(covered, words) if covered else None,
            "colleague": place.works or place.leads,
            "asked": asked_told(facts, may_be_asked(unit_id), words),
            "plan": learning_told(facts, learning_of(unit_id), words, today),
            "sources": sources_told(sources_of(unit_id), words, today),
            "own": _own_state(place, staff, words),
        }
        if place.leads:
            context["opened"] = [(name, row_told(facts, row, words)) for name, row in opened_rows(unit_id)]
    return render(request, "workspace/competence/unit.html", context)


def _own_state(place: MyPlace, staff: Staff, words: Wording) -> str:
    """Return in a sentence where one's own row stands; "" for whoever has none to keep."""
    if not place.works or staff.person is None:
        return ""
    row = own_row(place.id, staff.person)
    if row is None:
        return words.say("competence_row.state_none")
    if look_again_on(row) <= today_here():
        return words.say("competence_row.state_old", day=words.day(row.seen_on))
    key = "competence_row.state_opened" if row.opened else "competence_row.state_closed"
    return words.say(key, day=words.day(row.seen_on))


@require_http_methods(METHODS)
def tasks(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write which tasks the unit has. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    place = check_holds(unit_id, staff)
    facts = competence_of(unit_id)
    seen = (
        _number(request.POST.get("seen", ""))
        if request.method == "POST"
        else (facts.revision if facts else 0)
    )
    if request.method == "POST":
        form = TasksForm(words, request.POST)
        if form.is_valid():
            try:
                write_tasks(
                    unit_id,
                    words.language,
                    seen,
                    tasks=form.values(),
                    asked=form.cleaned_data["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("competence-unit", unit_id)
    else:
        form = TasksForm(words, initial=typed(facts))
    context = {"unit": place, "form": form, "seen": seen, "first": facts is None}
    return render(request, "workspace/competence/tasks.html", context)


@require_http_methods(METHODS)
def access(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Let those who work in the unit log in. Raises NotYours for everybody but its leader."""
    staff = staff_here(request)
    found = check_leads(unit_id, staff)
    made = let_log_in(unit_id, actor=staff.actor) if request.method == "POST" else None
    context = {"unit": found, "made": made, "done": made is not None}
    return render(request, "workspace/competence/access.html", context)


@require_http_methods(METHODS)
def own(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Let somebody keep her own row. Raises NotYours for whoever does not work in the unit."""
    staff, words = staff_here(request), words_here()
    person = check_works(unit_id, staff)
    facts = _begun(unit_id)
    row = own_row(unit_id, person)
    seen = _number(request.POST.get("seen", "")) if request.method == "POST" else (row.revision if row else 0)
    if request.method == "POST":
        form = RowForm(words, facts, request.POST)
        if form.is_valid():
            try:
                write_row(
                    unit_id,
                    person,
                    seen,
                    marks=form.marks,
                    ask=form.ask,
                    opened=form.cleaned_data["opened"],
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("competence-unit", unit_id)
    else:
        form = RowForm(words, facts, initial=as_said(row))
    context = {"unit": check_place(unit_id, staff), "form": form, "seen": seen, "row": row}
    return render(request, "workspace/competence/own.html", context)


@require_http_methods(METHODS)
def withdraw(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Ask before a row is deleted, and delete it. Raises NotYours."""
    staff = staff_here(request)
    person = check_works(unit_id, staff)
    if request.method == "POST":
        withdraw_row(unit_id, person)
        return redirect("competence-unit", unit_id)
    return render(request, "workspace/competence/withdraw.html", {"unit": check_place(unit_id, staff)})


def _begun(unit_id: UUID) -> CompetenceFacts:
    facts = competence_of(unit_id)
    if facts is None:
        raise NotYours
    return facts


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else -1
