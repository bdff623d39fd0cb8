"""The edge of the short pages of questions: no login, no cookie, nothing logged."""

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

WORDS: Final = "fagspejl.workspace.courses.questions.words"
BELOW: Final = "workspace/course/questions/"


def words_of(language: str) -> Wording:
    """Return the sentences of questions in a course's language."""
    return wording(language, WORDS)


def page(template: str, about: Mapping[str, Any], *, language: str, status: int = 200) -> HttpResponse:
    """Return a page of questions: the template below `workspace/course/questions/`, told `about`, its words as `w`."""
    context = {"w": words_of(language), "style": address("room.css"), "script": address("room.js"), **about}
    return HttpResponse(render_to_string(BELOW + template, context), status=status)


def notice(kind: str, status: int) -> HttpResponse:
    """Return a page that is the same for everybody, in every language; `kind` stands in [asked_notice]."""
    parts = [(language, words_of(language).listed(f"asked_notice.{kind}")) for language in LANGUAGES]
    return room_page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)


def said(error: SessionError, words: Wording) -> str:
    """Return the sentence that tells what was wrong and what to do next: section [asked_error] of the words."""
    key = f"asked_error.{error.key}_{error.facts.get('field')}"
    return words.say(key if key in words.keys else f"asked_error.{error.key}", **error.facts)


among_questions = guarded(notice)
