"""The home of the workspace, a unit's page, and the page about the numbers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.selectors import account_of, staff_of
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.agreements.selectors import HOLDING, agreements_of, points_used
from fagspejl.workspace.agreements.told import AgreementLine, line
from fagspejl.workspace.agreements.types import AgreementFacts
from fagspejl.workspace.cases.selectors import waiting
from fagspejl.workspace.home.numbers import numbers
from fagspejl.workspace.home.over_time import drawn_pull, over_time
from fagspejl.workspace.home.theme.selectors import open_themes
from fagspejl.workspace.home.told import outcome_lines, sessions_told
from fagspejl.workspace.home.tools import asks_who, tool_menu
from fagspejl.workspace.judgement.practice import open_practice
from fagspejl.workspace.judgement.selectors import own_vignettes
from fagspejl.workspace.notes.selectors import notes_above, points_lifted
from fagspejl.workspace.notes.types import NoteStatus
from fagspejl.workspace.paths.drawn import drawn_told
from fagspejl.workspace.paths.selectors import has_path
from fagspejl.workspace.reflection.permissions import may_reflect
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit, check_leads, units_of
from fagspejl.workspace.sessions.selectors.sessions import (
    facilitators_of,
    outcomes_among,
    outcomes_of,
    sessions_of,
    starting_points,
    stored_among,
)
from fagspejl.workspace.sessions.services.planning import appoint, dismiss, today_here

_LATEST = 3  # outcomes on the home page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what holds in one's units, their sessions and latest outcomes. Raises NotYours for whoever has no unit."""
    staff, words = staff_here(request), words_here()
    mine = units_of(staff)
    if not mine:
        raise NotYours
    holding = agreements_of([unit.id for unit in mine], HOLDING)
    asked = waiting([unit.id for unit in mine], today_here())
    reflects, themes = may_reflect(staff), open_themes([unit.id for unit in mine])
    drawn = drawn_told([unit.id for unit in mine], words)
    parts = [
        (
            unit,
            drawn.get(unit.id),
            themes.get(unit.id),
            tool_menu(unit.id, words, reflects=reflects),
            asked.get(unit.id, 0),
            _agreed(unit, holding, words),
            *_of_unit(unit, words),
        )
        for unit in mine
    ]
    context: dict[str, object] = {"parts": parts, "introduction": words.listed("room_home.first")}
    context["follow_up"] = has_path(staff.person)
    context["waiting"] = sum(one.status is NoteStatus.SENT for one in notes_above(staff.person))
    return render(request, "workspace/staff/home.html", context)


@require_POST
def practise(request: HttpRequest) -> HttpResponse:
    """Open a room with made-up colleagues and lead to its control. Raises NotYours for whoever holds no sessions."""
    staff = staff_here(request)
    if not units_of(staff):
        raise NotYours
    return redirect("room-control", open_practice(words_here().language, actor=staff.actor, account=staff.id))


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show what a unit agreed on and when it met; its leader appoints and dismisses facilitators. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    found = check_can_hold_unit(unit_id, staff)
    email = error = ""
    if request.method == "POST":
        check_leads(unit_id, staff)
        if request.POST.get("act") == "dismiss":
            for account in facilitators_of(unit_id):
                if str(account) == request.POST.get("account"):
                    dismiss(unit_id, account, actor=staff.actor)
            return redirect("workspace-unit", unit_id)
        email = request.POST.get("email", "").strip()
        known = account_of(email)
        if known is not None and known.active and known.staff.id != staff.id:
            appoint(unit_id, known.staff.id, actor=staff.actor)
            return redirect("workspace-unit", unit_id)
        myself = known is not None and known.staff.id == staff.id
        error = words.say("room_unit.appoint_self" if myself else "room_unit.appoint_unknown")
    sessions = sessions_of([unit_id])
    ids = [one.id for one in sessions if one.closed_on is not None]
    room, made, lifted = words_of(words.language), points_used([unit_id]), points_lifted([unit_id])
    over = over_time(unit_id, sessions, stored_among(ids), outcomes_among(ids), words, room)
    context = {
        "unit": found,
        "over": over,
        "pull": drawn_pull(over.pull, room) if over and over.pull else None,
        "outcomes": outcome_lines(reversed(outcomes_of([unit_id])), words),
        "points": [
            (one, made.get(one.id), lifted.get(one.id), asks_who(one)) for one in starting_points([unit_id])
        ],
        "sessions": sessions_told(sessions, words),
        "vignettes": own_vignettes([unit_id]),
        "facilitators": [one for one in map(staff_of, facilitators_of(unit_id)) if one is not None],
        "email": email,
        "errors": [error] if error else [],
    }
    return render(request, "workspace/staff/unit.html", context)


@require_safe
def about_numbers(request: HttpRequest) -> HttpResponse:
    """Show every limit of the arithmetic with its reason, and how often pictures mislead without them."""
    if not units_of(staff_here(request)):
        raise NotYours
    return render(request, "workspace/staff/numbers.html", {"numbers": numbers(words_here())})


def _agreed(unit: MyUnit, holding: tuple[AgreementFacts, ...], words: Wording) -> list[AgreementLine]:
    """Return the unit's agreements that hold or rest, those first that ask for something."""
    told = [line(one, today_here(), words) for one in holding if one.unit == unit.id]
    return sorted(told, key=lambda one: not (one.overdue or one.asks))


def _of_unit(unit: MyUnit, words: Wording) -> tuple[object, ...]:
    told = sessions_told(sessions_of([unit.id]), words)
    under_way = [one for one in told if not one.closed]
    closed = [one for one in told if one.closed]
    latest = outcome_lines(list(reversed(outcomes_of([unit.id])))[:_LATEST], words)
    return under_way, closed, latest, not told
