"""Values of the tool. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.workspace.sessions.levels.types import LoadLevel
from fagspejl.workspace.sessions.types import DecisionMethod

MOST_ACTIVE: Final = 10  # agreements of a unit that hold at the same time: more are remembered by nobody
MOST_EXCEPTIONS: Final = 3  # of one version: the strip below the picture numbers them
TEXT_WORDS: Final = 80
REVIEW_DAYS: Final = 90
LINE_SIGNS: Final = 140


class AgreementStatus(StrEnum):
    """Where an agreement stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REPLACED = "replaced"
    ENDED = "ended"


class SuperiorRule(StrEnum):
    """What stands above an agreement, where something does."""

    NONE = "none"
    LAW = "law"
    GUIDELINE = "guideline"
    INSTRUCTION = "instruction"


class EventKind(StrEnum):
    """What happened to an agreement; each is a numbered flag on its life."""

    MADE = "made"
    STARTED = "started"
    TOLD = "told"
    EXCEPTION_ADDED = "exception_added"
    NEW_VERSION = "new_version"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REVIEWED = "reviewed"
    REPLACED = "replaced"
    ENDED = "ended"


class PulseSide(StrEnum):
    """Who is asked: those who do it, or those who receive the work."""

    DOER = "doer"
    RECEIVER = "receiver"


class PulseAnswer(StrEnum):
    """What a press says. Doers: done, exception, not_done; receivers: yes, partly, no; both: not_relevant."""

    DONE = "done"
    EXCEPTION = "exception"
    NOT_DONE = "not_done"
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_RELEVANT = "not_relevant"


ANSWERS: Final[dict[PulseSide, tuple[PulseAnswer, ...]]] = {
    PulseSide.DOER: (
        PulseAnswer.DONE,
        PulseAnswer.EXCEPTION,
        PulseAnswer.NOT_DONE,
        PulseAnswer.NOT_RELEVANT,
    ),
    PulseSide.RECEIVER: (
        PulseAnswer.YES,
        PulseAnswer.PARTLY,
        PulseAnswer.NO,
        PulseAnswer.NOT_RELEVANT,
    ),
}


@dataclass(frozen=True, slots=True)
class ExceptionValues:
    """An exception as it is typed in: all four are said, or it is none."""

    when: str
    instead: str
    who_decides: str
    noted_where: str


@dataclass(frozen=True, slots=True)
class ExceptionFacts:
    """When the agreement does not hold. `number`: its place on pages and in counts, through all versions."""

    number: int
    when: str
    instead: str
    who_decides: str
    noted_where: str
    added_in: int
    ended_in: int | None = None

    @property
    def opening(self) -> str:
        """When, without its full stop: the sentence continues after it."""
        return self.when.rstrip(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionValues:
    """What a version says, as it is typed in. Empty: not said. Sizes: how many people a side has, as declared."""

    text: str
    why: str
    for_whom: str
    doers: str = ""
    doers_size: int | None = None
    receivers: str = ""
    receivers_size: int | None = None
    considerations: tuple[str, str, str, str] = ("", "", "", "")  # in the order of sessions' Consideration
    decided_how: DecisionMethod
    decided_n: int | None = None
    minority_reason: str = ""
    visible_sign: str
    superior_rule: SuperiorRule = SuperiorRule.NONE
    superior_text: str = ""
    behaviour_green: str = ""
    behaviour_yellow: str = ""
    behaviour_red: str = ""
    band_low: int | None = None
    band_high: int | None = None

    def on(self, level: LoadLevel) -> str:
        """Return what is done on a level of load; "" where nothing else is than what the agreement says."""
        told = (self.behaviour_green, self.behaviour_yellow, self.behaviour_red)
        return dict(zip(LoadLevel, told, strict=True))[level]


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version of an agreement. `number` counts from 1; `because`: why it was changed."""

    number: int
    made_on: date
    starts_on: date
    because: str
    values: VersionValues


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """A group that was told: counts only. `understood` is None where fewer than five were told, or said so."""

    group: str
    told_on: date
    version: int
    understood: int | None
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What happened on a day, in one line. `due_on`: of an act that settled a review, the day it was due."""

    kind: EventKind
    on: date
    version: int
    line: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """An agreement as its unit sees it. `owner`: an account, None where nobody owns it any more."""

    id: UUID
    unit: UUID
    language: str
    title: str
    status: AgreementStatus
    owner: UUID | None
    created_on: date
    review_on: date | None
    suspended_until: date | None
    suspended_because: str
    ended_on: date | None
    replaced_by: UUID | None
    pulse: bool
    revision: int
    versions: tuple[VersionFacts, ...]
    exceptions: tuple[ExceptionFacts, ...] = ()
    told: tuple[ToldFacts, ...] = ()
    events: tuple[EventFacts, ...] = field(default=())

    @property
    def current(self) -> VersionFacts:
        """The newest version."""
        return self.versions[-1]

    @property
    def exceptions_now(self) -> tuple[ExceptionFacts, ...]:
        """Those of the newest version."""
        return tuple(one for one in self.exceptions if one.ended_in is None)


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """What one side said in one week. `week`: its Monday. `answers`: only those that were given.

    `exceptions`: of the answers "exception", how many named which exception; 0 for none named. `over`: presses that
    came when the day had as many answers as it takes, and are no answers.
    """

    week: date
    version: int
    side: PulseSide
    answers: dict[PulseAnswer, int]
    exceptions: dict[int, int] = field(default_factory=dict)
    over: int = 0
