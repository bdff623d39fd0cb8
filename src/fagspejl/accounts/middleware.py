"""What every page of staff goes through: the session's limits, the language, the login, the second factor.

Respondents' pages know no session and pass through untouched; a page is open to nobody unless its name stands in
`settings.OPEN_PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control

from fagspejl.accounts.afterwards import AFTERWARDS
from fagspejl.accounts.form_again import form_again, is_form_with_files
from fagspejl.accounts.permissions import second_factor_missing, staff_behind
from fagspejl.accounts.sessions import is_over, note_request
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES

# What is open while a second factor is still to be set up or proven.
_BEFORE_SET_UP = frozenset(
    ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "account_logout")
)
_METHODS = ("GET", "HEAD", "POST")
_BEFORE_PROVEN = frozenset(("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"))


class StaffMiddleware:
    """Stands after Django's own session and authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language that was chosen, keep nothing of it on the way, and send mail afterwards."""
        request.fagspejl_afterwards = []  # type: ignore[attr-defined]
        noted = self._end_old_session(request)
        with translation.override(_language(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "da")
        if noted and not request.session.modified:  # else it is stored with what has changed
            request.session.save_unless_locked()  # type: ignore[attr-defined]
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        if 400 <= response.status_code < 500:
            response._has_been_logged = True  # type: ignore[attr-defined]  # no path in any log
        acts = request.fagspejl_afterwards  # type: ignore[attr-defined]
        if (do := request.META.get(AFTERWARDS)) is not None:
            acts = [partial(do, act) for act in acts]
        response._resource_closers += acts  # type: ignore[attr-defined]
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Send whoever is not logged in to the login page, and whoever lacks a second factor to its page."""
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in settings.OPEN_PAGES:
            return None
        staff = staff_behind(request)
        if staff is None:
            # its own view looks at the token of a form with files, and is not asked any more
            if is_form_with_files(request) and (again := form_again(request)) is not None:
                return again
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        missing = second_factor_missing(request, staff)
        if missing == "set up" and name not in _BEFORE_SET_UP:
            return HttpResponseRedirect(reverse("mfa_index"))
        if missing == "prove" and name not in _BEFORE_PROVEN:
            return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
        return None

    def _end_old_session(self, request: HttpRequest) -> bool:
        """Log out whoever was away too long; returns whether it is to be stored that the person was here."""
        if "_auth_user_id" not in request.session:
            return False
        now = utc_now()
        if is_over(request.session, now=now):
            logout(request)
            return False
        modified = request.session.modified
        noted = note_request(request.session, now=now)
        request.session.modified = modified
        return noted


def _language(request: HttpRequest) -> str:
    """The one asked for with ?sprog=, kept in the session if there is one; else the account's; else Danish."""
    asked = request.GET.get("sprog", "")
    if asked in LANGUAGES:
        if not request.session.is_empty():
            request.session["language"] = asked
        return asked
    kept = request.session.get("language")
    if kept in LANGUAGES:
        return str(kept)
    staff = staff_behind(request)
    return staff.language if staff is not None and staff.language in LANGUAGES else LANGUAGES[0]
