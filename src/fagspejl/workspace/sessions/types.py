"""Values of the engine. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from fagspejl.workspace.arithmetic.findings import GroupWord


class PhaseCode(StrEnum):
    """The phases of a session, in their order; a template uses an ordered part of them."""

    LOOK_BACK = "look_back"
    READ = "read"
    COLLECT = "collect"
    JUDGE = "judge"
    GUESS = "guess"
    REVEAL = "reveal"
    TALK = "talk"
    REJUDGE = "rejudge"
    AGREE = "agree"
    CLOSE = "close"


class OutcomeKind(StrEnum):
    """What a session ends with."""

    AGREEMENT = "agreement"
    TRIAL = "trial"
    ACCEPTED_DIFFERENCE = "accepted_difference"
    ESCALATION = "escalation"
    NONE = "none"


class NoneBecause(StrEnum):
    """Why a session ended without an outcome."""

    NOT_READY = "not_ready"
    NO_TIME = "no_time"
    NOT_NEEDED = "not_needed"
    WRONG_THEME = "wrong_theme"


class DifferenceReason(StrEnum):
    """Why people judge differently."""

    FACTS = "facts"
    VALUES = "values"
    ROLE = "role"
    LAW = "law"
    RESOURCES = "resources"
    EXPERIENCE = "experience"


class Consideration(StrEnum):
    """The four considerations of every case and agreement."""

    CITIZEN = "citizen"
    PROFESSIONS = "professions"
    RESOURCES = "resources"
    POLITICS_LAW = "politics_law"


class SplitKind(StrEnum):
    """By what a session shows its answers apart; one dimension, fixed before it opens."""

    NONE = "none"
    PROFESSION = "profession"
    SHIFT = "shift"
    SENIORITY = "seniority"


class DecisionMethod(StrEnum):
    """Who decides, and how: said before anybody answers."""

    LEADER = "leader"
    CONSENSUS = "consensus"
    VOTE = "vote"
    LEADER_AFTER_HEARING = "leader_after_hearing"


class Source(StrEnum):
    """How the answers came in."""

    LIVE = "live"
    PAPER = "paper"
    PRACTICE = "practice"
    COURSE = "course"  # an exercise of a course, whose id stands in the place of a unit's


class Held(StrEnum):
    """What became of an outcome, as the unit says when it looks back."""

    OPEN = "open"
    HELD = "held"
    CHANGED = "changed"
    DROPPED = "dropped"


class Collecting(StrEnum):
    """How far a session is with what it collects. Only forward: what was listed or left is not opened again."""

    NONE = "none"  # nothing is collected here: the cases were written beforehand
    WRITE = "write"  # people write; nobody sees what
    MERGE = "merge"  # nothing new is taken in; the facilitator puts together what was written
    LEFT = "left"  # the statements are cases


OTHERS: Final = -1  # where the place of a group is asked for: the residual block "Øvrige"


@dataclass(frozen=True, slots=True)
class SplitGroup:
    """A group by which answers are shown apart. `size`: how many belong to it, as the facilitator declared it."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the session froze it: what is read before anybody judges."""

    title: str
    text: str
    what_if: str = ""

    def changed(self) -> Case:
        """Return the case with its one fact changed, as it is asked again."""
        return replace(self, text=f"{self.text}\n\n{self.what_if}", what_if="")


@dataclass(frozen=True, slots=True)
class Item:
    """One question, judged 0-10 or, with `options`, answered by choosing one: the answer is then its place.

    `case`: a place in the cases of the session; `overall`: all the rest is asked too.
    """

    case: int
    question: str
    low_pole: str
    high_pole: str
    one_sided: bool = False
    actions: tuple[str, ...] = ()
    overall: bool = True
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """A session without anything that anybody answered. `revealed`: item -> rounds that are shown, in their order."""

    id: UUID
    units: tuple[UUID, ...]
    template: str
    title: str
    language: str
    phase: PhaseCode
    step: int
    item: int
    cases: tuple[Case, ...]
    items: tuple[Item, ...]
    split_kind: SplitKind
    groups: tuple[SplitGroup, ...]
    decision_method: DecisionMethod
    replaces: str
    short: bool
    source: Source
    planned_on: date | None
    created_on: date
    opened_on: date | None
    closed_on: date | None
    phase_since: datetime | None
    present: int
    locked: bool
    slips_only: bool
    seed: int
    revision: int
    revealed: dict[int, tuple[int, ...]] = field(default_factory=dict)
    report: UUID | None = None  # whose statements stand in the cases
    reveal_all: bool = False  # everything is shown at one moment
    collecting: Collecting = Collecting.NONE
    statements: tuple[str, ...] = ()  # put together so far; from LEFT on they are the cases

    @property
    def is_open(self) -> bool:
        """Whether phones can join and answer."""
        return self.opened_on is not None and self.closed_on is None


@dataclass(frozen=True, slots=True)
class PhoneFacts:
    """One phone in a session, as that phone alone is told of it. `group`: a place in the groups, None: none chosen."""

    id: UUID
    session: UUID
    group: int | None
    open_voice: bool | None
    is_leader: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerValues:
    """What one phone answers to one item in one round. None and empty: not answered."""

    value: int | None = None
    first_action: int | None = None
    certainty: int | None = None
    considerations: tuple[Consideration, ...] = ()
    reason: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class LiveBlock:
    """One block of a revealed item. Values are sorted; `pairs` only of phones that judged in both shown rounds.

    `group`: its place in the session's groups, OTHERS for the residual block, None for everybody together.
    """

    group: int | None
    name: str
    first: tuple[int, ...]
    second: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    certainty: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveItem:
    """What everybody may see of a shown item, all at the same moment. `withheld`: too few answers to draw anything."""

    item: int
    rounds: tuple[int, ...]
    withheld: bool
    blocks: tuple[LiveBlock, ...]
    guesses: tuple[int, ...]
    actions: tuple[int, ...]
    considerations: tuple[tuple[Consideration, int], ...]
    differences: tuple[tuple[DifferenceReason, int], ...]
    leader: tuple[int | None, int | None] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """An anonymous reason drawn from one end. `signed`: the writer is glad to say more. `key` lets it be hidden."""

    key: str
    low: bool
    text: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many phones are there and how many of them have answered; never what."""

    phones: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessed:
    """How the others guessed which three statements a group rates highest. `picks`: per case, how many of `n` chose it.

    `right`: of `n`, who chose at least GUESS_RIGHT of the `actual` cases, which are more than three only with ties.
    """

    group: str
    n: int
    right: int
    picks: tuple[int, ...]
    actual: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeValues:
    """What the unit ends an item with. Which fields are asked depends on the kind (rules.check_outcome)."""

    kind: OutcomeKind
    text: str = ""
    reasons: tuple[DifferenceReason, ...] = ()
    considerations: tuple[str, str, str, str] = ("", "", "", "")
    none_because: NoneBecause | None = None
    by_role: str = ""
    due_on: date | None = None
    when_to_ask: str = ""
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """An outcome as the unit reads it afterwards."""

    id: UUID
    session: UUID
    item: int
    made_on: date
    values: OutcomeValues
    held: Held = Held.OPEN
    line: str = ""
    looked_on: date | None = None  # the day the unit looked back on it


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """One block of a stored picture: sorted values, or pairs sorted as pairs where all of them judged twice."""

    name: str
    n: int
    first: tuple[int, ...]
    second: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """What is left of an item after its session was closed."""

    session: UUID
    item: int
    title: str
    question: str
    low_pole: str
    high_pole: str
    blocks: tuple[StoredBlock, ...]
    withheld: bool
    arithmetic_version: int
    guesses: tuple[int, ...] = ()
    options: tuple[str, ...] = ()
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFound:
    """What a series of cases told, as it is said and no finer: it is all that is ever kept across cases.

    `n` people of the team judged all of the `vignettes`. Where `word` is HIGHER, `high` and `low` are groups with their
    medians in half steps; else those are None. `tenths` are (group, person, case) of 10, or None where nothing is said.
    """

    vignettes: int
    n: int
    word: GroupWord | None = None
    high: str | None = None
    low: str | None = None
    high_median: float | None = None
    low_median: float | None = None
    tenths: tuple[int | None, int, int] | None = None


@dataclass(frozen=True, slots=True)
class StartingPointFacts:
    """What one tool hands on to another: words and where they come from, never an import."""

    id: UUID
    unit: UUID
    from_kind: str
    from_id: str
    text: str
