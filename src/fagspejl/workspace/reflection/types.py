"""Values of reflection. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.lib.retention import Rule

QUESTIONS: Final = range(1, 9)
FIELD_SIGNS: Final = 2000  # of each text of a note
KEPT: Final = Rule("notes", months=12)  # from the last change, or from the day their owner chose to keep them
SOON: Final = Rule("notes_soon", months=2)  # how long before they go her page says so first of all


class NoteKind(StrEnum):
    """What a note is."""

    QUESTION = "question"  # one of the eight
    READING = "reading"  # of one's own report
    HARD_MEETING = "hard_meeting"


class ReadingTick(StrEnum):
    """What a leader says privately that comments are about; the program never reads comments."""

    LOAD = "load"
    STRAIN = "strain"
    UNCLEAR_RESPONSIBILITY = "unclear_responsibility"


FIELDS: Final[dict[NoteKind, tuple[str, ...]]] = {
    NoteKind.QUESTION: ("happened", "make_of_it", "will_try"),
    NoteKind.READING: ("surprised", "relevant", "understand"),
    NoteKind.HARD_MEETING: ("own_profession", "two_others", "organisation", "power"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFacts:
    """A note as its owner reads it. `texts`: in the order of FIELDS; empty ones were left empty.

    question: 1-8 of the eight, 0 for other kinds · part: the report of a reading · about: of a hard meeting, in words
    look_again_on: when the owner wants to be asked, looked_again: when she was there again, and what she wrote then
    """

    id: UUID
    kind: NoteKind
    written_on: date
    texts: tuple[str, ...]
    question: int = 0
    part: UUID | None = None
    about: str = ""
    ticks: tuple[ReadingTick, ...] = ()
    look_again_on: date | None = None
    looked_again: date | None = None
    afterwards: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not any(self.texts) and not self.ticks and not self.about

    def changed(self, **said: object) -> NoteFacts:
        """Return the note with something else in it."""
        return replace(self, **said)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a leader wrote when she read her report: three answers, each may be empty, and what she ticked."""

    surprised: str
    relevant: str
    understand: str
    ticks: tuple[ReadingTick, ...]
