"""Who is asked in a round and about whom, for whoever writes to them. Nobody whose link is dead. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, cast
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from fagspejl.evaluation.models import Invitation
from fagspejl.instrument.types import PerspectiveName
from fagspejl.organisation.selectors import without_address
from fagspejl.organisation.types import Addressee

_AT_ONCE, _MANY = 500, 5000  # people asked for by name; when to look at everybody instead


class LinkInRound(NamedTuple):
    """What a link is made of, whose it is and whom it is about."""

    person: UUID
    invitation: UUID
    generation: int
    perspective: str
    leader: str  # name


def people_in(round_id: UUID) -> set[UUID]:
    """Return everybody who is asked about somebody."""
    return set(_with_a_link(round_id, "person_id"))


def how_many_asked(round_id: UUID) -> int:
    """Return how many people are asked about somebody."""
    return _with_a_link(round_id, "person_id").count()


def how_many_asked_about(round_id: UUID) -> int:
    """Return how many leaders somebody is asked about."""
    return _with_a_link(round_id, "leader_id").count()


def asked_of(round_id: UUID, people: Collection[UUID]) -> set[UUID]:
    """Return those of these people who are asked about somebody."""
    wanted, found = list(people), set[UUID]()
    if len(wanted) > _MANY:
        return people_in(round_id).intersection(wanted)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        asked = Invitation.objects.filter(round_id=round_id, person__in=some, revoked=False)
        found |= set(asked.order_by().values_list("person_id", flat=True).distinct())
    return found


def links_in(round_id: UUID, people: Collection[UUID]) -> list[LinkInRound]:
    """Return the links of these people, in no telling order; none of somebody who is not asked."""
    asked = Invitation.objects.filter(round_id=round_id, person__in=list(people), revoked=False)
    fields = ("person_id", "id", "generation", "perspective", "leader__name")
    return [LinkInRound(*row) for row in asked.values_list(*fields)]


def addressees(round_id: UUID, *, everybody: bool, only: UUID | None = None) -> list[Addressee]:
    """Return who gets a letter, by unit, then by name: people without an e-mail address, or everybody.

    `only`: the one person to write to, with an address or without.
    """
    if not everybody and only is None:
        return by_letter(round_id)
    asked = Invitation.objects.filter(round_id=round_id, revoked=False)
    if only is not None:
        asked = asked.filter(person_id=only)
    rows = asked.order_by("person__unit__order", "person__name", "person_id").distinct()
    fields = ("person_id", "person__name", "person__unit__name", "person__language", "person__unit__order")
    return [Addressee(*row[:4]) for row in rows.values_list(*fields)]


def by_letter(round_id: UUID) -> list[Addressee]:
    """Return who is asked and has no e-mail address, by unit, then by name."""
    # From the few without an address to their links: the other way every link of the round is looked at.
    people = without_address()
    asked = asked_of(round_id, [one.person for one in people])
    return [one for one in people if one.person in asked]


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


def _with_a_link(round_id: UUID, column: str) -> QuerySet[Invitation, UUID]:
    """The people of a column with a live link, each once.

    Whether a link is dead stands in no index. So those who have none but dead ones, who are few, are taken from
    everybody, whom an index holds: a tenth of the time at a hundred thousand links.
    """
    rows = Invitation.objects.filter(round_id=round_id).order_by()
    live = rows.filter(**{column: OuterRef(column)}, revoked=False)
    dead = rows.filter(~Exists(live), revoked=True).values(column)
    return rows.exclude(**{f"{column}__in": dead}).values_list(column, flat=True).distinct()
