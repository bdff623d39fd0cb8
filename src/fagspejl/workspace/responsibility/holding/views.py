"""The start of a session about responsibility, and where it leads when it is closed."""

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
from fagspejl.workspace.responsibility.holding.forms import SHORT, WHOLE, HoldingForm
from fagspejl.workspace.responsibility.holding.starting import HoldingValues, start_holding
from fagspejl.workspace.responsibility.library import beginning
from fagspejl.workspace.responsibility.selectors import map_of, roles_of
from fagspejl.workspace.responsibility.wordings import words_of
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import LATER, NOW
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit
from fagspejl.workspace.sessions.selectors.sessions import session_of, starting_points
from fagspejl.workspace.sessions.services.planning import open_session, today_here
from fagspejl.workspace.sessions.types import DecisionMethod, SessionFacts


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show the form; make the session when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    if request.method == "POST":
        form = HoldingForm(words, today_here(), request.POST)
        if form.is_valid():
            try:
                made = _make(form, unit, staff, words)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("workspace-session", made)
    else:
        form = HoldingForm(words, today_here(), initial=_prefilled(unit, words))
    known = map_of(unit_id)
    context = {
        "form": form,
        "unit": unit,
        "roles": words.series([one.name for one in roles_of(known, words.language)]),
        "language": known.language if known else words.language,
        "begins_from": _point(unit_id, request.GET.get("afsaet", "")),
    }
    return render(request, "workspace/responsibility/session.html", context)


def _point(unit: UUID, point: str) -> str:
    """Return the words that another tool handed on, to stand above the form; "" for none, and another unit's."""
    return next((one.text for one in starting_points([unit]) if str(one.id) == point), "") if point else ""


def _prefilled(unit: MyUnit, words: Wording) -> dict[str, object]:
    known = map_of(unit.id)
    own = [one.values.task for one in known.rows] if known else []
    return {
        "tasks": "\n".join(own or beginning(words.language).tasks),
        "how": WHOLE,
        "replaces": words.listed("room_new.replaces_suggested")[0],
        "decision": DecisionMethod.CONSENSUS.value,
        "present": unit.led.employees if unit.led else None,
        "when": NOW,
    }


def _make(form: HoldingForm, unit: MyUnit, staff: Staff, words: Wording) -> UUID:
    told = form.cleaned_data
    before = session_of(told["once"]) if told["once"] else None
    if before is not None and before.units == (unit.id,):  # pressed twice
        return before.id
    values = HoldingValues(
        language=words.language,
        tasks=form.chosen,
        decision_method=DecisionMethod(told["decision"]),
        replaces=told["replaces"],
        short=told["how"] == SHORT,
        planned_on=told["planned_on"] if told["when"] == LATER else None,
        present=told["present"] or 0,
    )
    with transaction.atomic():
        made = start_holding(
            unit.id, values, asked=told["asked"], once=told["once"], actor=staff.actor, account=staff.id
        )
        if told["when"] == NOW:
            open_session(made, actor=staff.actor)
    return made


def onward(known: SessionFacts, words: Wording) -> tuple[str, str] | None:
    """Return where a closed session leads: to a map filled in with what people agreed on; none for several units."""
    if len(known.units) != 1:
        return None
    address = f"{reverse('responsibility-write', args=[known.units[0]])}?fra={known.id}"
    return words_of(words.language).say("holding.onward"), address
