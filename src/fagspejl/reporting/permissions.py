"""Who may open a report, and who may see who did. Rights are grants to persons, read anew each time."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.reporting.below_selectors import LeadersBelow, leaders_below
from fagspejl.reporting.downloads import Downloads, downloads
from fagspejl.reporting.organisation_selectors import OpenOrganisation, organisation_for
from fagspejl.reporting.pages.outline import Place
from fagspejl.reporting.selectors import OpenReport, has_team_version, report_for


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


def check_can_see_leaders_below(round_id: UUID, staff: Staff) -> LeadersBelow:
    """Return the leaders whose reports she may read as their own leader. Raises NotYours where there are none."""
    found = leaders_below(round_id, staff.person)
    if found is None:
        raise NotYours
    return found


def check_can_show_employees(part_id: UUID, staff: Staff) -> OpenReport:
    """Return the report to the one it is about, where the round promised a version for employees.

    Raises NotYours for everybody else, and in rounds that promised none.
    """
    found = check_can_see_looks(part_id, staff)
    if not has_team_version(found):
        raise NotYours
    return found


def check_can_open_organisation(round_id: UUID, staff: Staff) -> OpenOrganisation:
    """Return a round's totals as this person may see them. Raises NotYours when there is no unit to show."""
    found = organisation_for(round_id, staff)
    if found is None:
        raise NotYours
    return found


def check_can_open_unit(round_id: UUID, place: Place, staff: Staff) -> OpenOrganisation:
    """Return the same for one page. Raises NotYours for a unit that is another's, or not there."""
    found = check_can_open_organisation(round_id, staff)
    if place.unit not in found.units or not 1 <= place.part <= found.outline.parts(place.unit):
        raise NotYours
    return found


def check_can_download(round_id: UUID, staff: Staff) -> Downloads:
    """Return what a planner may take away of a published round. Raises NotYours for everybody else."""
    if "planner" not in staff.roles:
        raise NotYours
    return downloads(check_can_open_organisation(round_id, staff))
