"""A published round whose leaders have paths: Karen and Ida below Mads, who is on the roster as their own leader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.test import Client

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.organisation.models import Assignment, Person
from fagspejl.workspace.paths.models import FollowUpPath
from fagspejl.workspace.paths.services.making import make_due
from support.published import PublishedRound, account, published_round
from support.staff import log_in

GOAL = "Vi aftaler fast, hvem der ringer tilbage"
LINE = "Vi taler om normeringen igen i maj"


@dataclass
class Followed:
    """The round, and how to get at its paths."""

    made: PublishedRound

    def path(self, name: str = "Karen") -> FollowUpPath:
        """Somebody's path."""
        return FollowUpPath.objects.get(owner__name=name)

    def url(self, name: str = "Karen") -> str:
        """The address of somebody's path."""
        return f"/opfoelgning/{self.path(name).id}/"


def followed(folder: Path) -> Followed:
    """Publish, put Mads above Karen and Ida on the roster, and let the worker make the paths."""
    made = published_round(folder)
    put_above("Mads", "Karen", "Ida")
    make_due(utc_now())
    return Followed(made)


def put_above(superior: str, *leaders: str) -> None:
    """Make somebody the own leader of others, and nobody else."""
    above = Person.objects.get(name=superior)
    for name in leaders:
        leader = Person.objects.get(name=name)
        Assignment.objects.filter(leader=leader, perspective="superior").delete()
        Assignment.objects.create(rater=above, leader=leader, perspective="superior")


def client_of(name: str) -> Client:
    """Somebody logged in."""
    client = Client()
    log_in(client, account(name))
    return client


def add_leader(name: str) -> Person:
    """Somebody who leads, with an account's address and no report."""
    unit = Person.objects.get(name="Mads").unit
    email = f"{name.lower()}@fjordby.dk"
    return Person.objects.create(key=name, name=name, unit=unit, is_leader=True, email=email)


def days_after(path: FollowUpPath, days: int, hour: int = 9) -> datetime:
    """A morning so many days after a path's release."""
    assert path.released_on is not None
    day = path.released_on + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def planner(name: str = "Bente") -> tuple[Client, UUID]:
    """Somebody of HR, logged in with her second factor."""
    from support.staff import somebody

    cast = somebody(name, "planner", app=True)
    client = Client()
    log_in(client, cast)
    return client, cast.staff.id


def write_goal(client: Client, url: str, **fields: str) -> int:
    """Write a goal as the page does; returns the answer's code."""
    sent = {
        "act": "goal",
        "about": "",
        "text": GOAL,
        "status": "going",
        "shared_with_own_leader": "on",
    } | fields
    return client.post(url, sent).status_code
