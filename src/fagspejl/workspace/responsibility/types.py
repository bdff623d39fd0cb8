"""Values of the tool. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

TEMPLATE: Final = "responsibility"
MOST_ROWS: Final = 12  # more are gone through by nobody in one meeting
MOST_ROLES: Final = 8  # with "nobody" nine columns, which a phone of 320 px holds


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a unit, never a person. `held`: somebody has it now."""

    name: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class RowValues:
    """A row as it is typed in. `holder`: a role's name, "" where none is chosen yet."""

    task: str
    holder: str = ""
    can_be_asked: str = ""
    takes_over: str = ""
    leader_stays_out: str = ""
    told_how: str = ""


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A row of a map. `valid_from`: since when it has stood like this."""

    values: RowValues
    valid_from: date


@dataclass(frozen=True, slots=True)
class MapFacts:
    """A unit's map as it stands. `agreed_on`: when it was gone through last, None before the first time.

    `roles_changed`: a role has come, gone, or been left or taken since then. `revision` counts from 1.
    """

    unit: UUID
    revision: int
    language: str
    agreed_on: date | None
    roles: tuple[Role, ...]
    roles_changed: bool
    rows: tuple[RowFacts, ...]

    def is_held(self, role: str) -> bool:
        """Whether a role stands on the list and somebody has it."""
        return any(one.held for one in self.roles if same(one.name, role))


def same(one: str, other: str) -> bool:
    """Whether two texts are the same task or role, however they are written."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
