"""Closing as one page that can be left and taken up again: from the deadline to the reports."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.selectors import people_with_role
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.errors import KeyNotDestroyed, NoCopyOutside, RoundInOtherState
from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.evaluation.services.escrow import confirm_escrow_destroyed
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.services.rounds.silence import report_fault
from fagspejl.operations.types import OrderKind
from fagspejl.planning.access import round_here
from fagspejl.planning.refusals import lines_of
from fagspejl.planning.running.forms import FaultForm
from fagspejl.planning.running.orders_here import latest
from fagspejl.planning.running.stages import stages
from fagspejl.planning.running.who import copy_holder_here
from fagspejl.web.words_here import words_here

_ORDERS: Final = {"close": OrderKind.CLOSE, "confirm": OrderKind.CONFIRM, "publish": OrderKind.PUBLISH}
_SOON: Final = "3"  # seconds until the page looks again by itself


@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show how far closing is; a post orders the next step or reports a fault. Raises NotYours."""
    staff, found = round_here(request, round_id)
    if request.method != "POST":
        return _page(request, found)
    kind = _ORDERS.get(request.POST.get("act", ""))
    if kind is not None:
        place_order(kind, round_id=round_id, actor=staff.actor, now=utc_now())
        return redirect("planning-running-close", round_id)
    return _fault(request, staff, found)


def _fault(request: HttpRequest, staff: Staff, found: RoundFacts) -> HttpResponse:
    form = FaultForm(words_here(), request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        report_fault(found.id, form.cleaned_data["fault"], actor=staff.actor, now=utc_now())
    except RoundInOtherState as error:
        return _page(request, found, form, error)
    return redirect("planning-running-close", found.id)


def _page(
    request: HttpRequest, found: RoundFacts, form: FaultForm | None = None, error: FagspejlError | None = None
) -> HttpResponse:
    words = words_here()
    order = latest(found.id, *_ORDERS.values(), words=words)
    shown = stages(found, words, utc_now())
    context = {
        "round": found,
        "stages": shown,
        "order": order,
        "waits": order is not None and order.waits,
        "fault": form or FaultForm(words),
        "refusals": [] if error is None else lines_of(error, words),
        "operators": _operators(words) if can(Act.REPORT_FAULT, found.state) else "",
        "holders": people_with_role("dpo") if any(one.form == "copy" for one in shown) else [],
    }
    response = render(request, "planning/running/closing.html", context)
    if order is not None and order.waits:
        response["Refresh"] = _SOON
    return response


def _operators(words: Wording) -> str:
    return words.series([f"{one.name} ({one.email})" for one in people_with_role("operator")])


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Let the holder of the key's copy say that it is destroyed. Raises NotYours for everybody else."""
    staff, found = copy_holder_here(request, round_id)
    words, refusals = words_here(), []
    if request.method == "POST":
        if request.POST.get("destroyed"):
            try:
                confirm_escrow_destroyed(round_id, actor=staff.actor, now=utc_now())
            except (KeyNotDestroyed, NoCopyOutside) as error:
                refusals = lines_of(error, words)
            else:
                return redirect("planning-running-copy", round_id)
        else:
            refusals = [words.say("running_copy.tick_missing")]
    kept = copy_outside(round_id)
    confirmed = words.day(kept.confirmed_on) if kept is not None and kept.confirmed_on else ""
    context = {"round": found, "copy": kept, "confirmed": confirmed, "refusals": refusals}
    return render(request, "planning/running/copy.html", context)
