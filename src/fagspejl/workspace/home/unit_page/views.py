"""The unit's page as its staff opens it: a key and nothing else. No login, no session, no cookie; GET alone.

Every key that opens nothing gets the same page, one that was renewed too. Such keys are counted by network; whoever has
the unit's key is never refused, whatever others on the network try.
"""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.language import LANGUAGES, spoken
from fagspejl.lib.networks import network_of
from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.home.unit_page.content import unit_page
from fagspejl.workspace.home.unit_page.links import unit_behind
from fagspejl.workspace.sessions.edge import in_the_room, page

WORDS: Final = (
    "fagspejl.workspace.home.unit_page.words",
    "fagspejl.workspace.agreements.words",
    "fagspejl.workspace.cases.words",
)
MOST: Final = 60  # a town hall shares one address
unknown_keys: Final = UnknownCodes(MOST)
_KEY: Final = re.compile("[a-z2-7]{26}")


def words_of(language: str) -> Wording:
    """Return the sentences of the unit's page in the unit's language."""
    return wording(spoken(language), *WORDS)


@in_the_room
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show the page of the unit that the key opens."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found, refusal = found_by(request, key)
    if found is None:
        return nothing(*refusal)
    unit, name, language = found
    words = words_of(language)
    today = utc_now().astimezone(ZONE).date()
    content = unit_page(unit, name, words, today)
    title = words.say("unit_page.title", unit=name)
    told = {
        "w": words,
        "page": content,
        "title": title,
        "bar": name,
        "page_kind": "unit-page",
        "here": f"/enhed/{key}/",
    }
    return page("unit_page/page.html", told)


def found_by(request: HttpRequest, key: str) -> tuple[tuple[UUID, str, str] | None, tuple[str, int]]:
    """Return the unit of a key, its name and its language; None, and what to say instead, for a key that opens nothing.

    Such keys are counted by network.
    """
    found = unit_behind(key) if _KEY.fullmatch(key) else None
    if found is not None:
        return found, ("", 0)
    network, now = network_of(request.META), utc_now()
    if unknown_keys.refuses(network, now=now):
        return None, ("too_many", 429)
    unknown_keys.count(network, now=now)
    return None, ("gone", 404)


def nothing(kind: str, status: int) -> HttpResponse:
    """Return the page of a key that opens nothing, the same for every one of them, in every language."""
    parts = [(language, words_of(language).listed(f"unit_page.{kind}")) for language in LANGUAGES]
    return page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)
