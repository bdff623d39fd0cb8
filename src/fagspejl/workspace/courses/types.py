"""Values of courses. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

KEPT_DAYS: Final = 30  # after a course nothing of it is left
MOST_BLOCKS: Final = 20
MOST_POINTS: Final = 12
MOST_LINKS: Final = 8
MOST_LECTURERS: Final = 4


class BlockKind(StrEnum):
    """What happens in a block."""

    TALK = "talk"
    EXERCISE = "exercise"
    QUESTIONS = "questions"
    SELF_CHECK = "self_check"
    POWER = "power"
    LINKS = "links"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Link:
    """A plain link, set by the organisation. Nobody is told that it was followed."""

    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockFacts:
    """A point of the agenda as its lecturer has it. `speaker_notes` are for lecturers alone."""

    id: UUID
    place: int
    kind: BlockKind
    title: str
    minutes: int
    points: tuple[str, ...] = ()
    speaker_notes: str = ""
    exercise: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    links: tuple[Link, ...] = ()
    session: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockValues:
    """What a lecturer writes of a block."""

    kind: BlockKind
    title: str
    minutes: int
    points: tuple[str, ...] = ()
    speaker_notes: str = ""
    exercise: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """A course without anything that a participant sent. `place`: the block that the room is at."""

    id: UUID
    title: str
    language: str
    planned_on: date
    created_on: date
    opened_on: date | None
    closed_on: date | None
    keep_until: date
    place: int
    revision: int
    asked_revision: int
    block_since: datetime | None
    blocks: tuple[BlockFacts, ...]

    @property
    def is_open(self) -> bool:
        """Whether phones can join."""
        return self.opened_on is not None and self.closed_on is None

    @property
    def block(self) -> BlockFacts:
        """The block that the room is at."""
        return self.blocks[min(self.place, len(self.blocks) - 1)]

    @property
    def minutes(self) -> int:
        """Of the whole course."""
        return sum(one.minutes for one in self.blocks)


@dataclass(frozen=True, slots=True)
class CoursePhoneFacts:
    """A phone in the room: its row's id, and nothing else there is to know of it."""

    id: UUID
    course: UUID
