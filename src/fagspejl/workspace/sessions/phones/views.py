"""The requests of phones. GET writes nothing; a POST is answered with the phone's page as it is afterwards.

No login, no session, no cookie: the token in the address is all that a phone has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES, Language, spoken
from fagspejl.lib.networks import network_of
from fagspejl.workspace.sessions.edge import TooMany, in_the_room, notice, page, said, words_of
from fagspejl.workspace.sessions.errors import (
    AnswerRefused,
    DoorLocked,
    RoomFull,
    SessionError,
    SessionGone,
    SlipNeeded,
)
from fagspejl.workspace.sessions.keys import CODE_LENGTH, new_token, typed_code
from fagspejl.workspace.sessions.phones.acts import Sending, done, status_of
from fagspejl.workspace.sessions.phones.fields import Sent
from fagspejl.workspace.sessions.phones.pages import frame, phone_page
from fagspejl.workspace.sessions.phones.told import NOTHING, Told
from fagspejl.workspace.sessions.poll import known_room, unknown_codes, was_room
from fagspejl.workspace.sessions.selectors.sessions import phone_of, session_by_code
from fagspejl.workspace.sessions.services import joining
from fagspejl.workspace.sessions.types import PhoneFacts, SessionFacts, Source

_TOKEN: Final = re.compile("[a-z2-7]{26}")
_METHODS: Final = ["GET", "HEAD", "POST"]
NO_GROUP: Final = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phone's page stands. `address`: where its forms go; `about`: what its frame is told instead."""

    address: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)


ALONE: Final = Place()  # in a room of its own


@in_the_room
def type_code(request: HttpRequest) -> HttpResponse:
    """Show where a code is typed, and lead a code that is one to its room."""
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    language = spoken(request.GET.get("sprog"))
    if request.method != "POST":
        return _code_page(language)
    typed = Sent(dict(request.POST.lists())).text("kode")
    code = typed_code(typed)
    if len(code) != CODE_LENGTH:
        return _code_page(language, typed, "door.wrong_length", 400)
    return _with_codes(lambda: _to_room(request, code), language, typed)


@in_the_room
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the room is, who sees what, and how to join; the form has a fresh token in its address."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    code = typed_code(code)
    return _with_codes(lambda: _join_page(_room(request, code), code, new_token(), ALONE), LANGUAGES[0], code)


@in_the_room
def phone(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show a phone what the session asks now; take in what it sends."""
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    code = typed_code(code)
    if not _TOKEN.fullmatch(token):
        raise SessionGone
    return _answered(request, code, token, ALONE)


def within(request: HttpRequest, code: str, token: str, place: Place) -> HttpResponse:
    """Answer a phone whose room stands within a tool's own page. Raises SessionGone, TooMany."""
    return _answered(request, code, token, place)


def _answered(request: HttpRequest, code: str, token: str, place: Place) -> HttpResponse:
    known = session_by_code(code)
    me = None if known is None else phone_of(known, token)
    if known is None or me is None:
        try:
            known = _room(request, code)
        except SessionGone:  # only our own page gives an address with a token: who has one was at the door
            return notice("over", 404)
        if request.method != "POST":
            return _join_page(known, code, token, place)
        return _joined(request, known, code, token, place)
    known_room(code)
    if request.method != "POST":
        return _phone_page(known, me, code, token, place, wanted=_wanted(request))
    told, status = done(Sending(known, me, code, token, _sent(request)))
    now = session_by_code(code)
    me = None if now is None else phone_of(now, token)
    if now is None or me is None:
        raise SessionGone
    return _phone_page(now, me, code, token, place, wanted=_wanted(request), told=told, status=status)


def _sent(request: HttpRequest) -> Sent:
    return Sent({name: [str(one) for one in sent] for name, sent in request.POST.lists()})


def _wanted(request: HttpRequest) -> int | None:
    text = request.GET.get("sag", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else None


def _room(request: HttpRequest, code: str) -> SessionFacts:
    """Return the open session of a code. Raises SessionGone, and TooMany where a network guesses."""
    network, now = network_of(request.META), utc_now()
    if unknown_codes.refuses(network, now=now):
        raise TooMany
    known = session_by_code(code) if len(code) == CODE_LENGTH else None
    if known is None:
        if len(code) == CODE_LENGTH and not was_room(code):  # who asks again after the close does not guess
            unknown_codes.count(network, now=now)
        raise SessionGone
    return known


def _to_room(request: HttpRequest, code: str) -> HttpResponse:
    _room(request, code)
    return HttpResponseRedirect(f"/d/{code}/")


def _with_codes(show: Callable[[], HttpResponse], language: Language, typed: str) -> HttpResponse:
    try:
        return show()
    except SessionGone:
        return _code_page(language, typed, "door.unknown", 404)
    except TooMany:
        return _code_page(language, typed, "door.too_many", 429)


def _code_page(language: Language, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    words = words_of(language)
    others = [(one, words_of(one).say("speech.language")) for one in LANGUAGES if one != language]
    about = {
        "title": words.say("door.title"),
        "typed": typed[:40],
        "error": words.say(error) if error else "",
        "others": others,
    }
    return page("code.html", about, language=language, status=status)


def _join_page(
    known: SessionFacts,
    code: str,
    token: str,
    place: Place,
    *,
    error: SessionError | None = None,
    sent: Sent | None = None,
) -> HttpResponse:
    words = words_of(known.language)
    if error is None and known.locked:
        error = DoorLocked()
    closed = isinstance(error, (DoorLocked, RoomFull, SlipNeeded))
    about = {
        **frame(known, code, words),
        "poll": "",  # nothing of this page changes by itself
        "action": place.address or f"/d/{code}/{token}/",
        "kind": known.split_kind.value,
        "groups": [(str(place), group.name) for place, group in enumerate(known.groups)],
        "no_group": NO_GROUP,
        "chosen": sent.text("group") if sent else "",
        "leads": sent.ticked("leder") if sent else False,
        "decides": words.say(f"join.decide_{known.decision_method}"),
        "error": said(error, words) if error else "",
        "closed": closed,
        "who": words.listed("join.who"),
        "practice": known.source is Source.PRACTICE,
        "course": known.source is Source.COURSE,
        **place.about,
    }
    status = 200 if error is None else status_of(error)
    return page("join.html", about, language=known.language, status=status)


def _joined(request: HttpRequest, known: SessionFacts, code: str, token: str, place: Place) -> HttpResponse:
    sent = _sent(request)
    try:
        if sent.text("act") != "join":
            raise SessionGone
        leads = sent.ticked("leder")
        if known.groups and not leads and not sent.text("group"):
            raise AnswerRefused(field="group")
        group = None if leads or not known.groups else sent.number("group")
        me = joining.join(code, token, group=group, is_leader=leads)
    except SessionGone:
        raise
    except SessionError as error:
        return _join_page(known, code, token, place, error=error, sent=sent)
    known_room(code)
    return _phone_page(known, me, code, token, place)


def _phone_page(
    known: SessionFacts,
    me: PhoneFacts,
    code: str,
    token: str,
    place: Place,
    *,
    wanted: int | None = None,
    told: Told = NOTHING,
    status: int = 200,
) -> HttpResponse:
    about = {**phone_page(known, me, code, token, wanted=wanted, told=told, at=place.address), **place.about}
    return page("phone.html", about, language=known.language, status=status)
