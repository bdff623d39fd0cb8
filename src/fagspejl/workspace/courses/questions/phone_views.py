"""The requests of phones about questions, and of the address of a single one. No login, no session, no cookie.

Everything on a phone's page is one form: whoever votes while she writes gets back what she wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.networks import network_of
from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.web.qr import qr_svg
from fagspejl.workspace.courses.questions import addresses
from fagspejl.workspace.courses.questions.edge import among_questions, page, said, words_of
from fagspejl.workspace.courses.questions.errors import FormUsed, QuestionRefused
from fagspejl.workspace.courses.questions.rules import public
from fagspejl.workspace.courses.questions.selectors import own_of, question_at, standing_of, unanswered_of
from fagspejl.workspace.courses.questions.services import asking
from fagspejl.workspace.courses.questions.told import alone_told, own_told, told, unanswered_told, votes_told
from fagspejl.workspace.courses.questions.types import MOST_NAME_SIGNS, MOST_SIGNS, State
from fagspejl.workspace.courses.selectors import course_by_code, phone_of
from fagspejl.workspace.courses.types import CourseFacts, CoursePhoneFacts
from fagspejl.workspace.sessions.edge import TooMany, opens_nothing
from fagspejl.workspace.sessions.errors import SessionError, SessionGone, TextAsks
from fagspejl.workspace.sessions.keys import new_token, typed_code
from fagspejl.workspace.sessions.phones.fields import Sent
from fagspejl.workspace.sessions.poll import unknown_codes

_SIGNS_OF_A_SIDE: Final = 4  # more than any list has sides
_TOKEN: Final = re.compile("[a-z2-7]{26}")
_ID: Final = re.compile("[0-9a-f]{32}")
_METHODS: Final = ["GET", "HEAD", "POST"]
ON_A_PHONE: Final = 20  # questions on a page
EVERY: Final = 5  # seconds between two questions of a phone
unknown_addresses: Final = UnknownCodes(60)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of what a phone sent. `address`: the key of a question's address, shown this once."""

    saved: str = ""
    error: str = ""
    field: str = ""
    asks: bool = False
    address: str = ""
    keeps: bool = False  # what was typed stands in the fields again
    status: int = 200


NOTHING: Final = Done()


@among_questions
def phone(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show a phone the questions of its course; take in what it sends."""
    if request.method not in _METHODS:
        return HttpResponseNotAllowed(_METHODS)
    code = typed_code(code)
    if not _TOKEN.fullmatch(token):
        raise SessionGone
    known = course_by_code(code)
    me = None if known is None else phone_of(known, token)
    sent = Sent({name: [str(one) for one in given] for name, given in request.POST.lists()})
    if known is None or me is None:
        return _outside(request, code, token, sent)
    side = _number(request.GET.get("side", ""))
    if request.method != "POST":
        return _page(known, me, code, token, side=side)
    try:
        done = _done(code, token, sent, words_of(known.language).say)
    except SessionGone:
        return _unsent(known.language, sent)
    except SessionError as error:
        done = _refused(error, known)
    return _page(known, me, code, token, side=side, sent=sent, done=done)


@among_questions
def question(request: HttpRequest, key: str) -> HttpResponse:
    """Show one question at the address that its asker kept: where it is, and its answer."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = question_at(key) if _TOKEN.fullmatch(key) else None
    if found is None:
        opens_nothing(request, unknown_addresses)
    known, own, root = found
    words = words_of(known.language)
    about = {
        "title": words.say("asked_alone.title"),
        "bar": words.say("asked_alone.course", title=known.title),
        "text": own.text,
        "state": alone_told(own, root, words),
        "votes": votes_told(root, words),
        "name": words.say("asked_state.signed", name=own.name) if own.name else "",
        "until": words.say("asked_alone.until", day=words.day(known.keep_until)),
    }
    return page("alone.html", about, language=known.language)


def _outside(request: HttpRequest, code: str, token: str, sent: Sent) -> HttpResponse:
    """The course is closed, or the phone has not joined: its own page knows; what was typed is given back."""
    if request.method == "POST" and sent.text("text"):
        if unknown_codes.refuses(network_of(request.META), now=utc_now()):
            raise TooMany
        return _unsent(LANGUAGES[0], sent)
    return HttpResponseRedirect(f"{addresses.PREFIX}{code}/{token}/")


def _unsent(language: str, sent: Sent) -> HttpResponse:
    about = {"title": words_of(language).say("asked_phone.unsent_title"), "text": sent.text("text")}
    return page("unsent.html", about, language=language, status=404)


def _done(code: str, token: str, sent: Sent, say: Callable[..., str]) -> Done:
    act, _, named = sent.text("act").partition(":")
    key = sent.key()
    if act == "ask":
        asking.ask(code, token, key, sent.text("text"), sent.text("name"), asked=sent.ticked("seen"))
        return Done(saved=say("asked_phone.sent"), address=key)
    if not _ID.fullmatch(named):
        raise QuestionRefused(field="act")
    which = UUID(hex=named)
    if act in ("vote", "unvote"):
        asking.vote(code, token, key, which, on=act == "vote")
        return Done(saved=say(f"asked_phone.{act}d"), keeps=True)
    if act == "take_back":
        asking.take_back(code, token, which)
        return Done(saved=say("asked_phone.taken_back"), keeps=True)
    if act == "renew":
        asking.renew_address(code, token, key, which)
        return Done(saved=say("asked_phone.renewed"), address=key, keeps=True)
    raise QuestionRefused(field="act")


def _refused(error: SessionError, known: CourseFacts) -> Done:
    field = str(error.facts.get("field", ""))
    return Done(
        error=said(error, words_of(known.language)),
        field="name" if field.startswith("name") else "text" if field.startswith("text") else "",
        asks=isinstance(error, TextAsks),
        keeps=True,
        status=409 if isinstance(error, FormUsed) else 400,
    )


def _page(
    known: CourseFacts,
    me: CoursePhoneFacts,
    code: str,
    token: str,
    *,
    side: int,
    sent: Sent = Sent(),  # noqa: B008 - frozen
    done: Done = NOTHING,
) -> HttpResponse:
    words, own = words_of(known.language), own_of(me.id)
    parts = standing_of(known.id)
    listed = sorted(public(parts), key=lambda one: (one.question.state is State.ANSWERED, one.question.order))
    sides = max(1, -(-len(listed) // ON_A_PHONE))
    side = min(side, sides)
    path = addresses.phone_path(code, token)
    about: dict[str, Any] = {
        "title": words.say("asked_phone.title"),
        "bar": words.say("asked_phone.bar", title=known.title, code=code),
        "poll": f"{addresses.PREFIX}{code}{addresses.ENDING}",
        "rev": known.asked_revision,
        "every": EVERY,
        "place": f"questions.{side}",
        "address": path if side == 1 else f"{path}?side={side}",
        "back": f"{addresses.PREFIX}{code}/{token}/",
        "key": new_token(),
        "done": done,
        "hint": words.say("asked_phone.hint", most=MOST_SIGNS),
        "most": MOST_SIGNS,
        "most_name": MOST_NAME_SIGNS,
        "text": sent.text("text") if done.keeps else "",
        "name": sent.text("name"),
        "who": words.listed("asked_phone.who_lines"),
        "unanswered": unanswered_told(unanswered_of(known.id), words),
        "own": own_told(parts, own, words),
        "listed": [told(one, words, own) for one in listed[(side - 1) * ON_A_PHONE : side * ON_A_PHONE]],
        "sides": words.say("asked_phone.page", number=side, of=sides) if sides > 1 else "",
        "before": f"{path}?side={side - 1}" if side > 1 else "",
        "after": f"{path}?side={side + 1}" if side < sides else "",
    }
    if done.address:
        kept = addresses.question_address(done.address)
        about |= {"kept": kept, "kept_qr": qr_svg(kept)}
    return page("phone.html", about, language=known.language, status=done.status)


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < _SIGNS_OF_A_SIDE else 1
