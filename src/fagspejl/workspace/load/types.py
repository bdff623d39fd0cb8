"""Values of the tool. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.workspace.sessions.levels.types import LoadLevel

MOST_TASKS: Final = 20  # more are read by nobody who is busy
MOST_SHIFTS: Final = 6
YIELDING: Final = (LoadLevel.YELLOW, LoadLevel.RED)  # on green everything is done


class Placement(StrEnum):
    """What becomes of a task on a level."""

    ALWAYS = "always"
    IF_POSSIBLE = "if_possible"
    CAN_WAIT = "can_wait"


class Cause(StrEnum):
    """What there was too little of, or too much."""

    PEOPLE = "people"
    TIME = "time"
    SYSTEM = "system"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class TaskValues:
    """A task as it is typed in. `number`: what it is called in calendars, through all versions; 0 for a new one.

    `yellow`, `red`: None where the unit has not decided yet. A task that never yields is done always, on both.
    """

    task: str
    yellow: Placement | None
    red: Placement | None
    harm: str = ""
    never: bool = False
    number: int = 0

    def on(self, level: LoadLevel) -> Placement:
        """Return what becomes of the task on a level."""
        placed = {LoadLevel.YELLOW: self.yellow, LoadLevel.RED: self.red}.get(level)
        return Placement.ALWAYS if self.never or placed is None else placed


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionValues:
    """What a version says, as it is typed in."""

    signs_green: str = ""
    signs_yellow: str
    signs_red: str
    who_declares: str
    shifts: tuple[str, ...]
    tasks: tuple[TaskValues, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionFacts:
    """A version of a unit's levels. `number` counts from 1."""

    unit: UUID
    number: int
    language: str
    made_on: date
    starts_on: date
    values: DefinitionValues

    def task(self, number: int) -> TaskValues | None:
        """Return a task by its number; None for one of another version."""
        return next((one for one in self.values.tasks if one.number == number), None)

    def signs(self, level: LoadLevel) -> str:
        """Return by which signs the unit knows a level."""
        told = self.values
        return {
            LoadLevel.GREEN: told.signs_green,
            LoadLevel.YELLOW: told.signs_yellow,
            LoadLevel.RED: told.signs_red,
        }[level]

    def placed(self, level: LoadLevel, placement: Placement) -> tuple[TaskValues, ...]:
        """Return the tasks that stand so on a level; those that never yield are not among them."""
        return tuple(one for one in self.values.tasks if not one.never and one.on(level) is placement)

    @property
    def never(self) -> tuple[TaskValues, ...]:
        """The tasks that never yield."""
        return tuple(one for one in self.values.tasks if one.never)


@dataclass(frozen=True, slots=True)
class ShiftValues:
    """What is said of a shift. `yielded`: numbers of tasks, in order."""

    level: LoadLevel
    yielded: tuple[int, ...] = ()
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """A shift as it stands. `version`: of the levels, on the day it was written; `revision` counts from 1."""

    day: date
    shift: str
    version: int
    values: ShiftValues
    corrected: bool
    revision: int


class Written(StrEnum):
    """What became of a shift that was sent."""

    NEW = "new"
    SAME = "same"
    CORRECTED = "corrected"
