"""Who may hold and read what of the workspace. What is not yours is not there; rights are read anew each time.

A leader has her own unit, a facilitator the units whose leader appointed him. Nobody has a unit because she leads the
one above: the leader's leader sees nothing that a unit answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.organisation.selectors import unit_led_by, units_named
from fagspejl.organisation.types import LedUnit
from fagspejl.workspace.judgement.selectors import own_vignette
from fagspejl.workspace.judgement.types import OwnVignetteFacts
from fagspejl.workspace.sessions.selectors.sessions import facilitated_units, session_of
from fagspejl.workspace.sessions.types import SessionFacts


@dataclass(frozen=True, slots=True)
class MyUnit:
    """A unit whose sessions one may hold. `led`: its facts, where one leads it; None for a facilitator."""

    id: UUID
    name: str
    led: LedUnit | None = None

    @property
    def leads(self) -> bool:
        """Whether it is the leader who asks."""
        return self.led is not None


def units_of(staff: Staff) -> tuple[MyUnit, ...]:
    """Return the units whose sessions this person may hold: the one she leads first, the others by name."""
    led = unit_led_by(staff.person) if staff.leads else None
    mine = [] if led is None else [MyUnit(led.id, led.name, led)]
    named = units_named(facilitated_units(staff.id))
    others = [MyUnit(unit, name) for unit, name in named.items() if led is None or unit != led.id]
    return (*mine, *sorted(others, key=lambda one: (one.name, one.id)))


def check_can_hold_unit(unit: UUID, staff: Staff) -> MyUnit:
    """Return the unit. Raises NotYours for whoever may not hold its sessions, and for one that is not there."""
    found = next((one for one in units_of(staff) if one.id == unit), None)
    if found is None:
        raise NotYours
    return found


def check_leads(unit: UUID, staff: Staff) -> MyUnit:
    """Return the unit to its leader. Raises NotYours for everybody else, facilitators too."""
    found = check_can_hold_unit(unit, staff)
    if not found.leads:
        raise NotYours
    return found


def check_can_hold(session: UUID, staff: Staff) -> SessionFacts:
    """Return a session that this person may open, steer and close: one whose first unit is hers. Raises NotYours."""
    found = session_of(session)
    if found is None or not found.units:
        raise NotYours
    check_can_hold_unit(found.units[0], staff)
    return found


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
