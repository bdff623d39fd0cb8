"""Forms that are sent before there is a session: they count only when they come from one of our own pages.

The login page sets no cookie, so it carries no token; the browser's own words about where a form comes from are asked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]


def from_our_own_pages(view: View) -> View:
    """Let a POST through only if Origin, Sec-Fetch-Site or Referer says that it comes from this site."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not is_ours(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)


def is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that a request comes from a page of this site."""
    here = {f"{request.scheme}://{request.get_host()}", settings.BASE_URL}
    if origin := request.headers.get("Origin"):
        return origin in here
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    referer = urlsplit(request.headers.get("Referer", ""))
    return f"{referer.scheme}://{referer.netloc}" in here
