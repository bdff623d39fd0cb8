"""What is known of a lot of units who begin first."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.evaluation.models import RoundLot
from fagspejl.evaluation.selectors import round_facts, tree_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.lib.clock import ZONE
from fagspejl.lib.promise import sha256_of


@dataclass(frozen=True, slots=True)
class LotSeen:
    """A lot as somebody reads it. `units` as registered; halves are () and `seed` is "" before the lot is drawn.

    The seed is told afterwards: with it and the round's own release everybody can draw the same lot again.
    """

    round: UUID
    theme: str
    sha256: str
    commitment: str
    units: tuple[str, ...]
    registered_on: date
    drawn_on: date | None
    begins: tuple[str, ...]
    later: tuple[str, ...]
    seed: str
    told_in: UUID | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one unit drew: whether it begins first, and when the lot was drawn."""

    begins: bool
    drawn_on: date


def lot_of(round_id: UUID) -> LotSeen | None:
    """Return a round's lot, or None."""
    lot = RoundLot.objects.filter(round_id=round_id).first()
    return None if lot is None else seen_of(lot)


def lot_told_in_round(round_id: UUID) -> LotSeen | None:
    """Return the lot that this round's release tells of, or None."""
    lot = RoundLot.objects.filter(told_in=round_id).first()
    return None if lot is None else seen_of(lot)


def lots_waiting() -> list[LotSeen]:
    """Return the lots that were drawn and of which no release has said anything, oldest first."""
    rows = RoundLot.objects.filter(drawn_on__isnull=False, told_in=None).order_by("drawn_on", "round_id")
    return [seen_of(lot) for lot in rows]


def drawn_by(units: Collection[str]) -> dict[str, Drawn]:
    """Return what these units (keys) drew in the latest lot of which no round has told; no unit without one."""
    found: dict[str, Drawn] = {}
    for lot in lots_waiting():
        if lot.drawn_on is None:
            continue
        for half, begins in ((lot.begins, True), (lot.later, False)):
            found |= {unit: Drawn(begins, lot.drawn_on) for unit in set(half).intersection(units)}
    return found


def lot_asked_again(
    round_id: UUID, opened: date, units: Collection[str], themes: Collection[str]
) -> LotSeen | None:
    """Return the lot that a round which opened then asks about again, of these units and themes; None without one.

    The oldest that is untold, was drawn before that day and of which half of the units or more are asked.
    """
    asked = set(units)
    for lot in lots_waiting():
        late = lot.round == round_id or lot.drawn_on is None or opened <= lot.drawn_on
        if not late and lot.theme in themes and 2 * len(asked.intersection(lot.units)) >= len(lot.units):
            return lot
    return None


def began_by_lot(round_id: UUID) -> bool:
    """Whether an open round asks again about units of which a lot decided who began first. Told before answering."""
    if not RoundLot.objects.filter(drawn_on__isnull=False, told_in=None).exists():
        return False
    facts = round_facts(round_id)
    if facts is None or facts.opened_at is None:
        return False
    themes = {theme.id for theme in frozen_instrument(facts.instrument, facts.instrument_sha).themes}
    units = {str(unit["id"]) for unit in tree_of(round_id)["units"]}
    return lot_asked_again(round_id, facts.opened_at.astimezone(ZONE).date(), units, themes) is not None


def seen_of(lot: RoundLot) -> LotSeen:
    """Return a row as it is read."""
    document = bytes(lot.document)
    fixed = json.loads(document)
    return LotSeen(
        round=lot.round_id,
        theme=lot.theme,
        sha256=sha256_of(document),
        commitment=fixed["seed_commitment"],
        units=tuple(fixed["units"]),
        registered_on=lot.registered_on,
        drawn_on=lot.drawn_on,
        begins=tuple(lot.begins or ()),
        later=tuple(lot.later or ()),
        seed=bytes(lot.seed).hex() if lot.drawn_on else "",
        told_in=lot.told_in_id,
    )
