"""Values of the organisation room. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake.roster.columns import PersonColumns
from fagspejl.organisation.errors import NoticeRefused

NOTICE_SIGNS: Final = 200  # of one line
NOTICE_POINTS: Final = 8  # more is read by nobody in a mail
# What mail programs make a link of: a notice stands beside personal links, and must not look like one.
_ADDRESS: Final = re.compile(r"://|www\.|\w\.(?:com|dk|eu|info|io|net|nu|org)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit; `parent` is an index into the list it stands in, -1 at the root. Parents first, depth first."""

    key: str
    name: str
    parent: int


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as pages name it."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class LedUnit(NamedUnit):
    """The unit that a leader belongs to and leads. `professions`: how many of its employees have each, most first.

    `below`: the units under it, as an outline is read.
    """

    professions: tuple[tuple[str, int], ...] = ()
    employees: int = 0
    below: tuple[NamedUnit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts(PersonColumns):
    """Somebody on the roster, with all that the roster says of people. `unit` is the unit's key."""

    id: UUID
    key: str
    unit: str
    is_leader: bool


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A leader on the roster as lists to choose from show one. `key`: the roster's own id; `unit`: a name."""

    key: str
    name: str
    email: str
    unit: str


class RosterLine(NamedTuple):
    """Somebody on the roster as its own page shows people. `unit` is its name; `email` may be empty."""

    key: str
    name: str
    email: str
    unit: str
    is_leader: bool
    exempt: bool


class Addressee(NamedTuple):
    """Somebody as a letter is addressed. `unit` is its name."""

    person: UUID
    name: str
    unit: str
    language: str


@dataclass(frozen=True, slots=True)
class ListedLeader:
    """A leader whom somebody is to rate, as lists of leaders need one. `key` and `unit`: the roster's own ids."""

    id: UUID
    key: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """Who is to rate whom, and in which group."""

    rater: UUID
    leader: UUID
    perspective: PerspectiveName
    since: date | None = None  # on the list; None: not known


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What a leader tells the staff of her unit, in one language.

    `points`: titles with their states, as they read. `own`: a line of hers, marked as such wherever it is quoted.
    """

    points: tuple[str, ...]
    own: str
    language: str


def check_notice(text: NoticeText) -> None:
    """Raise NoticeRefused unless it says something, in no more lines than a mail can quote, each as it may be.

    Asked when it is taken in, not when it is read: what was quoted once stays as it was.
    """
    if not text.points and not text.own:
        raise NoticeRefused("empty")
    if len(text.points) > NOTICE_POINTS:
        raise NoticeRefused("points")
    for line in (*text.points, text.own):
        check_notice_line(line)


def check_notice_line(text: str) -> None:
    """Raise NoticeRefused for a line that holds a figure, an address or a sign that is not seen, or is too long."""
    if len(text) > NOTICE_SIGNS:
        raise NoticeRefused("long", text)
    if any(unicodedata.category(sign).startswith("N") for sign in text):
        raise NoticeRefused("digits", text)
    if any(not sign.isprintable() for sign in text):
        raise NoticeRefused("signs", text)
    if "@" in text or _ADDRESS.search(text):
        raise NoticeRefused("address", text)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """The notice of a unit that is in force."""

    unit: UUID
    text: NoticeText
    released_on: date


@dataclass(frozen=True, slots=True)
class RefusedAddress:
    """An address that a mail server does not take, for the planner to correct: never when, nor in which mailing."""

    person: UUID
    name: str
    unit: str
    email: str
    said: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a comparison. `changes`: field name, what is known, what the file says (none for new, leaving)."""

    key: str
    name: str
    unit: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit in a comparison: "new", "changed" or "gone"."""

    key: str
    name: str
    kind: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking in a roster changes, compared with what is known."""

    new: tuple[PersonLine, ...]
    changed: tuple[PersonLine, ...]
    leaving: tuple[PersonLine, ...]
    units: tuple[UnitLine, ...]
    assignments_new: int
    assignments_gone: int
    new_domains: tuple[tuple[str, int], ...]  # e-mail domains that nobody known has, and how many people
    people: int  # on the roster
    leaders: int

    @property
    def digest(self) -> str:
        """What tells this plan from any other."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    @property
    def is_empty(self) -> bool:
        """Whether everything is known already."""
        return not (
            self.new
            or self.changed
            or self.leaving
            or self.units
            or self.assignments_new
            or self.assignments_gone
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided about one notice of a roster: its code, where it stands, the reason, and who says so."""

    code: str
    place: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class ImportAbout:
    """What is kept of an import beside what it changed."""

    file: str = ""
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """A roster that was taken in. `new`, `changed`, `leaving`, `people`: how many people."""

    id: UUID
    at: datetime
    by: str
    file: str
    new: int
    changed: int
    leaving: int
    people: int
    decisions: tuple[Decision, ...]
    can_be_undone: bool  # as far as the roster itself is concerned
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """The roster that is being taken in, as it stands. `mapping`: None until somebody confirmed the columns.

    `decisions`: key of a notice -> reason, and who gave it. `told`: what reading it said in numbers, or None.
    """

    id: UUID
    version: int
    file: str
    source: str
    began_by: str
    began_at: datetime
    changed_by: str
    changed_at: datetime
    mapping: dict[str, Any] | None
    decisions: Mapping[str, tuple[str, str]]
    told: Mapping[str, Any] | None
    has_corrected: bool


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line of what reading a draft said."""

    section: str
    kind: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A system that rosters come from, as a planner calls it."""

    name: str
    headings: tuple[str, ...]
    mapping: Mapping[str, Any]
    used_on: date
