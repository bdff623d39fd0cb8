"""The requests of phones in a course. GET writes nothing; within an exercise the phone's page is the engine's own.

No login, no session, no cookie: the token in the address is all that a phone has.
"""

from __future__ import annotations

import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES, spoken
from fagspejl.lib.networks import network_of
from fagspejl.workspace.courses.edge import PHONES, in_the_course, notice, page, said, words_of
from fagspejl.workspace.courses.held import parts as block_parts
from fagspejl.workspace.courses.keys import exercise_token
from fagspejl.workspace.courses.selectors import course_by_code, phone_of
from fagspejl.workspace.courses.services.holding import exercise_now, join_course
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.edge import TooMany
from fagspejl.workspace.sessions.errors import SessionError, SessionGone
from fagspejl.workspace.sessions.keys import CODE_LENGTH, new_token, typed_code
from fagspejl.workspace.sessions.phones.fields import Sent
from fagspejl.workspace.sessions.phones.views import Place, within
from fagspejl.workspace.sessions.poll import ENDING, known_path, mark_of, unknown_codes, was_path
from fagspejl.workspace.sessions.selectors.sessions import code_here

_TOKEN: Final = re.compile("[a-z2-7]{26}")
_METHODS: Final = ["GET", "HEAD", "POST"]


@in_the_course
def type_code(request: HttpRequest) -> HttpResponse:
    """Show where the code of a course is typed, and lead one that is there to its room."""
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    language = spoken(request.GET.get("sprog"))
    if request.method != "POST":
        return _code_page(language)
    typed = Sent(dict(request.POST.lists())).text("kode")
    code = typed_code(typed)
    if len(code) != CODE_LENGTH:
        return _code_page(language, typed, "wrong_length", 400)
    try:
        _room(request, code)
    except SessionGone:
        return _code_page(language, typed, "unknown", 404)
    except TooMany:
        return _code_page(language, typed, "too_many", 429)
    return HttpResponseRedirect(f"{PHONES}{code}/")


@in_the_course
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the course is and who sees what; the form has a fresh token in its address."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    code = typed_code(code)
    try:
        return _join_page(_room(request, code), code, new_token())
    except SessionGone:
        return _code_page(LANGUAGES[0], code, "unknown", 404)
    except TooMany:
        return _code_page(LANGUAGES[0], code, "too_many", 429)


@in_the_course
def phone(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show a phone the block that the room is at; within an exercise, answer as the engine does."""
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    code = typed_code(code)
    if not _TOKEN.fullmatch(token):
        raise SessionGone
    known = course_by_code(code)
    me = None if known is None else phone_of(known, token)
    if known is None or me is None:
        try:
            known = _room(request, code)
        except SessionGone:  # only our own page gives an address with a token: who has one was in the room
            return notice("over", 404)
        if request.method != "POST":
            return _join_page(known, code, token)
        if request.POST.get("act") != "join":
            raise SessionGone
        try:
            join_course(code, token)
        except SessionGone:
            raise
        except SessionError as error:
            return _join_page(known, code, token, said(error, words_of(known.language)), 403)
        return HttpResponseRedirect(f"{PHONES}{code}/{token}/", status=303)
    path = f"{PHONES}{code}{ENDING}"
    known_path(path)
    mark = mark_of(path) or ""  # before anything is read: what changes meanwhile is asked for again
    now = exercise_now(known)
    if now is None:
        return _block_page(known, code, token, mark)
    words = words_of(known.language)
    about = {"poll": path, "rev": mark, "bar": words.say("course_phone.bar", title=known.title, code=code)}
    place = Place(f"{PHONES}{code}/{token}/", about)
    return within(request, code_here(now), exercise_token(token, now.id), place)


@in_the_course
def check_yourself(request: HttpRequest, language: str) -> HttpResponse:
    """Show the nine statements: the same page to everybody, and nothing of it is ever sent."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if language not in LANGUAGES:
        raise SessionGone
    words = words_of(language)
    about = {"title": words.say("course_check.title"), "bar": words.say("course_check.bar"), "script": ""}
    return page("check.html", {**about, **block_parts.check(language)}, language=language)


def _room(request: HttpRequest, code: str) -> CourseFacts:
    """Return the open course of a code. Raises SessionGone, and TooMany where a network guesses."""
    network, now = network_of(request.META), utc_now()
    if unknown_codes.refuses(network, now=now):
        raise TooMany
    known = course_by_code(code) if len(code) == CODE_LENGTH else None
    if known is None:
        if len(code) == CODE_LENGTH and not was_path(f"{PHONES}{code}{ENDING}"):
            unknown_codes.count(network, now=now)
        raise SessionGone
    return known


def _code_page(language: str, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    words = words_of(language)
    about = {
        "title": words.say("course_door.title"),
        "typed": typed[:40],
        "error": words.say(f"course_door.{error}") if error else "",
        "others": [(one, words_of(one).say("course_door.language")) for one in LANGUAGES if one != language],
    }
    return page("code.html", about, language=language, status=status)


def _join_page(known: CourseFacts, code: str, token: str, error: str = "", status: int = 200) -> HttpResponse:
    words = words_of(known.language)
    about = {
        "known": known,
        "title": known.title,
        "bar": words.say("course_phone.bar", title=known.title, code=code),
        "action": f"{PHONES}{code}/{token}/",
        "who": words.listed("course_join.who"),
        "error": error,
    }
    return page("join.html", about, language=known.language, status=status)


def _block_page(known: CourseFacts, code: str, token: str, mark: str) -> HttpResponse:
    words = words_of(known.language)
    address = f"{PHONES}{code}/{token}/"
    about: dict[str, Any] = {
        "known": known,
        "here": known.block,
        "title": known.block.title,
        "bar": words.say("course_phone.bar", title=known.title, code=code),
        "address": address,
        "poll": f"{PHONES}{code}{ENDING}",
        "rev": mark,
        "place": f"{known.place}.{known.block.kind}",
        "count": len(known.blocks),
        **block_parts.on_phone(known, code, token, words),
    }
    return page("phone.html", about, language=known.language)
