"""Who may read and change which agreement: whoever holds its unit now. A successor has it from the first day."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.selectors import staff_of
from fagspejl.accounts.types import Staff
from fagspejl.workspace.agreements.selectors import agreement
from fagspejl.workspace.agreements.types import AgreementFacts
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit, units_of


def check_agreement(agreement_id: UUID, staff: Staff) -> tuple[AgreementFacts, MyUnit]:
    """Return an agreement of a unit that this person holds, and the unit. Raises NotYours."""
    found = agreement(agreement_id)
    if found is None:
        raise NotYours
    return found, check_can_hold_unit(found.unit, staff)


def owner_here(facts: AgreementFacts) -> Staff | None:
    """Return who owns the agreement, as long as that person still holds its unit; None: somebody is to take over."""
    owner = None if facts.owner is None else staff_of(facts.owner)
    if owner is None or all(one.id != facts.unit for one in units_of(owner)):
        return None
    return owner
