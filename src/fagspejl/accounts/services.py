"""What changes accounts: adding, roles, disabling, and the demo's login."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest

from fagspejl.accounts.errors import (
    AccountUnknown,
    EmailInvalid,
    EmailTaken,
    NoDemo,
    PersonHasAccount,
    PersonUnknown,
)
from fagspejl.accounts.models import Role, SharedCache, User
from fagspejl.accounts.selectors import staff_of
from fagspejl.accounts.sessions import begin_session
from fagspejl.accounts.types import AddressOnRoster, RoleKind, Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import utc_now
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import people

_BATCH = 500
SESSIONS, ATTEMPTS = Rule("sessions"), Rule("attempts")
logger = logging.getLogger(__name__)


def add_user(
    *,
    email: str,
    name: str,
    actor: Actor,
    roles: Iterable[RoleKind] = (),
    person_key: str | None = None,
    language: str = "da",
) -> Staff:
    """Make an account. Nothing is sent: the person asks for a code at the login page.

    `person_key` is the roster's id; without it the account belongs to the one person on the roster with this
    address, if there is exactly one. Raises EmailInvalid, EmailTaken, PersonUnknown, PersonHasAccount.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise EmailInvalid(email) from None
    with transaction.atomic():
        if User.objects.filter(email=address).exists():
            raise EmailTaken(address)
        person = _person(person_key, address)
        fields = {"name": name.strip(), "language": language, "created_at": utc_now()}
        user = User.objects.create_user(address, person_id=person, **fields)
        record(actor=actor, event=Event.USER_ADDED, object=user.id)
        for role in dict.fromkeys(roles):
            _give(user, role, actor)
    return _read(user)


def give_role(*, email: str, role: RoleKind, actor: Actor) -> Staff:
    """Give a role; it counts from the next request. Giving it twice changes nothing. Raises AccountUnknown."""
    with transaction.atomic():
        user = _user(email)
        _give(user, role, actor)
    return _read(user)


def take_role(*, email: str, role: RoleKind, actor: Actor) -> Staff:
    """Take a role away; it is gone at the next request. Raises AccountUnknown."""
    with transaction.atomic():
        user = _user(email)
        taken, _ = Role.objects.filter(user=user, name=role).delete()
        if taken:
            record(actor=actor, event=Event.ROLE_TAKEN, object=user.id, facts={"role": role})
    return _read(user)


def disable_user(*, email: str, actor: Actor) -> None:
    """Close an account and end all its sessions at once. Raises AccountUnknown."""
    with transaction.atomic():
        user = _user(email)
        user.is_active = False
        _end_sessions(user)
        record(actor=actor, event=Event.USER_DISABLED, object=user.id)


def enable_user(*, email: str, actor: Actor) -> None:
    """Open a closed account again; its old sessions stay ended. Raises AccountUnknown."""
    with transaction.atomic():
        user = _user(email)
        user.is_active = True
        _end_sessions(user)
        record(actor=actor, event=Event.USER_ENABLED, object=user.id)


def forget_second_factor(*, email: str, actor: Actor) -> None:
    """Remove authenticator app, passkeys and recovery codes of somebody who lost them, and end all sessions.

    Raises AccountUnknown.
    """
    with transaction.atomic():
        user = _user(email)
        Authenticator.objects.filter(user=user).delete()
        _end_sessions(user)
        record(actor=actor, event=Event.SECOND_FACTOR_REMOVED, object=user.id)


def accounts_for(people: Iterable[AddressOnRoster]) -> int:
    """Let people on the roster log in by their own address; returns how many accounts are new.

    An account with the same address that belongs to nobody on the roster becomes theirs. Left as they are: people
    without an address, with an account already, and those whose address is another person's account.
    """
    wanted = {one.person: one for one in people if one.email}
    taken: set[object] = set()
    ids = list(wanted)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        taken |= set(User.objects.filter(person_id__in=batch).values_list("person_id", flat=True))
    made = 0
    for one in wanted.values():
        if one.person in taken:
            continue
        address = one.email.strip().lower()
        known = User.objects.filter(email=address).first()
        if known is None:
            fields = {"name": one.name, "language": one.language, "created_at": utc_now()}
            User.objects.create_user(address, person_id=one.person, **fields)
            made += 1
        elif known.person_id is None:
            known.person_id = one.person
            known.save(update_fields=["person"])
        else:
            logger.warning("two people on the roster share an address; only one of them has an account")
    return made


def demo_login(request: HttpRequest, user: Staff) -> None:
    """Log somebody of the demo in without a code. Raises NoDemo anywhere but in the demo."""
    if not is_demo():
        raise NoDemo
    row = User.objects.get(id=user.id, is_active=True)
    login(request, row, backend="allauth.account.auth_backends.AuthenticationBackend")
    begin_session(request.session, now=utc_now())
    request.session["demo"] = True
    record(actor=user.actor, event=Event.DEMO_LOGIN, object=user.id)


def is_demo() -> bool:
    """Whether this is the demo: FAGSPEJL_DEMO=1 and a data folder that holds the file DEMO."""
    return bool(settings.DEMO) and (settings.DATA / "DEMO").is_file()


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete sessions and counters that ran out: codes that nobody used, and addresses of networks in both."""
    sessions = Session.objects.filter(expire_date__lte=now)
    counters = SharedCache.objects.filter(expires__lte=now)
    return (
        Retention(SESSIONS, lambda: Due(sessions.count()), lambda: sessions.delete()[0], ("django_session",)),
        Retention(ATTEMPTS, lambda: Due(counters.count()), lambda: counters.delete()[0], ("staff_cache",)),
    )


def _person(key: str | None, email: str) -> UUID | None:
    if key is None:
        found = [one.id for one in people() if one.email.strip().lower() == email]
        single = found[0] if len(found) == 1 else None
        return None if single is None or User.objects.filter(person_id=single).exists() else single
    person = next((one.id for one in people() if one.key == key), None)
    if person is None:
        raise PersonUnknown(key)
    if User.objects.filter(person_id=person).exists():
        raise PersonHasAccount(key)
    return person


def _user(email: str) -> User:
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    if user is None:
        raise AccountUnknown(email)
    return user


def _give(user: User, role: RoleKind, actor: Actor) -> None:
    _, new = Role.objects.get_or_create(user=user, name=role)
    if new:
        record(actor=actor, event=Event.ROLE_GIVEN, object=user.id, facts={"role": role})


def _end_sessions(user: User) -> None:
    """Django binds a session to the password field; a new unusable one ends them all."""
    user.set_unusable_password()
    user.save(update_fields=["password", "is_active"])


def _read(user: User) -> Staff:
    staff = staff_of(user.id)
    assert staff is not None
    return staff
