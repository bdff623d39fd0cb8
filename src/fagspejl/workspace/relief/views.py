"""The pages of the relief round: what it is, one calm screen per step, and that it was held.

The steps are pages without a state: the program does not know that a round is under way.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.relief.errors import ReliefRefused
from fagspejl.workspace.relief.forms import RoundForm
from fagspejl.workspace.relief.selectors import rounds_of
from fagspejl.workspace.relief.services.keeping import drop_round, keep_round
from fagspejl.workspace.relief.told import round_told
from fagspejl.workspace.relief.types import STEPS
from fagspejl.workspace.sessions.permissions import check_can_hold_unit
from fagspejl.workspace.sessions.services.planning import today_here

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show what a round is, its steps, and when one was held; delete one. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    found = check_can_hold_unit(unit_id, staff)
    if request.method == "POST":
        drop_round(unit_id, _id(request.POST.get("round", "")), actor=staff.actor)
        return redirect("relief", unit_id)
    steps = [
        (words.say(f"relief_step.{key}"), words.counted("relief_step.minutes", many)) for key, many in STEPS
    ]
    context = {
        "unit": found,
        "before": words.listed("relief_page.before"),
        "steps": steps,
        "rounds": [round_told(one, words) for one in rounds_of(unit_id)],
    }
    return render(request, "workspace/relief/unit.html", context)


@require_safe
def step(request: HttpRequest, unit_id: UUID, step: int) -> HttpResponse:
    """Show the calm screen of one step. Raises NotYours."""
    words = words_here()
    found = check_can_hold_unit(unit_id, staff_here(request))
    if not 1 <= step <= len(STEPS):
        raise Http404
    key, minutes = STEPS[step - 1]
    context = {
        "unit": found,
        "title": words.say(f"relief_step.{key}"),
        "says": words.listed(f"relief_step.{key}_says"),
        "minutes": words.counted("relief_step.minutes", minutes),
        "place": words.say("relief_step.place", number=step, of=len(STEPS)),
        "before": step - 1,
        "next": step + 1 if step < len(STEPS) else 0,
    }
    return render(request, "workspace/relief/step.html", context)


@require_http_methods(METHODS)
def end(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write that a round was held. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    found = check_can_hold_unit(unit_id, staff)
    form = RoundForm(words, initial={"held_on": today_here()})
    if request.method == "POST":
        form = RoundForm(words, request.POST)
        if form.is_valid():
            told = form.cleaned_data
            try:
                keep_round(
                    unit_id,
                    held_on=told["held_on"],
                    present=told["present"],
                    worth=form.worth,
                    actor=staff.actor,
                )
            except ReliefRefused as error:
                form.tell(error, at="yes" if error.facts["field"] == "worth" else "")
            else:
                return redirect("relief", unit_id)
    return render(request, "workspace/relief/end.html", {"unit": found, "form": form})


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
