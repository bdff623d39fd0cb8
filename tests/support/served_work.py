"""The site behind a server that is killed: its open round, what it holds afterwards, its planner, its deadline passing."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings

from fagspejl.answering.sealed import locator_of, unseal
from fagspejl.answering.services import open_answers
from fagspejl.answering.services.custody import count_rows
from fagspejl.audit.types import Actor
from fagspejl.disclosure.models import StoredRelease
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.creating import create_round
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types import GRACE, MARGIN
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders.placing import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Assignment, Person, Unit
from support.forked import Say

_ACTOR = Actor("bente", "Bente")
_OF_ONE_LEADER = 10


def warm() -> None:
    """Nothing is worth keeping warm: each piece of work is done a few times."""


def prepare(say: Say, people: int, two_leaders: int = 0) -> dict[str, Any]:
    """Make the tables and an open round, ten employees a leader; returns its id and every link.

    `two_leaders`: so many of them are asked about the next leader as well.
    """
    call_command("migrate", verbosity=0, interactive=False)
    unit = Unit.objects.create(key="kommunen", name="Kommunen")
    leaders = [
        Person(key=f"l{n}", name=f"Leder {n}", unit=unit, is_leader=True)
        for n in range((people - 1) // _OF_ONE_LEADER + 1)
    ]
    raters = [  # without an address they would answer by letter, where no page may tell a version
        Person(key=f"p{n}", name=f"Svarperson {n}", email=f"p{n}@fjordby.example", unit=unit)
        for n in range(people)
    ]
    Person.objects.bulk_create([*leaders, *raters])
    Assignment.objects.bulk_create(
        Assignment(rater=rater, leader=leaders[n // _OF_ONE_LEADER], perspective="employee")
        for n, rater in enumerate(raters)
    )
    Assignment.objects.bulk_create(
        Assignment(rater=rater, leader=leaders[n // _OF_ONE_LEADER + 1], perspective="peer")
        for n, rater in enumerate(raters[:two_leaders])
    )
    made = _draft()
    open_round(made, keys=_keys(), actor=_ACTOR, now=utc_now())
    return {"round": str(made), "links": list(_links(made).values())}


def _draft() -> UUID:
    now = utc_now()
    made: UUID = create_round(
        title="Faglig ledelse",
        organisation="Fjordby Kommune",
        instrument="faglig-ledelse",
        deadline=now + timedelta(days=14),
        policy=RoundPolicyValues(access=AccessPolicy(languages=("da",))),
        actor=_ACTOR,
        now=now,
    )
    return made


def stored(say: Say, home: str) -> dict[str, Any]:
    """Return how many rows there are, and of every link that was used the version, the answer and the draft."""
    made = UUID(home)
    links, found = _links(made), {}
    for opened in open_answers(made, _keys().read(made, key_check_of(made))):
        if (payload := opened.payload) is not None:
            found[links[opened.invitation.id]] = [payload.version, payload.submitted, payload.draft]
    return {"rows": count_rows(made), "people": found}


@contextmanager
def _planner() -> Iterator[Client]:
    """Log a planner in, on this side of the site: no mail leaves."""
    from support.desk import planner

    backend = "django.core.mail.backends.locmem.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, ALLOWED_HOSTS=["testserver"]):
        mail.outbox = []
        client = Client()
        planner(client)
        yield client


def session(say: Say, home: str) -> str:
    """Log a planner in and return what her browser sends as its cookies."""
    with _planner() as client:
        return "; ".join(f"{one.key}={one.value}" for one in client.cookies.values())


def beside(say: Say, home: str, people: int) -> str:
    """Make a draft about one more leader and her employees, with all settled for opening; returns its id."""
    from support.desk import ready

    unit = Unit.objects.get()
    leader = Person.objects.create(key="beside", name="Leder ved siden af", unit=unit, is_leader=True)
    for n in range(people):
        rater = Person.objects.create(key=f"b{n}", name=f"B {n}", email=f"b{n}@fjordby.example", unit=unit)
        Assignment.objects.create(rater=rater, leader=leader, perspective="employee")
    made = _draft()
    ready(made)
    seen = plan_of(made)
    only = replace(seen.values, scope="leaders", chosen=("beside",))
    save_plan(made, only, version=seen.version, actor=_ACTOR, now=utc_now())
    return str(made)


def order(say: Say, home: str, kind: str) -> str:
    """Place a planner's order about a round and return the order's id."""
    return str(place_order(OrderKind(kind), round_id=UUID(home), actor=_ACTOR, now=utc_now()))


def ordered(say: Say, home: str, order: str) -> list[Any]:
    """Return how an order fares: its state, and why it was refused."""
    found = PlannerOrder.objects.get(id=order)
    return [found.state, found.refusals]


def bounced(say: Say, home: str) -> list[str]:
    """Return the addresses that a planner sees as refused by the mail server, page after page."""
    found: list[str] = []
    with _planner() as client:
        for page in count(1):
            answer = client.get(f"/planlaeg/runde/{home}/forloeb/adresser/?side={page}")
            assert answer.status_code == 200
            shown = re.findall(r"<td>([^<>@\s]+@[^<>\s]+)</td>", answer.content.decode())
            found += shown
            if not shown:
                return found
    raise AssertionError


def pass_deadline(say: Say, home: str) -> None:
    """Let it be a little after the round's time: no more answers, and whoever closes rounds may close it."""
    Round.objects.filter(id=UUID(home)).update(deadline=utc_now() - GRACE - MARGIN - timedelta(seconds=1))


def closed(say: Say, home: str, backups: str, links: list[str]) -> dict[str, Any]:
    """Return the state, how many Releases and rows there are, the close record, and what the frozen copy holds."""
    made, found = UUID(home), {}
    with closing(sqlite3.connect(Path(backups) / f"{made}-frozen.sqlite3")) as copy:
        (rows,) = copy.execute("SELECT count(*) FROM response").fetchone()
        for link in links:
            row = copy.execute(
                "SELECT blob FROM response WHERE locator = ?", [locator_of(link, made)]
            ).fetchone()
            if row is not None:
                payload = unseal(link, made, row[0])
                found[link] = [payload["ver"], payload["submitted"], payload["draft"]]
    return {
        "state": Round.objects.get(id=made).state,
        "releases": StoredRelease.objects.count(),
        "left": count_rows(made),
        "record": StoredRelease.objects.get(round_id=made).record,
        "rows": rows,
        "people": found,
    }


def how_far(say: Say, home: str) -> list[Any]:
    """Return the round's state and the step that closing has come to."""
    found = Round.objects.get(id=UUID(home))
    return [found.state, found.close_step]


def _keys() -> KeyStore:
    return KeyStore(settings.KEYS, Path(os.environ["FAGSPEJL_ESCROW"]))


def _links(home: UUID) -> dict[UUID, str]:
    key = _keys().read(home, key_check_of(home))
    asked = Invitation.objects.filter(round_id=home).values_list("id", "generation")
    return {one: link_of(key, home, one, generation) for one, generation in asked}
