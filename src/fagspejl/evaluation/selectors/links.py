"""Whose links a planner means: one person's in one round, all of them or the one about one leader. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from fagspejl.evaluation.errors import LeaderNotAskedAbout, PersonNotAsked
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.states import Act, check_can

_SIGNS_SOUGHT = 2  # signs, before names are looked for


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """A link that somebody has. Nothing of whether it was used."""

    invitation: UUID
    person: UUID
    name: str
    has_address: bool
    leader: str


def links_meant(round_id: UUID, person: str, leader: str | None = None) -> tuple[LinkFacts, ...]:
    """Return the live links of one person in an open round, by leader; with `leader`, the one about that leader.

    Both are given as the roster's id, the e-mail address or the whole name, and must fit one person.
    Raises RoundInOtherState, PersonNotAsked, LeaderNotAskedAbout.
    """
    state = Round.objects.values_list("state", flat=True).get(id=round_id)
    check_can(Act.REISSUE, state, round_id)
    asked = Invitation.objects.filter(round_id=round_id, revoked=False)
    owner = _one_of(asked.values_list("person_id", flat=True), "person", person)
    if owner is None:
        raise PersonNotAsked(person)
    asked = asked.filter(person_id=owner)
    if leader is not None:
        about = _one_of(asked.values_list("leader_id", flat=True), "leader", leader)
        if about is None:
            raise LeaderNotAskedAbout(leader)
        asked = asked.filter(leader_id=about)
    rows = asked.order_by("leader__name", "id").values_list(
        "id", "person_id", "person__name", "person__email", "leader__name"
    )
    return tuple(LinkFacts(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows)


def links_of(round_id: UUID, person: UUID) -> tuple[LinkFacts, ...]:
    """Return somebody's live links in a round, by leader; none once they are dead."""
    asked = Invitation.objects.filter(
        round_id=round_id, person_id=person, revoked=False, lookup__isnull=False
    )
    rows = asked.order_by("leader__name", "id").values_list(
        "id", "person_id", "person__name", "person__email", "leader__name"
    )
    return tuple(LinkFacts(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows)


def asked_like(round_id: UUID, text: str, *, most: int = 20) -> list[tuple[UUID, str, str]]:
    """Return people asked in a round whose name, id or address holds a text: id, name, unit; by name."""
    wanted = " ".join(text.split())
    if len(wanted) < _SIGNS_SOUGHT:
        return []
    holds = (
        Q(person__name__icontains=wanted) | Q(person__key__icontains=wanted) | Q(person__email__iexact=wanted)
    )
    rows = Invitation.objects.filter(holds, round_id=round_id, revoked=False).order_by(
        "person__name", "person_id"
    )
    return list(rows.values_list("person_id", "person__name", "person__unit__name").distinct()[:most])


def near_to(round_id: UUID, person: UUID | None) -> set[UUID]:
    """Return everybody asked about leaders whom this person rates or is: their links are another planner's to handle.

    Whoever has a link can answer by it. docs/explanation/rules.md 3.3.
    """
    if person is None:
        return set()
    rows = Invitation.objects.filter(round_id=round_id)
    leaders = set(rows.filter(Q(person_id=person) | Q(leader_id=person)).values_list("leader_id", flat=True))
    return set(rows.filter(leader__in=leaders).values_list("person_id", flat=True))


def _one_of(ids: object, role: str, given: str) -> UUID | None:
    """The one that an id of the roster means, or else an address or a name; None where none or several do."""
    wanted = given.strip()
    fits = Q(**{f"{role}__email__iexact": wanted}) | Q(**{f"{role}__name": wanted})
    for choice in (Q(**{f"{role}__key": wanted}), fits):
        found = set(ids.filter(choice).order_by().distinct()) if wanted else set()  # type: ignore[attr-defined]
        if found:
            return found.pop() if len(found) == 1 else None
    return None
