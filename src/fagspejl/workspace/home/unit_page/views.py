"""The unit's page as its staff opens it: a key and nothing else. No login, no session, no cookie; GET alone.

Every key that opens nothing gets the same page, one that was renewed too. Such keys are counted by network; whoever has
the unit's key is never refused, whatever others on the network try.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
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
from fagspejl.workspace.quality.poster import poster_of
from fagspejl.workspace.quality.selectors import steered_by
from fagspejl.workspace.sessions.edge import in_the_room, page

WORDS: Final = (
    "fagspejl.workspace.home.unit_page.words",
    "fagspejl.workspace.home.theme.words",
    "fagspejl.workspace.agreements.words",
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
    return _opened(request, key, _whole)


@in_the_room
def quality(request: HttpRequest, key: str) -> HttpResponse:
    """Show the posters of the unit's guide marks, to print."""
    return _opened(request, key, _posters)


Made = Callable[[UUID, str, Wording, date], HttpResponse]


def _opened(request: HttpRequest, key: str, made: Made) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    network, now = network_of(request.META), utc_now()
    found = unit_behind(key) if _KEY.fullmatch(key) else None
    if found is None:
        if unknown_keys.refuses(network, now=now):
            return nothing("too_many", 429)
        unknown_keys.count(network, now=now)
        return nothing("gone", 404)
    unit, name, language = found
    return made(unit, name, words_of(language), now.astimezone(ZONE).date())


def _whole(unit: UUID, name: str, words: Wording, today: date) -> HttpResponse:
    title = words.say("unit_page.title", unit=name)
    content = unit_page(unit, name, words, today)
    told = {"w": words, "page": content, "title": title, "bar": name, "page_kind": "unit-page"}
    return page("unit_page/page.html", told)


def _posters(unit: UUID, name: str, words: Wording, _today: date) -> HttpResponse:
    posters = [poster for one in steered_by(unit) if (poster := poster_of(one, name))]
    title = words.say("unit_page.quality")
    told = {"w": words, "posters": posters, "title": title, "bar": name, "page_kind": "unit-page poster-page"}
    return page("unit_page/quality.html", told)


def nothing(kind: str, status: int) -> HttpResponse:
    """Return the page of a key that opens nothing, the same for every one of them, in every language."""
    parts = [(language, words_of(language).listed(f"unit_page.{kind}")) for language in LANGUAGES]
    return page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)
