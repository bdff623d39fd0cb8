"""What every template of the staff's pages is given."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_behind
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.web.assets import address
from fagspejl.web.words_here import words_here


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the words, who is logged in, own pages, links to other languages, and what went wrong before."""
    words = words_here()
    return {
        "w": words,
        "staff": staff_behind(request),
        "own_pages": {"security": reverse("mfa_index"), "log_out": reverse("account_logout")},
        "languages": [
            (code, wording(code).say("speech.language"), _in_language(request, code))
            for code in LANGUAGES
            if code != words.language
        ],
        "notice": request.session.pop("notice", "") if "notice" in request.session else "",
        "style": address("site.css"),
        "passkey_script": address("passkey.js"),
    }


def _in_language(request: HttpRequest, code: str) -> str:
    asked = request.GET.copy()
    asked["sprog"] = code
    return f"?{asked.urlencode(safe='/')}"
