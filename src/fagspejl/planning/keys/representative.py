"""The representative's page: no account, no session, no cookie. The link opens it, and every POST carries the link.

A GET changes nothing, so that a scanner of mails takes no sheet. Every link that opens nothing gets the same page; such
links are counted by network. What is typed is compared with its commitment and forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string

from fagspejl.evaluation.keys.derivation import LINK_LENGTH
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.evaluation.selectors.witnessed import half_behind, witnessed_copy
from fagspejl.evaluation.types.witnessed import Half
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import LANGUAGES, Language, spoken
from fagspejl.lib.networks import network_of
from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.lib.wording import Wording, wording
from fagspejl.operations.services.orders import new_paper_key, order_status, take_paper
from fagspejl.operations.services.orders.sheets import order_sheet, representative_actor
from fagspejl.operations.types import OrderKind, OrderStatus
from fagspejl.planning.keys.acts import Forms, OwnAct, do_own, empty_forms, form_of
from fagspejl.planning.keys.page import gone_line, half_view
from fagspejl.planning.refusals import lines, lines_of
from fagspejl.web.assets import address

WORDS: Final = ("fagspejl.web.words", "fagspejl.planning.words", "fagspejl.planning.keys.words")
MOST: Final = 30  # links from one network that open nothing
unknown_links: Final = UnknownCodes(MOST)
_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyz234567")
_FORM: Final = "application/x-www-form-urlencoded"
View = Callable[..., HttpResponse]


class NoHalf(Exception):
    """The link opens nothing. `status`: 404, or 429 for a network that tried many."""

    def __init__(self, status: int) -> None:
        super().__init__("no half")
        self.status = status


def _edge(view: View) -> View:
    """Turn what can go wrong into its page, the same in every language; nobody is logged."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NoHalf as error:
            response = notice("too_many" if error.status == 429 else "dead", error.status)
        except (BadRequest, SuspiciousOperation, UnreadablePostError):
            response = notice("refused", 400)
        except (OperationalError, InterfaceError):
            response = notice("later", 503)
            response["Retry-After"] = "5"
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    return answered


@_edge
def show(request: HttpRequest, link: str) -> HttpResponse:
    """Show where the representative's half stands: writes nothing."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    half = _half(request, link)
    return _page(half, link, _words(request.GET.get("sprog", "")))


@_edge
def act(request: HttpRequest) -> HttpResponse:
    """Do one act of the representative, whose link stands in the body."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    _check_own_page(request)
    sent = request.POST
    link, words = sent.get("link", ""), _words(sent.get("sprog", ""))
    half = _half(request, link)
    try:
        match sent.get("act"):
            case "sheet":
                return _order(half, link, words)
            case "take":
                return _take(half, link, words, sent.get("order", ""), sent.get("key", ""))
            case "read" | "lost" | "destroyed" as what:
                return _do(half, link, words, what, sent)
    except FagspejlError as error:
        return _page(_half(request, link), link, words, refusals=lines_of(error, words), status=409)
    raise BadRequest


def notice(kind: str, status: int) -> HttpResponse:
    """Return a page that is the same for everybody, in every language."""
    parts = [(language, _words(language)) for language in LANGUAGES]
    told = [
        (language, said.say(f"planning_notice.{kind}_title"), said.say(f"planning_notice.{kind}"))
        for language, said in parts
    ]
    context = {"w": parts[0][1], "parts": told, "title": told[0][1], "style": address("site.css")}
    return HttpResponse(render_to_string("planning/keys/notice.html", context), status=status)


def _order(half: Half, link: str, words: Wording) -> HttpResponse:
    private, public = new_paper_key()
    order = order_sheet(
        half,
        actor=representative_actor(half),
        language=words.language,
        public_key=public,
        now=utc_now(),
    )
    return _waiting(half, link, words, order, private, order_status(order))


def _take(half: Half, link: str, words: Wording, order: str, private: str) -> HttpResponse:
    """Hand the sheet out where it is made; else show where it stands."""
    status = _status(half, order)
    if not status.is_over or not status.has_paper:
        return _waiting(half, link, words, status.id, private, status)
    made = take_paper(status.id, private, actor=representative_actor(half), now=utc_now())
    response = HttpResponse(made.body, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _do(half: Half, link: str, words: Wording, what: OwnAct, sent: QueryDict) -> HttpResponse:
    form = form_of(what, words, sent)
    if not form.is_valid():
        return _page(half, link, words, forms={what: form}, status=400)
    try:
        do_own(half, what, form, actor=representative_actor(half), now=utc_now())
    except FagspejlError as error:
        return _page(half, link, words, forms={what: form}, refusals=lines_of(error, words), status=409)
    after = half_behind(link)
    assert after is not None
    return _page(after, link, words, done=words.say(f"planning_key.did_{what}"))


def _page(
    half: Half,
    link: str,
    words: Wording,
    *,
    forms: Forms | None = None,
    refusals: list[str] | None = None,
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    copy, outside = witnessed_copy(half.round), copy_outside(half.round)
    assert copy is not None
    context = _shell(half, link, words) | {
        "view": half_view(half, outside, words, own=True),
        "gone": gone_line(copy, outside, words),
        "forms": empty_forms(words) | (forms or {}),
        "refusals": refusals or [],
        "done": done,
    }
    return HttpResponse(render_to_string("planning/keys/representative.html", context), status=status)


def _waiting(
    half: Half, link: str, words: Wording, order: UUID, private: str, status: OrderStatus | None
) -> HttpResponse:
    refused = [] if status is None else lines(status.refusals, words)
    context = _shell(half, link, words) | {
        "order": order,
        "key": private,
        "refusals": refused,
        "status": status,
    }
    return HttpResponse(render_to_string("planning/keys/waiting.html", context))


def _shell(half: Half, link: str, words: Wording) -> dict[str, Any]:
    found = round_facts(half.round)
    assert found is not None
    others = [(one, _words(one).say("speech.language")) for one in LANGUAGES if one != words.language]
    return {
        "w": words,
        "style": address("site.css"),
        "link": link,
        "half": half,
        "round": found,
        "others": others,
    }


def _half(request: HttpRequest, link: str) -> Half:
    network, now = network_of(request.META), utc_now()
    if unknown_links.refuses(network, now=now):
        raise NoHalf(429)
    half = half_behind(link) if len(link) == LINK_LENGTH and set(link) <= _SIGNS else None
    if half is None:
        unknown_links.count(network, now=now)
        raise NoHalf(404)
    return half


def _status(half: Half, order: str) -> OrderStatus:
    """The order of this half that a page waits for; every other id is a wrong form."""
    try:
        status = order_status(UUID(order))
    except ValueError:
        status = None
    if status is None or status.kind is not OrderKind.KEY_HALF or status.round != half.round:
        raise BadRequest
    return status


def _words(language: str) -> Wording:
    chosen: Language = spoken(language) if language in LANGUAGES else "da"
    return wording(chosen, *WORDS)


def _check_own_page(request: HttpRequest) -> None:
    """A form counts only from one of our own pages; the link in its body is the real guard, this the second."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site not in (None, "same-origin", "none") or request.content_type != _FORM:
        raise BadRequest
    try:
        own = origin is None or urlsplit(origin).netloc == request.get_host()
    except ValueError:
        own = False
    if not own:
        raise BadRequest
