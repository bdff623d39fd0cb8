"""A form that was sent after its session had run out: the page that answers holds all that was typed.

Nothing is stored for it: what was typed stands in hidden fields of the page and nowhere else. It is given back only to
who sent the form from a page of this site, by the browser's own word, for whoever presses its button sends it.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from fagspejl.accounts.permissions import from_our_own_page, second_factor_missing, staff_behind

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
_OURS, _LOGGING_IN = "fagspejl.", "fagspejl.accounts."


def form_again(request: HttpRequest) -> HttpResponse | None:
    """Return the page with the fields of the form, to log in and send it again; None where it is nobody's of ours.

    Who has logged in meanwhile gets it with a token of the new session.
    """
    if request.method != "POST" or not from_our_own_page(request) or not _is_page_of_ours(request):
        return None
    staff = staff_behind(request)
    sent = QueryDict() if _is_large(request) else request.POST
    context = {
        "fields": [(name, value) for name, values in sent.lists() if name != _TOKEN for value in values],
        "files": _is_large(request) or bool(request.FILES),
        "action": request.get_full_path(),
        "logged_in": staff is not None and second_factor_missing(request, staff) is None,
        "log_in": reverse("account_login"),
    }
    response = render(request, "web/site/again.html", context, status=403)
    response._has_been_logged = True  # type: ignore[attr-defined]  # no path in any log
    return response


def is_form_with_files(request: HttpRequest) -> bool:
    """Whether a form was sent that may carry files."""
    return request.method == "POST" and request.content_type == "multipart/form-data"


def _is_large(request: HttpRequest) -> bool:
    """Whether more is sent than is read into memory for somebody who is not logged in."""
    size, most = request.META.get("CONTENT_LENGTH") or "0", settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return is_form_with_files(request) and (not size.isdecimal() or int(size) > (most or 0))


def _is_page_of_ours(request: HttpRequest) -> bool:
    """Whether a page of this product takes the form, behind the login: codes to log in with are never given back."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return False
    where = str(found.func.__module__)
    open_to_all = found.view_name in settings.OPEN_PAGES
    return where.startswith(_OURS) and not where.startswith(_LOGGING_IN) and not open_to_all
