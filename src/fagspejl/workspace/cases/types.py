"""Values of the tool. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.workspace.sessions.types import SplitGroup, SplitKind

EMPTY_FOUR: Final = ("", "", "", "")
LEARNED_LINES: Final = 3


class DilemmaType(StrEnum):
    """What pulls each its way: two of the four considerations, or two views of good work."""

    CITIZEN_PROFESSIONS = "citizen_professions"
    CITIZEN_RESOURCES = "citizen_resources"
    CITIZEN_LAW = "citizen_law"
    PROFESSIONS_RESOURCES = "professions_resources"
    PROFESSIONS_LAW = "professions_law"
    RESOURCES_LAW = "resources_law"
    BETWEEN_PROFESSIONS = "between_professions"


class Strain(StrEnum):
    """How a case weighs on those who have it."""

    LIGHT = "light"
    MIDDLE = "middle"
    HEAVY = "heavy"


class LeaderPart(StrEnum):
    """As what the leader takes part."""

    PARTICIPANT = "participant"
    GIVER = "giver"
    CHAIR = "chair"


class CaseRole(StrEnum):
    """The roles that rotate, the most needed first."""

    GIVER = "giver"
    CHAIR = "chair"
    MINUTES = "minutes"
    CITIZEN = "citizen"
    COUNTER = "counter"
    TIME = "time"


class IdeaAnswer(StrEnum):
    """What became of an idea from a phone."""

    PATTERN = "pattern"
    SPARRING = "sparring"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardValues:
    """What is written before the meeting."""

    type: str
    tension: str
    question: str
    dilemma_type: DilemmaType
    low_pole: str
    high_pole: str
    leader_part: LeaderPart = LeaderPart.PARTICIPANT
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesValues:
    """What is written while people meet: the four considerations, three lines, and what comes after."""

    considerations: tuple[str, str, str, str] = EMPTY_FOUR
    learned: tuple[str, ...] = ()
    strain: Strain | None = None
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A card. `session`: where it is or was talked about."""

    id: UUID
    unit: UUID
    language: str
    session: UUID | None
    created_on: date
    values: CardValues
    minutes: MinutesValues
    followed_up: str
    followed_on: date | None
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternValues:
    """What a pattern says."""

    dilemma_type: DilemmaType
    when: str
    we_weigh: str
    because: str
    unless: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFacts:
    """A pattern. `from_cases`: ids of the cards it came from, which may be gone."""

    id: UUID
    unit: UUID
    language: str
    values: PatternValues
    from_cases: tuple[UUID, ...]
    created_on: date
    changed_on: date
    withdrawn_on: date | None
    revision: int


@dataclass(frozen=True, slots=True)
class PatternPage:
    """One page of a list. `number` counts from 1."""

    patterns: tuple[PatternFacts, ...]
    number: int
    pages: int
    count: int


@dataclass(frozen=True, slots=True)
class IdeaFacts:
    """What came from a phone, and what became of it."""

    id: UUID
    unit: UUID
    text: str
    created_on: date
    answer: IdeaAnswer | None
    line: str
    answered_on: date | None
    pattern: UUID | None


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """When a unit takes its cases. `weekday`: 0 is Monday; `starts_on`: the first of its days.

    `groups`: by which answers are shown apart, typed once for all weeks.
    """

    unit: UUID
    weekday: int
    meeting: str
    short: bool
    weeks: int
    starts_on: date
    split_kind: SplitKind = SplitKind.NONE
    groups: tuple[SplitGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn by initials; None: no role next time."""

    initials: str
    role: CaseRole | None
