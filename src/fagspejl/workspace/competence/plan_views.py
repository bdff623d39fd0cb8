"""The pages on which a unit keeps its plan of learning and its sources of new knowledge."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.competence.forms import LearningForm, SourceForm
from fagspejl.workspace.competence.permissions import check_holds
from fagspejl.workspace.competence.selectors import competence_of, learning_of, sources_of
from fagspejl.workspace.competence.services.plan import (
    add_learning,
    add_source,
    drop_source,
    end_learning,
    shared_today,
)
from fagspejl.workspace.competence.told import learning_told, sources_told
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.services.planning import today_here

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def plan(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Add to the plan, mark as done, delete. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    place, facts = check_holds(unit_id, staff), competence_of(unit_id)
    if facts is None:
        raise NotYours
    form = LearningForm(words, facts)
    if request.method == "POST":
        item = _id(request.POST.get("item", ""))
        if item is not None:
            end_learning(unit_id, item, done="done" in request.POST, actor=staff.actor)
            return redirect("competence-plan", unit_id)
        form = LearningForm(words, facts, request.POST)
        if form.is_valid():
            try:
                add_learning(
                    unit_id, values=form.values(), asked=form.cleaned_data["asked"], actor=staff.actor
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("competence-plan", unit_id)
    told = learning_told(facts, learning_of(unit_id), words, today_here())
    return render(request, "workspace/competence/plan.html", {"unit": place, "form": form, "plan": told})


@require_http_methods(METHODS)
def sources(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Add a source, say that it was told of today, delete. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    place = check_holds(unit_id, staff)
    if competence_of(unit_id) is None:
        raise NotYours
    form = SourceForm(words)
    if request.method == "POST":
        source = _id(request.POST.get("item", ""))
        if source is not None:
            (drop_source if "drop" in request.POST else shared_today)(unit_id, source, actor=staff.actor)
            return redirect("competence-sources", unit_id)
        form = SourceForm(words, request.POST)
        if form.is_valid():
            told = form.cleaned_data
            try:
                add_source(
                    unit_id,
                    source=" ".join(told["source"].split()),
                    role=" ".join(told["follower_role"].split()),
                    asked=told["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("competence-sources", unit_id)
    told_of = sources_told(sources_of(unit_id), words, today_here())
    return render(
        request, "workspace/competence/sources.html", {"unit": place, "form": form, "sources": told_of}
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
