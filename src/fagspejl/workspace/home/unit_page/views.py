"""The unit's page as its staff opens it: a key and nothing else. No login, no session, no cookie; GET alone.

Every key that opens nothing gets the same page, one that was renewed too. Such keys are counted by network; whoever has
the unit's key is never refused, whatever others on the network try.
"""

from __future__ import annotations

import re
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
from fagspejl.workspace.notes.selectors import holders_of, note_of
from fagspejl.workspace.notes.told import note_told
from fagspejl.workspace.notes.types import NoteStatus
from fagspejl.workspace.sessions.edge import in_the_room, page
from fagspejl.workspace.sessions.edge import words_of as room_words

WORDS: Final = (
    "fagspejl.workspace.home.unit_page.words",
    "fagspejl.workspace.home.theme.words",
    "fagspejl.workspace.agreements.words",
    "fagspejl.workspace.notes.words",
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
    found = _opened(request, key)
    if isinstance(found, HttpResponse):
        return found
    unit, name, language = found
    words = words_of(language)
    content = unit_page(unit, name, words, _today())
    title = words.say("unit_page.title", unit=name)
    told = {
        "w": words,
        "page": content,
        "title": title,
        "bar": name,
        "page_kind": "unit-page",
        "unit_key": key,
    }
    return page("unit_page/page.html", told)


@in_the_room
def show_note(request: HttpRequest, key: str, note_id: UUID) -> HttpResponse:
    """Show a note that the unit sent upward, and the answer; a draft, or another unit's, is not there."""
    found = _opened(request, key)
    if isinstance(found, HttpResponse):
        return found
    unit, name, language = found
    note = note_of(note_id)
    if note is None or note.unit != unit or note.status is NoteStatus.DRAFT:
        return nothing("gone", 404)
    words = words_of(language)
    shown = note_told(note, name, holders_of(note), words, room_words(language), _today())
    told = {
        "w": words,
        "page": shown,
        "title": shown.title,
        "bar": name,
        "page_kind": "unit-page",
        "unit_key": key,
    }
    return page("unit_page/note.html", told)


def _today() -> date:
    return utc_now().astimezone(ZONE).date()


def _opened(request: HttpRequest, key: str) -> tuple[UUID, str, str] | HttpResponse:
    """Return the unit of a key, its name and language; or the answer to what opens nothing."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    network, now = network_of(request.META), utc_now()
    found = unit_behind(key) if _KEY.fullmatch(key) else None
    if found is None:
        if unknown_keys.refuses(network, now=now):
            return nothing("too_many", 429)
        unknown_keys.count(network, now=now)
        return nothing("gone", 404)
    return found


def nothing(kind: str, status: int) -> HttpResponse:
    """Return the page of a key that opens nothing, the same for every one of them, in every language."""
    parts = [(language, words_of(language).listed(f"unit_page.{kind}")) for language in LANGUAGES]
    return page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)
