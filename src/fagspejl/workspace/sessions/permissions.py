"""Whose units are whose in the workspace. What is not yours is not there; rights are read anew each time.

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
from fagspejl.workspace.sessions.selectors.sessions import facilitated_units


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
