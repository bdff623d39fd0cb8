"""The pages of a unit's theme: the theme itself, choosing one, and a report beside what the unit did."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.lib.wording import Wording
from fagspejl.reporting.render.svg import SYMBOLS
from fagspejl.reporting.statements.since import has_report_before, own_development
from fagspejl.reporting.statements.suggested import OwnSuggestion, latest_own_report, own_suggestions
from fagspejl.web.words_here import words_here
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.home.theme.forms import ThemeForm
from fagspejl.workspace.home.theme.gathered import happened_in
from fagspejl.workspace.home.theme.page import before_told, theme_page
from fagspejl.workspace.home.theme.progress import first_has_ended
from fagspejl.workspace.home.theme.selectors import open_theme, themes_of
from fagspejl.workspace.home.theme.services import choose_theme, close_theme
from fagspejl.workspace.home.theme.timeline import moments
from fagspejl.workspace.home.theme.types import ThemeFacts
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit, units_of
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of, sessions_of
from fagspejl.workspace.sessions.services.planning import today_here

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def theme(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show a unit's theme and what has happened on it; close it. Raises NotYours for whoever does not hold the unit."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    themes = themes_of(unit_id)
    now = next((one for one in themes if one.closed_on is None), None)
    if request.method == "POST":
        if now is not None and request.POST.get("theme") == str(now.id):
            close_theme(now.id, actor=staff.actor)
        return redirect("theme", unit_id)
    everything = "alt" in request.GET
    since = None if everything or not themes else themes[0].chosen_on
    context = {
        "unit": unit,
        "now": None if now is None else theme_page(now, words, done=_is_done(now)),
        "before": before_told(themes, words),
        "line": moments(happened_in(unit_id, since, today_here()), words),
        "everything": everything or not themes,
        "report": _compared_report(unit, staff),
    }
    return render(request, "workspace/theme/theme.html", context)


@require_http_methods(_METHODS)
def choose(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Choose the unit's theme: of what the leader's own report suggests, or another. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    if open_theme(unit_id) is not None:
        return redirect("theme", unit_id)
    part, offered = _suggested(unit, staff, words)
    sent = request.POST if request.method == "POST" else None
    form = ThemeForm(words, sent, offered=offered)
    if sent is not None and form.is_valid():
        try:
            asked = form.cleaned_data["asked"]
            choose_theme(unit_id, **form.chosen(), asked=asked, actor=staff.actor)
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("theme", unit_id)
    choices = list(zip(form["choice"], [*offered, None], strict=True))
    context = {"unit": unit, "form": form, "choices": choices, "part": part}
    response = render(request, "workspace/theme/choose.html", context)
    if offered:  # what is suggested holds figures of the report
        _looked(part, staff, comments=False)
    return response


@require_safe
def beside(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Lay what the unit did between two reports beside the later one. Raises NotYours for all but its leader."""
    staff, words = staff_here(request), words_here()
    led = next((one for one in units_of(staff) if one.leads), None)
    if led is None:
        raise NotYours
    found = own_development(part_id, staff, words)
    same = not found.unit or found.unit == led.name
    until = found.now or today_here()
    line = moments(happened_in(led.id, found.before, until), words) if same else ()
    context = {
        "unit": led,
        "part": part_id,
        "development": found.development,
        "symbols": mark_safe(SYMBOLS),  # noqa: S308 - the shapes of groups, without a text of anybody's
        "line": line,
        "same": same,
        "between": _between(found.before, until, words),
    }
    response = render(request, "workspace/theme/beside.html", context)
    _looked(part_id, staff, comments=False)
    return response


def _is_done(now: ThemeFacts) -> bool:
    here = [now.unit]
    return bool(now.tools) and first_has_ended(now, sessions_of(here), outcomes_of(here), agreements_of(here))


def _compared_report(unit: MyUnit, staff: Staff) -> UUID | None:
    """Return the leader's latest own report, where there is one before it to lay it beside."""
    part = latest_own_report(staff) if unit.leads else None
    return part if part is not None and has_report_before(part, staff.person) else None


def _suggested(unit: MyUnit, staff: Staff, words: Wording) -> tuple[UUID | None, tuple[OwnSuggestion, ...]]:
    """Return the leader's latest own report with what it suggests; a facilitator sees nothing of it."""
    part = latest_own_report(staff) if unit.leads else None
    return part, () if part is None else own_suggestions(part, staff, words)


def _between(before: date | None, until: date, words: Wording) -> str:
    if before is None:
        return words.say("theme_beside.until", last=words.day(until))
    return words.say("theme_beside.between", first=words.day(before), last=words.day(until))


def _looked(part: UUID | None, staff: Staff, *, comments: bool) -> None:
    record(actor=staff.actor, event=Event.REPORT_READ, object=part, facts={"comments": comments})
