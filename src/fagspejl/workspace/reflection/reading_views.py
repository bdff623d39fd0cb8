"""The three questions to one's own report, one at a time, and what its comments are about as she reads them."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.reflection.forms import ReadingForm, TicksForm
from fagspejl.workspace.reflection.permissions import check_reads_own_report
from fagspejl.workspace.reflection.selectors import reading_note
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import FIELDS, NoteFacts, NoteKind, ReadingTick
from fagspejl.workspace.reflection.unsaved import keeping_typed
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.services.planning import today_here

ASKED: Final = FIELDS[NoteKind.READING]
_TICKS: Final = len(ASKED) + 1


@require_http_methods(["GET", "HEAD", "POST"])
@keeping_typed
def reading(request: HttpRequest, part: UUID) -> HttpResponse:
    """Ask one of the three questions, or for the ticks; keep the answer and lead on. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    check_reads_own_report(part, staff)
    step = _step(request.GET.get("trin", ""))
    found = reading_note(staff.id, part)
    held = found or _empty(part)
    form: ReadingForm | TicksForm
    sent = request.POST if request.method == "POST" else None
    if step == _TICKS:
        form = TicksForm(words, sent, initial={"note": held.id, "ticks": held.ticks})
    else:
        told = {"note": held.id, "answer": held.texts[step - 1]}
        form = ReadingForm(words, sent, initial=told)
        form.fields["answer"].label = words.say(f"reflect_reading.{ASKED[step - 1]}")
    if request.method == "POST" and form.is_valid():
        try:
            keep_note(
                staff.id,
                _answered(found or _empty(part, form.cleaned_data["note"]), step, form.cleaned_data),
                asked=form.cleaned_data["asked"],
            )
        except SessionError as error:
            form.tell(error, at="answer")
        else:
            if step == _TICKS:
                return redirect("report", part)
            return redirect(f"{reverse('reflection-reading', args=[part])}?trin={step + 1}")
    context = {
        "form": form,
        "part": part,
        "step": step,
        "before": step - 1,
        "last": step == _TICKS,
    }
    return render(request, "workspace/reflection/reading.html", context)


def _answered(held: NoteFacts, step: int, said: dict[str, object]) -> NoteFacts:
    """Return the reading with what was sent."""
    texts, ticks = list(held.texts), held.ticks
    if step == _TICKS:
        chosen = said["ticks"]
        ticks = tuple(tick for tick in ReadingTick if isinstance(chosen, list) and tick in chosen)
    else:
        texts[step - 1] = str(said["answer"])
    return held.changed(texts=tuple(texts), ticks=ticks)


def _empty(part: UUID, note_id: UUID | None = None) -> NoteFacts:
    """Return a reading that holds nothing yet. The page brings its id, so that one sent twice at once is kept once."""
    return NoteFacts(
        id=note_id or uuid4(),
        kind=NoteKind.READING,
        written_on=today_here(),
        texts=("",) * len(ASKED),
        part=part,
    )


def _step(text: str) -> int:
    return int(text) if text in {str(one) for one in range(1, _TICKS + 1)} else 1
