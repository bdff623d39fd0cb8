"""What a phone shows and sends while a session collects: its own words, and what became of them. Nobody else's."""

from __future__ import annotations

from typing import Any, Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.collecting import STATEMENT_SIGNS, Collect
from fagspejl.workspace.sessions.errors import AnswerRefused, MovedOn
from fagspejl.workspace.sessions.phases import collect_of
from fagspejl.workspace.sessions.phones.fields import Sent
from fagspejl.workspace.sessions.phones.told import Told
from fagspejl.workspace.sessions.pictures.tools import help_for
from fagspejl.workspace.sessions.selectors.collected import own_contributions, statement_mark
from fagspejl.workspace.sessions.services import collecting
from fagspejl.workspace.sessions.types import Collecting, PhoneFacts, SessionFacts

FIELD: Final = "t"  # of a contribution: t0, t1, t2


def collect_part(known: SessionFacts, phone: PhoneFacts, told: Told, words: Wording) -> dict[str, Any]:
    """Return what the page of a phone is told."""
    collect = collect_of(known)
    if collect is None:
        return {"part": "watch"}
    if known.collecting is Collecting.WRITE:
        return _writing(known, phone, told, collect, words)
    merging = known.collecting is Collecting.MERGE
    own = [
        {
            "place": one.place,
            "text": one.text,
            "statement": one.statement,
            "asked": one.asked and merging,
            "confirmed": one.confirmed,
            "mark": statement_mark(one.statement),
        }
        for one in own_contributions(known, phone)
    ]
    return {
        "part": "collected",
        "own": own,
        "statements": known.statements,
        "merging": merging,
        "place": f"collected.{known.revision}",
    }


def _writing(
    known: SessionFacts, phone: PhoneFacts, told: Told, collect: Collect, words: Wording
) -> dict[str, Any]:
    kept = {one.place: one.text for one in own_contributions(known, phone)}
    sent = told.sent if told.field == "contribution" else None
    fields = [
        {
            "name": f"{FIELD}{place}",
            "number": place + 1,
            "text": kept.get(place, "") if sent is None else sent.text(f"{FIELD}{place}"),
            "wrong": told.error if told.item == place and sent is not None else "",
        }
        for place in range(collect.each)
    ]
    return {
        "collect": collect,
        "hint": words.say("phone.collect_hint", each=collect.each, words=collect.words),
        "fields": fields,
        "help": help_for(known),
        "signs": STATEMENT_SIGNS,
        "lost": words.say("line.lost_saved") if kept else "",
    }


def write(code: str, token: str, sent: Sent) -> bool:
    """Keep what a phone wrote, and return whether it is anything. Raises what the service raises."""
    texts = texts_in(sent)
    collecting.write(code, token, sent.key(), texts, asked=sent.ticked("seen"))
    return any(texts)


def texts_in(sent: Sent) -> list[str]:
    """Return what stands in the fields, to the last of them; one too many is refused by the service."""
    places = [
        int(name[1:])
        for name in sent.fields
        if name[:1] == FIELD and name[1:].isascii() and name[1:].isdigit() and len(name) == len(FIELD) + 1
    ]
    return [sent.text(f"{FIELD}{place}") for place in range(max(places, default=-1) + 1)]


def take_back(code: str, token: str, sent: Sent) -> None:
    """Delete what a phone wrote in one place."""
    collecting.take_back(code, token, sent.key(), _place(sent))


def recognise(code: str, token: str, sent: Sent) -> None:
    """Keep whether the own words are recognised."""
    answer = sent.text("mean")
    if answer not in ("1", "0"):
        raise AnswerRefused(field="act")
    try:
        collecting.recognise(code, token, sent.key(), _place(sent), yes=answer == "1", seen=sent.text("mark"))
    except MovedOn:
        raise MovedOn(field="contribution") from None


def _place(sent: Sent) -> int:
    place = sent.number("place")
    if place is None:
        raise AnswerRefused(field="act")
    return place
