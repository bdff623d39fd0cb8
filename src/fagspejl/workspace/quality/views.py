"""The pages of pictures of quality: the list by year, a new one, a picture, and what changed since the one before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.quality.compared import compared
from fagspejl.workspace.quality.forms import BEFORE, LATER, NOW, PAPER, SHORT, QualityForm, prefilled
from fagspejl.workspace.quality.kept import kept_of
from fagspejl.workspace.quality.permissions import check_picture
from fagspejl.workspace.quality.rules import same_statement
from fagspejl.workspace.quality.selectors import pictures_of
from fagspejl.workspace.quality.services.starting import StartValues, start_picture
from fagspejl.workspace.quality.showing import draw, guesses_of, limits_of, picture_of, rated_in
from fagspejl.workspace.quality.told import changes_told, line, marks_told, parts_of
from fagspejl.workspace.quality.types import PictureFacts
from fagspejl.workspace.quality.wordings import words_of
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import MyUnit, units_of
from fagspejl.workspace.sessions.pictures.tools import Shown
from fagspejl.workspace.sessions.selectors.sessions import session_of, sessions_of
from fagspejl.workspace.sessions.services.planning import open_session, today_here
from fagspejl.workspace.sessions.types import DecisionMethod, SessionFacts, Source, SplitKind

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def pictures(request: HttpRequest) -> HttpResponse:
    """Show the pictures of one's units by year and task area. Raises NotYours for whoever has no unit."""
    mine, words = units_of(staff_here(request)), words_here()
    if not mine:
        raise NotYours
    units = [one.id for one in mine]
    sessions = {one.id: one for one in sessions_of(units)}
    every = [one for one in pictures_of(units) if one.session in sessions]
    parts = []
    for unit in mine:
        here = [line(one, sessions[one.session], words) for one in every if one.unit == unit.id]
        years = sorted({one.year for one in here}, reverse=True)
        parts.append((unit, [(year, [one for one in here if one.year == year]) for year in years]))
    return render(request, "workspace/quality/list.html", {"parts": parts})


@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, filled in as far as is known; make the session when it is sent. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    sent = request.POST if request.method == "POST" else request.GET
    unit, earlier = _beginning(sent.get("enhed", ""), sent.get("igen", ""), staff)
    statements = () if earlier is None else _texts(earlier)
    if request.method == "POST":
        form = QualityForm(words, today_here(), request.POST, earlier=statements)
        if form.is_valid():
            try:
                made = _make(form, unit, staff, words)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("workspace-session", made)
    else:
        area = "" if earlier is None else earlier.task_area
        initial = prefilled(words, unit, task_area=area)
        form = QualityForm(words, today_here(), initial=initial, earlier=statements)
    context = {
        "form": form,
        "unit": unit,
        "mine": units_of(staff),
        "earlier": earlier,
        "from_report": request.GET.get("fra") == "rapport",
    }
    return render(request, "workspace/quality/new.html", context)


@require_safe
def one(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Show a picture with its headings, where each leads, and its guide marks. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known, unit = check_picture(picture_id, staff)
    session = session_of(known.session)
    shown = None if session is None else kept_of(session)
    context: dict[str, Any] = {
        "known": known,
        "unit": unit,
        "session": session,
        "marks": marks_told(known, words),
        "earlier": _before(known),
    }
    if shown is not None:
        told = words_of(known.language)
        picture = picture_of(shown, told)
        context["shown"] = draw(shown, told)
        context["parts"] = parts_of(picture, words)
    return render(request, "workspace/quality/picture.html", context)


@require_safe
def before(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Show what changed since the picture before of the same task area. Raises NotYours, also where there is none."""
    staff, words = staff_here(request), words_here()
    known, unit = check_picture(picture_id, staff)
    earlier = _before(known)
    now, then = _shown(known), None if earlier is None else _shown(earlier)
    if earlier is None or now is None or then is None:
        raise NotYours
    found = compared(rated_in(then), rated_in(now), limits_of(now), guesses_of(then), guesses_of(now))
    context = {
        "known": known,
        "earlier": earlier,
        "unit": unit,
        "parts": changes_told(found, words),
        "marks_then": marks_told(earlier, words),
        "marks_now": marks_told(known, words),
    }
    return render(request, "workspace/quality/before.html", context)


def _shown(known: PictureFacts) -> Shown | None:
    session = session_of(known.session)
    return None if session is None else kept_of(session)


def _before(known: PictureFacts) -> PictureFacts | None:
    """Return the newest picture of the same unit and task area that is older and was closed."""
    area = same_statement(known.task_area)
    closed = {one.id: one.closed_on for one in sessions_of([known.unit]) if one.closed_on is not None}
    older = [
        one
        for one in pictures_of([known.unit])
        if one.id != known.id
        and one.session in closed
        and same_statement(one.task_area) == area
        and (one.year, one.created_on) <= (known.year, known.created_on)
    ]
    mine = closed.get(known.session)
    if mine is not None:
        older = [one for one in older if (closed[one.session], str(one.id)) < (mine, str(known.id))]
    return max(older, key=lambda one: (closed[one.session], str(one.id)), default=None)


def _beginning(named: str, again: str, staff: Staff) -> tuple[MyUnit, PictureFacts | None]:
    """Return the unit, and the picture that is made again. Raises NotYours for what is not one's own."""
    mine = units_of(staff)
    if again:
        try:
            earlier, unit = check_picture(UUID(again), staff)
        except ValueError:
            raise NotYours from None
        return unit, earlier
    found = next((one for one in mine if str(one.id) == named), None if named else next(iter(mine), None))
    if found is None:
        raise NotYours
    return found, None


def _texts(known: PictureFacts) -> tuple[str, ...]:
    session = session_of(known.session)
    return () if session is None else tuple(case.title for case in session.cases)


def _make(form: QualityForm, unit: MyUnit, staff: Staff, words: Wording) -> UUID:
    told, when = form.cleaned_data, form.cleaned_data["when"]
    again: SessionFacts | None = session_of(told["once"]) if told["once"] else None
    if again is not None and again.units[:1] == (unit.id,):  # pressed twice
        return again.id
    drafts = () if told["typed"] or not told.get("again") else form.earlier
    values = StartValues(
        language=words.language,
        task_area=told["task_area"],
        typed=tuple(told["typed"]),
        drafts=drafts,
        decision_method=DecisionMethod(told["decision"]),
        replaces=told["replaces"],
        split_kind=SplitKind(told["split"]),
        groups=told["groups"],
        short=told["form"] == SHORT,
        planned_on=told["planned_on"] if when in (BEFORE, LATER) else None,
        present=told["present"] or 0,
        source=Source.PAPER if when == PAPER else Source.LIVE,
    )
    with transaction.atomic():
        made = start_picture(
            unit.id, values, asked=told["asked"], once=told["once"], actor=staff.actor, account=staff.id
        )
        if when in (NOW, BEFORE):
            open_session(made, beforehand=when == BEFORE, actor=staff.actor)
    return made
