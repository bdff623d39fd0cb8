"""Reflection: the page that greets its owner with her own words, all her notes as a file, and an end to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.web.words_here import words_here
from fagspejl.workspace.reflection.choosing import next_question
from fagspejl.workspace.reflection.errors import NotesKeyMissing, NotesKeyWrong
from fagspejl.workspace.reflection.own_report import order_for
from fagspejl.workspace.reflection.permissions import check_reflects
from fagspejl.workspace.reflection.selectors import gone_on, notes_of
from fagspejl.workspace.reflection.services.purging import keep_longer, purge_notes
from fagspejl.workspace.reflection.strip import strip_of
from fagspejl.workspace.reflection.told import file_of_notes, go_soon, is_due, told
from fagspejl.workspace.reflection.types import QUESTIONS, NoteKind
from fagspejl.workspace.sessions.services.planning import today_here


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Greet the owner with what she wrote last, ask the next question, and show her weeks. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    check_reflects(staff)
    try:
        notes = notes_of(staff.id)
    except (NotesKeyMissing, NotesKeyWrong):
        return render(request, "workspace/reflection/closed.html", status=503)
    number, opens = next_question(notes, order_for(staff.person), today)
    gone = gone_on(staff.id)
    written = [note for note in notes if note.kind is NoteKind.QUESTION]
    context = {
        "last": told(written[-1], words) if written else None,
        "due": [told(note, words) for note in notes if is_due(note, today)],
        "next": (number, words.say(f"reflect.question_{number}")),
        "waits": words.say("reflect.wait", day=words.day(opens)) if opens > today else "",
        "questions": [(one, words.say(f"reflect.question_{one}")) for one in QUESTIONS],
        "notes": [told(note, words) for note in reversed(notes)],
        "soon": gone is not None and go_soon(gone, today),
        "gone": "" if gone is None else words.say("reflect.gone", day=words.day(gone)),
        "strip": strip_of(notes, words, today),
        "workspace": staff.leads,
        "strip_head": words.listed("weeks.head"),
    }
    return render(request, "workspace/reflection/home.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Hand the owner all her notes as one text file. Raises NotYours, NotesKeyMissing, NotesKeyWrong."""
    staff, words = staff_here(request), words_here()
    check_reflects(staff)
    text = file_of_notes(notes_of(staff.id), words, today_here())
    record(actor=staff.actor, event=Event.NOTES_EXPORTED, object=staff.id)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{words.say("reflect_file.name")}"'
    return response


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the owner's notes twelve months from today. Raises NotYours."""
    staff = staff_here(request)
    check_reflects(staff)
    keep_longer(staff.id, actor=staff.actor)
    return redirect("reflection")


@require_http_methods(["GET", "HEAD", "POST"])
def purge(request: HttpRequest) -> HttpResponse:
    """Ask once, and delete all notes of the owner and their key. Raises NotYours."""
    staff = staff_here(request)
    check_reflects(staff)
    if request.method == "POST":
        purge_notes(staff.id, actor=staff.actor)
        return redirect("reflection" if staff.leads else "home")
    return render(request, "workspace/reflection/purge.html")
