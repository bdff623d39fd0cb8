"""The leaders of a round whose reports somebody may read as their own leader, and the unit that holds them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from fagspejl.disclosure.selectors import organisation_of, published_release
from fagspejl.disclosure.types import Organisation
from fagspejl.reporting.models import ReportGrant
from fagspejl.reporting.selectors import OpenReport, report_for


@dataclass(frozen=True, slots=True)
class LeadersBelow:
    """What one person may open of a round as the leaders' own leader: one report at least.

    stored      id of the Release
    department  the unit that she leads, by its place in tree order, or the lowest that holds all these leaders
    """

    round: UUID
    stored: UUID
    reports: tuple[OpenReport, ...]
    department: int

    @property
    def organisation(self) -> Organisation:
        """The tree of the round."""
        return organisation_of(self.stored)


def leaders_below(round_id: UUID, person: UUID | None) -> LeadersBelow | None:
    """Return the reports of a published round that this person may read as a leader's leader; None where it is none."""
    stored = published_release(round_id)
    if stored is None or person is None:
        return None
    granted = ReportGrant.objects.filter(
        person_id=person, part__release__round_id=round_id, role="superior"
    ).values_list("part_id", flat=True)
    reports = tuple(found for part in granted if (found := report_for(part, person)) is not None)
    if not reports:
        return None
    tree = organisation_of(stored)
    led = [leader.unit for leader in tree.leaders if leader.id == str(person)]
    return LeadersBelow(round_id, stored, reports, led[0] if led else _lowest(tree, reports))


def _lowest(tree: Organisation, reports: Iterable[OpenReport]) -> int:
    """The lowest unit that holds all these leaders."""
    wanted = {report.part.leader for report in reports}
    units = {leader.unit for leader in tree.leaders if leader.id in wanted}
    while len(units) > 1:  # parents stand before children: the last one is never above another
        last = max(units)
        units = (units - {last}) | {tree.units[last].parent}
    return next(iter(units), 0)
