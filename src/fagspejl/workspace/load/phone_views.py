"""A shift is written on a phone in two taps: the level, and what yielded. GET writes nothing.

Whoever has the link writes today and yesterday. Of two who write at once the second is shown what stands, with what
she chose, and may correct it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.load.asking import (
    SentShift,
    asked_about,
    day_told,
    sent_day,
    sent_level,
    sent_shift,
    shift_lines,
)
from fagspejl.workspace.load.edge import at_the_link, page, words_of
from fagspejl.workspace.load.errors import ShiftRefused, ShiftStands
from fagspejl.workspace.load.rules import LINK_DAYS, check_shift, in_force
from fagspejl.workspace.load.selectors import shift_of, shifts_of, unit_behind, versions_of
from fagspejl.workspace.load.services.writing import write_shift
from fagspejl.workspace.load.told import levels_told, state_told
from fagspejl.workspace.load.types import DefinitionFacts, ShiftValues
from fagspejl.workspace.sessions.edge import opens_nothing
from fagspejl.workspace.sessions.edge import words_of as room_words_of
from fagspejl.workspace.sessions.phones.fields import Sent
from fagspejl.workspace.sessions.services.planning import today_here

MOST: Final = 60  # links that open nothing, of one network in ten minutes
unknown_links: Final = UnknownCodes(MOST)
_KEY: Final = re.compile("[a-z2-7]{26}")


@at_the_link
def shift(request: HttpRequest, key: str) -> HttpResponse:
    """Show the shifts that may be written, ask about one, and write it."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    unit, name = _found(request, key)
    versions, today = versions_of(unit), today_here()
    fields = request.POST if request.method == "POST" else request.GET
    sent = Sent({name: [str(one) for one in given] for name, given in fields.lists()})
    if request.method == "POST":
        return _written(unit, name, key, versions, sent, today)
    if sent.ticked("trin"):
        return _asked(unit, name, key, versions, sent, today)
    return _front(unit, name, key, versions, today)


def _found(request: HttpRequest, key: str) -> tuple[UUID, str]:
    """Return the unit of a link and its name. Raises SessionGone, and TooMany where a network guesses."""
    unit = unit_behind(key) if _KEY.fullmatch(key) else None
    name = None if unit is None else units_named([unit]).get(unit)
    if unit is None or name is None:
        opens_nothing(request, unknown_links)
    return unit, name


def _language(versions: tuple[DefinitionFacts, ...]) -> str:
    return versions[-1].language if versions else "da"


def _about(name: str, key: str, versions: tuple[DefinitionFacts, ...]) -> dict[str, Any]:
    words = words_of(_language(versions))
    return {"title": words.say("load_shift.title", unit=name), "unit": name, "at": f"/vagt/{key}/"}


def _front(
    unit: UUID,
    name: str,
    key: str,
    versions: tuple[DefinitionFacts, ...],
    today: date,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    language = _language(versions)
    words = words_of(language)
    first = date.fromordinal(today.toordinal() - LINK_DAYS)
    written = shifts_of(unit, first, today)
    lines = shift_lines(versions, written, today=today, back=LINK_DAYS, words=words)
    holds = in_force(versions, today)
    about = _about(name, key, versions) | {
        "lines": lines,
        "state": "" if lines else state_told(versions, today, words),
        "levels": levels_told(holds, words, room_words_of(language)) if holds else None,
        "error": error,
    }
    return page("front.html", about, language=language, status=status)


def _asked(
    unit: UUID, name: str, key: str, versions: tuple[DefinitionFacts, ...], sent: Sent, today: date
) -> HttpResponse:
    """Ask what yielded, once the level is chosen; a shift that is written is shown as it stands."""
    words = words_of(_language(versions))
    try:
        day, level, named = sent_day(sent), sent_level(sent), sent.text("vagt")
        values = ShiftValues(level)
        check_shift(versions, day, named, values, today=today, back=LINK_DAYS)
    except ShiftRefused as error:
        return _front(unit, name, key, versions, today, error=_said(error, words), status=400)
    standing = shift_of(unit, day, named)
    if standing is not None:
        values = ShiftValues(level, standing.values.yielded, standing.values.cause)
    return _form(name, key, versions, SentShift(day, named, values, 0), unit, today)


def _written(
    unit: UUID, name: str, key: str, versions: tuple[DefinitionFacts, ...], sent: Sent, today: date
) -> HttpResponse:
    words = words_of(_language(versions))
    try:
        told = sent_shift(sent)
        done = write_shift(unit, told.day, told.shift, told.values, seen=told.seen, back=LINK_DAYS)
    except ShiftRefused as error:
        return _front(unit, name, key, versions, today, error=_said(error, words), status=400)
    except ShiftStands as error:
        return _form(name, key, versions, told, unit, today, error=_said(error, words), status=409)
    holds = in_force(versions, told.day)
    about = _about(name, key, versions) | {
        "done": words.say(
            f"load_shift.done_{done}",
            shift=told.shift,
            day=day_told(told.day, today, words),
            level=words.say(f"load_words.{told.values.level}").lower(),
        ),
        "level": next(
            one
            for one in levels_told(holds, words, room_words_of(words.language)).levels
            if one.level == told.values.level.value
        )
        if holds
        else None,
        "never": [one.task for one in holds.never] if holds else [],
    }
    return page("thanks.html", about, language=_language(versions))


def _form(
    name: str,
    key: str,
    versions: tuple[DefinitionFacts, ...],
    told: SentShift,
    unit: UUID,
    today: date,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    holds = in_force(versions, told.day)
    assert holds is not None, "checked before"
    words = words_of(_language(versions))
    ask = asked_about(
        holds,
        shift_of(unit, told.day, told.shift),
        day=told.day,
        shift=told.shift,
        values=told.values,
        versions=versions,
        today=today,
        words=words,
    )
    about = _about(name, key, versions) | {"ask": ask, "error": error}
    return page("ask.html", about, language=_language(versions), status=status)


def _said(error: ShiftRefused | ShiftStands, words: Any) -> str:
    field = error.facts.get("field")
    key = f"load_error.{error.key}_{field}" if field else f"load_error.{error.key}"
    return str(words.say(key))
