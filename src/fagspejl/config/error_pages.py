"""The pages' edge of the table of errors: from what went wrong to a status and a page that tells it.

The page for what is not yours is, sign by sign, the page for what is not there.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import get_language

from fagspejl.accounts.form_again import form_again
from fagspejl.operations.errors import Kind, page_of_error
from fagspejl.web.assets import address
from fagspejl.web.words_here import words_here

logger = logging.getLogger("fagspejl.site")

# What a page tells; anything else is our own fault. The name of the kind is the section of the words.
STATUS: Final[Mapping[Kind, int]] = {
    Kind.NOT_FOUND: 404,
    Kind.FORBIDDEN: 403,
    Kind.BAD_REQUEST: 400,
    Kind.TOO_MANY: 429,
    Kind.CHANGED: 503,
    Kind.BUSY: 503,
    Kind.NOTES_CLOSED: 503,
    Kind.FAILED: 500,
}
_RETRY_SECONDS: Final = "30"


class ErrorPages:
    """Turns an exception of a view into its page. Stands last, so that the language and the session are known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page of an error that stands in the table for itself; Django's own are its handlers' to tell."""
        return page_of(error)


def page_of(error: Exception) -> HttpResponse:
    """Return the page that tells an error; one that is our fault is logged without anybody's words in it."""
    kind = page_of_error(error)
    status = STATUS[kind]
    if status >= 500:
        logger.error("a page for staff failed: %s", _where(error))
    response = error_page(status, kind.value)
    if status == 503:
        response["Retry-After"] = _RETRY_SECONDS
    return response


def error_page(status: int, section: str) -> HttpResponse:
    """Return the page of a status, the same for everybody: it asks no database and names nobody."""
    words = words_here()
    context = {
        "w": words,
        "style": address("site.css"),
        "title": words.say(f"{section}.title"),
        "text": words.say(f"{section}.text"),
    }
    response = HttpResponse(get_template("web/site/error.html").render(context), status=status)
    response["Content-Language"] = (get_language() or "da")[:2]
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler for 400."""
    return error_page(400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler for 403."""
    return error_page(403, "forbidden")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: the session ran out, or another site sent it."""
    return form_again(request) or error_page(403, "forbidden")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler for 404."""
    return error_page(404, "not_found")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """allauth's handler for 429."""
    return error_page(429, "too_many")


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler for what no view raised: its own layers ask the database too, which may be away."""
    error = sys.exc_info()[1]
    return page_of(error) if isinstance(error, Exception) else error_page(500, "failed")


def _where(error: Exception) -> str:
    """Name the error and the lines it passed, without its message: that may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])
