"""Writing a note: what it says and its evidence on one page, then what each sentence is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import people_by_id
from fagspejl.web.words_here import words_here
from fagspejl.workspace.notes.errors import UpwardGone
from fagspejl.workspace.notes.forms import MarkForm, UpwardForm, typed
from fagspejl.workspace.notes.permissions import SeenNote, check_writes
from fagspejl.workspace.notes.selectors import lines_of, note_of
from fagspejl.workspace.notes.services.drafts import create_note, mark_note, write_note
from fagspejl.workspace.notes.types import NoteAsk, NoteStatus
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.evidence.registry import offered
from fagspejl.workspace.sessions.permissions import MyUnit, units_of
from fagspejl.workspace.sessions.selectors.sessions import starting_points

METHODS = ["GET", "HEAD", "POST"]
_DIGITS = 9  # of a revision


@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Write a note: by itself, or from what a session lifted. Raises NotYours for whoever leads no unit."""
    staff, words = staff_here(request), words_here()
    unit, point, text = _beginning(request, staff)
    offers, above = offered(unit.id, words), _above(unit.id)
    if request.method == "POST":
        form = UpwardForm(words, request.POST, offers=offers, above=above)
        if form.is_valid():
            try:
                made = create_note(
                    unit.id,
                    words.language,
                    form.values(),
                    ticked=form.cleaned_data["evidence"],
                    offers=offers,
                    from_point=point,
                    asked=form.cleaned_data["asked"],
                    once=form.cleaned_data["once"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect(_after(made), made)
    else:
        initial = {"ask": NoteAsk.DECISION.value, "seen": text, "about": request.GET.get("om", "")[:160]}
        form = UpwardForm(words, offers=offers, above=above, initial=initial)
    context = {
        "form": form,
        "unit_name": unit.name,
        "unit_id": unit.id,
        "point": point,
        "above": above,
        "texts": words.listed("note_page.texts"),
    }
    return render(request, "workspace/notes/write.html", context)


@require_http_methods(METHODS)
def edit(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Write on a draft. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    try:
        seen = check_writes(note_id, staff)
    except NotYours:
        return _written_meanwhile(request, staff, words)
    if seen.note.status is not NoteStatus.DRAFT and request.method != "POST":
        return redirect("note", note_id)
    revision = revision_seen(request, seen)
    offers, above = offered(seen.note.unit, words), _above(seen.note.unit)
    if request.method == "POST":
        form = UpwardForm(words, request.POST, offers=offers, note=seen.note, above=above)
        if form.is_valid():
            try:
                write_note(
                    note_id,
                    revision,
                    form.values(),
                    ticked=form.cleaned_data["evidence"],
                    offers=offers,
                    asked=form.cleaned_data["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect(_after(note_id), note_id)
    else:
        form = UpwardForm(words, offers=offers, note=seen.note, above=above, initial=typed(seen.note))
    context = {
        "form": form,
        "unit_name": seen.unit,
        "note": seen.note,
        "seen": revision,
        "above": above,
        "texts": words.listed("note_page.texts"),
    }
    return render(request, "workspace/notes/write.html", context)


@require_http_methods(METHODS)
def mark(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Say of each sentence what it is, and which card a fact rests on. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    seen = check_writes(note_id, staff)
    if seen.note.status is not NoteStatus.DRAFT and request.method != "POST":
        return redirect("note", note_id)
    revision = revision_seen(request, seen)
    if request.method == "POST":
        form = MarkForm(words, seen.note, request.POST)
        if form.is_valid():
            try:
                mark_note(note_id, revision, form.marks(), actor=staff.actor)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("note", note_id)
    else:
        form = MarkForm(words, seen.note)
    context = {
        "form": form,
        "note": seen.note,
        "seen": revision,
        "lead": words.listed("note_mark.lead"),
    }
    return render(request, "workspace/notes/mark.html", context)


def revision_seen(request: HttpRequest, seen: SeenNote) -> int:
    """Return the revision of the page that was sent, or of this one; -1 for what no page of ours sends."""
    sent = request.POST.get("revision") if request.method == "POST" else str(seen.note.revision)
    fits = sent is not None and sent.isascii() and sent.isdigit() and len(sent) <= _DIGITS
    return int(sent) if sent is not None and fits else -1


def _after(note_id: UUID) -> str:
    """Return the page that follows a draft that was saved: to its marks where sentences have none."""
    note = note_of(note_id)
    unmarked = note is not None and any(one.tag is None for one in note.sentences)
    return "note-mark" if unmarked else "note"


def _above(unit: UUID) -> Mapping[UUID, str]:
    """Return who stands above the unit today, by name."""
    above = lines_of([unit])[unit].above
    named = people_by_id(set(above))
    return {person: named[person].name for person in above}


def _beginning(request: HttpRequest, staff: Staff) -> tuple[MyUnit, UUID | None, str]:
    """Return the unit that one leads, the starting point and its words. Raises NotYours."""
    mine = [one for one in units_of(staff) if one.leads]
    sent = request.POST if request.method == "POST" else request.GET
    wanted, named = sent.get("afsaet", ""), sent.get("enhed", "")
    if wanted:
        points = starting_points([one.id for one in mine])
        found = next((one for one in points if str(one.id) == wanted), None)
        if found is None:
            raise NotYours
        return next(one for one in mine if one.id == found.unit), found.id, found.text
    unit = next((one for one in mine if not named or str(one.id) == named), None)
    if unit is None:
        raise NotYours
    return unit, None, ""


def _written_meanwhile(request: HttpRequest, staff: Staff, words: Wording) -> HttpResponse:
    """Show what was written on a draft that somebody has deleted since. Raises NotYours where nothing was.

    A draft that was never hers gets the same page: whether there is one, nobody can tell.
    """
    unit = next((one for one in units_of(staff) if one.leads), None)
    if request.method != "POST" or unit is None or not request.POST.get("about", "").strip():
        raise NotYours
    above = _above(unit.id)
    form = UpwardForm(words, request.POST, offers=offered(unit.id, words), above=above)
    form.tell(UpwardGone())
    context: dict[str, Any] = {
        "form": form,
        "unit_name": unit.name,
        "unit_id": unit.id,
        "gone": True,
        "above": above,
        "texts": words.listed("note_page.texts"),
    }
    return render(request, "workspace/notes/write.html", context, status=404)
