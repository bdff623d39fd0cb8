"""The start of a session about load, and where it leads when it is closed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.load.edge import words_of
from fagspejl.workspace.load.placing.answers import TEMPLATE
from fagspejl.workspace.load.placing.forms import GIVEN, SHORT, TOGETHER, PlacingForm
from fagspejl.workspace.load.selectors import versions_of
from fagspejl.workspace.sessions.collecting import cases_and_items
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import LATER, NOW
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit
from fagspejl.workspace.sessions.selectors.sessions import session_of
from fagspejl.workspace.sessions.services.planning import create_session, open_session, today_here
from fagspejl.workspace.sessions.templates_library import template
from fagspejl.workspace.sessions.types import DecisionMethod, SessionFacts


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show the form; make the session when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    if request.method == "POST":
        form = PlacingForm(words, today_here(), request.POST)
        if form.is_valid():
            try:
                made = _make(form, unit, staff, words)
            except SessionError as error:
                form.tell(error, at="statements" if error.facts.get("field") in _OF_STATEMENTS else "")
            else:
                return redirect("workspace-session", made)
    else:
        form = PlacingForm(words, today_here(), initial=_prefilled(unit, words))
    return render(request, "workspace/load/session.html", {"form": form, "unit": unit})


_OF_STATEMENTS = ("items", "statement_words")


def _prefilled(unit: MyUnit, words: Wording) -> dict[str, object]:
    versions = versions_of(unit.id)
    tasks = [one.task for one in versions[-1].values.tasks] if versions else []
    return {
        "how": GIVEN if tasks else TOGETHER,
        "statements": "\n".join(tasks),
        "replaces": words.listed("room_new.replaces_suggested")[0],
        "decision": DecisionMethod.CONSENSUS.value,
        "present": unit.led.employees if unit.led else None,
        "when": NOW,
    }


def _make(form: PlacingForm, unit: MyUnit, staff: Staff, words: Wording) -> UUID:
    told = form.cleaned_data
    before = session_of(told["once"]) if told["once"] else None
    if before is not None and before.units == (unit.id,):  # pressed twice
        return before.id
    known = template(TEMPLATE, words.language)
    collect = known.collect
    assert collect is not None, "the template collects"
    together = told["how"] == TOGETHER
    cases, items = ((), ()) if together else cases_and_items(collect, form.tasks)
    with transaction.atomic():
        made = create_session(
            template=TEMPLATE,
            title=known.title,
            language=words.language,
            units=[unit.id],
            cases=cases,
            items=items,
            statements=form.tasks if together else (),
            decision_method=DecisionMethod(told["decision"]),
            replaces=told["replaces"],
            short=told["how"] == SHORT,
            planned_on=told["planned_on"] if told["when"] == LATER else None,
            present=told["present"] or 0,
            asked=told["asked"],
            once=told["once"],
            actor=staff.actor,
            account=staff.id,
        )
        if told["when"] == NOW:
            open_session(made, actor=staff.actor)
    return made


def onward(known: SessionFacts, words: Wording) -> tuple[str, str] | None:
    """Return where a closed session leads: to a version filled in with what most chose; none for several units."""
    if len(known.units) != 1:
        return None
    address = f"{reverse('load-write', args=[known.units[0]])}?fra={known.id}"
    return words_of(words.language).say("load_placing.onward"), address
