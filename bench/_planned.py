"""A planner's site for benchmarks: 1,800 leaders and 20,000 people on the roster, a draft, and a planner."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

PER_LEADER = 11  # employees
DEPARTMENTS = 40


@dataclass(frozen=True)
class Planned:
    """The planner's cookie and the draft."""

    cookie: str
    round_id: UUID


def planned(leaders: int) -> Planned:
    """Make the roster, the planner and the draft."""
    from fagspejl.accounts.services import add_user
    from fagspejl.audit.types import Actor
    from fagspejl.evaluation.services.creating import create_round
    from fagspejl.evaluation.types.policy import RoundPolicyValues
    from fagspejl.lib.clock import utc_now

    make_roster(leaders)
    actor = Actor("bench", "bench")
    staff = add_user(email="bente@fjordby.dk", name="Bente", actor=actor, roles=("planner",))
    made = create_round(
        title="Faglig ledelse",
        organisation="Kommunen",
        instrument="faglig-ledelse",
        deadline=utc_now() + timedelta(days=14),
        policy=RoundPolicyValues(),
        actor=actor,
        now=utc_now(),
    )
    return Planned(logged_in(staff.id), made)


def logged_in(user: int) -> str:
    """The cookie of a session of somebody with a second factor."""
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from fagspejl.accounts.models import User
    from fagspejl.accounts.sessions import begin_session
    from fagspejl.lib.clock import utc_now

    Authenticator.objects.create(user_id=user, type=Authenticator.Type.TOTP, data={"secret": "bench"})
    browser = Client()
    account = User.objects.get(id=user)
    browser.force_login(account)
    session = browser.session
    begin_session(session, now=utc_now())
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    # By these two allauth knows that a factor was proven, and by whom.
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    (cookie,) = browser.cookies.values()
    return f"{cookie.key}={cookie.value}"


def make_roster(leaders: int) -> None:
    """Departments with units, a leader in each, their employees, own leaders and three fellow leaders."""
    from fagspejl.organisation.models import Assignment, Person, Unit

    top = Unit.objects.create(key="top", name="Kommunen")
    upper = [Unit(key=f"d{n}", name=f"Forvaltning {n}", parent=top, order=n) for n in range(DEPARTMENTS)]
    Unit.objects.bulk_create(upper)
    lower = [
        Unit(key=f"u{n}", name=f"Enhed {n}", parent=upper[n % DEPARTMENTS], order=DEPARTMENTS + n)
        for n in range(leaders - DEPARTMENTS)
    ]
    Unit.objects.bulk_create(lower, batch_size=500)
    units = [*upper, *lower]
    heads = [
        Person(key=f"l{n}", name=f"Leder {n}", unit=unit, is_leader=True) for n, unit in enumerate(units)
    ]
    Person.objects.bulk_create(heads, batch_size=500)
    people, pairs = [], []
    for n, unit in enumerate(lower):
        head, above = heads[DEPARTMENTS + n], heads[n % DEPARTMENTS]
        for number in range(n * 7 % (2 * PER_LEADER) + 1):  # from 1 to twice as many, 11.5 on average
            people.append(Person(key=f"p{n}-{number}", name=f"Medarbejder {n}-{number}", unit=unit))
            pairs.append(Assignment(rater=people[-1], leader=head, perspective="employee"))
        pairs.append(Assignment(rater=head, leader=above, perspective="subordinate_leader"))
        pairs.append(Assignment(rater=above, leader=head, perspective="superior"))
        pairs += [
            Assignment(rater=heads[DEPARTMENTS + (n + step) % len(lower)], leader=head, perspective="peer")
            for step in (40, 80, 120)
        ]
    Person.objects.bulk_create(people, batch_size=500)
    Assignment.objects.bulk_create(pairs, batch_size=500)
