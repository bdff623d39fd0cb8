"""Values of the tool. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final
from uuid import UUID

MOST_TASKS: Final = 25  # more are marked by nobody in five minutes
MOST_ITEMS: Final = 30
MOST_SOURCES: Final = 20


class Mark(StrEnum):
    """What somebody says of herself and a task; a task without a mark is not hers."""

    TEACH = "teach"
    CAN = "can"
    SUPPORT = "support"
    WANTS = "wants"


FULL: Final = frozenset((Mark.TEACH, Mark.CAN))


class LearningHow(StrEnum):
    """How something is to be learned."""

    COLLEAGUE = "colleague"
    COURSE = "course"
    EDUCATION = "education"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class NeededTask:
    """A task as it is typed in. `number`: what rows call it, given once; 0 for a new one. `need`: people who can."""

    name: str
    need: int
    source: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class CompetenceFacts:
    """A unit's overview. `tasks` in their order; `revision` counts from 0, where nothing is written yet."""

    unit: UUID
    language: str
    revision: int
    tasks: tuple[NeededTask, ...] = ()

    def task(self, number: int) -> NeededTask | None:
        """Return a task by its number; None for one that is not there any more."""
        return next((one for one in self.tasks if one.number == number), None)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A person's row. `marks`: by number of the task. `ask`: numbers of tasks of which colleagues may ask.

    `opened`: the leader may read it. `revision` counts from 1.
    """

    id: UUID
    unit: UUID
    person: UUID
    marks: Mapping[int, Mark]
    ask: frozenset[int]
    opened: bool
    seen_on: date
    revision: int


class Veil(IntEnum):
    """What the leader may know of what a row was in the last drawing.

    KNOWN: she could read it, or the row is not in it. PERHAPS: it was opened later, with marks that had changed.
    ALTERED: it was never open, and the marks have changed. HELD: it was never open, and the marks are the same.
    """

    KNOWN = 0
    PERHAPS = 1
    ALTERED = 2
    HELD = 3


@dataclass(frozen=True, slots=True)
class RowState:
    """What the leader may know of a row, without what it says.

    `fresh`: written or looked through since the last drawing. `read`: the leader could read its marks, now or before.
    `drawn`: it is in the last drawing; `veil`: what she may know of it there.
    """

    opened: bool
    fresh: bool = True
    read: bool = False
    drawn: bool = False
    veil: Veil = Veil.KNOWN


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many of a unit's rows say what of a task."""

    number: int
    name: str
    need: int
    full: int
    support: int
    wants: int

    @property
    def thin(self) -> bool:
        """Whether one person or nobody can, or fewer than are needed."""
        return self.full <= 1 or self.full < self.need


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """What was drawn of a unit's rows on a day. `n`: rows in it, at least five."""

    drawn_on: date
    n: int
    tasks: tuple[TaskCount, ...]

    @property
    def thin(self) -> tuple[TaskCount, ...]:
        """The tasks that are thin."""
        return tuple(one for one in self.tasks if one.thin)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningValues:
    """What is to be learned, as it is typed in. `task`: number of a task, or 0."""

    what: str
    how: LearningHow
    used_where: str
    sign: str = ""
    by: date | None = None
    task: int = 0


@dataclass(frozen=True, slots=True)
class LearningFacts:
    """An item of the plan."""

    id: UUID
    values: LearningValues
    done_on: date | None


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source of new knowledge, the role that follows it, and when somebody last told of it."""

    id: UUID
    source: str
    follower_role: str
    last_shared: date | None
    created_on: date
