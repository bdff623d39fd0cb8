"""An agreement on the wall: what was agreed, and one question to each side. GET writes nothing.

Whatever is pressed, the answer is the same page: nobody reads from it how many others have pressed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.lib.wording import Wording
from fagspejl.workspace.agreements.pulse.edge import at_the_link, page, words_of
from fagspejl.workspace.agreements.pulse.errors import PulseRefused, PulseRests
from fagspejl.workspace.agreements.pulse.keys import new_page_key, page_key_is
from fagspejl.workspace.agreements.pulse.rules import door, in_force, next_asked, open_pulse
from fagspejl.workspace.agreements.pulse.selectors import agreement_by_key
from fagspejl.workspace.agreements.pulse.services import Press, count_press
from fagspejl.workspace.agreements.pulse.types import Door, OpenPulse, PageKey
from fagspejl.workspace.agreements.types import (
    ANSWERS,
    LINE_SIGNS,
    AgreementFacts,
    ExceptionFacts,
    PulseAnswer,
    PulseSide,
    SuperiorRule,
    VersionValues,
)
from fagspejl.workspace.sessions.edge import opens_nothing
from fagspejl.workspace.sessions.errors import SessionError, TextAsks
from fagspejl.workspace.sessions.levels.registry import levels_of
from fagspejl.workspace.sessions.phones.fields import Sent
from fagspejl.workspace.sessions.services.planning import today_here

MOST: Final = 60  # links that open nothing, of one network in ten minutes
unknown_links: Final = UnknownCodes(MOST)
PATHS: Final = {PulseSide.DOER: "goer", PulseSide.RECEIVER: "modtager"}
_KEY: Final = re.compile("[a-z2-7]{26}")
_EXCEPTION: Final = f"{PulseAnswer.EXCEPTION.value}-"  # a choice of its own for each exception


@at_the_link
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was agreed, where it stands, and the ways of the two sides."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    known = _found(request, key)
    today = today_here()
    return page("agreement.html", _agreed(known, key, today), language=known.language)


@at_the_link
def doers(request: HttpRequest, key: str) -> HttpResponse:
    """Ask those who do it."""
    return _side(request, key, PulseSide.DOER)


@at_the_link
def receivers(request: HttpRequest, key: str) -> HttpResponse:
    """Ask those who receive the work."""
    return _side(request, key, PulseSide.RECEIVER)


def _side(request: HttpRequest, key: str, side: PulseSide) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    known = _found(request, key)
    today = today_here()
    if request.method == "POST":
        sent = Sent({name: [str(one) for one in given] for name, given in request.POST.lists()})
        return _pressed(known, key, side, sent, today)
    return _form(known, key, side, today)


def _found(request: HttpRequest, key: str) -> AgreementFacts:
    """Return the agreement of a link. Raises SessionGone, and TooMany where a network guesses."""
    known = agreement_by_key(key) if _KEY.fullmatch(key) else None
    if known is None:
        opens_nothing(request, unknown_links)
    return known


def _pressed(known: AgreementFacts, key: str, side: PulseSide, sent: Sent, today: date) -> HttpResponse:
    """Count what was sent, or show the page again with it: nothing that was typed is lost."""
    page_key, words = sent.text("side"), words_of(known.language)
    worth = page_key_is(page_key, known.id, side, today)
    if worth is not PageKey.GOOD:
        said = words.say("pulse_form.old" if worth is PageKey.OLD else "pulse_form.unknown")
        return _form(known, key, side, today, sent=sent, error=said, status=400)
    try:
        press = _press(side, sent)
        count_press(known.id, page_key, press, asked=sent.ticked("asked"), today=today)
    except PulseRests:
        return _form(known, key, side, today, sent=sent, status=409)
    except SessionError as error:
        asks = isinstance(error, TextAsks)
        return _form(
            known,
            key,
            side,
            today,
            sent=sent,
            page_key=page_key,
            error=_said(error, words),
            asks=asks,
            status=400,
        )
    return page("thanks.html", {"title": known.title, "back": f"/aftale/{key}/"}, language=known.language)


def _press(side: PulseSide, sent: Sent) -> Press:
    """Return what was sent of one side. Raises PulseRefused."""
    answer, number = sent.text("svar"), 0
    if answer.startswith(_EXCEPTION):
        digits = answer.removeprefix(_EXCEPTION)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= len("999")):
            raise PulseRefused(field="answer")
        answer, number = PulseAnswer.EXCEPTION.value, int(digits)
    try:
        said = PulseAnswer(answer)
    except ValueError:
        raise PulseRefused(field="answer") from None
    return Press(side, said, number, sent.text("linje"))


def _said(error: SessionError, words: Wording) -> str:
    field = error.facts.get("field")
    key = f"pulse_error.{error.key}_{field}"
    return words.say(key if key in words.keys else f"pulse_error.{error.key}", **error.facts)


def _form(
    known: AgreementFacts,
    key: str,
    side: PulseSide,
    today: date,
    *,
    sent: Sent | None = None,
    page_key: str = "",
    error: str = "",
    asks: bool = False,
    status: int = 200,
) -> HttpResponse:
    now = open_pulse(known, today)
    about = _agreed(known, key, today)
    asked = now is not None and side in now.sides
    about |= {
        "side": side.value,
        "asked": asked,
        "too_small": now is not None and not asked,
        "who": _who(known, side, today),
        "typed": "" if sent is None else sent.text("linje"),
        "chosen": "" if sent is None else sent.text("svar"),
        "error": error,
        "asks": asks or (sent is not None and sent.ticked("asked")),
        "signs": LINE_SIGNS,
        "back": f"/aftale/{key}/",
    }
    if now is not None and asked:
        about |= {
            "action": f"/aftale/{key}/{PATHS[side]}/",
            "page_key": page_key or new_page_key(known.id, side, today),
            "choices": _choices(known, side, now, words_of(known.language)),
        }
    return page("side.html", about, language=known.language, status=status)


def _choices(known: AgreementFacts, side: PulseSide, now: OpenPulse, words: Wording) -> list[tuple[str, str]]:
    """Return the values and texts of what may be pressed; each exception is one of them."""
    found = []
    for answer in ANSWERS[side]:
        if answer is not PulseAnswer.EXCEPTION:
            found.append((answer.value, words.say(f"pulse_form.{side.value}_{answer.value}")))
            continue
        found += [
            (f"{_EXCEPTION}{one.number}", words.say("pulse_form.doer_exception", when=one.when))
            for one in _exceptions(known, now.exceptions)
        ]
        if now.exceptions:
            found.append((answer.value, words.say("pulse_form.doer_exception_other")))
    return found


def _exceptions(known: AgreementFacts, numbers: tuple[int, ...]) -> list[ExceptionFacts]:
    return [one for one in known.exceptions if one.number in numbers]


def _who(known: AgreementFacts, side: PulseSide, today: date) -> str:
    version = in_force(known.versions, today) or known.current
    values = version.values
    return values.doers if side is PulseSide.DOER else values.receivers


def _agreed(known: AgreementFacts, key: str, today: date) -> dict[str, Any]:
    """Return what every page of an agreement tells: a draft tells only that it is one."""
    now, words = door(known, today), words_of(known.language)
    version = in_force(known.versions, today) or known.current
    facts: dict[str, Any] = {
        "title": known.title if now is not Door.DRAFT else words.say("pulse_page.draft_title"),
        "draft": now is Door.DRAFT,
        "state": _state(known, now, today, words),
        "values": version.values,
        "rule": ""
        if version.values.superior_rule is SuperiorRule.NONE
        else words.say(f"pulse_page.rule_{version.values.superior_rule}"),
        "since": words.day(version.starts_on),
        "exceptions": [
            one
            for one in known.exceptions
            if one.added_in <= version.number and (one.ended_in is None or one.ended_in > version.number)
        ],
        "ways": [],
        "today": [] if now is Door.DRAFT else _today(known, version.values, today, words),
    }
    pressable = open_pulse(known, today)
    if pressable is not None:
        facts["ways"] = [
            (
                f"/aftale/{key}/{PATHS[side]}/",
                words.say(f"pulse_page.way_{side.value}"),
                _who(known, side, today),
            )
            for side in pressable.sides
        ]
    return facts


def _today(known: AgreementFacts, values: VersionValues, today: date, words: Wording) -> list[str]:
    """Return what holds on the levels of load that are declared for today's shifts, a sentence each."""
    return [
        words.say(
            "pulse_page.on_level",
            shift=one.shift,
            level=words.say(f"pulse_page.level_{one.level}"),
            behaviour=behaviour,
        )
        for one in levels_of(known.unit, today)
        if (behaviour := values.on(one.level))
    ]


def _state(known: AgreementFacts, now: Door, today: date, words: Wording) -> str:
    version = in_force(known.versions, today) or known.current
    again = next_asked(version.starts_on, today)
    days = {
        Door.NOT_YET: version.starts_on,
        Door.NOT_THIS_WEEK: again,
        Door.SUSPENDED: known.suspended_until,
        Door.ENDED: known.ended_on,
        Door.REPLACED: known.ended_on,
    }
    day = days.get(now)
    told = words.say(f"pulse_page.{now.value}", day="" if day is None else words.day(day))
    if now is Door.SUSPENDED and known.suspended_because:
        told += " " + words.say("pulse_page.suspended_because", because=known.suspended_because)
    return told
