"""The web application for a WSGI server. FAGSPEJL_DATA and FAGSPEJL_KEYS say where data and keys are."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from fagspejl.accounts.afterwards import AFTERWARDS, do_afterwards
from fagspejl.config.proxies import believe
from fagspejl.lib.networks import network_of
from fagspejl.lib.private_files import check_private, make_private

make_private()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fagspejl.config.settings")

_site = get_wsgi_application()
check_private(settings.DATA, settings.KEYS)  # whichever server this runs in

from fagspejl.config.middleware import SecurityHeaders, ShortPath, is_short  # noqa: E402 - needs settings
from fagspejl.workspace.sessions.poll import is_poll, poll  # noqa: E402 - needs settings

gc.collect()
gc.freeze()  # what is loaded now stays: no later collection needs to walk through it
gc.set_threshold(10_000, 20, 20)  # a request leaves next to nothing in circles


def _nobody(request: HttpRequest) -> HttpResponseBase:
    raise AssertionError(f"not a short path: {len(request.path_info)} characters")


# Thousands of respondents in a morning: straight to the two that answer them, past what Django does for all others.
_respondents = SecurityHeaders(ShortPath(_nobody))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request; a page that stands whole in memory is handed over in one piece, with its length."""
    if is_poll(environ["PATH_INFO"]):  # of every phone in every room, each second: before anything of Django
        return poll(environ, start_response, lambda: _network(environ))
    believe(environ, settings.PROXIES)
    if is_short(environ["PATH_INFO"]):
        return _answer_respondent(environ, start_response)
    environ[AFTERWARDS] = do_afterwards
    response: Any = _site(environ, start_response)
    if getattr(response, "streaming", True):  # a file, or what the server made of it
        made: Iterable[bytes] = response
        return made
    try:
        return [response.content]
    finally:
        response.close()


def _network(environ: dict[str, Any]) -> str:
    believe(environ, settings.PROXIES)
    return network_of(environ)


def _answer_respondent(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Answer, and close a connection to the database that broke on the way."""
    try:
        response = _respondents.answer(WSGIRequest(environ))
        assert isinstance(response, HttpResponse)
        headers = [*response.items(), *_respondents.missing(response)]
        start_response(f"{response.status_code} {response.reason_phrase}", headers)
        return [response.content]
    finally:
        close_old_connections()
