"""What every response carries, and the short way of those who answer.

`SecurityHeaders` stands first and sees every response, errors and files included. `ShortPath` answers respondents,
people in a room and files itself: what comes after it (sessions, login, messages, cookies) never sees them, and no log
hears of them.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve

from fagspejl.answering.notices import notice_page
from fagspejl.config import short_urls
from fagspejl.config.environment import secure_site
from fagspejl.config.log_rules import AGREEMENTS, COURSES, KEY_HALF, ROOM, SHIFTS, UNIT_PAGE, UNLOGGED
from fagspejl.planning.keys.representative import notice as key_notice
from fagspejl.web.assets import ICON, PREFIX
from fagspejl.workspace.agreements.pulse.edge import notice as pulse_notice
from fagspejl.workspace.courses.edge import notice as course_notice
from fagspejl.workspace.home.unit_page.views import nothing
from fagspejl.workspace.load.edge import notice as shift_notice
from fagspejl.workspace.sessions.edge import notice, polled
from fagspejl.workspace.sessions.poll import is_poll

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cache-Control": "no-store",
}
_SHORT: Final = (*(f"{path}/" for path in UNLOGGED), PREFIX)
_TWO_YEARS: Final = "max-age=63072000; includeSubDomains"

# The addresses without a link or a name in them, found without a search.
_FIXED: Final[dict[str, Callable[..., HttpResponseBase]]] = {
    f"/{one.pattern}": one.callback for one in short_urls.urlpatterns if not one.pattern.converters
}
_log = logging.getLogger("fagspejl.answering")


class SecurityHeaders:
    """Put the headers of docs/explanation/rules.md 8 on every response. A view may set its own `Cache-Control`."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        secure = {"Strict-Transport-Security": _TWO_YEARS} if secure_site(settings.BASE_URL) else {}
        self._headers = tuple((name.lower(), name, value) for name, value in {**_HEADERS, **secure}.items())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with all headers."""
        response = self.answer(request)
        for name, value in self.missing(response):
            response.headers[name] = value
        return response

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, for a host we know; without the headers. Forms are UTF-8, whatever else a request says of itself."""
        # Django itself refuses other encodings of plain forms; of multipart ones they would make signs nobody can keep.
        if request.content_type == "multipart/form-data" and request.encoding is not None:
            request.encoding = "utf-8"
        try:
            request.get_host()
        except DisallowedHost:
            return _unlogged(HttpResponse("Unknown host.", status=400, content_type="text/plain"))
        return self._get_response(request)

    def missing(self, response: HttpResponseBase) -> list[tuple[str, str]]:
        """Return those of the headers that a response does not have yet."""
        own = {name.lower() for name, _ in response.items()}
        return [(name, value) for lowered, name, value in self._headers if lowered not in own]


class ShortPath:
    """Answer respondents and files without a session, a login or a cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or hand the request on to what staff needs."""
        if is_short(request.path_info):
            return _unlogged(_answer(request))
        return self._get_response(request)


def is_short(path: str) -> bool:
    """Whether a path is answered without what staff needs."""
    return path.startswith(_SHORT) or path in (*UNLOGGED, ICON)


def _answer(request: HttpRequest) -> HttpResponseBase:
    if is_poll(request.path_info):  # behind the server's door it never comes here (wsgi.py)
        return polled(request)
    try:
        view = _FIXED.get(request.path_info)
        if view is not None:
            response: HttpResponseBase = view(request)
        else:
            match = resolve(request.path_info, short_urls.__name__)
            response = match.func(request, *match.args, **match.kwargs)
    except Http404:
        response = _notice(request, "dead", 404)
    except Exception as error:
        _log.error("A page for those who answer failed: %s", _where(error))
        response = _notice(request, "failed", 500)
    return response


def _notice(request: HttpRequest, kind: str, status: int) -> HttpResponse:
    if request.path_info.startswith(UNIT_PAGE) and kind == "dead":
        return nothing("gone", status)
    if request.path_info.startswith((*ROOM, UNIT_PAGE)):
        return notice("gone" if kind == "dead" else kind, status)
    if request.path_info.startswith(AGREEMENTS):
        return pulse_notice("gone" if kind == "dead" else kind, status)
    if request.path_info.startswith(SHIFTS):
        return shift_notice("gone" if kind == "dead" else kind, status)
    if request.path_info.startswith(COURSES):
        return course_notice("gone" if kind == "dead" else kind, status)
    if request.path_info.startswith(KEY_HALF):
        return key_notice("dead" if kind == "dead" else "later", status)
    return HttpResponse(notice_page(kind), status=status)


def _where(error: Exception) -> str:
    """Name the error and the lines it passed, without its message: that may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])


def _unlogged(response: HttpResponseBase) -> HttpResponseBase:
    """Keep Django from logging the path of a response that is an error."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
