"""The rhythm of a unit's cases, and the rota of its roles."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.cases.card_views import METHODS
from fagspejl.workspace.cases.forms import LONG, SHORT, RhythmForm, RotaForm, typed_groups
from fagspejl.workspace.cases.page import rhythm_told, talked_in
from fagspejl.workspace.cases.rules import WEEKS
from fagspejl.workspace.cases.selectors import cards_of, rhythm_of, rota_of
from fagspejl.workspace.cases.services.rota import (
    advance_rota,
    set_rhythm,
    set_rota,
    start_again,
    stop_rhythm,
)
from fagspejl.workspace.cases.told import roles_explained, rota_told
from fagspejl.workspace.cases.types import RhythmFacts
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import refused
from fagspejl.workspace.sessions.permissions import check_can_hold_unit
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import SplitKind

_CARDS = 30


@require_http_methods(METHODS)
def rhythm(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Settle the weekday and the standing item; begin anew, or stop. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    unit = check_can_hold_unit(unit_id, staff)
    known = rhythm_of(unit_id)
    act = request.POST.get("act", "")
    if act in ("again", "stop"):
        (start_again if act == "again" else stop_rhythm)(unit_id, actor=staff.actor)
        return redirect("case-rhythm", unit_id)
    if request.method == "POST":
        form = RhythmForm(words, request.POST)
        if form.is_valid():
            told = form.cleaned_data
            try:
                set_rhythm(
                    unit_id,
                    weekday=int(told["weekday"]),
                    meeting=told["meeting"],
                    weeks=told["weeks"],
                    short=told["form"] == SHORT,
                    split_kind=SplitKind(told["split"]),
                    groups=form.groups(),
                    asked=told["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("cases", unit_id)
    else:
        form = RhythmForm(words, initial=_typed(known))
    told_of = None
    if known is not None:
        _, talked = talked_in(cards_of(unit_id, most=_CARDS))
        told_of = rhythm_told(known, talked, today, words)
    return render(request, "workspace/cases/rhythm.html", {"form": form, "unit": unit, "rhythm": told_of})


@require_http_methods(METHODS)
def rota(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Type the initials of a round; let everybody go on to the next role. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    error = ""
    if request.method == "POST" and request.POST.get("act") == "advance":
        try:
            advance_rota(unit_id, request.POST.get("seen", "").split())
        except SessionError as refusal:
            error = refused(refusal, words)
        else:
            return redirect("case-rota", unit_id)
        form = RotaForm(words, initial={"rota": _line(unit_id)})
    elif request.method == "POST":
        form = RotaForm(words, request.POST)
        if form.is_valid():
            try:
                set_rota(unit_id, form.typed())
            except SessionError as refusal:
                form.tell(refusal)
            else:
                return redirect("case-rota", unit_id)
    else:
        form = RotaForm(words, initial={"rota": _line(unit_id)})
    turns = rota_of(unit_id)
    context = {
        "form": form,
        "unit": unit,
        "rota": rota_told(turns, words),
        "seen": " ".join(one.initials for one in turns),
        "can_advance": len(turns) > 1,
        "roles": roles_explained(words),
        "error": error,
    }
    return render(request, "workspace/cases/rota.html", context, status=409 if error else 200)


def _line(unit_id: UUID) -> str:
    return ", ".join(one.initials for one in rota_of(unit_id))


def _typed(known: RhythmFacts | None) -> dict[str, object]:
    if known is None:
        return {"weeks": WEEKS, "form": LONG, **typed_groups(None)}
    return {
        "weekday": str(known.weekday),
        "meeting": known.meeting,
        "weeks": known.weeks,
        "form": SHORT if known.short else LONG,
        **typed_groups(known),
    }
