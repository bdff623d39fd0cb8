"""Typing in an exercise that was held on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.home.paper_form import ROWS, PaperForm, is_live_only, is_whole
from fagspejl.workspace.home.permissions import check_can_hold
from fagspejl.workspace.home.whole_paper import WholePaperForm
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.services.paper import type_in, type_in_all


@require_http_methods(["GET", "HEAD", "POST"])
def type_in_sheets(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take in a session's sheets and what it ended with; it is closed at once. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    known = check_can_hold(session_id, staff)
    if known.opened_on is not None:
        request.session["notice"] = words.say("room_paper.not_now")
        return redirect("workspace-session", session_id)
    if is_live_only(known):
        request.session["notice"] = words.say("room_session.live_only")
        return redirect("workspace-session", session_id)
    whole = is_whole(known)
    made = WholePaperForm if whole else PaperForm
    rows = _rows(request.GET.get("raekker", ""), known.present)
    if request.method == "POST":
        form = made(words, known, rows, request.POST)
        if form.is_valid():
            told = form.cleaned_data
            try:
                how = {"asked": told["asked"], "actor": staff.actor}
                if whole:
                    type_in_all(session_id, told["sheets"], form.outcome(), **how)
                else:
                    type_in(session_id, told["sheets"], form.outcome(), item=int(told["item"]), **how)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("workspace-session", session_id)
    else:
        form = made(words, known, rows)
    groups = [words.say("room_paper.group_of", number=number, name=name) for number, name in form.groups]
    context = {
        "form": form,
        "known": known,
        "groups_told": words.say("room_paper.groups", groups=", ".join(groups)) if groups else "",
        "more": [one for one in ROWS if one > rows],
    }
    page = "paper_whole" if whole else "paper"
    return render(request, f"workspace/staff/{page}.html", context)


def _rows(asked: str, present: int) -> int:
    """How many rows the page shows: as many as were asked for, else enough for the people expected."""
    if asked in {str(one) for one in ROWS}:
        return int(asked)
    return next((one for one in ROWS if one >= present), ROWS[-1])
