"""Who may open a report, and who may see who did. Rights are grants to persons, read anew each time."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.reporting.selectors import OpenReport, report_for


def check_can_open_report(part_id: UUID, staff: Staff) -> OpenReport:
    """Return the report. Raises NotYours when it is not granted, not published or not there: nobody can tell which."""
    found = report_for(part_id, staff.person)
    if found is None:
        raise NotYours
    return found


def check_can_see_looks(part_id: UUID, staff: Staff) -> OpenReport:
    """Return the report to the one it is about. Raises NotYours for everybody else, other readers too."""
    found = check_can_open_report(part_id, staff)
    if found.role != "leader":
        raise NotYours
    return found
