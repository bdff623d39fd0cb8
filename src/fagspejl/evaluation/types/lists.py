"""The list of those who will be asked about a leader, as she checks it before the round opens. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.instrument.types import PerspectiveName

REASON_SIGNS: Final = 300
GROUPS_THAT_GROW: Final = (
    "employee",
    "subordinate_leader",
    "peer",
)  # after opening; who else answers is named


class ListChangeKind(StrEnum):
    """What is to happen with somebody on a list."""

    REMOVE = "remove"
    ADD = "add"


class Decision(StrEnum):
    """What a planner made of it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ListChangeFacts:
    """A wish, or an exception in writing. `person`: None until a planner has found the name on the roster."""

    id: UUID
    leader: UUID
    kind: ListChangeKind
    person: UUID | None
    name: str
    perspective: str
    reason: str
    wished_by: str
    wished_on: date
    decision: Decision
    decided_by: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class ListCheckFacts:
    """Where a leader's check stands. `reason`: why a planner confirmed the list in her place."""

    leader: UUID
    asked_on: date
    reminders: int
    confirmed_on: date | None
    confirmed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class OnList:
    """One person on a leader's list. `left_out`: by the rule of months, or exempt; `taken_off`: by a change."""

    person: UUID
    name: str
    unit: str
    profession: str
    perspective: str
    left_out: bool = False
    taken_off: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class OneMore:
    """Somebody who was forgotten when the round opened, and is to be asked about one leader.

    `id`: of the order; the change to the list has it too, so that one order makes one.
    """

    id: UUID
    leader: UUID
    person: UUID
    perspective: PerspectiveName
    reason: str


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """Somebody who has, or had, a link to answer about a leader. `later`: it was made after opening."""

    person: UUID
    name: str
    unit: str
    profession: str
    perspective: PerspectiveName
    has_address: bool
    taken_off: bool
    later: bool


@dataclass(frozen=True, slots=True)
class ListsStand:
    """How far the checking has come: leaders in the round, those asked, those whose list is confirmed, open wishes."""

    leaders: int
    asked: int
    confirmed: int
    wishes: int
