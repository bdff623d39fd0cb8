"""What is done with a note: each act asks on a page of its own what it needs, and says what it does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import people_by_id
from fagspejl.web.words_here import words_here
from fagspejl.workspace.notes.errors import UpwardGone, UpwardRefused
from fagspejl.workspace.notes.forms import AnswerForm, NoteActForm
from fagspejl.workspace.notes.permissions import SeenNote, check_answers, check_writes
from fagspejl.workspace.notes.rules import NoteAct, may
from fagspejl.workspace.notes.selectors import lines_of, notes_above
from fagspejl.workspace.notes.services.drafts import delete_note
from fagspejl.workspace.notes.services.sending import answer_note, close_note, send_note
from fagspejl.workspace.notes.types import Reply
from fagspejl.workspace.notes.views import page_of
from fagspejl.workspace.notes.writing_views import METHODS, revision_seen
from fagspejl.workspace.sessions.errors import SessionError


@require_http_methods(METHODS)
def send(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Send a note to whoever stands above the unit. Raises NotYours for all but its leader."""
    staff, words = staff_here(request), words_here()
    seen = check_writes(note_id, staff)
    if not may(NoteAct.SEND, seen.note.status) and request.method != "POST":
        return redirect("note", note_id)
    form = NoteActForm(words, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        revision = revision_seen(request, seen)
        try:
            mailed = send_note(note_id, revision, sender=staff.person, actor=staff.actor, now=utc_now())
        except UpwardRefused as error:
            form.tell(_named(error, seen))
        except SessionError as error:
            form.tell(error)
        else:
            return redirect(reverse("note", args=[note_id]) + ("" if mailed else "?uden-mail=1"))
    return _page(request, seen, form, words, NoteAct.SEND)


@require_http_methods(METHODS)
def answer(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Answer a note that lies with oneself. Raises NotYours for everybody else."""
    staff, words = staff_here(request), words_here()
    try:
        seen = check_answers(note_id, staff)
    except NotYours:
        return _answered_meanwhile(request, staff, words)
    if not may(NoteAct.ANSWER, seen.note.status) and request.method != "POST":
        return redirect("note", note_id)
    form = AnswerForm(words, seen.note.ask, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            answer_note(
                note_id,
                revision_seen(request, seen),
                reply=Reply(told["reply"]),
                text=told["answer"],
                because=told["because"],
                asked=told["asked"],
                by=staff.person,
                actor=staff.actor,
                now=utc_now(),
            )
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("note", note_id)
    context = {"note": seen.note, "form": form, "page": page_of(seen), "seen": revision_seen(request, seen)}
    return render(request, "workspace/notes/answer.html", context)


@require_http_methods(METHODS)
def close(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Lay an answered note aside. Raises NotYours for all but the unit's leader."""
    staff, words = staff_here(request), words_here()
    seen = check_writes(note_id, staff)
    if not may(NoteAct.CLOSE, seen.note.status) and request.method != "POST":
        return redirect("note", note_id)
    form = NoteActForm(words, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            close_note(note_id, revision_seen(request, seen), actor=staff.actor, now=utc_now())
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("note", note_id)
    return _page(request, seen, form, words, NoteAct.CLOSE)


@require_http_methods(METHODS)
def delete(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Delete a draft. Raises NotYours for all but the unit's leader."""
    staff, words = staff_here(request), words_here()
    seen = check_writes(note_id, staff)
    if not may(NoteAct.DELETE, seen.note.status) and request.method != "POST":
        return redirect("note", note_id)
    form = NoteActForm(words, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            delete_note(note_id, revision_seen(request, seen), actor=staff.actor)
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("notes")
    return _page(request, seen, form, words, NoteAct.DELETE)


def _page(
    request: HttpRequest, seen: SeenNote, form: NoteActForm, words: Wording, act: NoteAct
) -> HttpResponse:
    context: dict[str, Any] = {
        "note": seen.note,
        "page": page_of(seen),
        "form": form,
        "seen": revision_seen(request, seen),
        "act": act.value,
        "title": words.say(f"note_act.{act}_title"),
        "lead": words.listed(f"note_act.{act}_lead"),
        "button": words.say(f"note_act.{act}_button"),
        "texts": words.listed("note_page.texts") if act is NoteAct.SEND else (),
    }
    return render(request, "workspace/notes/act.html", context)


def _named(error: UpwardRefused, seen: SeenNote) -> UpwardRefused:
    """Return the refusal with the names that its sentence speaks of."""
    if error.facts.get("field") != "replaced":
        return error
    above = lines_of([seen.note.unit])[seen.note.unit].above
    addressee = seen.note.addressee
    people = people_by_id({*above, *(() if addressee is None else (addressee,))})
    name = people[addressee].name if addressee in people else words_here().say("note_page.nobody")
    now = words_here().series([people[one].name for one in above])
    return UpwardRefused(field="replaced", name=name, now=now)


def _answered_meanwhile(request: HttpRequest, staff: Staff, words: Wording) -> HttpResponse:
    """Show what was written as an answer to a note that lies with somebody else by now. Raises NotYours elsewhere.

    A note that was never hers gets the same page: whether there is one, nobody can tell.
    """
    if request.method != "POST" or not request.POST.get("answer", "").strip():
        raise NotYours
    if not staff.leads and not notes_above(staff.person):
        raise NotYours
    form = AnswerForm(words, None, request.POST)
    form.is_valid()
    form.tell(UpwardGone())
    return render(request, "workspace/notes/answer.html", {"form": form}, status=404)
