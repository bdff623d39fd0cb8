"""Questions about accounts. Frozen values, never querysets."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from fagspejl.accounts.errors import AccountUnknown, MayNotAct, NobodyNamed, NotAPlanner
from fagspejl.accounts.models import User
from fagspejl.accounts.types import ACTING, ROLES, RoleKind, Staff, StaffAccount
from fagspejl.organisation.selectors import person_with_address

_FACTORS = ("totp", "webauthn")


def staff_of(user_id: UUID) -> Staff | None:
    """Return who this is and what they may do now; None for an unknown or disabled account."""
    user = _users().filter(id=user_id, is_active=True).first()
    return None if user is None else _staff(user)


def staff_read(user: User) -> Staff | None:
    """Return who this account is and what they may do now, asking for what its row does not hold; None if disabled."""
    return _staff(user) if user.is_active else None


def on_roster_as(staff: Staff) -> UUID | None:
    """Return who a staff member is on the roster: as linked, or else whoever has the account's address there.

    For what a person may not do to herself. What an account may see goes by `Staff.person` alone: an address on the
    roster gives nobody a right.
    """
    return staff.person or person_with_address(staff.email)


def accounts_there(ids: Collection[UUID]) -> set[UUID]:
    """Return which of these accounts there are, disabled ones too."""
    return set(_users().filter(id__in=list(ids)).values_list("id", flat=True))


def account_of(email: str) -> StaffAccount | None:
    """Return the account with this address, disabled ones too, or None."""
    user = _users().filter(email=email.strip().lower()).first()
    return None if user is None else _account(user, has_second_factor(user.id))


def account_id(email: str) -> str:
    """Return the id of the account with this address as the log names it; "" where there is none."""
    found = User.objects.filter(email=email.strip().lower()).values_list("id", flat=True).first()
    return "" if found is None else str(found)


def staff_acting(email: str | None) -> Staff | None:
    """Return the planner or operator with this address; None where nobody is named and nobody here could be.

    Raises NobodyNamed, AccountUnknown, MayNotAct.
    """
    if email is None:
        if User.objects.filter(is_active=True, roles__name__in=ACTING).exists():
            raise NobodyNamed
        return None
    found = account_of(email)
    if found is None:
        raise AccountUnknown(email)
    if not found.active or not found.staff.roles & ACTING:
        raise MayNotAct(email)
    return found.staff


def planner_named(email: str | None) -> Staff | None:
    """Return the planner with this address; None where nobody is named and there are no accounts to name.

    Raises NobodyNamed, AccountUnknown, NotAPlanner.
    """
    if email is None:
        if _users().exists():
            raise NobodyNamed
        return None
    found = account_of(email)
    if found is None:
        raise AccountUnknown(email)
    if not found.active or "planner" not in found.staff.roles:
        raise NotAPlanner(email)
    return found.staff


def all_accounts() -> list[StaffAccount]:
    """Return every account, by name and address."""
    secured = set(Authenticator.objects.filter(type__in=_FACTORS).values_list("user_id", flat=True))
    return [_account(user, user.id in secured) for user in _users().order_by("name", "email")]


def people_with_role(role: RoleKind) -> list[Staff]:
    """Return who holds a role and can log in, by name and address."""
    found = _users().filter(is_active=True, roles__name=role).order_by("name", "email").distinct()
    return [_staff(user) for user in found]


def names_of(ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what these accounts are called, disabled ones too; one that is gone is left out."""
    return dict(User.objects.filter(id__in=list(ids)).values_list("id", "name"))


def has_second_factor(user_id: UUID) -> bool:
    """Whether the account has an authenticator app or a passkey. Recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=_FACTORS).exists())


def _users() -> QuerySet[User]:
    return User.objects.select_related("person").prefetch_related("roles")


def _staff(user: User) -> Staff:
    person = user.person
    here = person is not None and not person.leaves  # who has left the roster has no rights by it
    held = {role.name for role in user.roles.all()}
    return Staff(
        id=user.id,
        email=user.email,
        name=user.name,
        language=user.language,
        person=person.id if person is not None and here else None,
        leads=bool(person is not None and here and person.is_leader),
        roles=frozenset(role for role in ROLES if role in held),
    )


def _account(user: User, second_factor: bool) -> StaffAccount:
    return StaffAccount(_staff(user), user.is_active, second_factor)
