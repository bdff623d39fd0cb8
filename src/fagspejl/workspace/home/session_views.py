"""A session's page for staff: before it is opened, while the room is open, and afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording, wording
from fagspejl.organisation.selectors import units_named
from fagspejl.web.words_here import words_here
from fagspejl.workspace.cases.selectors import card_of_session
from fagspejl.workspace.home.addresses import control_path, join_path, qr, screen_path, slip_path, whole
from fagspejl.workspace.home.paper_form import is_live_only, is_whole
from fagspejl.workspace.home.permissions import check_can_hold, check_can_open, check_can_read
from fagspejl.workspace.home.told import outcome_lines, sessions_told
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.errors import NotNow, SessionError, SessionGone
from fagspejl.workspace.sessions.fields import refused
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.permissions import check_leads, units_of
from fagspejl.workspace.sessions.phases import template_of
from fagspejl.workspace.sessions.pictures.drawn import drawn_stored, kept_by_tool, told_of_kept_series
from fagspejl.workspace.sessions.pictures.tools import onward_of
from fagspejl.workspace.sessions.rules import MOST_PHONES, VALUES
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    display_key_here,
    outcomes_in,
    stored_items,
)
from fagspejl.workspace.sessions.services.closing import close_session, delete_pictures
from fagspejl.workspace.sessions.services.planning import (
    discard_session,
    hand_over,
    make_slips,
    open_session,
)
from fagspejl.workspace.sessions.types import Item, SessionFacts

WORDS = "fagspejl.workspace.home.words"  # of what is printed, in the language of its session
_USUAL_SLIPS = 20
_TALLY_ROWS = 12
_DIGITS = 3


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show a session, or do what its page offers. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    if request.method == "POST":
        known = check_can_hold(session_id, staff)
        act = _ACTS.get(request.POST.get("act", ""))
        try:
            if act is None:
                raise NotNow(phase=known.phase.value)
            return act(known, staff)
        except SessionError as error:
            request.session["notice"] = refused(error, words)
            return redirect("workspace-session", session_id)
    known, holds = check_can_read(session_id, staff)
    names = units_named(known.units)
    about: dict[str, Any] = {
        "known": known,
        "holds": holds,
        "leads": any(one.leads and one.id == known.units[0] for one in units_of(staff)),
        "units": [names[one] for one in known.units if one in names],
        "unit": known.units[0],
        "state": sessions_told([known], words)[0],
        "live_only": is_live_only(known),
        "card": card_of_session(session_id),
    }
    if known.closed_on is not None:
        about |= _afterwards(known, words)
        return render(request, "workspace/staff/after.html", about)
    if known.opened_on is not None:
        return render(request, "workspace/staff/open.html", about | _open(known))
    return render(request, "workspace/staff/before.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Ask how many one-time slips are needed; make them and show them once, to print. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known = check_can_hold(session_id, staff)
    if not known.is_open:
        request.session["notice"] = words.say("room_print.slips_closed")
        return redirect("workspace-session", session_id)
    count, error = known.present or _USUAL_SLIPS, ""
    if request.method == "POST":
        typed = request.POST.get("count", "").strip()
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else 0
        if 0 < count <= MOST_PHONES:
            tokens = [new_token() for _ in range(count)]
            try:
                make_slips(session_id, tokens)
            except SessionError as fault:
                error = refused(fault, words)
            else:
                return _printed_slips(request, known, tokens)
        else:
            error = words.say("room_print.slips_count", most=MOST_PHONES)
    context = {"known": known, "count": request.POST.get("count", count), "error": error}
    return render(request, "workspace/staff/slips_ask.html", context)


@require_safe
def sheets(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show the case, an answer sheet and a tally sheet, to print and to hold the exercise on paper. Raises NotYours."""
    known = check_can_hold(session_id, staff_here(request))
    if is_live_only(known):
        request.session["notice"] = words_here().say("room_session.live_only")
        return redirect("workspace-session", session_id)
    words = wording(known.language, WORDS)
    if is_whole(known):
        return render(request, "workspace/staff/sheet_whole.html", _whole_sheet(known, words))
    parts = [
        (case, _paragraphs(case.text), [item for item in known.items if item.case == place])
        for place, case in enumerate(known.cases)
    ]
    context = {
        "known": known,
        "parts": parts,
        "t": words.sections["room_print"],
        "rounds": (words.say("room_print.answer_first"), words.say("room_print.answer_second")),
        "values": VALUES,
        "rows": range(max(_TALLY_ROWS, known.present)),
        "direction": _direction(known),
    }
    return render(request, "workspace/staff/sheets.html", context)


def _direction(known: SessionFacts) -> Item | None:
    """Return the direction check as a question on the sheet; None where the template does not ask."""
    if not template_of(known).direction:
        return None
    say = words_of(known.language).say
    return Item(0, say("phone.direction"), say("phone.disagree_pole"), say("phone.agree_pole"))


def _whole_sheet(known: SessionFacts, words: Wording) -> dict[str, Any]:
    parts = [
        (case, [item for item in known.items if item.case == place]) for place, case in enumerate(known.cases)
    ]
    return {"known": known, "parts": parts, "t": words.sections["room_print"], "values": VALUES}


def _printed_slips(request: HttpRequest, known: SessionFacts, tokens: list[str]) -> HttpResponse:
    code = code_here(known)
    made = [(qr(slip_path(code, token)), whole(slip_path(code, token))) for token in tokens]
    words = wording(known.language, WORDS)
    context = {
        "known": known,
        "slips": made,
        "slip_text": words.say("room_print.slip_text"),
        "picture_label": words.say("room_print.slip_picture"),
    }
    return render(request, "workspace/staff/slips.html", context)


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _open(known: SessionFacts) -> dict[str, Any]:
    code = code_here(known)
    screen = screen_path(display_key_here(known))
    return {
        "code": code,
        "join": whole(join_path(code)),
        "join_qr": qr(join_path(code)),
        "screen": screen,
        "screen_address": whole(screen),
        "screen_qr": qr(screen),
        "control": control_path(control_key_here(known)),
    }


def _afterwards(known: SessionFacts, words: Wording) -> dict[str, Any]:
    kept = stored_items(known.id)
    tool = kept_by_tool(known, kept)
    pictures = [
        (one, drawn_stored(one, known.language, split=known.split_kind, seed=known.seed))
        for one in kept
        if tool is None
    ]
    return {
        "pictures": pictures,
        "tool": tool,
        "onward": onward_of(known, words),
        "series": told_of_kept_series(known),
        "outcomes": outcome_lines(outcomes_in(known.id), words),
    }


def _opens(known: SessionFacts, staff: Staff) -> HttpResponse:
    check_can_open(known)
    open_session(known.id, actor=staff.actor)
    return redirect("workspace-session", known.id)


def _opens_before(known: SessionFacts, staff: Staff) -> HttpResponse:
    check_can_open(known)
    open_session(known.id, beforehand=True, actor=staff.actor)
    return redirect("workspace-session", known.id)


def _discards(known: SessionFacts, staff: Staff) -> HttpResponse:
    discard_session(known.id, actor=staff.actor)
    return redirect("workspace")


def _closes(known: SessionFacts, staff: Staff) -> HttpResponse:
    if not known.is_open:
        raise SessionGone
    close_session(known.id, actor=staff.actor)
    return redirect("workspace-session", known.id)


def _hands_over(known: SessionFacts, staff: Staff) -> HttpResponse:
    return redirect(control_path(hand_over(known.id, actor=staff.actor)))


def _forgets(known: SessionFacts, staff: Staff) -> HttpResponse:
    check_leads(known.units[0], staff)
    delete_pictures(known.id, actor=staff.actor)
    return redirect("workspace-session", known.id)


_ACTS: dict[str, Callable[[SessionFacts, Staff], HttpResponse]] = {
    "open": _opens,
    "before": _opens_before,
    "discard": _discards,
    "close": _closes,
    "control": _hands_over,
    "forget": _forgets,
}
