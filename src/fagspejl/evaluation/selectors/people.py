"""Who is asked in a round and about whom, for whoever writes to them. Nobody whose link is dead. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, cast
from uuid import UUID

from django.db.models import Count, Q

from fagspejl.evaluation.models import Invitation
from fagspejl.instrument.types import PerspectiveName


class LinkInRound(NamedTuple):
    """What a link is made of, whose it is and whom it is about."""

    person: UUID
    invitation: UUID
    generation: int
    perspective: str
    leader: str  # name


class Addressee(NamedTuple):
    """Somebody who is asked, as a letter is addressed. `unit` is its name."""

    person: UUID
    name: str
    unit: str
    language: str


def people_in(round_id: UUID) -> set[UUID]:
    """Return everybody who is asked about somebody."""
    asked = Invitation.objects.filter(round_id=round_id, revoked=False)
    return set(asked.order_by().values_list("person_id", flat=True).distinct())


def asked_of(round_id: UUID, people: Collection[UUID]) -> set[UUID]:
    """Return those of these people who are asked about somebody."""
    asked = Invitation.objects.filter(round_id=round_id, person__in=list(people), revoked=False)
    return set(asked.order_by().values_list("person_id", flat=True).distinct())


def links_in(round_id: UUID, people: Collection[UUID]) -> list[LinkInRound]:
    """Return the links of these people, in no telling order; none of somebody who is not asked."""
    asked = Invitation.objects.filter(round_id=round_id, person__in=list(people), revoked=False)
    fields = ("person_id", "id", "generation", "perspective", "leader__name")
    return [LinkInRound(*row) for row in asked.values_list(*fields)]


def addressees(round_id: UUID, *, everybody: bool, only: UUID | None = None) -> list[Addressee]:
    """Return who gets a letter, by unit, then by name: people without an e-mail address, or everybody.

    `only`: the one person to write to, with an address or without.
    """
    wanted = Q() if everybody else Q(person__email="")
    if only is not None:
        wanted = Q(person_id=only)
    asked = Invitation.objects.filter(wanted, round_id=round_id, revoked=False)
    rows = asked.order_by("person__unit__order", "person__name", "person_id").distinct()
    fields = ("person_id", "person__name", "person__unit__name", "person__language", "person__unit__order")
    return [Addressee(*row[:4]) for row in rows.values_list(*fields)]


def sample_of_asked(round_id: UUID, most: int) -> dict[UUID, list[tuple[str, PerspectiveName]]]:
    """Return a few people with an address who are asked: of whom with names and perspectives of leaders.

    One is asked about most leaders, one reads another language than Danish, if anybody does.
    """
    asked = Invitation.objects.filter(round_id=round_id, revoked=False).exclude(person__email="")
    counted = asked.order_by().values("person", "person__name").annotate(leaders=Count("id"))
    most_asked = counted.order_by("-leaders", "person__name", "person")[:1]
    foreign = counted.exclude(person__language="da").order_by("person__name", "person")[:1]
    first = counted.order_by("leaders", "person__name", "person")[:most]
    people = [row["person"] for rows in (first[:1], most_asked, foreign, first) for row in rows]
    chosen = list(dict.fromkeys(people))[:most]
    rows = asked.filter(person__in=chosen).order_by("leader__name", "id")
    found: dict[UUID, list[tuple[str, PerspectiveName]]] = {person: [] for person in chosen}
    for person, leader, perspective in rows.values_list("person_id", "leader__name", "perspective"):
        found[person].append((leader, cast(PerspectiveName, perspective)))
    return found
