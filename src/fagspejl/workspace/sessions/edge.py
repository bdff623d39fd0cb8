"""The edge of the room's pages: no login, no session, no cookie. A page is what its key opens, and nothing is logged.

A form counts only when one of our own pages sent it: the key in its address is the real guard, this the second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, NoReturn
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase, ResponseHeaders
from django.template.loader import render_to_string

from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.networks import network_of
from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.lib.wording import Wording, wording
from fagspejl.web.assets import address
from fagspejl.workspace.sessions.errors import SessionError, SessionGone
from fagspejl.workspace.sessions.poll import poll

WORDS = "fagspejl.workspace.words"
FORM = "application/x-www-form-urlencoded"
View = Callable[..., HttpResponseBase]


class ForeignForm(Exception):
    """A form was sent from another site's page."""


class UnreadableForm(Exception):
    """What was sent is not what a form of ours sends."""


class TooMany(Exception):
    """Too many codes or links from this network opened nothing."""


def opens_nothing(request: HttpRequest, unknown: UnknownCodes) -> NoReturn:
    """Count a link that opens nothing. Raises SessionGone, and TooMany where a network guesses."""
    network, now = network_of(request.META), utc_now()
    if unknown.refuses(network, now=now):
        raise TooMany
    unknown.count(network, now=now)
    raise SessionGone


def words_of(language: str) -> Wording:
    """Return the sentences of the room in a session's language."""
    return wording(language, WORDS)


def page(template: str, about: Mapping[str, Any], *, language: str = "da", status: int = 200) -> HttpResponse:
    """Return a page of the room: the template below `workspace/`, told `about`, with its words as `w`."""
    words = words_of(language)
    context = {"w": words, "style": address("room.css"), "script": address("room.js"), **about}
    return HttpResponse(render_to_string(f"workspace/{template}", context), status=status)


def notice(kind: str, status: int) -> HttpResponse:
    """Return a page that is the same for everybody, in every language; `kind` stands in [notice] of the words."""
    parts = [(language, words_of(language).listed(f"notice.{kind}")) for language in LANGUAGES]
    return page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)


def polled(request: HttpRequest) -> HttpResponse:
    """Answer the question of poll.py where no server's door stands before Django."""
    response = HttpResponse()

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        response.status_code = int(status[:3])
        response.headers = ResponseHeaders(dict(headers))

    response.content = b"".join(poll(request.META, start, lambda: network_of(request.META)))
    return response


def said(error: SessionError, words: Wording) -> str:
    """Return the sentence that tells a person what was wrong and what to do next: section [error] of the words."""
    field = error.facts.get("field")
    key = f"error.{error.key}_{field}"
    return words.say(key if key in words.keys else f"error.{error.key}", **error.facts)


def guarded(told: Callable[[str, int], HttpResponse]) -> Callable[[View], View]:
    """Turn what can go wrong into its page: a dead key, another site's form, a database that is away.

    `told` makes such a page of its kind (gone, too_many, foreign, refused, later) and its status.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response: HttpResponseBase
            try:
                if request.method == "POST":
                    _check_own_page(request)
                response = view(request, *args, **kwargs)
            except SessionGone:
                response = told("gone", 404)
            except TooMany:
                response = told("too_many", 429)
            except ForeignForm:
                response = told("foreign", 403)
            except (UnreadableForm, BadRequest, SuspiciousOperation, UnreadablePostError):
                response = told("refused", 400)
            except (OperationalError, InterfaceError):
                response = told("later", 503)
                response["Retry-After"] = "5"
            if "Cache-Control" not in response:
                response["Cache-Control"] = "no-store"
            return response

        return answered

    return around


in_the_room = guarded(notice)


def _check_own_page(request: HttpRequest) -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if site not in (None, "same-origin", "none"):
        raise ForeignForm
    origin = request.headers.get("Origin")
    if origin is not None and _host(origin) != request.get_host():
        raise ForeignForm
    if request.content_type != FORM:
        raise UnreadableForm


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # what no browser sends
        return None
