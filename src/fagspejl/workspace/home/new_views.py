"""A new session: chosen on one page, made and opened by one press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.home.choosing import offered
from fagspejl.workspace.home.judged_before import with_earlier
from fagspejl.workspace.home.new_form import BEFORE, LATER, NOW, PAPER, NewSession, prefilled
from fagspejl.workspace.judgement.starting import TEMPLATE, cases_and_items
from fagspejl.workspace.judgement.vignettes import Vignette
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import MyUnit, units_of
from fagspejl.workspace.sessions.selectors.sessions import session_of, sessions_of, stored_among
from fagspejl.workspace.sessions.services.planning import create_session, open_session, today_here
from fagspejl.workspace.sessions.types import DecisionMethod, Source, SplitKind


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, filled in as far as the roster knows; make the session when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    mine = units_of(staff)
    asked = (request.POST if request.method == "POST" else request.GET).get("enhed", "")
    unit = next((one for one in mine if str(one.id) == asked), None if asked else next(iter(mine), None))
    if unit is None:
        raise NotYours
    earlier = [one.id for one in sessions_of([unit.id]) if one.closed_on is not None]
    cases = with_earlier(offered([unit.id], words.language), stored_among(earlier), words)
    if request.method == "POST":
        form = NewSession(words, unit, cases, today_here(), request.POST)
        if form.is_valid():
            try:
                made = _make(form.cleaned_data, unit, staff, words)
            except SessionError as error:
                form.tell(error, at=_AT.get(str(error.facts.get("field")), ""))
            else:
                return redirect("workspace-session", made)
    else:
        initial = prefilled(words, unit, cases, chosen=request.GET.get("vignet"))
        form = NewSession(words, unit, cases, today_here(), initial=initial)
    context = {
        "form": form,
        "unit": unit,
        "mine": mine,
        "from_report": request.GET.get("fra") == "rapport",
    }
    return render(request, "workspace/staff/new.html", context)


_AT = {"items": "case", "groups": "split"}  # what the engine calls otherwise than the form does


def _title(vignettes: Sequence[Vignette], words: Wording) -> str:
    return vignettes[0].title if len(vignettes) == 1 else words.say("room_new.title_default")


def _make(told: dict[str, Any], unit: MyUnit, staff: Staff, words: Wording) -> UUID:
    vignettes = [one.vignette for one in told["case"]]
    cases, items = cases_and_items(vignettes)
    when = told["when"]
    before = session_of(told["once"]) if told["once"] else None
    if before is not None and before.units[:1] == (unit.id,):  # pressed twice
        return before.id
    below = {str(one.id): one.id for one in (unit.led.below if unit.led else ())}
    with transaction.atomic():
        made = create_session(
            template=TEMPLATE,
            title=told["title"].strip() or _title(vignettes, words),
            language=words.language,
            units=(unit.id, *(below[one] for one in told.get("units", ()))),
            cases=cases,
            items=items,
            decision_method=DecisionMethod(told["decision"]),
            replaces=told["replaces"],
            split_kind=SplitKind(told["split"]),
            groups=told["groups"],
            short=told["form"] == "kort",
            slips_only=when == BEFORE and told["slips_only"],
            planned_on=told["planned_on"] if when in (BEFORE, LATER) else None,
            present=told["present"] or 0,
            source=Source.PAPER if when == PAPER else Source.LIVE,
            asked=told["asked"],
            once=told["once"],
            actor=staff.actor,
            account=staff.id,
        )
        if when in (NOW, BEFORE):
            open_session(made, beforehand=when == BEFORE, actor=staff.actor)
    return made
