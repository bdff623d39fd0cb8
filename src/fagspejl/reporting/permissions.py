"""Who may open a report, and who may see who did. Rights are grants to persons, read anew each time."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.disclosure.document.from_rows import unit_release
from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import UnitRelease
from fagspejl.reporting.selectors import OpenReport, readable_leaders, report_for


def check_can_open_report(part_id: UUID, staff: Staff) -> OpenReport:
    """Return the report. Raises NotYours when it is not granted, not published or not there: nobody can tell which."""
    found = report_for(part_id, staff.person)
    if found is None:
        raise NotYours
    return found


def units_for(released: Release, round_id: UUID, staff: Staff) -> Iterator[UnitRelease]:
    """Yield the organisation's units without the totals that would give this reader one leader she may not read."""
    may = readable_leaders(round_id, staff.person)
    readable = [index for index, leader in enumerate(released.leader_ids) if leader in may]
    reader = ReadersTotals(released.printed, released.figures, readable)
    for index in range(len(released.printed.organisation.units)):
        yield unit_release(released.printed, index, reader.rows(index, released.unit_rows(index)))


def check_can_see_looks(part_id: UUID, staff: Staff) -> OpenReport:
    """Return the report to the one it is about. Raises NotYours for everybody else, other readers too."""
    found = check_can_open_report(part_id, staff)
    if found.role != "leader":
        raise NotYours
    return found
