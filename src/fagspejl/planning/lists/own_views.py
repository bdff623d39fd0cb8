"""The leader's own page: who will be asked about her. She confirms, and says who should not be there or is missing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.lists import added_since_opening, checks_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.lists import confirm_list, wish_change
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.lists import ListChangeKind
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.planning.access import check_typed
from fagspejl.planning.lists.forms import AddForm, RemoveForm
from fagspejl.planning.lists.page import ListPage, list_page
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here


@require_http_methods(["GET", "HEAD", "POST"])
def own_list(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show a leader her list, while the round is a draft and after she was asked to look; then what changed on it.

    Raises NotYours.
    """
    staff = staff_here(request)
    check_typed(request, files_too=True)
    found = round_facts(round_id)
    leader = staff.person
    if found is None or leader is None:
        raise NotYours
    if not can(Act.OPEN, found.state):  # locked
        return _changed(request, found, leader)
    if leader not in checks_of(round_id, [leader]):
        raise NotYours
    words, now = words_here(), utc_now()
    page = list_page(round_id, leader, words, now)
    if page is None:
        raise NotYours
    add, remove, refused = AddForm(words), RemoveForm(words), []
    if request.method == "POST":
        act = request.POST.get("act", "")
        add = AddForm(words, request.POST) if act == "add" else add
        remove = RemoveForm(words, request.POST) if act == "remove" else remove
        try:
            if act == "confirm":
                confirm_list(round_id, leader, actor=staff.actor, now=now)
                return redirect("own-list", round_id)
            if _wish(round_id, page, add, remove, {"actor": staff.actor, "now": now}):
                return redirect("own-list", round_id)
        except FagspejlError as error:
            refused = lines_of(error, words)
    due = plan_of(round_id).values.lists_due_on
    context = {
        "round": found,
        "list": page,
        "add": add,
        "remove": remove,
        "due": due and words.day(due),
        "refused": refused,
    }
    return render(request, "planning/lists/own.html", context)


def _changed(request: HttpRequest, found: RoundFacts, leader: UUID) -> HttpResponse:
    """Show who came on her list after opening; without that, what she reads from then on is her report."""
    words = words_here()
    changes = [
        {
            "name": one.name,
            "day": words.day(one.wished_on),
            "role": words.say(f"lists.role_{one.perspective}"),
            "reason": one.reason,
            "by": one.wished_by,
        }
        for one in added_since_opening(found.id, leader)
    ]
    if not changes or request.method == "POST":
        raise NotYours
    return render(request, "planning/lists/changed.html", {"round": found, "changes": changes})


def _wish(
    round_id: UUID, page: ListPage, add: AddForm, remove: RemoveForm, acting: dict[str, object]
) -> bool:
    """Write down what she asks for; False where a form is to be shown again."""
    leader = page.leader.id
    if add.is_bound and add.is_valid():
        wish_change(
            round_id,
            leader,
            ListChangeKind.ADD,
            person=None,
            name=add.cleaned_data["name"],
            perspective=add.cleaned_data["perspective"],
            reason=add.cleaned_data["reason"],
            **acting,  # type: ignore[arg-type]
        )
        return True
    if remove.is_bound and remove.is_valid():
        people = {one.person: one for part in page.parts for one in part.people}
        one = people.get(remove.cleaned_data["person"])
        if one is None:
            raise NotYours
        wish_change(
            round_id,
            leader,
            ListChangeKind.REMOVE,
            person=one.person,
            name=one.name,
            perspective=one.perspective,  # type: ignore[arg-type]
            reason=remove.said(),
            **acting,  # type: ignore[arg-type]
        )
        return True
    return False
