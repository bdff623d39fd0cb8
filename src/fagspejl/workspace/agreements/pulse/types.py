"""Values of the pulse. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from fagspejl.workspace.agreements.types import PulseSide
from fagspejl.workspace.arithmetic.findings import PulseGap


@dataclass(frozen=True, slots=True)
class ObstacleFacts:
    """What got in the way, in somebody's words, in the week of a Monday."""

    week: date
    version: int
    side: PulseSide
    text: str


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """One point of a line: `yes` of `n` relevant answers, 5 or more, in the weeks from `first` to `last` (Mondays).

    `counts`: the relevant answers one by one, in the order of ANSWERS (done, exception, not done; or yes, partly, no).
    `exceptions`: how many of the answers named which exception (0: none named), by its number. `lines`: by alphabet.
    """

    side: PulseSide
    version: int
    first: date
    last: date
    yes: int
    n: int
    counts: tuple[int, int, int]
    exceptions: tuple[tuple[int, int], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOutWeek:
    """A finished week of a side that is in no point: it had more answers than a side of `people` gives."""

    side: PulseSide
    version: int
    week: date
    people: int


@dataclass(frozen=True, slots=True)
class ShownPulse:
    """All that anybody sees of a pulse: finished weeks and whole points, in order of versions, weeks and sides.

    `too_small`: sides of the newest version that are declared smaller than a point; they are neither asked nor drawn.
    `gap`: the last four weeks of whole points of the newest version; None until each line has a point there.
    """

    points: tuple[ShownPoint, ...] = ()
    left_out: tuple[LeftOutWeek, ...] = ()
    too_small: tuple[PulseSide, ...] = ()
    gap: PulseGap | None = None

    def line(self, side: PulseSide) -> tuple[ShownPoint, ...]:
        """Return the points of one side."""
        return tuple(point for point in self.points if point.side is side)


class Door(StrEnum):
    """What the page of an agreement's link does today."""

    DRAFT = "draft"  # it does not hold yet
    NOT_YET = "not_yet"  # it holds from a later day
    OPEN = "open"
    NOT_THIS_WEEK = "not_this_week"
    OVER = "over"  # asked six times, and no more
    OFF = "off"  # the unit does not ask
    SUSPENDED = "suspended"
    REPLACED = "replaced"
    ENDED = "ended"


class PageKey(StrEnum):
    """What a page's key is worth when the page is sent."""

    GOOD = "good"
    OLD = "old"  # ours, of another day
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class OpenPulse:
    """What may be pressed today: the version in force, the Monday of the week, who is asked, which exceptions hold."""

    agreement: UUID
    version: int
    week: date
    sides: tuple[PulseSide, ...]
    sizes: dict[PulseSide, int | None] = field(default_factory=dict)
    exceptions: tuple[int, ...] = ()
