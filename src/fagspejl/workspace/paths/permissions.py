"""Who may see what of a path: its owner all, her own leader by today's roster the dates, HR what hr_page.py says.

A successor sees nothing of it, and neither does the leader's leader of yesterday. What is not yours is not there.
"""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.organisation.selectors import superiors
from fagspejl.workspace.paths.selectors import path_of
from fagspejl.workspace.paths.types import PathFacts


def check_owns(path_id: UUID, staff: Staff) -> PathFacts:
    """Return the path to its owner. Raises NotYours for everybody else."""
    found = path_of(path_id)
    if found is None or staff.person is None or found.owner != staff.person:
        raise NotYours
    return found


def check_sees(path_id: UUID, staff: Staff) -> tuple[PathFacts, bool]:
    """Return the path, and whether it is the asker's own. Raises NotYours for whoever neither owns nor leads."""
    found = path_of(path_id)
    if found is None or staff.person is None:
        raise NotYours
    if found.owner == staff.person:
        return found, True
    if found.stopped_on is not None or staff.person not in superiors([found.owner]).get(found.owner, ()):
        raise NotYours
    return found, False


def check_plans(staff: Staff) -> None:
    """Let HR pass, that is whoever is a planner. Raises NotYours."""
    if "planner" not in staff.roles:
        raise NotYours
