"""Who has pages of reflection: whoever leads a unit, and whoever kept notes before. Each sees her own alone."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.reporting.selectors import report_for
from fagspejl.workspace.reflection.selectors import has_notes
from fagspejl.workspace.sessions.permissions import units_of


def may_reflect(staff: Staff) -> bool:
    """Whether this person has pages of reflection."""
    return staff.leads or has_notes(staff.id)


def check_reflects(staff: Staff) -> None:
    """Raise NotYours for whoever has no pages of reflection."""
    if not may_reflect(staff):
        raise NotYours


def led_unit(staff: Staff) -> UUID | None:
    """Return the unit that she leads today."""
    return next((unit.id for unit in units_of(staff) if unit.leads), None)


def check_reads_own_report(part: UUID, staff: Staff) -> None:
    """Raise NotYours for whoever the report is not about, her own leader too."""
    report = report_for(part, staff.person)
    if report is None or report.role != "leader":
        raise NotYours
