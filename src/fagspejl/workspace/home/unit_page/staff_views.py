"""What a unit's leader does about its page: its address, and "Hvad blev der af det". For nobody but its leader."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.permissions import staff_here
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES, spoken
from fagspejl.mailing.services.message import since_last
from fagspejl.organisation.errors import NoticeRefused
from fagspejl.organisation.selectors import notice_of
from fagspejl.organisation.services import withdraw_notice
from fagspejl.organisation.types import NOTICE_SIGNS, NoticeText
from fagspejl.web.words_here import words_here
from fagspejl.workspace.home.addresses import qr, whole
from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.home.unit_page.releasing import noticed, points_of, release
from fagspejl.workspace.home.unit_page.views import words_of
from fagspejl.workspace.sessions.permissions import check_leads

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def link(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show the address and QR code of the unit's page; POST makes a new one. Raises NotYours for all but its leader."""
    staff = staff_here(request)
    unit = check_leads(unit_id, staff)
    if request.method == "POST":
        seen = request.POST.get("turn", "")
        turn = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        language = _language(request)
        renew_address(unit_id, seen=turn, language=language, actor=staff.actor)
        return redirect("workspace-unit-link", unit_id)
    found = address_of(unit_id)
    context = {
        "unit": unit,
        "found": found,
        "turn": found.turn if found else 0,
        "address": whole(found.path) if found else "",
        "picture": qr(found.path) if found else "",
        "idea_address": whole(f"{found.path}efter-vagten/") if found else "",
        "idea_picture": qr(f"{found.path}efter-vagten/") if found else "",
        "offered": LANGUAGES,
        "chosen": found.language if found else words_here().language,
        "poster": words_of(found.language) if found else None,
    }
    return render(request, "workspace/staff/unit_link.html", context)


@require_http_methods(_METHODS)
def notice(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Let the unit's leader tick, see what is quoted, release and withdraw. Raises NotYours for all but its leader."""
    staff, words = staff_here(request), words_here()
    unit = check_leads(unit_id, staff)
    act = request.POST.get("act", "")
    if act == "withdraw":
        withdraw_notice(unit_id, actor=staff.actor, now=utc_now())
        return redirect("workspace-unit-notice", unit_id)
    language = _language(request)
    points = points_of(unit_id, words_of(language))
    ticked, own = request.POST.getlist("point"), request.POST.get("own", "")[: 10 * NOTICE_SIGNS]
    text, error = None, ""
    if request.method == "POST" and act in ("preview", "release"):
        try:
            text = noticed(points, ticked, own, language)
        except NoticeRefused as refused:
            error = words.say(f"unit_notice.refused_{refused.kind}", signs=NOTICE_SIGNS)
    if text is not None and act == "release":
        mails = release(unit_id, text, actor=staff.actor, now=utc_now())
        path = redirect("workspace-unit-notice", unit_id)
        path["Location"] += "?sendt=1" if mails else "?frigivet=1"
        return path
    standing = notice_of(unit_id)
    context = {
        "unit": unit,
        "points": [
            (
                point,
                point.key in ticked,
                words.say(f"unit_notice.out_{point.refused}") if point.refused else "",
            )
            for point in points
        ],
        "own": own,
        "signs": NOTICE_SIGNS,
        "error": error,
        "offered": LANGUAGES,
        "chosen": language,
        "preview": _quoted(text),
        "standing": _quoted(standing.text) if standing else (),
        "standing_language": standing.text.language if standing else "",
        "since": words.day(standing.released_on) if standing else "",
        "sent": "sendt" in request.GET,
        "released": "frigivet" in request.GET,
    }
    return render(request, "workspace/staff/unit_notice.html", context, status=400 if error else 200)


def _language(request: HttpRequest) -> str:
    return spoken(request.POST.get("sprog") or words_here().language)


def _quoted(text: NoticeText | None) -> tuple[str, ...]:
    """The lines of mail and start page, heading first, as a reader in the notice's language sees them."""
    return since_last(text, spoken(text.language)) if text else ()
