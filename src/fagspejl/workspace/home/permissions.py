"""Who may hold, read and write which sessions and cases, by the units that are theirs (sessions/permissions.py)."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.disclosure.selectors import leader_part
from fagspejl.organisation.selectors import unit_led_by
from fagspejl.workspace.judgement.selectors import own_vignette
from fagspejl.workspace.judgement.types import OwnVignetteFacts
from fagspejl.workspace.sessions.errors import PlanRefused
from fagspejl.workspace.sessions.permissions import check_can_hold_unit, units_of
from fagspejl.workspace.sessions.selectors.sessions import session_of
from fagspejl.workspace.sessions.types import SessionFacts


def check_can_hold(session: UUID, staff: Staff) -> SessionFacts:
    """Return a session that this person may open, steer and close: one whose first unit is hers. Raises NotYours."""
    found = session_of(session)
    if found is None or not found.units:
        raise NotYours
    check_can_hold_unit(found.units[0], staff)
    return found


def check_can_open(known: SessionFacts) -> None:
    """Raise PlanRefused for a talk about a report that was withdrawn, or whose leader leads the unit no more.

    A successor inherits the unit's sessions, and no report: what stands in such a talk nobody has seen yet.
    """
    if known.report is None:
        return
    part = leader_part(known.report)
    stands = part is not None and part.published and part.withdrawn is None
    led = unit_led_by(UUID(part.leader)) if part is not None and stands else None
    if led is None or led.id not in known.units:
        raise PlanRefused(field="report")


def check_can_read(session: UUID, staff: Staff) -> tuple[SessionFacts, bool]:
    """Return a session and whether she may hold it. Raises NotYours.

    Where several units took part, each reads what is left of it; before the close only who holds it has its page.
    """
    found = session_of(session)
    mine = {one.id for one in units_of(staff)}
    if found is None or not found.units or not mine & set(found.units):
        raise NotYours
    holds = found.units[0] in mine
    if not holds and found.closed_on is None:
        raise NotYours
    return found, holds


def check_can_write(vignette: UUID, staff: Staff) -> OwnVignetteFacts:
    """Return a vignette of a unit whose sessions she may hold. Raises NotYours."""
    found = own_vignette(vignette)
    if found is None:
        raise NotYours
    check_can_hold_unit(found.unit, staff)
    return found
