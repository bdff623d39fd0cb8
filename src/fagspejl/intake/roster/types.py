"""What a roster says, once it has been read and found whole, and the words its file may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake.roster.columns import PersonColumns
from fagspejl.intake.types import Notice, UnitRow
from fagspejl.lib.language import Language

# Notices that somebody has to accept before the roster is taken in.
DECISIONS: Final = frozenset(
    {"roster_lookalike_domain", "roster_foreign_letters_domain", "roster_leads_nobody", "roster_same_name"}
)

ROLES: Final = {"leder": True, "leader": True, "medarbejder": False, "employee": False}
LANGUAGES_SAID: Final[dict[str, Language]] = {
    "da": "da",
    "dansk": "da",
    "danish": "da",
    "en": "en",
    "engelsk": "en",
    "english": "en",
}
YES_OR_NO: Final = {"ja": True, "yes": True, "nej": False, "no": False, "": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPerson(PersonColumns):
    """One person. `row` is the row of the file; `leaders` and `peer_of` are ids of other persons."""

    row: int
    id: str
    unit: str  # the unit's id
    leads: bool
    leaders: tuple[str, ...]
    peer_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class RosterAssignment:
    """Who is to rate whom (person ids), and in which group."""

    rater: str
    leader: str
    perspective: PerspectiveName


@dataclass(frozen=True, slots=True)
class RosterData:
    """A roster without faults. Units in tree order (parents first, depth first), people in the order of the file.

    `decisions` are notices that a person has to accept, `warnings` the others.
    """

    units: tuple[UnitRow, ...]
    people: tuple[RosterPerson, ...]
    assignments: tuple[RosterAssignment, ...]
    decisions: tuple[Notice, ...]
    warnings: tuple[Notice, ...]
