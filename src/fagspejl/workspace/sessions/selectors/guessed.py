"""How well groups know what another group values: counted, under the limits on both sides, and never whose guess."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import median
from typing import Any
from uuid import UUID

from fagspejl.workspace.arithmetic.constants import GUESS_PICKS, GUESS_RIGHT, LIVE_ALL, STORE
from fagspejl.workspace.sessions.models import Participant, Session
from fagspejl.workspace.sessions.rules import guessed_groups
from fagspejl.workspace.sessions.types import Guessed, Item, LiveItem, SessionFacts, StoredItem


def guessed_live(known: SessionFacts, live: Sequence[LiveItem]) -> tuple[Guessed, ...]:
    """Return how the others guessed each group that stands alone in every drawn item they guessed about."""
    drawn = [
        (one.item, {block.name: block.first for block in one.blocks}) for one in live if not one.withheld
    ]
    return _guessed(known, drawn, LIVE_ALL)


def guessed_of(known: SessionFacts, stored: Sequence[StoredItem]) -> tuple[Guessed, ...]:
    """Return what the close keeps of it: of groups that are kept by name, and guessed by enough."""
    drawn = [
        (one.item, {block.name: block.first for block in one.blocks}) for one in stored if not one.withheld
    ]
    return _guessed(known, drawn, STORE)


def guessed_kept(session: UUID) -> tuple[Guessed, ...]:
    """Return what a closed session kept of it."""
    held: list[dict[str, Any]] = Session.objects.values_list("guessed", flat=True).get(id=session)
    return tuple(
        Guessed(**{**one, "picks": tuple(one["picks"]), "actual": tuple(one["actual"])}) for one in held
    )


def first_asked(items: Sequence[Item]) -> frozenset[int]:
    """Return the first item of each case: what a guess is about."""
    found: dict[int, int] = {}
    for place, item in enumerate(items):
        found.setdefault(item.case, place)
    return frozenset(found.values())


def highest(values: Sequence[tuple[int, Sequence[int]]]) -> tuple[int, ...]:
    """Return the cases with fewer than three others strictly above them; ties stand together. `values`: by case."""
    middles = [(case, median(given)) for case, given in values]
    return tuple(
        case for case, middle in middles if sum(other > middle for _, other in middles) < GUESS_PICKS
    )


def _guessed(
    known: SessionFacts, drawn: Sequence[tuple[int, dict[str, tuple[int, ...]]]], least: int
) -> tuple[Guessed, ...]:
    asked = first_asked(known.items)
    of = [(known.items[item].case, blocks) for item, blocks in drawn if item in asked]
    chosen = _chosen(known)
    found = []
    for place in guessed_groups(known.groups):
        name, guesses = known.groups[place].name, chosen.get(place, [])
        apart = len(of) > GUESS_PICKS and all(name in blocks for _, blocks in of)
        if not apart or len(guesses) < least:
            continue
        actual = highest([(case, blocks[name]) for case, blocks in of])
        found.append(
            Guessed(
                group=name,
                n=len(guesses),
                right=sum(len(set(three) & set(actual)) >= GUESS_RIGHT for three in guesses),
                picks=tuple(sum(case in three for three in guesses) for case in range(len(known.cases))),
                actual=actual,
            )
        )
    return tuple(found)


def _chosen(known: SessionFacts) -> dict[int, list[Collection[int]]]:
    """Return the guessed group -> the three cases that each phone of the team chose, in no order that tells."""
    found: dict[int, list[Collection[int]]] = {}
    team = Participant.objects.filter(session=known.id, is_leader=False).order_by("id")
    for guesses in team.values_list("guesses", flat=True):
        for place, three in guesses.items():
            found.setdefault(int(place), []).append(three)
    return found
