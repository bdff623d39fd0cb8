"""The unit's page as its staff opens it: a key and nothing else. No login, no session, no cookie; GET alone.

Every key that opens nothing gets the same page, one that was renewed too. Such keys are counted by network; whoever has
the unit's key is never refused, whatever others on the network try.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from fagspejl.workspace.quality.poster import poster_of
from fagspejl.workspace.quality.selectors import steered_by
from fagspejl.workspace.sessions.edge import in_the_room, page
from fagspejl.workspace.sessions.edge import words_of as room_words

WORDS: Final = (
    "fagspejl.workspace.home.unit_page.words",
    "fagspejl.workspace.home.theme.words",
    "fagspejl.workspace.agreements.words",
    "fagspejl.workspace.cases.words",
    "fagspejl.workspace.competence.words",
    "fagspejl.workspace.notes.words",
    "fagspejl.workspace.paths.words",
    "fagspejl.workspace.responsibility.words",
)
MOST: Final = 60  # a town hall shares one address
unknown_keys: Final = UnknownCodes(MOST)
_KEY: Final = re.compile("[a-z2-7]{26}")


def words_of(language: str) -> Wording:
    """Return the sentences of the unit's page in the unit's language."""
    return wording(spoken(language), *WORDS)


@dataclass(frozen=True, slots=True)
class Opened:
    """One look at a unit's pages: whose they are, the key that opened them, the unit's language and the day."""

    unit: UUID
    name: str
    key: str
    words: Wording
    today: date

    def page(self, template: str, title: str, content: Mapping[str, object]) -> HttpResponse:
        """Return one of the unit's pages."""
        own = {"w": self.words, "title": title, "bar": self.name, "unit_key": self.key}
        return page(template, {**own, "page_kind": "unit-page", **content})


@in_the_room
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show the page of the unit that the key opens."""
    return opened(request, key, _whole)


@in_the_room
def quality(request: HttpRequest, key: str) -> HttpResponse:
    """Show the posters of the unit's guide marks, to print."""
    return opened(request, key, _posters)


@in_the_room
def show_note(request: HttpRequest, key: str, note_id: UUID) -> HttpResponse:
    """Show a note that the unit sent upward, and the answer; a draft, or another unit's, is not there."""
    return opened(request, key, lambda one: _note(one, note_id))


def opened(
    request: HttpRequest,
    key: str,
    made: Callable[[Opened], HttpResponse],
    *,
    methods: Sequence[str] = ("GET", "HEAD"),
) -> HttpResponse:
    """Return the page that is made of the unit behind a key, or the answer to what opens nothing."""
    if request.method not in methods:
        return HttpResponseNotAllowed(methods)
    network, now = network_of(request.META), utc_now()
    found = unit_behind(key) if _KEY.fullmatch(key) else None
    if found is None:
        if unknown_keys.refuses(network, now=now):
            return nothing("too_many", 429)
        unknown_keys.count(network, now=now)
        return nothing("gone", 404)
    unit, name, language = found
    return made(Opened(unit, name, key, words_of(language), now.astimezone(ZONE).date()))


def _whole(one: Opened) -> HttpResponse:
    content = unit_page(one.unit, one.name, one.words, one.today)
    title = one.words.say("unit_page.title", unit=one.name)
    return one.page("unit_page/page.html", title, {"page": content})


def _posters(one: Opened) -> HttpResponse:
    posters = [poster for marked in steered_by(one.unit) if (poster := poster_of(marked, one.name))]
    content = {"posters": posters, "page_kind": "unit-page poster-page"}
    return one.page("unit_page/quality.html", one.words.say("unit_page.quality"), content)


def _note(one: Opened, note_id: UUID) -> HttpResponse:
    note = note_of(note_id)
    if note is None or note.unit != one.unit or note.status is NoteStatus.DRAFT:
        return nothing("gone", 404)
    room = room_words(one.words.language)
    shown = note_told(note, one.name, holders_of(note), one.words, room, one.today)
    return one.page("unit_page/note.html", shown.title, {"page": shown})


def nothing(kind: str, status: int) -> HttpResponse:
    """Return the page of a key that opens nothing, the same for every one of them, in every language."""
    parts = [(language, words_of(language).listed(f"unit_page.{kind}")) for language in LANGUAGES]
    return page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)
