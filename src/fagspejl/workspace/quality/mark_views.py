"""Guide marks: chosen on one page, printed as a poster; and a tool that a heading begins."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.quality.forms import MarksForm, typed_marks
from fagspejl.workspace.quality.kept import kept_of
from fagspejl.workspace.quality.permissions import check_picture
from fagspejl.workspace.quality.poster import poster_of
from fagspejl.workspace.quality.services.marks import choose_marks, may_choose
from fagspejl.workspace.quality.showing import ASKS, limits_of, rated_in
from fagspejl.workspace.quality.starts import start_of
from fagspejl.workspace.quality.told import suggested_marks
from fagspejl.workspace.quality.types import FEWEST_MARKS, MOST_MARKS, TEMPLATE
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.selectors.sessions import outcomes_in, session_of
from fagspejl.workspace.sessions.services.offering import offer

_DIGITS = 9  # of a revision or a place


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Choose three to five guide marks. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known, unit = check_picture(picture_id, staff)
    session = session_of(known.session)
    if session is None:
        raise NotYours
    texts = [case.title for case in session.cases]
    seen = known.revision
    if request.method == "POST":
        form = MarksForm(words, texts, request.POST)
        seen = _number(request.POST.get("revision", ""))
        if form.is_valid():
            try:
                choose_marks(
                    picture_id, seen, form.marks(), asked=form.cleaned_data["asked"], actor=staff.actor
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("quality-picture", picture_id)
    else:
        suggested = suggested_marks(known, outcomes_in(session.id), len(texts), ASKS)
        form = MarksForm(words, texts, initial=typed_marks(suggested))
    context = {
        "form": form,
        "known": known,
        "unit": unit,
        "seen": seen,
        "may": may_choose(session),
        "session": session,
        "fewest": min(FEWEST_MARKS, len(texts)),
        "most": MOST_MARKS,
    }
    return render(request, "workspace/quality/marks.html", context)


@require_safe
def poster(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Show the poster, to print: the guide marks, or every statement. Raises NotYours."""
    known, unit = check_picture(picture_id, staff_here(request))
    every = request.GET.get("alle") == "1"
    context = {
        "known": known,
        "unit": unit,
        "every": every,
        "poster": poster_of(known, unit.name, every=every),
    }
    return render(request, "workspace/quality/poster.html", context)


@require_POST
def begin(request: HttpRequest, picture_id: UUID) -> HttpResponse:
    """Offer a statement to the tool that its heading leads to, and go there. Raises NotYours."""
    staff = staff_here(request)
    known, unit = check_picture(picture_id, staff)
    session = session_of(known.session)
    shown = None if session is None else kept_of(session)
    place = _number(request.POST.get("udsagn", ""))
    found = None
    if shown is not None:
        found = next((one for one in rated_in(shown) if one.item == place), None)
    tool = None if found is None or shown is None else start_of(found, limits_of(shown))
    if found is None or tool is None:
        raise NotYours
    point = offer(unit.id, TEMPLATE, f"{known.id.hex}.{place}", found.text, actor=staff.actor)
    query = f"?afsaet={point}" if tool.takes_point else f"?enhed={unit.id}"
    return redirect(f"{reverse(tool.address)}{query}")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else -1
