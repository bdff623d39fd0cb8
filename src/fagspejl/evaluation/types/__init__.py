"""Values of the evaluation room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

GRACE: Final = timedelta(
    minutes=15
)  # what was begun before the deadline may be finished: saves are taken until then
MARGIN: Final = timedelta(minutes=1)  # and only after that may a round be closed


class RoundState(StrEnum):
    """Where a round stands. Each arrow is one service; nothing goes back."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSING = "closing"  # frozen: every write of an answer is refused
    SEALED = "sealed"  # the Release exists, answers do not
    KEYS_GONE = "keys_gone"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class RevokeReason(StrEnum):
    """Why somebody is no longer asked about a leader; it stands in the access log."""

    LEFT = "left"
    WRONG_LEADER = "wrong-leader"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """What the respondent's pages may know of an invitation: never who else, never whether anything was answered."""

    id: UUID
    round: UUID
    person: UUID
    leader: UUID
    perspective: str
    form: str
    generation: int
    moving: bool
    revoked: bool
    leader_name: str
    owner_initials: str
    owner_unit: str
    profession: str
    language: str


class KeyHolderFacts(NamedTuple):
    """What the holder of the round's key needs of an invitation, and no more: a national round has half a million."""

    id_bytes: bytes
    person_bytes: bytes
    leader: UUID
    perspective: str
    generation: int
    moving: bool
    revoked: bool

    @property
    def id(self) -> UUID:
        """The invitation."""
        return UUID(bytes=self.id_bytes)


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What pages and commands may know of a round."""

    id: UUID
    title: str
    organisation: str
    state: RoundState
    instrument: str
    instrument_sha: str
    opened_at: datetime | None
    deadline: datetime
    close_step: int
    keys_destroyed_on: date | None
    policy_sha: str
    reports_deleted_on: date | None = None  # as their time was over
