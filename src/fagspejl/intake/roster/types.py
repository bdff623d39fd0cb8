"""What a roster says, once it has been read and found whole, and the words its file may use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake.roster.columns import PersonColumns
from fagspejl.intake.types import Notice, UnitRow
from fagspejl.intake.vocabulary import word
from fagspejl.lib.language import Language

# Faults that nobody can correct in a feed that one system makes for another: left out there, and told.
LEFT_OUT: Final = {
    "roster_address": "roster_address_left",
    "roster_shared_address": "roster_shared_address_left",
    "roster_unknown_leader": "roster_unknown_leader_left",
    "roster_own_leader": "roster_own_leader_left",
    "roster_two_roles": "roster_two_roles_left",
    "roster_superior_rates": "roster_superior_rates_left",
}
# Notices that somebody has to accept before the roster is taken in.
DECISIONS: Final = frozenset(
    {
        "roster_lookalike_domain",
        "roster_foreign_letters_domain",
        "roster_leads_nobody",
        "roster_same_name",
        "roster_leaders_added",
        "roster_hidden_rows",
        *LEFT_OUT.values(),
    }
)

# And what a planner at the desk is asked about besides, one by one: right as it may be, it has a price.
ASKED: Final = DECISIONS | {"roster_small_group", "roster_no_superior"}

# As `vocabulary.word` writes them.
ROLES: Final = {
    "leder": True,
    "leader": True,
    "manager": True,
    "personaleleder": True,
    "medarbejder": False,
    "employee": False,
    "ansat": False,
    "staff": False,
}
LANGUAGES_SAID: Final[dict[str, Language]] = {
    **dict.fromkeys(("da", "dansk", "danish", "dk", "da dk", "da informal"), "da"),
    **dict.fromkeys(("en", "engelsk", "english", "en gb", "en us", "gb"), "en"),
}
YES_OR_NO: Final = {
    **dict.fromkeys(("ja", "j", "yes", "y", "x", "sand", "sandt", "true", "1", "✓", "✔", "☑"), True),
    **dict.fromkeys(("nej", "n", "no", "falsk", "false", "0", "-", ""), False),
}


def role_words(said: Iterable[str]) -> Mapping[str, bool]:
    """Return the words of a column of roles that says these; where one is a tick or a yes, all such words count."""
    ticked = any(text and text in YES_OR_NO for text in map(word, said))
    return {**YES_OR_NO, **ROLES} if ticked else ROLES


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

    `decisions` are notices that a person has to accept, `warnings` the others. `also`: other ids of a person that a
    roster before or after this one may go by, where the file has several.
    """

    units: tuple[UnitRow, ...]
    people: tuple[RosterPerson, ...]
    assignments: tuple[RosterAssignment, ...]
    decisions: tuple[Notice, ...]
    warnings: tuple[Notice, ...]
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
