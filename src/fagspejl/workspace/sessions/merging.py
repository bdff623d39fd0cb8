"""The form in which the facilitator puts together what was written: plain fields, and what was typed is never lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import LIVE_ALL
from fagspejl.workspace.sessions.collecting import STATEMENT_SIGNS
from fagspejl.workspace.sessions.phases import collect_of
from fagspejl.workspace.sessions.phones.fields import one_line
from fagspejl.workspace.sessions.selectors.collected import (
    Listed,
    asked_of,
    listed,
    may_tell,
    recognised,
)
from fagspejl.workspace.sessions.services.collecting import AS_IT_STANDS
from fagspejl.workspace.sessions.showing import Showing
from fagspejl.workspace.sessions.types import Collecting, PhaseCode, SessionFacts

ACT: Final = "merge"
MOST_FIELDS: Final = 40  # read from a form: more than there are
_EMPTY: Final = 4  # fields that stand ready for what comes
_TEXT: Final = "statement-"
_UNDER: Final = "under-"
_NOWHERE: Final = ""
_SHORT: Final = 60  # signs of a statement in a list to choose from
_SIGNS: Final = len(str(MOST_FIELDS))

Sent = Mapping[str, Any]


def merging(now: Showing, words: Wording, *, sent: Sent | None, asks: bool) -> dict[str, Any] | None:
    """Return what the form shows; None where nothing is put together. `sent`: what was sent and not taken."""
    known = now.known
    collect = collect_of(known)
    if collect is None or known.phase is not PhaseCode.COLLECT or known.collecting is not Collecting.MERGE:
        return None
    typed = sent if sent is not None and sent.get("act") == ACT else None
    texts = list(known.statements) if typed is None else statements_in(typed)
    shown = min(
        max(len(texts) + _EMPTY if typed is None else len(texts), _EMPTY), max(collect.most, len(texts))
    )
    texts += [""] * (shown - len(texts))
    asked = asked_of(known)
    return {
        "hint": words.say("control.merging_hint", most=collect.most, many=collect.many, words=collect.words),
        "legend": collect.beginning or collect.prompt,
        "signs": STATEMENT_SIGNS,
        "statements": [
            {"name": f"{_TEXT}{place}", "number": place + 1, "text": text} for place, text in enumerate(texts)
        ],
        "contributions": [_contribution(one, texts, typed, words) for one in listed(known)],
        "asks": asks and typed is not None,
        "answers": _answers(known, words),
        "may_tell": may_tell(asked, now.recognised),
    }


def statements_in(sent: Sent) -> list[str]:
    """Return the statements of a form, empty ones too: their places are what contributions stand under."""
    places = [int(name[len(_TEXT) :]) for name in sent if _is_place(name)]
    return [one_line(str(sent.get(f"{_TEXT}{place}", ""))) for place in range(max(places, default=-1) + 1)]


def under_in(sent: Sent) -> dict[str, int]:
    """Return under which statement each contribution was put, by its mark."""
    found = {}
    for name in sent:
        value = str(sent.get(name, ""))
        number = value.removeprefix("-")
        if name.startswith(_UNDER) and number.isascii() and number.isdigit():
            place = int(value[: _SIGNS + 1])
            found[name[len(_UNDER) :]] = place if place >= 0 else AS_IT_STANDS
    return found


def _is_place(name: str) -> bool:
    place = name.removeprefix(_TEXT)
    fits = name.startswith(_TEXT) and place.isascii() and place.isdigit() and len(place) <= _SIGNS
    return fits and int(place) < MOST_FIELDS


def _contribution(one: Listed, texts: list[str], typed: Sent | None, words: Wording) -> dict[str, Any]:
    name = f"{_UNDER}{one.mark}"
    own = _NOWHERE if one.statement is None else str(one.statement)
    chosen = own if typed is None else str(typed.get(name, _NOWHERE))
    choices = [
        (_NOWHERE, words.say("control.under_none")),
        (str(AS_IT_STANDS), words.say("control.as_it_stands")),
    ]
    choices += [
        (str(place), words.say("control.under", number=place + 1, text=_short(text)))
        for place, text in enumerate(texts)
    ]
    return {
        "name": name,
        "text": one.text,
        "choices": [(value, label, value == chosen) for value, label in choices],
    }


def _short(text: str) -> str:
    return f"{text[:_SHORT].rstrip()} …" if len(text) > _SHORT else text


def _answers(known: SessionFacts, words: Wording) -> str:
    """Return how many have said whether they recognise their words, once four people have: before, who is seen to press
    has written what is counted."""
    asked = asked_of(known)
    if recognised(asked)[2] < LIVE_ALL:
        return ""
    answered = sum(one.confirmed is not None for one in asked)
    return words.say("control.recognise_answers", answered=answered, of=len(asked))
