"""Writing a note, looking at it again, and taking its question to the team. The team gets the question alone."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.web.words_here import words_here
from fagspejl.workspace.reflection.choosing import FORTNIGHT
from fagspejl.workspace.reflection.errors import NotesKeyMissing, NotesKeyWrong
from fagspejl.workspace.reflection.forms import AgainForm, MeetingForm, NoteForm, QuestionForm
from fagspejl.workspace.reflection.permissions import check_reflects, led_unit, may_reflect
from fagspejl.workspace.reflection.selectors import note_of, notes_of
from fagspejl.workspace.reflection.services.writing import delete_note, keep_note
from fagspejl.workspace.reflection.told import told
from fagspejl.workspace.reflection.types import FIELDS, QUESTIONS, NoteFacts, NoteKind
from fagspejl.workspace.reflection.unsaved import keeping_typed, typed_text, unsaved_page
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.services.offering import offer
from fagspejl.workspace.sessions.services.planning import today_here

_METHODS = ["GET", "HEAD", "POST"]
_FROM = "reflection"


@require_http_methods(_METHODS)
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Write about one of the eight questions, with one's own words from last time above. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    check_reflects(staff)
    if number not in QUESTIONS:
        raise Http404
    form = QuestionForm(words, _sent(request), initial=_new())
    if request.method == "POST" and _kept(form, NoteKind.QUESTION, staff, question=number):
        return redirect("reflection")
    # Beside what was refused nothing else is opened: what she typed stands there even where the key is gone.
    earlier = [] if form.errors else [one for one in notes_of(staff.id) if one.question == number]
    context = {
        "form": form,
        "number": number,
        "asked": words.say(f"reflect.question_{number}"),
        "before": told(earlier[-1], words) if earlier else None,
        "team": led_unit(staff) is not None,
    }
    return render(request, "workspace/reflection/question.html", context)


@require_http_methods(_METHODS)
def meeting(request: HttpRequest) -> HttpResponse:
    """See a matter from where others stand, before a hard meeting. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    check_reflects(staff)
    form = MeetingForm(words, _sent(request), initial=_new())
    if request.method == "POST" and _kept(form, NoteKind.HARD_MEETING, staff):
        return redirect("reflection")
    return render(request, "workspace/reflection/meeting.html", {"form": form})


@require_http_methods(_METHODS)
@keeping_typed
def note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Read one's own note, say what became of it, or delete it. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    found = note_of(staff.id, note_id)
    if found is None:
        if may_reflect(staff) and typed_text(request):  # it was deleted on another page while she wrote
            return unsaved_page(request, "gone_now", status=404)
        raise NotYours
    if request.method == "POST" and request.POST.get("act") == "delete":
        delete_note(staff.id, note_id)
        return redirect("reflection" if staff.leads else "home")
    form = AgainForm(words, _sent(request), initial={"afterwards": found.afterwards})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changed = found.changed(
            afterwards=said["afterwards"], look_again_on=said["look_again_on"], looked_again=today
        )
        try:
            keep_note(staff.id, changed, asked=said["asked"])
        except SessionError as error:
            form.tell(error)
        else:
            return redirect("reflection-note", note_id)
    context = {
        "form": form,
        "note": told(found, words),
        "question": found.question,
        "looks": found.kind is not NoteKind.READING,
        "part": found.part,
        "team": found.question in QUESTIONS and led_unit(staff) is not None,
    }
    return render(request, "workspace/reflection/note.html", context)


@require_POST
def to_team(request: HttpRequest, number: int) -> HttpResponse:
    """Hand the question, and nothing of what was written, to the unit that she leads. Raises NotYours."""
    staff = staff_here(request)
    unit = led_unit(staff)
    if unit is None:
        raise NotYours
    if number not in QUESTIONS:
        raise Http404
    offer(unit, _FROM, str(number), words_here().say(f"reflect.question_{number}"), actor=staff.actor)
    return redirect("workspace-unit", unit)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _new() -> dict[str, object]:
    return {"note": uuid4(), "look_again_on": today_here() + FORTNIGHT}


def _kept(form: NoteForm, kind: NoteKind, staff: Staff, *, question: int = 0) -> bool:
    """Keep what was written, or tell in the form why not."""
    if not form.is_valid():
        return False
    said = form.cleaned_data
    made = NoteFacts(
        id=said["note"],
        kind=kind,
        written_on=today_here(),
        texts=tuple(said[name] for name in FIELDS[kind]),
        question=question,
        about=said.get("about", ""),
        look_again_on=said["look_again_on"],
    )
    try:
        keep_note(staff.id, made, asked=said["asked"])
    except SessionError as error:
        form.tell(error)
    except (NotesKeyMissing, NotesKeyWrong):
        form.add_error(None, form.words.say("reflect.closed_now"))
    return not form.errors
