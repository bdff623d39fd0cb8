"""Which units of a round somebody may see totals of, on the web, and what is left of them for this reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from fagspejl.accounts.types import Staff
from fagspejl.disclosure.selectors import (
    lot_for_reader,
    organisation_of,
    organisation_release,
    organisation_withdrawal,
    published_release,
    totals_for_everybody,
    totals_for_reader,
)
from fagspejl.disclosure.types import LotPrinted, UnitRelease
from fagspejl.reporting.exports.figures import ReleasedFigures
from fagspejl.reporting.pages.outline import Outline
from fagspejl.reporting.selectors import grants_of_round, readable_leaders


@dataclass(frozen=True)
class OpenOrganisation:
    """A published round's totals as one person may see them.

    stored     id of the stored Release
    units      places in tree order that she may open: the planner all, a leader the own unit and what is below it,
               a leader's leader also the units in which she may read every leader's report
    readable   leaders whose reports she may read
    withdrawn  the note of a withdrawal, or None
    """

    round: UUID
    stored: UUID
    units: frozenset[int]
    readable: frozenset[str]
    withdrawn: str | None

    @property
    def release(self) -> ReleasedFigures:
        """The Release without anything of a single person, kept in memory for the next page."""
        return organisation_release(self.stored)

    @property
    def outline(self) -> Outline:
        """The tree."""
        return _outline(self.stored)

    @property
    def lot(self) -> LotPrinted | None:
        """What is said of a half that was drawn to begin first, if this reader may read it."""
        return lot_for_reader(self.round, self.stored, self.readable)

    def unit_id(self, unit: int) -> str:
        """Return the id of a unit by its place in tree order."""
        return organisation_of(self.stored).units[unit].id

    def seen(self, units: tuple[int, ...]) -> list[UnitRelease]:
        """Return these units without the totals that would give this reader a leader she may not read."""
        return totals_for_reader(self.stored, self.readable, units)

    def public(self, units: tuple[int, ...]) -> list[UnitRelease]:
        """Return these units with the totals that every reader of the round's reports may see."""
        return totals_for_everybody(self.stored, grants_of_round(self.round).values(), units)


def organisation_for(round_id: UUID, staff: Staff) -> OpenOrganisation | None:
    """Return what this person may see of a round's totals; None where it is nothing, whatever the reason."""
    stored = published_release(round_id)
    if stored is None:
        return None
    readable = readable_leaders(round_id, staff.person)
    if "planner" in staff.roles:
        units = frozenset(range(len(_outline(stored).names)))
    else:
        units = _own_units(stored, staff.person, readable)
    if not units:
        return None
    return OpenOrganisation(round_id, stored, units, readable, organisation_withdrawal(round_id))


def _own_units(stored: UUID, person: UUID | None, readable: frozenset[str]) -> frozenset[int]:
    if person is None:
        return frozenset()
    tree, outline = organisation_of(stored), _outline(stored)
    unread = [0] * len(tree.units)
    own: set[int] = set()
    for leader in tree.leaders:
        if leader.id == str(person):
            own.add(leader.unit)
        if leader.id not in readable:
            unread[leader.unit] += 1
    for unit in range(len(tree.units) - 1, 0, -1):  # children stand after parents
        unread[tree.units[unit].parent] += unread[unit]
    for unit, above in enumerate(outline.parents):
        if above in own or (unread[unit] == 0 and outline.leaders[unit]):
            own.add(unit)
    return frozenset(own)


@lru_cache(maxsize=4)
def _outline(stored: UUID) -> Outline:
    return Outline(organisation_of(stored))
