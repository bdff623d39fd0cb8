"""Values of the tool. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.workspace.sessions.evidence.types import Series

MOST_CARDS: Final = 5  # what an outsider reads of evidence on one page
MOST_SENTENCES: Final = 4  # of one part
SENTENCE_SIGNS: Final = 240
PAGE_SIGNS: Final = 3_000  # of all texts and cards together: what one page of paper holds


class NoteStatus(StrEnum):
    """Where a note stands."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"


class NoteAsk(StrEnum):
    """What the reader is asked for."""

    INFORM = "inform"
    GUIDANCE = "guidance"
    DECISION = "decision"


class Tag(StrEnum):
    """What a sentence is; a fact has a card."""

    FACT = "fact"
    JUDGEMENT = "judgement"
    ESTIMATE = "estimate"


class Part(StrEnum):
    """The parts of a note, in the order in which they are read."""

    SEEN = "seen"
    WORK = "work"
    CITIZENS = "citizens"
    DONE = "done"
    OPTIONS = "options"
    NOTHING = "nothing"  # the option of doing nothing, which every note has
    COUNTER = "counter"  # the legitimate consideration that speaks against


class Reply(StrEnum):
    """What was decided. NOTED: to a note that informs alone."""

    GRANTED = "granted"
    PARTLY = "partly"
    NOT_GRANTED = "not_granted"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteValues:
    """What a leader writes. Empty and None: not said yet. `parts`: sentences, one each.

    `decided_on`: the day of the decision that the note is about, where it is one. `addressee`: a person.
    """

    about: str
    decided_on: date | None = None
    ask: NoteAsk = NoteAsk.DECISION
    ask_text: str = ""
    answer_by: date | None = None
    addressee: UUID | None = None
    parts: dict[Part, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """A card of evidence as it was frozen. `gone`: what it comes from was withdrawn; its figure is shown to nobody.

    `shown_on`: the newest day that the figure speaks of.
    """

    id: UUID
    number: int
    kind: str
    source: str
    heading: str
    sentence: str
    n: int
    shown_on: date
    frozen_on: date
    series: Series | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """A sentence. `card`: the number of its evidence."""

    id: UUID
    part: Part
    text: str
    tag: Tag | None = None
    card: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What came back. `by`: a person, None once forgotten."""

    on: date
    by: UUID | None
    reply: Reply
    text: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardFacts:
    """A note as it stands. `sender`: who led the unit when it was sent; persons are None once forgotten."""

    id: UUID
    unit: UUID
    language: str
    status: NoteStatus
    about: str
    decided_on: date | None
    ask: NoteAsk
    ask_text: str
    answer_by: date | None
    addressee: UUID | None
    sender: UUID | None
    created_on: date
    sent_on: date | None
    closed_on: date | None
    answer: AnswerFacts | None
    revision: int
    sentences: tuple[SentenceFacts, ...] = ()
    cards: tuple[CardFacts, ...] = ()
    from_point: UUID | None = None

    def part(self, part: Part) -> tuple[SentenceFacts, ...]:
        """Return the sentences of one part."""
        return tuple(one for one in self.sentences if one.part is part)

    def card(self, number: int | None) -> CardFacts | None:
        """Return a card by its number."""
        return next((one for one in self.cards if one.number == number), None)

    @property
    def days_to_answer(self) -> int | None:
        """Days from sending to the answer; None while there is none."""
        if self.sent_on is None or self.answer is None:
            return None
        return (self.answer.on - self.sent_on).days

    def is_late(self, today: date) -> bool:
        """Whether it is unanswered past its day."""
        late = self.answer_by is not None and self.answer_by < today
        return self.status is NoteStatus.SENT and late


@dataclass(frozen=True, slots=True)
class LineAbove:
    """Who stands above a unit today. `above`: the own leaders of its leaders; `here`: whether anybody leads it."""

    above: tuple[UUID, ...] = ()
    leaders: tuple[UUID, ...] = ()
