"""The pages of a unit's map for its leader and facilitators: the map, its rows, its roles, and the sheet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.responsibility.forms import MapForm, RolesForm, typed, typed_roles
from fagspejl.workspace.responsibility.holding.answers import Proposed, answered_in, compared, proposed
from fagspejl.workspace.responsibility.library import beginning
from fagspejl.workspace.responsibility.selectors import map_of, roles_of
from fagspejl.workspace.responsibility.services.writing import write_map, write_roles
from fagspejl.workspace.responsibility.sheet import sheet_pdf
from fagspejl.workspace.responsibility.told import map_told
from fagspejl.workspace.responsibility.types import MOST_ROWS, MapFacts, RowValues
from fagspejl.workspace.responsibility.wordings import words_of
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import check_can_hold_unit
from fagspejl.workspace.sessions.services.planning import today_here

METHODS = ["GET", "HEAD", "POST"]
_DIGITS = 9


@require_safe
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show a unit's map, and what its sessions said then and now. Raises NotYours."""
    found = check_can_hold_unit(unit_id, staff_here(request))
    known, words = map_of(unit_id), words_here()
    sessions = answered_in(unit_id)
    context = {
        "unit": found,
        "now": map_told(known, words, today_here()) if known is not None and known.rows else None,
        "first": words.listed("responsibility_page.first"),
        "latest": sessions[-1] if sessions else None,
        "latest_day": words.day(sessions[-1].day) if sessions else "",
        "compared": compared(sessions, words),
    }
    return render(request, "workspace/responsibility/unit.html", context)


@require_http_methods(METHODS)
def write(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write the rows of a map, those first on which people did not agree. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    found = check_can_hold_unit(unit_id, staff)
    known = map_of(unit_id)
    language = known.language if known else words.language
    every = roles_of(known, language)
    seen, filled = _seen(request, known), ""
    if request.method == "POST":
        agreed = [_number(one) for one in request.POST.get("agreed", "").split()]
        form = MapForm(
            words, request.POST, roles=every, agreed=[one for one in agreed if 0 <= one < MOST_ROWS]
        )
        if form.is_valid():
            try:
                write_map(
                    unit_id,
                    language,
                    seen,
                    rows=form.values(),
                    vacant_seen=form.cleaned_data["vacant"],
                    asked=form.cleaned_data["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("responsibility", unit_id)
    else:
        rows, filled = _filled(unit_id, known, language, request.GET.get("fra", ""), words)
        agreed = [place for place, one in enumerate(rows) if not one.open]
        form = MapForm(words, roles=every, agreed=agreed if filled else (), initial=typed(rows))
    context = {"unit": found, "form": form, "seen": seen, "filled": filled, "language": language}
    return render(request, "workspace/responsibility/write.html", context)


def _filled(
    unit: UUID, known: MapFacts | None, language: str, session: str, words: Wording
) -> tuple[tuple[Proposed, ...], str]:
    """Return the rows to begin with, and what is said of them: those of a closed session, the map, or the list."""
    found = next((one for one in answered_in(unit) if str(one.session) == session), None) if session else None
    if found is not None:
        rows = proposed(found, known, roles_of(known, language))
        still = sum(one.open for one in rows)
        key = "holding.filled_open" if still else "holding.filled"
        told = (
            words.counted(key, still, day=words.day(found.day))
            if still
            else words.say(key, day=words.day(found.day))
        )
        return rows, told
    if known is not None and known.rows:
        return tuple(Proposed(one.values, open=True) for one in known.rows), ""
    return tuple(Proposed(RowValues(one), open=True) for one in beginning(language).tasks), ""


@require_http_methods(METHODS)
def roles(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write the unit's roles, and whether somebody has each. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    found = check_can_hold_unit(unit_id, staff)
    known = map_of(unit_id)
    language = known.language if known else words.language
    seen = _seen(request, known)
    if request.method == "POST":
        form = RolesForm(words, request.POST)
        if form.is_valid():
            try:
                write_roles(
                    unit_id,
                    language,
                    seen,
                    roles=form.values(),
                    asked=form.cleaned_data["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("responsibility", unit_id)
    else:
        form = RolesForm(words, initial=typed_roles(roles_of(known, language)))
    context = {"unit": found, "form": form, "seen": seen}
    return render(request, "workspace/responsibility/roles.html", context)


@require_safe
def sheet(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Return the map as one sheet. Raises NotYours, also where there is no map yet."""
    found = check_can_hold_unit(unit_id, staff_here(request))
    known = map_of(unit_id)
    if known is None or not known.rows:
        raise NotYours
    words = words_of(known.language)
    made = sheet_pdf(map_told(known, words, today_here()), found.name, words)
    name = {"Content-Disposition": 'attachment; filename="ansvarskort.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=name)


def _seen(request: HttpRequest, known: MapFacts | None) -> int:
    if request.method == "POST":
        return _number(request.POST.get("seen", ""))
    return known.revision if known else 0


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else -1
