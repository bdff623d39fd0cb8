"""Who sees what of competences: staff of the unit who can log in, its leader, and whoever holds its sessions.

A row is its owner's. The leader reads those that were opened; a facilitator, the leader's leader and HR read none.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.organisation.selectors import people_by_id, staff_of, unit_by_key, units_named
from fagspejl.workspace.sessions.permissions import units_of


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A unit as one sees it. `leads`: its leader. `holds`: may write tasks and plan. `works`: has a row of her own."""

    id: UUID
    name: str
    leads: bool
    holds: bool
    works: bool


def places_of(staff: Staff) -> tuple[MyPlace, ...]:
    """Return the units whose overview this person sees: the one where she works first."""
    own = _workplace(staff)
    held = [MyPlace(one.id, one.name, one.leads, True, one.id == own) for one in units_of(staff)]
    if own is None or any(one.id == own for one in held):
        return tuple(held)
    names = units_named([own])
    return (*(MyPlace(own, name, False, False, True) for name in names.values()), *held)


def check_place(unit: UUID, staff: Staff) -> MyPlace:
    """Return the unit as this person sees it. Raises NotYours."""
    found = next((one for one in places_of(staff) if one.id == unit), None)
    if found is None:
        raise NotYours
    return found


def check_holds(unit: UUID, staff: Staff) -> MyPlace:
    """Return the unit to whoever writes its tasks and plan. Raises NotYours."""
    found = check_place(unit, staff)
    if not found.holds:
        raise NotYours
    return found


def check_works(unit: UUID, staff: Staff) -> UUID:
    """Return who it is on the roster, to whoever has a row of her own. Raises NotYours."""
    if not check_place(unit, staff).works or staff.person is None:
        raise NotYours
    return staff.person


def _workplace(staff: Staff) -> UUID | None:
    """Return the unit in which somebody works without leading it."""
    if staff.person is None or staff.leads:
        return None
    found = people_by_id({staff.person}).get(staff.person)
    unit = None if found is None else unit_by_key(found.unit)
    return unit.id if unit is not None and staff.person in staff_of(unit.id) else None
