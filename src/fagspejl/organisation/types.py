"""Values of the organisation room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake.roster.columns import PersonColumns


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
class AssignmentFacts:
    """Who is to rate whom, and in which group."""

    rater: UUID
    leader: UUID
    perspective: PerspectiveName
    since: date | None = None  # on the list; None: not known


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
