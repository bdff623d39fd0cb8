"""The edge of the pages where shifts are written: no login, no session, no cookie, nothing logged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.template.loader import render_to_string

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import Wording, wording
from fagspejl.web.assets import address
from fagspejl.workspace.sessions.edge import guarded
from fagspejl.workspace.sessions.edge import page as room_page

WORDS: Final = "fagspejl.workspace.load.words"


def words_of(language: str) -> Wording:
    """Return the sentences of levels in a unit's language."""
    return wording(language, WORDS)


def page(template: str, about: Mapping[str, Any], *, language: str = "da", status: int = 200) -> HttpResponse:
    """Return a page of a shift: the template below `workspace/shift/`, told `about`, with its words as `w`."""
    context = {"w": words_of(language), "style": address("room.css"), **about}
    return HttpResponse(render_to_string(f"workspace/shift/{template}", context), status=status)


def notice(kind: str, status: int) -> HttpResponse:
    """Return a page that is the same for everybody, in every language; `kind` stands in [load_notice]."""
    parts = [(language, words_of(language).listed(f"load_notice.{kind}")) for language in LANGUAGES]
    return room_page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)


at_the_link = guarded(notice)
