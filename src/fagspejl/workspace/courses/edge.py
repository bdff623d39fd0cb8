"""The edge of a course's short pages: no login, no session, no cookie, nothing logged; what they ask each second."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from django.http import HttpResponse
from django.template.loader import render_to_string

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import Wording, wording
from fagspejl.web.assets import address
from fagspejl.workspace.courses.keys import hash_of
from fagspejl.workspace.sessions import poll
from fagspejl.workspace.sessions.edge import guarded
from fagspejl.workspace.sessions.edge import page as room_page
from fagspejl.workspace.sessions.edge import said as said_of_room
from fagspejl.workspace.sessions.edge import words_of as room_words_of
from fagspejl.workspace.sessions.errors import SessionError

WORDS: Final = "fagspejl.workspace.courses.words"
PHONES: Final = "/kursus/"
WALLS: Final = "/kursus/vaeg/"
CONTROLS: Final = "/kursus/styring/"
PAGES: Final = "/kursus/side/"
# The course, and the exercise that is open in the block at which the room is.
_FROM: Final = """
FROM workspace_course c
LEFT JOIN workspace_course_block b ON b.course_id = c.id AND b.place = c.place
LEFT JOIN workspace_session s ON s.id = b.session AND s.closed_on IS NULL
"""
_PHONE: Final = f"SELECT c.revision, COALESCE(s.revision, 0) {_FROM} WHERE c.code_hash = ?"
_SHOWN: Final = f"""
SELECT c.revision, COALESCE(s.revision, 0), c.asked_revision,
    (SELECT count(*) FROM workspace_course_phone h WHERE h.course_id = c.id),
    (SELECT count(*) FROM workspace_course_question q WHERE q.course_id = c.id),
    (SELECT count(*) FROM workspace_course_vote v JOIN workspace_course_question q ON q.id = v.question_id
     WHERE q.course_id = c.id AND v."on"), {poll.COUNTS} {_FROM}
"""  # noqa: S608 - our own


def ask_each_second() -> None:
    """Have a course's rooms asked about as the engine's are: before Django, without a token, kept for a second."""
    poll.register(PHONES, _PHONE, partial(hash_of, "code"))
    poll.register(WALLS, f"{_SHOWN} WHERE c.display_hash = ?", partial(hash_of, "display"))
    poll.register(CONTROLS, f"{_SHOWN} WHERE c.control_hash = ?", partial(hash_of, "control"))


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
        "line": {
            one: room_words_of(language).say(f"line.{one}") for one in ("gone", "lost", "unsent", "back")
        },
        **about,
    }
    return HttpResponse(render_to_string(f"workspace/course/{template}", context), status=status)


def notice(kind: str, status: int) -> HttpResponse:
    """Return a page that is the same for everybody, in every language; `kind` stands in [course_notice]."""
    parts = [(language, words_of(language).listed(f"course_notice.{kind}")) for language in LANGUAGES]
    return room_page("notice.html", {"parts": parts, "title": parts[0][1][0]}, status=status)


def said(error: SessionError, words: Wording) -> str:
    """Return the sentence that tells what was wrong and what to do next: a course's own, else the engine's."""
    field = error.facts.get("field")
    for key in (
        f"course_error.{error.key}",
        f"room_refused.{error.key}_{field}",
        f"room_refused.{error.key}",
    ):
        if key in words.keys:
            return words.say(key, **error.facts)
    return said_of_room(error, room_words_of(words.language))


in_the_course = guarded(notice)
