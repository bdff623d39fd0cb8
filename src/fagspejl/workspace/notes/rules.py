"""What may be done with a note when, what it must say before it is sent, and who stands above it. Pure.

Held by tests/notes/test_life_of_a_note.py and test_what_a_note_must_say.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.workspace.notes.errors import UpwardNotNow, UpwardRefused
from fagspejl.workspace.notes.types import (
    MOST_CARDS,
    MOST_SENTENCES,
    PAGE_SIGNS,
    SENTENCE_SIGNS,
    LineAbove,
    NoteAsk,
    NoteStatus,
    NoteValues,
    Part,
    Reply,
    Tag,
    UpwardFacts,
)
from fagspejl.workspace.safeguards.screen import is_blank

ABOUT_SIGNS: Final = 160
ASK_SIGNS: Final = 300
ANSWER_SIGNS: Final = 600
BECAUSE_SIGNS: Final = 300
ANSWER_DAYS: Final = 366  # the latest day for an answer
DECIDED_DAYS: Final = 2 * 366  # a decision further away is a slip of the pen


class NoteAct(StrEnum):
    """What is done with a note."""

    WRITE = "write"
    MARK = "mark"
    DELETE = "delete"
    SEND = "send"
    ANSWER = "answer"
    CLOSE = "close"


_DRAFT, _SENT, _ANSWERED = NoteStatus.DRAFT, NoteStatus.SENT, NoteStatus.ANSWERED
# What each act leads to, by where the note stands; nothing else is done. None: the note is gone. A note that is
# unanswered cannot be closed: it stays where everybody sees it.
MOVES: Final[dict[NoteAct, dict[NoteStatus, NoteStatus | None]]] = {
    NoteAct.WRITE: {_DRAFT: _DRAFT},
    NoteAct.MARK: {_DRAFT: _DRAFT},
    NoteAct.DELETE: {_DRAFT: None},
    NoteAct.SEND: {_DRAFT: _SENT},
    NoteAct.ANSWER: {_SENT: _ANSWERED},
    NoteAct.CLOSE: {_ANSWERED: NoteStatus.CLOSED},
}
REPLIES: Final[dict[NoteAsk, tuple[Reply, ...]]] = {
    NoteAsk.INFORM: (Reply.NOTED,),
    NoteAsk.GUIDANCE: (Reply.GRANTED, Reply.PARTLY, Reply.NOT_GRANTED),
    NoteAsk.DECISION: (Reply.GRANTED, Reply.PARTLY, Reply.NOT_GRANTED),
}
_SAYS_WHY: Final = frozenset((Reply.PARTLY, Reply.NOT_GRANTED))


def moved(act: NoteAct, status: NoteStatus) -> NoteStatus | None:
    """Return where the act leads. Raises UpwardNotNow."""
    if status not in MOVES[act]:
        raise UpwardNotNow(status=status.value)
    return MOVES[act][status]


def may(act: NoteAct, status: NoteStatus) -> bool:
    """Return whether the act is done with a note that stands there."""
    return status in MOVES[act]


def holders(addressee: UUID | None, line: LineAbove, here: Collection[UUID]) -> tuple[UUID, ...]:
    """Return who a note lies with today: its addressee in the line, else whoever took the place.

    Where nobody stands above the unit, the addressee keeps it while on the roster (`here`). Empty: nobody.
    """
    if line.above:
        return (addressee,) if addressee in line.above else line.above
    return (addressee,) if addressee is not None and addressee in here else ()


def check_values(values: NoteValues, today: date) -> None:
    """Raise UpwardRefused for what a draft may not hold. What is missing is asked for before sending alone."""
    if not 0 < len(values.about) <= ABOUT_SIGNS:
        raise UpwardRefused(field="about")
    if len(values.ask_text) > ASK_SIGNS:
        raise UpwardRefused(field="ask_text")
    if values.decided_on is not None and abs(values.decided_on - today).days > DECIDED_DAYS:
        raise UpwardRefused(field="decided_on")
    if values.answer_by is not None and not _may_be_asked(values.answer_by, today):
        raise UpwardRefused(field="answer_by")
    for part, texts in values.parts.items():
        if len(texts) > MOST_SENTENCES:
            raise UpwardRefused(field=part.value, most=MOST_SENTENCES)
        if any(len(text) > SENTENCE_SIGNS for text in texts):
            raise UpwardRefused(field=f"{part.value}_long", at=part.value, most=SENTENCE_SIGNS)


def check_cards(count: int) -> None:
    """Raise UpwardRefused for more cards than one page shows."""
    if count > MOST_CARDS:
        raise UpwardRefused(field="evidence", most=MOST_CARDS)


def lacking(note: UpwardFacts, today: date) -> tuple[str, ...]:
    """Return what stands between a draft and sending, in the order in which it is read: names of sentences."""
    return tuple(_lacking(note, today))


def _lacking(note: UpwardFacts, today: date) -> Iterator[str]:
    if note.addressee is None:
        yield "addressee"
    if not note.ask_text:
        yield "ask_text"
    if note.answer_by is None or not _may_be_asked(note.answer_by, today):
        yield "answer_by"
    for part in Part:
        if not note.part(part):
            yield part.value
    if any(one.tag is None for one in note.sentences):
        yield "tag"
    if any(one.tag is Tag.FACT and one.card is None for one in note.sentences):
        yield "fact"
    if any(card.gone for card in note.cards):
        yield "gone"
    if signs(note) > PAGE_SIGNS:
        yield "signs"


def signs(note: UpwardFacts) -> int:
    """Return how much stands on the page."""
    texts = [note.about, note.ask_text, *(one.text for one in note.sentences)]
    for card in note.cards:
        texts += [card.heading, card.sentence]
    return sum(map(len, texts))


def check_sendable(note: UpwardFacts, line: LineAbove, today: date) -> None:
    """Raise UpwardRefused for a note that lacks something, or whose addressee is not in the line above today."""
    found = lacking(note, today)
    if found:
        raise UpwardRefused(field=found[0], signs=signs(note), most=PAGE_SIGNS)
    check_addressee(note.addressee, line)


def check_addressee(addressee: UUID | None, line: LineAbove) -> None:
    """Raise UpwardRefused where a note would go to somebody who does not stand above the unit today."""
    if not line.above:
        raise UpwardRefused(field="nobody_above")
    if addressee is None:
        raise UpwardRefused(field="addressee")
    if addressee not in line.above:
        raise UpwardRefused(field="replaced")


def check_answer(ask: NoteAsk, reply: Reply, text: str, because: str) -> None:
    """Raise UpwardRefused for an answer that does not say what was decided, or not why."""
    if reply not in REPLIES[ask]:
        raise UpwardRefused(field="reply")
    if not 0 < len(text) <= ANSWER_SIGNS:
        raise UpwardRefused(field="answer")
    if len(because) > BECAUSE_SIGNS or (reply in _SAYS_WHY and not because):
        raise UpwardRefused(field="because")


def sentences_in(text: str) -> tuple[str, ...]:
    """Return the sentences of a field: one a line, without empty lines and signs of a list."""
    lines = (" ".join(line.split()).lstrip("-*•· ").strip() for line in text.splitlines())
    return tuple(line for line in lines if not is_blank(line))


def _may_be_asked(day: date, today: date) -> bool:
    return today < day <= today + timedelta(days=ANSWER_DAYS)
