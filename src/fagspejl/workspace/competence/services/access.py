"""Letting those who work in a unit log in, so that each can keep a row of her own."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.services import accounts_for
from fagspejl.accounts.types import AddressOnRoster
from fagspejl.audit.types import Actor
from fagspejl.organisation.selectors import people_by_id, staff_of


def let_log_in(unit: UUID, *, actor: Actor) -> int:
    """Give everybody who works in the unit and has an address an account without a role; returns how many are new."""
    people = people_by_id(set(staff_of(unit))).values()
    return accounts_for(
        (AddressOnRoster(one.id, one.name, one.email, one.language) for one in people), actor=actor
    )
