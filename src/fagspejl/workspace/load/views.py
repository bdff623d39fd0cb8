"""The pages of a unit's levels for its leader and facilitators: what was agreed, how shifts were, poster and link."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.lib.names import inert
from fagspejl.lib.wording import Wording
from fagspejl.web.qr import qr_svg
from fagspejl.web.words_here import words_here
from fagspejl.workspace.load.addresses import whole
from fagspejl.workspace.load.asking import (
    SentShift,
    asked_about,
    sent_day,
    sent_level,
    sent_shift,
    shift_lines,
)
from fagspejl.workspace.load.calendar import Calendar, calendar_of, first_day, red_told
from fagspejl.workspace.load.edge import words_of
from fagspejl.workspace.load.errors import ShiftRefused, ShiftStands
from fagspejl.workspace.load.forms import DefinitionForm, typed
from fagspejl.workspace.load.placing.answers import answered_in, before_and_after, proposed
from fagspejl.workspace.load.poster import poster_pdf
from fagspejl.workspace.load.rules import STAFF_DAYS, check_shift, in_force
from fagspejl.workspace.load.selectors import shift_of, shift_path, shifts_of, versions_in, versions_of
from fagspejl.workspace.load.services.defining import renew_shift_link, write_definition
from fagspejl.workspace.load.services.writing import write_shift
from fagspejl.workspace.load.told import levels_told, state_told
from fagspejl.workspace.load.types import DefinitionFacts, ShiftValues, TaskValues
from fagspejl.workspace.sessions.edge import words_of as room_words_of
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import refused
from fagspejl.workspace.sessions.permissions import check_can_hold_unit, check_leads, units_of
from fagspejl.workspace.sessions.phones.fields import Sent
from fagspejl.workspace.sessions.services.planning import today_here

METHODS = ["GET", "HEAD", "POST"]
_DIGITS = 9


@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """Show the units one may hold and where their levels stand. Raises NotYours for whoever has no unit."""
    mine, words, today = units_of(staff_here(request)), words_here(), today_here()
    if not mine:
        raise NotYours
    every = versions_in([one.id for one in mine])
    parts = [
        (
            unit,
            state_told(every[unit.id], today, words),
            red_told(every[unit.id], shifts_of(unit.id, first_day(today), today), words)
            if every[unit.id]
            else "",
        )
        for unit in mine
    ]
    return render(request, "workspace/load/list.html", {"parts": parts})


@require_safe
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show what a unit has agreed about its levels, and how its shifts were. Raises NotYours."""
    found = check_can_hold_unit(unit_id, staff_here(request))
    versions, words, today = versions_of(unit_id), words_here(), today_here()
    room = room_words_of(words.language)
    now = in_force(versions, today) or (versions[-1] if versions else None)
    context = {
        "unit": found,
        "state": state_told(versions, today, words),
        "now": levels_told(now, words, room) if now else None,
        "before": [levels_told(one, words, room) for one in reversed(versions) if one is not now],
        "calendar": calendar_here(unit_id, versions, words, today),
        "path": shift_path(unit_id),
        "first": words.listed("load_page.first"),
        "sessions": before_and_after(answered_in(unit_id), words),
    }
    return render(request, "workspace/load/unit.html", context)


def calendar_here(
    unit_id: UUID, versions: tuple[DefinitionFacts, ...], words: Wording, today: date
) -> Calendar | None:
    """Return a unit's calendar as its staff reads it."""
    written = shifts_of(unit_id, first_day(today), today)
    room = room_words_of(words.language)
    return calendar_of(versions, written, today=today, words=words, room=room, key="load")


@require_http_methods(METHODS)
def write(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write the first version or the next one. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    found = check_can_hold_unit(unit_id, staff)
    versions = versions_of(unit_id)
    latest = versions[-1] if versions else None
    seen = (
        _number(request.POST.get("seen", ""))
        if request.method == "POST"
        else (latest.number if latest else 0)
    )
    filled: tuple[str, ...] = ()
    if request.method == "POST":
        form = DefinitionForm(words, request.POST, first=not seen)
        if form.is_valid():
            try:
                write_definition(
                    unit_id,
                    words.language,
                    seen,
                    values=form.values(),
                    starts_on=form.cleaned_data["starts_on"],
                    asked=form.cleaned_data["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("load-unit", unit_id)
    else:
        tasks, filled = _filled(unit_id, latest, request.GET.get("fra", ""), words)
        form = DefinitionForm(words, first=not seen, initial=typed(latest, tasks, today))
    context = {"unit": found, "form": form, "seen": seen, "first": not seen, "filled": filled}
    return render(request, "workspace/load/write.html", context)


def _filled(
    unit_id: UUID, latest: DefinitionFacts | None, session: str, words: Wording
) -> tuple[tuple[TaskValues, ...], tuple[str, ...]]:
    """Return the tasks to begin with, and what is said of them: those of a closed session, or as they are."""
    before = latest.values.tasks if latest else ()
    found = (
        next((one for one in answered_in(unit_id) if str(one.session) == session), None) if session else None
    )
    if found is None:
        return before, ()
    tasks, out = proposed(found, before)
    told = [words.say("load_placing.filled", day=words.day(found.day))]
    still = sum(not one.never and None in (one.yellow, one.red) for one in tasks)
    if still:
        told.append(words.counted("load_placing.filled_open", still))
    if out:
        told.append(words.say("load_placing.filled_out", tasks=words.series([one.task for one in out])))
    return tasks, tuple(told)


@require_http_methods(METHODS)
def poster(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show the poster and the code of the shift page; its leader renews the link. Raises NotYours."""
    staff = staff_here(request)
    found = check_can_hold_unit(unit_id, staff)
    if request.method == "POST":
        check_leads(unit_id, staff)
        if shift_path(unit_id) is not None:
            renew_shift_link(unit_id, actor=staff.actor)
        return redirect("load-poster", unit_id)
    versions = versions_of(unit_id)
    latest, path = (versions[-1] if versions else None), shift_path(unit_id)
    context: dict[str, Any] = {"unit": found, "latest": latest, "address": whole(path) if path else ""}
    if latest is not None and path:
        own = words_of(latest.language)
        drawn = qr_svg(whole(path))
        context |= {
            "language": latest.language,
            "head": own.say("load_poster.scan_title"),
            "says": own.listed("load_poster.scan"),
            "label": own.say("load_poster.code"),
            "picture": mark_safe(drawn),  # noqa: S308 - drawn of an address of ours, without a sign of it
        }
    return render(request, "workspace/load/poster.html", context)


@require_safe
def poster_as_pdf(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Return the poster of the newest version as one sheet; the same content gives the same bytes. Raises NotYours."""
    found = check_can_hold_unit(unit_id, staff_here(request))
    versions = versions_of(unit_id)
    if not versions:
        raise NotYours
    latest = versions[-1]
    words, room = words_of(latest.language), room_words_of(latest.language)
    made = poster_pdf(levels_told(latest, words, room), found.name, words)
    name = {"Content-Disposition": 'attachment; filename="travlhedstrin.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=name)


@require_http_methods(METHODS)
def shifts(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Let staff write shifts of the last two weeks, from paper or memory. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    found = check_can_hold_unit(unit_id, staff)
    versions = versions_of(unit_id)
    fields = request.POST if request.method == "POST" else request.GET
    sent = Sent({name: [str(one) for one in given] for name, given in fields.lists()})
    context: dict[str, Any] = {"unit": found, "back": STAFF_DAYS}
    status = 200
    try:
        if request.method == "POST":
            told = sent_shift(sent)
            write_shift(
                unit_id,
                told.day,
                told.shift,
                told.values,
                seen=told.seen,
                back=STAFF_DAYS,
                actor=staff.actor,
            )
            return redirect("load-shifts", unit_id)
        if sent.ticked("trin"):
            context["ask"] = _asked(unit_id, versions, _chosen(unit_id, versions, sent, today), today, words)
    except ShiftStands as error:
        context |= {"error": refused(error, words), "ask": _asked(unit_id, versions, told, today, words)}
        status = 409
    except ShiftRefused as error:
        context["error"], status = refused(error, words), 400
    if "ask" not in context:
        first = date.fromordinal(today.toordinal() - STAFF_DAYS)
        written = shifts_of(unit_id, first, today)
        context["lines"] = shift_lines(versions, written, today=today, back=STAFF_DAYS, words=words)
        context["state"] = state_told(versions, today, words)
    return render(request, "workspace/load/shifts.html", context, status=status)


def _chosen(unit_id: UUID, versions: tuple[DefinitionFacts, ...], sent: Sent, today: date) -> SentShift:
    """Return the shift that is asked about: what stands, with the level that was chosen. Raises ShiftRefused."""
    day, named, values = sent_day(sent), sent.text("vagt"), ShiftValues(sent_level(sent))
    check_shift(versions, day, named, values, today=today, back=STAFF_DAYS)
    standing = shift_of(unit_id, day, named)
    if standing is not None:
        values = replace(standing.values, level=values.level)
    return SentShift(day, named, values, 0)


def _asked(
    unit_id: UUID, versions: tuple[DefinitionFacts, ...], told: SentShift, today: date, words: Wording
) -> object:
    holds = in_force(versions, told.day)
    assert holds is not None, "checked before"
    return asked_about(
        holds,
        shift_of(unit_id, told.day, told.shift),
        day=told.day,
        shift=told.shift,
        values=told.values,
        versions=versions,
        today=today,
        words=words,
    )


@require_safe
def shifts_as_csv(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Return the table of shifts, no more than the page shows. Raises NotYours."""
    check_can_hold_unit(unit_id, staff_here(request))
    found, out = calendar_here(unit_id, versions_of(unit_id), words_here(), today_here()), io.StringIO()
    writer = csv.writer(out, delimiter=";")
    if found is not None:
        for row in (found.head, *(one.cells for one in found.rows)):
            writer.writerow([inert(cell) for cell in row])
    name = {"Content-Disposition": 'attachment; filename="vagter.csv"'}
    return HttpResponse(
        out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=name
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else -1
