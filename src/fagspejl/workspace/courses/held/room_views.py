"""The wall of a course, and the page of it that stays for 30 days. Neither changes anything."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from fagspejl.lib.clock import utc_now
from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.lib.wording import Wording
from fagspejl.web.assets import address
from fagspejl.web.qr import qr_svg
from fagspejl.workspace.courses.edge import PHONES, WALLS, in_the_course, page, words_of
from fagspejl.workspace.courses.held import parts
from fagspejl.workspace.courses.selectors import code_here, course_by_display, course_by_page, phones_in
from fagspejl.workspace.courses.services.holding import exercise_now
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.edge import opens_nothing
from fagspejl.workspace.sessions.edge import words_of as room_words_of
from fagspejl.workspace.sessions.errors import SessionGone
from fagspejl.workspace.sessions.keys import CODE_LENGTH
from fagspejl.workspace.sessions.poll import ENDING, mark_of
from fagspejl.workspace.sessions.screen_views import joining as exercise_joining
from fagspejl.workspace.sessions.screen_views import screen_page

_HALF = CODE_LENGTH // 2
_pages = UnknownCodes(60)


@in_the_course
def wall(request: HttpRequest, key: str) -> HttpResponse:
    """Show the block that the room is at, or the room screen of the exercise that is open."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    path = f"{WALLS}{key}{ENDING}"
    mark = mark_of(path)  # before anything is read: what changes meanwhile is asked for again
    known = course_by_display(key)
    if known is None or mark is None:
        raise SessionGone
    words = words_of(known.language)
    now = exercise_now(known)
    if now is not None:
        own = exercise_joining(now, room_words_of(now.language))
        told = words.say("course_wall.of", title=known.title, code=own["code"], address=own["address"])
        about = {"poll": path, "mark": mark, "of_course": told, **joining(known, words)}
        return screen_page(now, about)
    about = {
        "known": known,
        "here": known.block,
        "poll": path,
        "mark": mark,
        "place": f"{known.place}.{known.block.kind}",
        "kicker": words.say("course_wall.kicker", number=known.place + 1, count=len(known.blocks)),
        "people": words.counted("course_wall.phones", phones_in(known)),
        "clock": clock(known, words),
        "style": address("screen.css"),
        **joining(known, words),
        **parts.on_wall(known, words),
    }
    return page("wall.html", about, language=known.language)


@in_the_course
def afterwards(request: HttpRequest, key: str) -> HttpResponse:
    """Show what stays of a course for 30 days: nothing of who was there."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    known = course_by_page(key)
    if known is None:
        opens_nothing(request, _pages)
    words = words_of(known.language)
    about = {
        "known": known,
        "title": known.title,
        "bar": known.title,
        "until": words.say("course_page.until", day=words.day(known.keep_until)),
        "script": "",
        **parts.on_page(known, words),
    }
    return page("afterwards.html", about, language=known.language)


def joining(known: CourseFacts, words: Wording) -> dict[str, Any]:
    """Return how a phone joins: the code in two groups, the address to type and the QR code."""
    code = code_here(known)
    site = str(settings.BASE_URL).rstrip("/")
    typed = f"{site.partition('//')[2]}{PHONES.rstrip('/')}"
    return {
        "code": _spaced(code),
        "address": typed,
        "qr": qr_svg(f"{site}{PHONES}{code}/"),
        "qr_says": words.say("course_wall.qr", address=f"{typed}/{code}"),
    }


def clock(known: CourseFacts, words: Wording) -> dict[str, Any] | None:
    """Return the minutes of the block as they run down; None before it runs."""
    if known.block_since is None:
        return None
    gone = (utc_now() - known.block_since).total_seconds()
    left = min(max(0, int(known.block.minutes * 60 - gone)), known.block.minutes * 60)
    over = words.say("course_wall.time_over")
    return {"left": left, "face": f"{left // 60}:{left % 60:02d}" if left else over, "over": over}


def _spaced(code: str) -> str:
    return f"{code[:_HALF]} · {code[_HALF:]}"
