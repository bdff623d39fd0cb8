"""The form of a staff dialogue, and the printed package for a talk without phones and figures."""

from __future__ import annotations

from itertools import accumulate
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.reporting.statements.own import OwnReport, own_report
from fagspejl.web.words_here import words_here
from fagspejl.workspace.dialogue.forms import LATER, NOW, SHORT, DialogueForm, prefilled
from fagspejl.workspace.dialogue.starting import start_dialogue
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import MyUnit, units_of
from fagspejl.workspace.sessions.selectors.sessions import session_of
from fagspejl.workspace.sessions.services.planning import open_session, today_here
from fagspejl.workspace.sessions.types import DecisionMethod

PACKAGE_MINUTES: Final = (5, 10, 25, 12, 8)
HOSTS: Final = ("egen", "nabo", "hr")  # who leads the talk


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form; make the session when it is sent. Raises NotYours for a report that is not about oneself."""
    staff, words = staff_here(request), words_here()
    asked = (request.POST if request.method == "POST" else request.GET).get("rapport", "")
    report, unit = own_report(_part(asked), staff, words), _led(staff)
    if request.method == "POST":
        form = DialogueForm(words, report.statements, today_here(), request.POST)
        if form.is_valid():
            try:
                made = _make(form.cleaned_data, report, unit, staff, words)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("workspace-session", made)
    else:
        employees = unit.led.employees if unit.led else None
        initial = prefilled(words, chosen=request.GET.get("udsagn", ""), employees=employees)
        form = DialogueForm(words, report.statements, today_here(), initial=initial)
    return render(request, "workspace/dialogue/new.html", {"form": form, "unit": unit, "report": report})


@require_safe
def package(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Show the package of one theme, to print: no figure stands in it. Raises NotYours as the form does."""
    staff, words = staff_here(request), words_here()
    report, unit = own_report(part_id, staff, words), _led(staff)
    themes = list(dict.fromkeys(one.theme for one in report.statements))
    asked = request.GET.get("tema", "1")
    place = int(asked) - 1 if asked in {str(number) for number in range(1, len(themes) + 1)} else 0
    host = next((one for one in HOSTS if one == request.GET.get("vaert")), HOSTS[0])
    steps = words.pairs("dialogue_package.steps")
    starts = (0, *accumulate(PACKAGE_MINUTES))
    context = {
        "report": report,
        "unit": unit,
        "theme": themes[place],
        "number": place + 1,
        "themes": list(enumerate(themes, 1)),
        "host": host,
        "hosts": [(one, words.say(f"dialogue_package.host_{one}")) for one in HOSTS],
        "invitation": words.listed(f"dialogue_package.invitation_{host}"),
        "cards": [one for one in report.statements if one.theme == themes[place]],
        "steps": [
            (begin, begin + minutes, title, text)
            for begin, minutes, (title, text) in zip(starts, PACKAGE_MINUTES, steps, strict=False)
        ],
        "outcomes": words.pairs("dialogue_package.outcomes"),
        "rules": words.listed("dialogue.rules"),
    }
    return render(request, "workspace/dialogue/package.html", context)


def _part(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotYours from None


def _led(staff: Staff) -> MyUnit:
    unit = next((one for one in units_of(staff) if one.leads), None)
    if unit is None:
        raise NotYours
    return unit


def _make(told: dict[str, Any], report: OwnReport, unit: MyUnit, staff: Staff, words: Wording) -> UUID:
    when = told["when"]
    before = session_of(told["once"]) if told["once"] else None
    if before is not None and before.units == (unit.id,):  # pressed twice
        return before.id
    with transaction.atomic():
        made = start_dialogue(
            report,
            told["statements"],
            [told[f"line_{number}"] for number in (1, 2, 3)],
            unit=unit.id,
            words=words,
            decision_method=DecisionMethod(told["decision"]),
            replaces=told["replaces"],
            short=told["form"] == SHORT,
            planned_on=told["planned_on"] if when == LATER else None,
            present=told["present"] or 0,
            asked=told["asked"],
            once=told["once"],
            staff=staff,
        )
        if when == NOW:
            open_session(made, actor=staff.actor)
    return made
