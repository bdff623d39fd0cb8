"""What was written of what a session collects: for the facilitator who puts it together, and for its writer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from fagspejl.lib.derivation import base32_lower, derive
from fagspejl.workspace.arithmetic.constants import LIVE_ALL
from fagspejl.workspace.sessions.models import Contribution, Session
from fagspejl.workspace.sessions.types import Collecting, PhoneFacts, SessionFacts

_MARK_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Listed:
    """A contribution in the list, without whose it is. `mark`: its name in a form; `statement`: where it was put."""

    id: UUID
    mark: str
    text: str
    statement: int | None


@dataclass(frozen=True, slots=True)
class Own:
    """A contribution on its writer's phone. `statement`: the words it was put under, "" for none yet.

    `asked`: whether the writer is asked to recognise it there; who finds the own words is not.
    """

    place: int
    text: str
    statement: str
    asked: bool
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked whether the own words are recognised: which phone, and what it said."""

    phone: UUID
    confirmed: bool | None


def listed(known: SessionFacts) -> list[Listed]:
    """Return all contributions, in an order that the seed gives; none while they are written."""
    if known.collecting is not Collecting.MERGE:
        return []
    rows = Contribution.objects.filter(participant__session=known.id)
    found = [
        Listed(id_, _marked(known, id_), text, statement)
        for id_, text, statement in rows.values_list("id", "text", "statement")
    ]
    return sorted(found, key=lambda one: one.mark)


def own_contributions(known: SessionFacts, phone: PhoneFacts) -> list[Own]:
    """Return what this phone wrote, for its own page alone."""
    found = []
    for row in Contribution.objects.filter(participant=phone.id).order_by("place"):
        words = _statement(known, row.statement)
        asked = bool(words) and not same_words(words, row.text)
        found.append(Own(row.place, row.text, words, asked, row.confirmed))
    return found


def count_collected(known: SessionFacts) -> int:
    """Return how many contributions there are, and once they are put together how many answers to that.

    Of answers 0 until four people have given one: who presses while one is counted has written what it is about.
    """
    rows = Contribution.objects.filter(participant__session=known.id)
    if known.collecting is Collecting.WRITE:
        return rows.count()
    said = rows.filter(participant__is_leader=False, confirmed__isnull=False).values_list(
        "participant", flat=True
    )
    return len(said) if len(set(said)) >= LIVE_ALL else 0


def asked_of(known: SessionFacts) -> list[Asked]:
    """Return who is asked, of the team: once for each contribution that stands under other words."""
    rows = Contribution.objects.filter(
        participant__session=known.id, participant__is_leader=False, statement__isnull=False
    )
    return [
        Asked(phone, confirmed)
        for phone, text, statement, confirmed in rows.values_list(
            "participant_id", "text", "statement", "confirmed"
        )
        if not same_words(_statement(known, statement), text)
    ]


def recognised(asked: Collection[Asked]) -> tuple[int, int, int]:
    """Return how many were recognised, of how many, and how many people have answered."""
    return (
        sum(one.confirmed is True for one in asked),
        len(asked),
        len({one.phone for one in asked if one.confirmed is not None}),
    )


def may_tell(asked: Collection[Asked], told: Sequence[int]) -> bool:
    """Whether the room may be told: enough people have answered, and enough more than when it was told last.

    Told again after one more answer, the difference would be that person's.
    """
    people = recognised(asked)[2]
    return people >= LIVE_ALL and (not told or people - told[2] >= LIVE_ALL)


def told_recognised(known: SessionFacts) -> tuple[int, ...]:
    """Return what the room was told, as `recognised` gives it; () before."""
    return tuple(Session.objects.values_list("confirmed", flat=True).get(id=known.id))


def statement_mark(text: str) -> str:
    """Return the mark of a statement's words, by which a phone says which words it saw."""
    return base32_lower(derive(text.encode(), "fagspejl workspace statement"))[:_MARK_SIGNS]


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words."""
    return one.casefold().split() == other.casefold().split()


def _statement(known: SessionFacts, place: int | None) -> str:
    return known.statements[place] if place is not None and place < len(known.statements) else ""


def _marked(known: SessionFacts, row: UUID) -> str:
    seed = known.seed.to_bytes(8, "big")
    return base32_lower(derive(seed, "fagspejl workspace contribution", row.bytes))[:_MARK_SIGNS]
