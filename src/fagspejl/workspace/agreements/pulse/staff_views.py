"""The posters of an agreement for staff: one QR code for each side, to print, and a new link."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.web.qr import qr_svg
from fagspejl.workspace.agreements.permissions import check_agreement, owner_here
from fagspejl.workspace.agreements.pulse.addresses import whole
from fagspejl.workspace.agreements.pulse.edge import words_of
from fagspejl.workspace.agreements.pulse.keys import pulse_key_of
from fagspejl.workspace.agreements.pulse.rules import in_force, too_small
from fagspejl.workspace.agreements.pulse.selectors import pulse_turn_of
from fagspejl.workspace.agreements.pulse.services import renew_link
from fagspejl.workspace.agreements.pulse.views import PATHS
from fagspejl.workspace.agreements.types import AgreementFacts, PulseSide
from fagspejl.workspace.sessions.services.planning import today_here

_SHORT: Final = 400  # signs of title and text: so many fit on a sheet in large type


@require_http_methods(["GET", "HEAD", "POST"])
def posters(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Show the posters of both sides; give the agreement a new link. Raises NotYours.

    The link is renewed by the unit's leader and by the agreement's owner, nobody else.
    """
    staff = staff_here(request)
    known, unit = check_agreement(agreement_id, staff)
    owner = owner_here(known)
    may = unit.leads or (owner is not None and owner.id == staff.id)
    if request.method == "POST":
        if not may:
            raise NotYours
        renew_link(agreement_id, actor=staff.actor)
        return redirect("agreement-posters", agreement_id)
    turn = pulse_turn_of(agreement_id)
    context: dict[str, Any] = {
        "known": known,
        "may": may,
        "posters": [] if turn is None else _posters(known, pulse_key_of(known.id, turn)),
    }
    return render(request, "workspace/pulse/posters.html", context)


def _posters(known: AgreementFacts, key: str) -> list[dict[str, Any]]:
    words = words_of(known.language)
    values = (in_force(known.versions, today_here()) or known.current).values
    small = too_small(values)
    made = []
    for side in PulseSide:
        if side in small:
            continue
        address = whole(f"/aftale/{key}/{PATHS[side]}/")
        made.append(
            {
                "head": words.say(f"pulse_poster.{side.value}"),
                "who": values.doers if side is PulseSide.DOER else values.receivers,
                "says": words.listed("pulse_poster.says"),
                "label": words.say("pulse_poster.picture"),
                "picture": _drawn(address),
                "address": address,
                "text": values.text,
                "short": len(known.title) + len(values.text) <= _SHORT,
            }
        )
    return made


def _drawn(address: str) -> SafeString:
    return mark_safe(qr_svg(address))  # noqa: S308 - drawn of an address of ours, without a sign of it in the drawing
