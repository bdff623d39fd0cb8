"""Values of a course's questions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

MOST_SIGNS: Final = 280
MOST_NAME_SIGNS: Final = 40
MOST_REASON_SIGNS: Final = 140
MOST_ANSWER_SIGNS: Final = 1_000
MOST_OF_A_PHONE: Final = 10  # questions in one course
MOST_OF_A_COURSE: Final = 1_500
ON_A_PAGE: Final = 50


class State(StrEnum):
    """Where a question is."""

    WAITING = "waiting"  # only its asker and the lecturers see it
    OPEN = "open"  # everybody sees it and may vote
    ANSWERED = "answered"  # in the room, or in writing
    HIDDEN = "hidden"  # with a reason that its asker is told


class Act(StrEnum):
    """What a lecturer does with questions."""

    LET_IN = "let_in"
    PIN = "pin"
    UNPIN = "unpin"
    MERGE = "merge"
    SPLIT = "split"
    ANSWERED = "answered"
    ANSWER = "answer"
    HIDE = "hide"


UNANSWERED: Final = frozenset((State.WAITING, State.OPEN))
PUBLIC: Final = frozenset((State.OPEN, State.ANSWERED))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question without anything of who stands behind it but their number.

    `votes`: phones that asked it or voted for it, of a question with others merged into it those of all of them, each
    once. `into`: the question that it was merged into, whose state and answer are then its own.
    """

    id: UUID
    text: str
    name: str
    state: State
    votes: int
    version: int
    pinned: bool = False
    into: UUID | None = None
    hidden_because: str = ""
    answer: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """The one order there is: by votes, and among equals by chance (ids are random), so that none tells a time."""
        return -self.votes, self.id.hex


@dataclass(frozen=True, slots=True)
class Standing:
    """A question that stands for itself, with those merged into it."""

    question: AskedQuestion
    merged: tuple[AskedQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """What a phone has to do with questions. Until the close; nothing of it is kept.

    `asked`: ids of its questions. `voted`: ids of those that it voted for.
    """

    asked: frozenset[UUID] = frozenset()
    voted: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """How many questions nobody has answered. `waiting`: those of them that are not let in."""

    waiting: int
    open: int

    @property
    def all(self) -> int:
        """Both."""
        return self.waiting + self.open
