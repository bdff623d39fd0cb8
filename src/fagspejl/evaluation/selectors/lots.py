"""What is known of a lot of units who begin first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.evaluation.models import RoundLot
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
