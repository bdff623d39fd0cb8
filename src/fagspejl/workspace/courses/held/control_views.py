"""The lecturer's control of a course, opened by its key: on a phone or a laptop, without a login or JavaScript.

One key per step: the button "Videre" keeps the focus, so that the return key alone takes the course to its end. Whoever
holds the key reads the speaker's notes; the wall and the phones never do.
"""

from __future__ import annotations

import re
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.edge import CONTROLS, WALLS, in_the_course, page, said, words_of
from fagspejl.workspace.courses.errors import CourseRefused
from fagspejl.workspace.courses.held.room_views import clock, joining
from fagspejl.workspace.courses.questions import parts as questions
from fagspejl.workspace.courses.selectors import course_by_control, display_key_here, phones_in
from fagspejl.workspace.courses.services.holding import exercise_now, go_back, go_on, go_to_block
from fagspejl.workspace.courses.types import BlockKind, CourseFacts
from fagspejl.workspace.sessions.edge import words_of as room_words_of
from fagspejl.workspace.sessions.errors import MovedOn, SessionError, SessionGone
from fagspejl.workspace.sessions.poll import ENDING, mark_of
from fagspejl.workspace.sessions.screen_views import answered
from fagspejl.workspace.sessions.selectors.sessions import control_key_here
from fagspejl.workspace.sessions.showing import showing
from fagspejl.workspace.sessions.types import SessionFacts

_WHOLE: Final = re.compile(r"[0-9]{1,9}")


@in_the_course
def control(request: HttpRequest, key: str) -> HttpResponse:
    """Show the control of an open course; take the step that is asked for."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if course_by_control(key) is None:
        raise SessionGone
    if request.method != "POST":
        return _shown(key)
    try:
        _act(key, request.POST)
    except SessionGone:
        raise
    except MovedOn as error:
        return _shown(key, error, 409)
    except SessionError as error:
        return _shown(key, error, 400)
    return HttpResponseRedirect(f"{CONTROLS}{key}/", status=303)


def _act(key: str, sent: QueryDict) -> None:
    revision = _number(sent, "revision")
    exercise = _number(sent, "exercise") if sent.get("exercise") else None
    act = sent.get("act", "")
    if act == "on":
        go_on(key, revision, exercise)
    elif act == "back":
        go_back(key, revision, exercise)
    elif act == "jump":
        go_to_block(key, revision, _number(sent, "block"))
    else:
        raise CourseRefused(field="act")


def _number(sent: QueryDict, field: str) -> int:
    """Return a number that was sent; what is none is a state that never was."""
    text = sent.get(field, "")
    return int(text) if _WHOLE.fullmatch(text) else 10**9


def _shown(key: str, error: SessionError | None = None, status: int = 200) -> HttpResponse:
    path = f"{CONTROLS}{key}{ENDING}"
    mark = mark_of(path)
    known = course_by_control(key)
    if known is None or mark is None:
        raise SessionGone
    words = words_of(known.language)
    now = exercise_now(known)
    about = {
        "known": known,
        "here": known.block,
        "title": known.title,
        "poll": path,
        "mark": mark,
        "place": f"{known.place}",
        "kicker": words.say("course_wall.kicker", number=known.place + 1, count=len(known.blocks)),
        "people": words.counted("course_wall.phones", phones_in(known)),
        "clock": clock(known, words),
        "minutes": words.counted("course_page.minutes", known.block.minutes),
        "display": f"{WALLS}{display_key_here(known)}/",
        "notes": [line for line in known.block.speaker_notes.splitlines() if line.strip()],
        "exercise": None if now is None else _exercise(now),
        "next_is": _next(known, now, words),
        **questions.on_control(known, key, words),
        "error": said(error, words) if error else "",
        "moved": isinstance(error, MovedOn),
        **joining(known, words),
    }
    return page("control.html", about, language=known.language, status=status)


def _exercise(known: SessionFacts) -> dict[str, object]:
    """Return what the room does in the exercise now, and what may be said with it."""
    room = room_words_of(known.language)
    now = showing(known, room)
    picture = now.tool or now.picture
    return {
        "revision": known.revision,
        "phase": now.running.title,
        "instruction": now.running.instruction,
        "script": now.running.script,
        "answered": answered(now, room),
        "sentences": picture.sentences if picture is not None and known.revealed else (),
        "control": f"/styring/{control_key_here(known)}/",
    }


def _next(known: CourseFacts, now: SessionFacts | None, words: Wording) -> str:
    """Return what the key does next; "" at the end of the agenda."""
    if now is not None:
        return words.say("course_control.next_step")
    if known.block.kind is BlockKind.EXERCISE and known.block.session is None:
        return words.say("course_control.open_exercise")
    if known.place + 1 >= len(known.blocks):
        return ""
    return words.say("course_control.next_block", title=known.blocks[known.place + 1].title)
