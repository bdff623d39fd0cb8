"""The planner's page about the second copy of a round's key: who holds it, her own half, what is to be done."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors.escrow import copy_outside, escrow_of
from fagspejl.evaluation.selectors.witnessed import witnessed_copy
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.witnessed import Half, Holder, WitnessedCopy
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.orders import new_paper_key
from fagspejl.operations.services.orders.sheets import order_letter, order_mail, order_pair, order_sheet
from fagspejl.planning.access import round_here
from fagspejl.planning.doing import ordered
from fagspejl.planning.keys.acts import OWN_ACTS, Forms, OwnAct, do_own, empty_forms, form_of
from fagspejl.planning.keys.forms import PairForm
from fagspejl.planning.keys.page import gone_line, half_view
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here


@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show where the second copy stands; a post does one act (`act`). Raises NotYours."""
    staff, found = round_here(request, round_id)
    if request.method != "POST":
        return _page(request, found, staff)
    act = request.POST.get("act", "")
    copy = witnessed_copy(round_id)
    if act == "pair":
        return _pair(request, found, staff)
    if copy is None:
        raise NotYours
    if act in ("letter", "mail"):
        return _link(request, found, copy.halves[Holder.REPRESENTATIVE], staff, act)
    own = copy.halves[Holder.PLANNER]
    if own.account != str(staff.id):
        raise NotYours
    if act == "sheet":
        return _sheet(request, found, own, staff)
    for one in OWN_ACTS:
        if one == act:
            return _do(request, found, own, staff, one)
    raise NotYours


def _pair(request: HttpRequest, found: RoundFacts, staff: Staff) -> HttpResponse:
    form = PairForm(words_here(), request.POST)
    if not form.is_valid():
        return _page(request, found, staff, pair=form)
    try:
        name = form.cleaned_data["name"]
        order = order_pair(found.id, staff, name=name, person=form.person, now=utc_now())
    except FagspejlError as error:
        return _page(request, found, staff, pair=form, refused=error)
    return redirect("planning-order", order)


def _link(request: HttpRequest, found: RoundFacts, half: Half, staff: Staff, act: str) -> HttpResponse:
    """Send the representative's link again, or make the letter that holds it."""
    if act == "mail":
        return redirect("planning-order", order_mail(half, actor=staff.actor, now=utc_now()))
    words = words_here()
    private, public = new_paper_key()
    try:
        order = order_letter(
            half, actor=staff.actor, language=words.language, public_key=public, now=utc_now()
        )
    except FagspejlError as error:
        return _page(request, found, staff, refused=error)
    return _ordered(request, half, order, private, words.say("planning_key.letter_title"))


def _sheet(request: HttpRequest, found: RoundFacts, own: Half, staff: Staff) -> HttpResponse:
    words = words_here()
    private, public = new_paper_key()
    try:
        order = order_sheet(own, actor=staff.actor, language=words.language, public_key=public, now=utc_now())
    except FagspejlError as error:
        return _page(request, found, staff, refused=error)
    return _ordered(request, own, order, private, words.say("planning_key.sheet_title"))


def _ordered(request: HttpRequest, half: Half, order: UUID, private: str, title: str) -> HttpResponse:
    back, then = reverse("planning-key", args=[half.round]), words_here().say("planning_key.back")
    return ordered(request, order, title=title, back=back, then=then, paper_key=private)


def _do(request: HttpRequest, found: RoundFacts, own: Half, staff: Staff, act: OwnAct) -> HttpResponse:
    form = form_of(act, words_here(), request.POST)
    if not form.is_valid():
        return _page(request, found, staff, forms={act: form})
    try:
        do_own(own, act, form, actor=staff.actor, now=utc_now())
    except FagspejlError as error:
        return _page(request, found, staff, forms={act: form}, refused=error)
    return redirect("planning-key", found.id)


def _page(
    request: HttpRequest,
    found: RoundFacts,
    staff: Staff,
    *,
    pair: PairForm | None = None,
    forms: Forms | None = None,
    refused: FagspejlError | None = None,
) -> HttpResponse:
    words = words_here()
    kind, copy, outside = escrow_of(found.id), witnessed_copy(found.id), copy_outside(found.id)
    witnessed = kind == "witnessed"
    context = {
        "round": found,
        "kind": kind,
        "copy": copy if witnessed else None,
        "halves": _halves(copy, staff, words) if witnessed and copy is not None else [],
        "gone": gone_line(copy, outside, words) if witnessed and copy is not None else "",
        "may_write": copy is not None and copy.halves[Holder.PLANNER].account != str(staff.id),
        "may_split": witnessed and can(Act.SPLIT_KEY, found.state),
        "pair": pair or PairForm(words),
        "forms": empty_forms(words) | (forms or {}),
        "refusals": [] if refused is None else lines_of(refused, words),
    }
    return render(request, "planning/keys/key.html", context, status=200 if refused is None else 409)


def _halves(copy: WitnessedCopy, staff: Staff, words: Wording) -> list[object]:
    outside = copy_outside(copy.round)
    return [
        half_view(half, outside, words, own=half.account == str(staff.id) and holder is Holder.PLANNER)
        for holder, half in copy.halves.items()
    ]
