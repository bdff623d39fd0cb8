"""The page of a unit's sparring, and a new case: chosen on one page, card and session made by one press."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.cases.forms import LATER, LONG, NOW, PAPER, SHORT, NewCaseForm, typed_groups
from fagspejl.workspace.cases.line import approach_line
from fagspejl.workspace.cases.page import case_lines, rhythm_told, talked_in
from fagspejl.workspace.cases.rules import FOLLOW_UP_DAYS, HEAVY, is_heavy, next_day
from fagspejl.workspace.cases.selectors import (
    card,
    cards_of,
    ideas_shown,
    patterns_of,
    rhythm_of,
    rota_of,
)
from fagspejl.workspace.cases.starting import start_sparring
from fagspejl.workspace.cases.told import ideas_told, pattern_told, rota_told
from fagspejl.workspace.cases.types import LeaderPart
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit
from fagspejl.workspace.sessions.services.planning import open_session, today_here
from fagspejl.workspace.sessions.types import DecisionMethod, Source, SplitKind

METHODS = ["GET", "HEAD", "POST"]
_CARDS = 16  # the newest: more than the line has rows
_PATTERNS = 3


@require_safe
def cases(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show when a unit takes its cases, what waits, the line, and the newest patterns. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    unit = check_can_hold_unit(unit_id, staff)
    cards, rhythm, patterns = cards_of(unit_id, most=_CARDS), rhythm_of(unit_id), patterns_of(unit_id)
    sessions, talked = talked_in(cards)
    context = {
        "unit": unit,
        "rhythm": rhythm_told(rhythm, talked, today, words) if rhythm else None,
        "rota": rota_told(rota_of(unit_id), words),
        "lines": case_lines(cards, sessions, today, words),
        "ideas": ideas_told(ideas_shown(unit_id, today), today, words),
        "line": approach_line(talked, words, words_of(words.language), "line"),
        "patterns": [pattern_told(one, words) for one in patterns.patterns[:_PATTERNS]],
        "count": patterns.count,
        "heavy": is_heavy([one.card.minutes.strain for one in talked]),
        "heavy_of": HEAVY,
    }
    return render(request, "workspace/cases/home.html", context)


@require_http_methods(METHODS)
def new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show the form of a case, filled in from the rhythm; make card and session when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    if request.method == "POST":
        form = NewCaseForm(words, request.POST)
        if form.is_valid():
            try:
                made = _make(form, unit, staff, words)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("case", made)
    else:
        form = NewCaseForm(words, initial=_prefilled(unit, words))
    return render(request, "workspace/cases/new.html", {"form": form, "unit": unit})


def _make(form: NewCaseForm, unit: MyUnit, staff: Staff, words: Wording) -> UUID:
    told = form.cleaned_data
    when = told["when"]
    fresh = not told["once"] or card(told["once"]) is None
    with transaction.atomic():
        made = start_sparring(
            unit.id,
            form.card(),
            words=words,
            decision_method=DecisionMethod(told["decision"]),
            replaces=told["replaces"],
            short=told["form"] == SHORT,
            split_kind=SplitKind(told["split"]),
            groups=form.groups(),
            planned_on=told["planned_on"] if when == LATER else None,
            present=told["present"] or 0,
            source=Source.PAPER if when == PAPER else Source.LIVE,
            asked=told["asked"],
            once=told["once"],
            staff=staff,
        )
        known = card(made)
        if when == NOW and fresh and known is not None and known.session is not None:
            open_session(known.session, actor=staff.actor)
    return made


def _prefilled(unit: MyUnit, words: Wording) -> dict[str, Any]:
    """Return what stands in the form before anybody typed: what the rhythm settled, so that a case is all it takes."""
    today, rhythm = today_here(), rhythm_of(unit.id)
    coming = next_day(rhythm, today) if rhythm else None
    meets_later = coming is not None and coming > today
    base = coming or today
    return {
        "low_pole": words.say("case_words.low_pole"),
        "high_pole": words.say("case_words.high_pole"),
        "leader_part": LeaderPart.PARTICIPANT.value,
        "form": SHORT if rhythm and rhythm.short else LONG,
        "replaces": rhythm.meeting if rhythm else words.say("case_words.replaces"),
        "decision": DecisionMethod.LEADER_AFTER_HEARING.value,
        "present": unit.led.employees if unit.led else None,
        "when": LATER if meets_later else NOW,
        "planned_on": coming if meets_later else None,
        "follow_up_on": base.fromordinal(base.toordinal() + FOLLOW_UP_DAYS),
        **typed_groups(rhythm),
    }
