"""The edge of a course's short pages: no login, no session, no cookie, nothing logged."""

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
from fagspejl.workspace.sessions.errors import SessionError

WORDS: Final = "fagspejl.workspace.courses.words"


def words_of(language: str) -> Wording:
    """Return the sentences of courses in a course's language."""
    return wording(language, WORDS)


def page(template: str, about: Mapping[str, Any], *, language: str = "da", status: int = 200) -> HttpResponse:
    """Return a page of a course: the template below `workspace/course/`, told `about`, with its words as `w`."""
    context = {
        "w": words_of(language),
        "style": address("room.css"),
        "script": address("room.js"),
        "language": language,
        **about,
    }
    return HttpResponse(render_to_string(f"workspace/course/{template}", context), status=status)


def notice(kind: str, status: int) -> HttpResponse:
    """Return a page that is the same for everybody, in every language; `kind` stands in [course_notice]."""
    parts = [(language, words_of(language).listed(f"course_notice.{kind}")) for language in LANGUAGES]
    return room_page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)


def said(error: SessionError, words: Wording) -> str:
    """Return the sentence that tells what was wrong and what to do next: section [course_error] of the words."""
    field = error.facts.get("field")
    key = f"course_error.{error.key}_{field}"
    return words.say(key if key in words.keys else f"course_error.{error.key}", **error.facts)


in_the_course = guarded(notice)
