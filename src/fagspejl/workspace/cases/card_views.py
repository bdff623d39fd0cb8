"""A case's page: the agenda before the meeting, the minutes when it is over, and what is written on it meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.cases.forms import FollowUpForm, MinutesForm, typed_minutes
from fagspejl.workspace.cases.line import direction_told
from fagspejl.workspace.cases.page import talked_in
from fagspejl.workspace.cases.permissions import check_card
from fagspejl.workspace.cases.rules import FOLLOW_UP_DAYS, asks
from fagspejl.workspace.cases.selectors import patterns_from, rota_of, similar_patterns
from fagspejl.workspace.cases.services.cards import delete_card, follow_up, write_minutes
from fagspejl.workspace.cases.starting import LINE
from fagspejl.workspace.cases.told import four_told, pattern_told, roles_explained, rota_told
from fagspejl.workspace.cases.types import CaseFacts
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.outcome_words import outcome_lines
from fagspejl.workspace.sessions.pictures.drawn import drawn_stored
from fagspejl.workspace.sessions.selectors.sessions import outcomes_in, session_of, stored_items
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.templates_library import template
from fagspejl.workspace.sessions.types import OutcomeFacts, SessionFacts, StoredItem

METHODS = ["GET", "HEAD", "POST"]
_DIGITS = 9  # of a revision
_SEATS = 10  # on the ring, where nobody said how many meet
_MOST_SEATS = 24


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """One step of the meeting: from which minute, how long, and what is done."""

    begin: int
    minutes: int
    text: str


@require_safe
def case(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Show the agenda of a case, or its minutes when its session is closed. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    facts, unit = check_card(card_id, staff)
    session = session_of(facts.session) if facts.session else None
    kind = facts.values.dilemma_type
    context: dict[str, Any] = {
        "facts": facts,
        "unit": unit,
        "session": session,
        "dilemma": words.say(f"case_words.dilemma_{kind}"),
        "asks": asks(facts, today),
        "follow_day": words.day(facts.minutes.follow_up_on) if facts.minutes.follow_up_on else "",
        "followed_day": words.day(facts.followed_on) if facts.followed_on else "",
        "came_of_it": [pattern_told(one, words) for one in patterns_from(card_id)],
    }
    if session is not None and session.closed_on is None:
        context |= _agenda(facts, session, words)
        return render(request, "workspace/cases/agenda.html", context)
    context |= _minutes(facts, session, words)
    return render(request, "workspace/cases/minutes.html", context)


@require_http_methods(METHODS)
def minutes(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Write considerations, what was learned, strain and the day to ask again. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    facts, unit = check_card(card_id, staff)
    outcome = _outcome(facts)
    if request.method == "POST":
        form = MinutesForm(words, request.POST)
        if form.is_valid():
            try:
                told = form.cleaned_data["asked"]
                write_minutes(card_id, revision_seen(request), form.values(), asked=told, actor=staff.actor)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("case", card_id)
    else:
        form = MinutesForm(words, initial=_typed(facts, outcome))
    context = {"form": form, "facts": facts, "unit": unit, "seen": _seen(request, facts.revision)}
    return render(request, "workspace/cases/write_minutes.html", context)


@require_http_methods(METHODS)
def followed(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Say how it went. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    facts, unit = check_card(card_id, staff)
    if request.method == "POST":
        form = FollowUpForm(words, request.POST)
        if form.is_valid():
            told = form.cleaned_data
            try:
                follow_up(
                    card_id,
                    revision_seen(request),
                    told["followed_up"],
                    asked=told["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("case", card_id)
    else:
        form = FollowUpForm(words, initial={"followed_up": facts.followed_up})
    context = {
        "form": form,
        "facts": facts,
        "unit": unit,
        "seen": _seen(request, facts.revision),
        "learned": facts.minutes.learned,
    }
    return render(request, "workspace/cases/follow_up.html", context)


@require_http_methods(METHODS)
def delete(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Ask, and delete a card. Raises NotYours."""
    staff = staff_here(request)
    facts, unit = check_card(card_id, staff)
    if request.method == "POST":
        delete_card(card_id, actor=staff.actor)
        return redirect("cases", unit.id)
    return render(request, "workspace/cases/delete.html", {"facts": facts, "unit": unit})


@require_safe
def ring(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Show a tick for everybody at the table, which lives in the browser alone: nothing is sent. Raises NotYours."""
    facts, unit = check_card(card_id, staff_here(request))
    session = session_of(facts.session) if facts.session else None
    count = min((session.present if session else 0) or _SEATS, _MOST_SEATS)
    context = {"facts": facts, "unit": unit, "seats": range(1, count + 1)}
    return render(request, "workspace/cases/ring.html", context)


def revision_seen(request: HttpRequest) -> int:
    """Return the revision that the page showed; what is no number is a state that never was."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else -1


def _seen(request: HttpRequest, revision: int) -> int:
    """Return the revision that a form goes on with: the one its sender saw, where it was sent before."""
    return revision_seen(request) if request.method == "POST" else revision


def _outcome(facts: CaseFacts) -> OutcomeFacts | None:
    return next(iter(outcomes_in(facts.session)), None) if facts.session else None


def _typed(facts: CaseFacts, outcome: OutcomeFacts | None) -> dict[str, Any]:
    told = typed_minutes(facts, outcome.values.considerations if outcome else ())
    if told["follow_up_on"] is None and facts.followed_on is None:
        today = today_here()
        told["follow_up_on"] = today.fromordinal(today.toordinal() + FOLLOW_UP_DAYS)
    return told


def _agenda(facts: CaseFacts, session: SessionFacts, words: Wording) -> dict[str, Any]:
    steps = agenda_steps(session, words)
    values = facts.values
    lines = [
        words.say("case_card.mail_question", question=values.question),
        words.say("case_card.mail_prepare"),
        *(
            words.say("case_card.step", begin=one.begin, end=one.begin + one.minutes, text=one.text)
            for one in steps
        ),
    ]
    subject = words.say("case_card.mail_subject", type=values.type)
    return {
        "steps": steps,
        "total": sum(one.minutes for one in steps),
        "day": words.day(session.planned_on) if session.planned_on else "",
        "rota": rota_told(rota_of(facts.unit), words),
        "roles": roles_explained(words),
        "decides": words.say(f"room_new.decision_{session.decision_method}"),
        "leader_part": words.say(f"case_new.leader_part_{values.leader_part}"),
        "similar": [pattern_told(one, words) for one in similar_patterns(facts.unit, values.dilemma_type)],
        "mailto": f"mailto:?subject={quote(subject)}&body={quote(chr(10).join(lines))}",
    }


def agenda_steps(session: SessionFacts, words: Wording) -> list[AgendaStep]:
    """Return the steps of the meeting, as its template has them; looking back comes before, where something is open."""
    found, begin = [], 0
    for phase in template(session.template, words.language).phases:
        for step in phase.steps if phase.code != "look_back" else ():
            found.append(AgendaStep(begin, step.minutes, step.text))
            begin += step.minutes
    return found


def _minutes(facts: CaseFacts, session: SessionFacts | None, words: Wording) -> dict[str, Any]:
    outcome = _outcome(facts)
    considered = facts.minutes.considerations
    if outcome is not None and not any(considered):
        considered = outcome.values.considerations
    _, talked = talked_in([facts])
    room = words_of(words.language)
    told: dict[str, Any] = {
        "closed": words.day(session.closed_on) if session and session.closed_on else "",
        "four": four_told(considered, words),
        "strain": words.say(f"case_minutes.strain_{facts.minutes.strain}") if facts.minutes.strain else "",
        "outcome": outcome_lines(outcome.values, room) if outcome else None,
        "direction": direction_told(talked[0], words, room) if talked else "",
        "pattern_new": f"{reverse('case-pattern-new', args=[facts.unit])}?sag={facts.id}",
        "unfinished": not facts.minutes.learned,
    }
    if session is not None:
        told["pictures"] = _pictures(session, [one for one in stored_items(session.id) if one.item == LINE])
    return told


def _pictures(session: SessionFacts, stored: Sequence[StoredItem]) -> list[tuple[StoredItem, Any]]:
    return [
        (one, drawn_stored(one, session.language, split=session.split_kind, seed=session.seed))
        for one in stored
    ]
