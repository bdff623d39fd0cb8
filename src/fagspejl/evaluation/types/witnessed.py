"""Values of the witnessed key: who holds which half, and where each stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID


class Holder(StrEnum):
    """Who holds a half."""

    PLANNER = "planner"
    REPRESENTATIVE = "representative"  # of the employees


HOLDERS: Final = tuple(Holder)


@dataclass(frozen=True, slots=True)
class Half:
    """One half as pages may know it: never what it says. Days and times are None until they come.

    `account`: of the planner who holds it, "" for the representative; `person`: the representative's, None where only
    a name is known. `number` is the beginning of its commitment, as the sheet shows it.
    """

    round: UUID
    turn: int
    holder: Holder
    name: str
    account: str
    person: UUID | None
    number: str
    taken_at: datetime | None
    read_back_on: date | None
    lost_on: date | None
    destroyed_on: date | None

    @property
    def is_safe(self) -> bool:
        """Whether its holder has shown that the sheet can be read, and has not lost it."""
        return self.read_back_on is not None and self.lost_on is None


@dataclass(frozen=True, slots=True)
class WitnessedCopy:
    """The second copy of a round's key as pages may know it; `turn` counts the pairs of halves that were made."""

    round: UUID
    turn: int
    made_on: date
    halves: dict[Holder, Half]

    @property
    def is_safe(self) -> bool:
        """Whether both halves were read back, and neither is lost: only then may a round open."""
        return len(self.halves) == len(HOLDERS) and all(half.is_safe for half in self.halves.values())

    @property
    def is_lost(self) -> bool:
        """Whether a sheet is lost: then the whole copy counts as lost."""
        return any(half.lost_on is not None for half in self.halves.values())

    @property
    def is_gone(self) -> bool:
        """Whether it can no longer be put together once the round's key is destroyed, by the word of its holders.

        Every sheet was destroyed; or one was, or was never made, and the other is lost: found, it is one half.
        """
        sheets = [half for half in self.halves.values() if half.taken_at is not None]
        destroyed = [half for half in sheets if half.destroyed_on is not None]
        ended = all(half.destroyed_on is not None or half.lost_on is not None for half in sheets)
        return ended and (bool(destroyed) or len(sheets) < len(HOLDERS))

    @property
    def unread(self) -> tuple[Holder, ...]:
        """Whose half was not read back yet."""
        return tuple(holder for holder, half in self.halves.items() if half.read_back_on is None)
