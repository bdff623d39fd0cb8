"""The starter cards of a unit: shown, printed, written anew."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.quality.forms import CardForm, typed_card
from fagspejl.workspace.quality.selectors import cards_of
from fagspejl.workspace.quality.services.cards import take_back_card, write_card
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import check_can_hold_unit

_DIGITS = 5  # of a version


@require_safe
def cards(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show the six cards, to read and to print. Raises NotYours."""
    unit = check_can_hold_unit(unit_id, staff_here(request))
    context = {"unit": unit, "cards": cards_of(unit_id, words_here().language)}
    return render(request, "workspace/quality/cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, unit_id: UUID, code: str) -> HttpResponse:
    """Write a card anew, or take that back. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    known = next((one for one in cards_of(unit_id, words.language) if one.card.code == code), None)
    if known is None:
        raise NotYours
    if request.method == "POST" and request.POST.get("act") == "take_back":
        take_back_card(unit_id, words.language, code, actor=staff.actor)
        return redirect("quality-cards", unit_id)
    seen = known.version
    if request.method == "POST":
        form = CardForm(words, request.POST)
        sent = request.POST.get("version", "")
        seen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= _DIGITS else -1
        if form.is_valid():
            asked = form.cleaned_data["asked"]
            try:
                write_card(unit_id, words.language, form.card(code), seen, asked=asked, actor=staff.actor)
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("quality-cards", unit_id)
    else:
        form = CardForm(words, initial=typed_card(known))
    context = {"form": form, "unit": unit, "known": known, "seen": seen}
    return render(request, "workspace/quality/card.html", context)
