"""What a phone sends and what becomes of it. Whatever is refused is told on the page, with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fagspejl.workspace.sessions.edge import said, words_of
from fagspejl.workspace.sessions.errors import (
    AnswerRefused,
    DoorLocked,
    MovedOn,
    NotNow,
    RoomFull,
    SessionError,
    SessionGone,
    SlipNeeded,
    TextAsks,
)
from fagspejl.workspace.sessions.phases import DIRECTION, LAST
from fagspejl.workspace.sessions.phones import collecting
from fagspejl.workspace.sessions.phones.fields import Sent, answer_in
from fagspejl.workspace.sessions.phones.judging import after, number_of, open_cases
from fagspejl.workspace.sessions.phones.told import NOTHING, Told
from fagspejl.workspace.sessions.rules import MOST_ITEMS
from fagspejl.workspace.sessions.selectors.own import own_answers
from fagspejl.workspace.sessions.services import joining
from fagspejl.workspace.sessions.types import AnswerValues, DifferenceReason, PhoneFacts, SessionFacts

_STATUS: Final[dict[type[SessionError], int]] = {
    NotNow: 409,
    MovedOn: 409,
    DoorLocked: 403,
    RoomFull: 403,
    SlipNeeded: 403,
}


def status_of(error: SessionError) -> int:
    """Return the status of the page that tells what was refused."""
    return _STATUS.get(type(error), 400)


@dataclass(frozen=True, slots=True)
class Sending:
    """What a phone sends: who it is, and the fields."""

    known: SessionFacts
    me: PhoneFacts
    code: str
    token: str
    sent: Sent


def done(sending: Sending) -> tuple[Told, int]:
    """Do what was sent, and return what is told of it and the status of the page. Raises SessionGone."""
    words = words_of(sending.known.language)
    act = _ACTS.get(sending.sent.text("act"))
    try:
        if act is None:
            raise AnswerRefused(field="act")
        return act(sending), 200
    except SessionGone:
        raise
    except ItemRefused as refused:
        return _refused(sending, refused.error, refused.item), status_of(refused.error)
    except SessionError as error:
        place = error.facts.get("place")
        told = Told(
            error=said(error, words),
            field=str(error.facts.get("field", "")),
            sent=sending.sent,
            item=place if isinstance(place, int) else None,
            asks=isinstance(error, TextAsks),
            unsaved=_unsaved(sending, error),
        )
        return told, status_of(error)


class ItemRefused(Exception):
    """What was sent for one item was refused."""

    def __init__(self, item: int, error: SessionError) -> None:
        super().__init__(item)
        self.item, self.error = item, error


def _refused(sending: Sending, error: SessionError, item: int) -> Told:
    sentence = said(error, words_of(sending.known.language))
    if isinstance(error, NotNow):  # the form is gone with its phase; what was written is not
        return Told(error=sentence, unsaved=sending.sent.text(f"r{item}"))
    return Told(
        error=sentence,
        field=str(error.facts.get("field", "")),
        item=item,
        sent=sending.sent,
        asks=isinstance(error, TextAsks),
        next_case=number_of(open_cases(sending.known, {}), item),
    )


def _answer(sending: Sending) -> Told:
    known, sent = sending.known, sending.sent
    round_ = 2 if sent.text("round") == "2" else 1
    key = sent.key()
    items = [_item(one) for one in dict.fromkeys(sent.fields.get("item", ()))][:MOST_ITEMS]
    if not items:
        raise AnswerRefused(field="item")
    values = {item: _values(sent, item) for item in items}
    try:
        joining.answer_all(
            sending.code, sending.token, key, round_=round_, values=values, asked=sent.ticked("seen")
        )
    except SessionGone:
        raise
    except SessionError as error:
        raise ItemRefused(int(str(error.facts.get("item", items[0]))), error) from None
    words = words_of(known.language)
    answered = any(one != AnswerValues() for one in values.values())
    told = words.say("phone.saved" if answered else "phone.skipped")
    if round_ == 1:
        cases = open_cases(known, own_answers(sending.me, 1))
        number = number_of(cases, items[0])
        return Told(saved=told, next_case=None if number is None else after(cases, number))
    return Told(saved=told)


def _values(sent: Sent, item: int) -> AnswerValues:
    try:
        return answer_in(sent, item)
    except SessionError as error:
        raise ItemRefused(item, error) from None


def _item(text: str) -> int:
    number = Sent({"item": (text,)}).number("item")
    if number is None:
        raise AnswerRefused(field="item")
    return number


def _guess(sending: Sending) -> Told:
    of_ten = sending.sent.number("guess")
    words = words_of(sending.known.language)
    if of_ten is None:
        return Told(saved=words.say("phone.skipped_guess"))
    joining.guess(sending.code, sending.token, sending.sent.key(), of_ten=of_ten)
    return Told(saved=words.say("phone.saved_guess"))


def _unsaved(sending: Sending, error: SessionError) -> str:
    """Return what was written for a form that is gone with its phase."""
    if not isinstance(error, NotNow) or sending.sent.text("act") != "write":
        return ""
    return "\n".join(filter(None, collecting.texts_in(sending.sent)))


def _write(sending: Sending) -> Told:
    anything = collecting.write(sending.code, sending.token, sending.sent)
    words = words_of(sending.known.language)
    return Told(saved=words.say("phone.collect_saved" if anything else "phone.collect_emptied"))


def _take_back(sending: Sending) -> Told:
    collecting.take_back(sending.code, sending.token, sending.sent)
    return Told(saved=words_of(sending.known.language).say("phone.collect_taken_back"))


def _recognise(sending: Sending) -> Told:
    collecting.recognise(sending.code, sending.token, sending.sent)
    return Told(saved=words_of(sending.known.language).say("phone.collect_saved_answer"))


def _three(sending: Sending) -> Told:
    sent, words = sending.sent, words_of(sending.known.language)
    asked = joining.groups_asked(sending.known, sending.me)
    chosen = {group: [_item(one) for one in sent.fields.get(f"three{group}", ())] for group in asked}
    joining.guess_three(
        sending.code,
        sending.token,
        sent.key(),
        chosen={group: three for group, three in chosen.items() if three},
    )
    return Told(saved=words.say("phone.saved_three" if any(chosen.values()) else "phone.skipped_guess"))


def _tick(sending: Sending) -> Told:
    reasons = sending.sent.choices("differences", DifferenceReason)
    joining.name_difference(sending.code, sending.token, sending.sent.key(), reasons=reasons)
    words = words_of(sending.known.language)
    return Told(saved=words.say("phone.saved_reasons" if reasons else "phone.skipped_reasons"))


def _consent(sending: Sending) -> Told:
    alone = sending.sent.text("alone")
    if alone not in ("1", "0"):
        raise AnswerRefused(field="alone")
    joining.consent(sending.code, sending.token, sending.sent.key(), alone=alone == "1")
    return Told(saved=words_of(sending.known.language).say("phone.saved_consent"))


def _show(sending: Sending) -> Told:
    joining.show_leader(sending.code, sending.token, sending.sent.key())
    return Told(saved=words_of(sending.known.language).say("phone.shown"))


def _leave(sending: Sending) -> Told:
    sent = sending.sent
    answers = {name: sent.number(name) for name in LAST} | _direction(sent)
    joining.leave(sending.code, sending.token, sent.key(), **answers)
    words = words_of(sending.known.language)
    answered = any(one is not None for one in answers.values())
    return Told(saved=words.say("phone.thanks_saved" if answered else "phone.thanks_skipped"))


def _direction(sent: Sent) -> dict[str, int | None]:
    """Return the answer to the direction check; nothing where the form did not ask, or nothing was chosen."""
    return {DIRECTION: sent.number(DIRECTION)} if sent.text(DIRECTION) else {}


def _see(sending: Sending) -> Told:
    sent, words = sending.sent, words_of(sending.known.language)
    answers = _direction(sent) or {DIRECTION: None}
    joining.leave(sending.code, sending.token, sent.key(), **answers)
    answered = answers[DIRECTION] is not None
    return Told(saved=words.say("phone.direction_saved" if answered else "phone.direction_skipped"))


def _again(sending: Sending) -> Told:
    """A phone that joined already and sends that form once more sees its page."""
    return NOTHING


_ACTS: Final[dict[str, Callable[[Sending], Told]]] = {
    "join": _again,
    "answer": _answer,
    "guess": _guess,
    "three": _three,
    "write": _write,
    "take_back": _take_back,
    "mean": _recognise,
    "tick": _tick,
    "consent": _consent,
    "show": _show,
    "see": _see,
    "leave": _leave,
}
