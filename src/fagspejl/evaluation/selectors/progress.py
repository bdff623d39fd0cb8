"""How a round stands, for planners: how many are asked, last night's rates. Reads only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count

from fagspejl.evaluation.errors import RoundUnknown
from fagspejl.evaluation.models import Invitation, Round, RoundRates
from fagspejl.evaluation.selectors import round_facts, tree_of
from fagspejl.evaluation.selectors.people import by_letter, how_many_asked, how_many_asked_about
from fagspejl.evaluation.types import RoundFacts

WORKED_OUT: Final = (
    ""  # beside the rates, under the key of no unit: the night they are of, where later ones passed
)


@dataclass(frozen=True, slots=True)
class UnitRate:
    """A unit's response rate last night in per cent, in steps; None where it is not told. `depth` 0 at the root."""

    name: str
    depth: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """A round as a planner may see it."""

    facts: RoundFacts
    asked: Counter[str]  # invitations by perspective
    people: int
    leaders: int
    revoked: int
    by_letter: int
    rates: tuple[UnitRate, ...]
    night: date | None  # of the rates


def round_progress(round_id: UUID) -> RoundProgress:
    """Return how a round stands. Raises RoundUnknown."""
    facts = round_facts(round_id)
    if facts is None:
        raise RoundUnknown(str(round_id))
    rows = Invitation.objects.filter(round_id=round_id).order_by()
    perspectives: Counter[str] = Counter()
    revoked = 0
    for perspective, is_dead, count in rows.values_list("perspective", "revoked").annotate(Count("id")):
        if is_dead:
            revoked += count
        else:
            perspectives[perspective] = count
    night, rates = rates_of(round_id)
    return RoundProgress(
        facts=facts,
        asked=perspectives,
        people=how_many_asked(round_id),
        leaders=how_many_asked_about(round_id),
        revoked=revoked,
        by_letter=len(by_letter(round_id)),
        rates=rates,
        night=night,
    )


def find_round(given: str) -> UUID:
    """Return the round that an id, the beginning of an id, or a title means. Raises RoundUnknown."""
    wanted = given.strip().casefold()
    rounds = list(Round.objects.values_list("id", "title"))
    ids = [found for found, _ in rounds if wanted and str(found).startswith(wanted)]
    titles = [found for found, title in rounds if title.casefold() == wanted]
    for found in (ids, titles):
        if len(found) == 1:
            return found[0]
    raise RoundUnknown(given)


def rates_of(round_id: UUID) -> tuple[date | None, tuple[UnitRate, ...]]:
    """Return the night of the rates that are kept, None before the first, and each unit's, in the tree's order.

    The units are those whose leaders the round is about, and what these lie in.
    """
    kept = RoundRates.objects.filter(round_id=round_id).first()
    if kept is None:
        return None, ()
    night = kept.tens.get(WORKED_OUT, kept.night.isoformat())
    if night is None:
        return None, ()
    tree = tree_of(round_id)
    above = [int(str(unit["parent"])) for unit in tree["units"]]
    meant: set[int] = set()
    for leader in tree["leaders"]:
        place = int(str(leader["unit"]))
        while place >= 0 and place not in meant:
            meant.add(place)
            place = above[place]
    depths: list[int] = []
    lines = []
    for number, unit in enumerate(tree["units"]):
        depths.append(depths[above[number]] + 1 if above[number] >= 0 else 0)
        if number not in meant:
            continue
        lines.append(UnitRate(str(unit["name"]), depths[-1], kept.tens.get(str(unit["id"]))))
    return date.fromisoformat(night), tuple(lines)


def rates_night(round_id: UUID) -> date | None:
    """Return the night that was last seen to, with rates or without, None before the first."""
    return RoundRates.objects.filter(round_id=round_id).values_list("night", flat=True).first()
