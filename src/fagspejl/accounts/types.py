"""Values of the accounts room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args
from uuid import UUID

from fagspejl.audit.types import Actor

RoleKind = Literal["planner", "operator", "dpo", "lecturer"]
ROLES: Final[tuple[RoleKind, ...]] = get_args(RoleKind)
ACTING: Final[frozenset[RoleKind]] = frozenset(("planner", "operator"))  # who may act at the command line


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is asking, with the rights of this very moment: read anew for every request.

    `person` is the person on the roster, None for whoever is not on it or has left. `leads` follows from the
    roster, `roles` from the rows an operator made.
    """

    id: UUID
    email: str
    name: str
    language: str
    person: UUID | None = None
    leads: bool = False
    roles: frozenset[RoleKind] = frozenset()

    @property
    def actor(self) -> Actor:
        """How the staff access log names this person."""
        return Actor(str(self.id), self.name)

    @property
    def needs_second_factor(self) -> bool:
        """Whoever holds a role must have one; leaders may."""
        return bool(self.roles)


@dataclass(frozen=True, slots=True)
class StaffAccount:
    """One account as lists show it."""

    staff: Staff
    active: bool
    second_factor: bool


@dataclass(frozen=True, slots=True)
class AddressOnRoster:
    """A person who is to have an account, as the roster names them."""

    person: UUID
    name: str
    email: str
    language: str
