"""Notes as they are read: a unit's list with its ledger, what lies with oneself, one note, and the note on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.organisation.selectors import units_named
from fagspejl.web.words_here import words_here
from fagspejl.workspace.notes.paper import note_pdf
from fagspejl.workspace.notes.permissions import SeenNote, check_note
from fagspejl.workspace.notes.rules import lacking, signs
from fagspejl.workspace.notes.selectors import SENT, notes_above, notes_of
from fagspejl.workspace.notes.told import NotePage, ledger, note_told, state_of
from fagspejl.workspace.notes.types import PAGE_SIGNS, NoteStatus
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.permissions import units_of
from fagspejl.workspace.sessions.services.planning import today_here


@require_safe
def notes(request: HttpRequest) -> HttpResponse:
    """Show one's units' drafts and ledger, and the ledger of what lies with oneself. Raises NotYours for nothing."""
    staff, words, today = staff_here(request), words_here(), today_here()
    mine, above = units_of(staff), notes_above(staff.person)
    if not mine and not above:
        raise NotYours
    every = notes_of([one.id for one in mine])
    parts = [
        (
            unit,
            [
                (one, state_of(one, words, today))
                for one in every
                if one.unit == unit.id and one.status is NoteStatus.DRAFT and unit.leads
            ],
            ledger((one for one in every if one.unit == unit.id and one.status in SENT), words, today),
        )
        for unit in mine
    ]
    names = units_named({one.unit for one in above})
    context = {
        "parts": parts,
        "waiting": ledger((one for one in above if one.status is NoteStatus.SENT), words, today, units=names),
        "answered": ledger(
            (one for one in above if one.status is not NoteStatus.SENT), words, today, units=names
        ),
        "above": bool(above),
    }
    return render(request, "workspace/notes/list.html", context)


@require_safe
def note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Show a note whole. Raises NotYours."""
    seen, words, today = check_note(note_id, staff_here(request)), words_here(), today_here()
    draft = seen.note.status is NoteStatus.DRAFT
    missing = lacking(seen.note, today) if draft else ()
    context = {
        "note": seen.note,
        "unit": seen.unit,
        "page": page_of(seen),
        "draft": draft,
        "lacking": [
            words.say(f"note_lacking.{name}", signs=signs(seen.note), most=PAGE_SIGNS) for name in missing
        ],
        "unmarked": bool({"tag", "fact"} & set(missing)),
        "leads": seen.role == "leader",
        "answers": seen.role == "above" and seen.note.status is NoteStatus.SENT,
        "closes": seen.role == "leader" and seen.note.status is NoteStatus.ANSWERED,
        "nobody": seen.note.status is NoteStatus.SENT and not seen.holders,
        "unmailed": "uden-mail" in request.GET,
    }
    return render(request, "workspace/notes/note.html", context)


@require_safe
def note_as_pdf(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Return the same as one page of PDF; the same content gives the same bytes. Raises NotYours."""
    seen = check_note(note_id, staff_here(request))
    name = f'attachment; filename="notat-{note_id.hex[:8]}.pdf"'
    made = note_pdf(page_of(seen), words_here())
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": name})


def page_of(seen: SeenNote) -> NotePage:
    """Return a note as it is read by whoever asks now."""
    words = words_here()
    return note_told(seen.note, seen.unit, seen.holders, words, words_of(words.language), today_here())
