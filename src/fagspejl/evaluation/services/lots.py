"""Registering and drawing the half of a round's units that begins first. Once each: two planners make one lot."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.analysis.lots.draw import Halves, registration
from fagspejl.analysis.policy import LOT_LEAST_A_SIDE
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import LotDrawn, LotRegistered, LotTooSmall
from fagspejl.evaluation.models import Round, RoundLot
from fagspejl.evaluation.selectors.lots import LotSeen, seen_of
from fagspejl.lib.clock import ZONE

_SEED_BYTES = 32


def register_lot(
    round_id: UUID, *, release: str, theme: str, units: Collection[str], actor: Actor, now: datetime
) -> LotSeen:
    """Fix the list, the rule and a commitment to the seed, before anything is drawn. Its hash goes to the log.

    `release` is the hash over the round's release. Raises LotRegistered, LotTooSmall.
    """
    if len(units) < 2 * LOT_LEAST_A_SIDE:
        raise LotTooSmall(LOT_LEAST_A_SIDE)
    with transaction.atomic():
        Round.objects.select_for_update().get(id=round_id)  # whoever comes second waits here, and is told
        if RoundLot.objects.filter(round_id=round_id).exists():
            raise LotRegistered
        seed = secrets.token_bytes(_SEED_BYTES)
        document = registration(round_id=str(round_id), release=release, theme=theme, units=units, seed=seed)
        on = now.astimezone(ZONE).date()
        lot = RoundLot.objects.create(
            round_id=round_id, theme=theme, document=document, seed=seed, registered_on=on
        )
        seen = seen_of(lot)
        record(
            actor=actor, event=Event.LOT_REGISTERED, object=round_id, facts={"sha256": seen.sha256}, at=now
        )
    return seen


def draw_lot(
    round_id: UUID, halves: Callable[[LotSeen, bytes], Halves], *, actor: Actor, now: datetime
) -> LotSeen:
    """Draw what was registered, once; `halves` makes both from the lot and its seed. Raises LotDrawn.

    Raises RoundLot.DoesNotExist where nothing was registered.
    """
    with transaction.atomic():
        Round.objects.select_for_update().get(id=round_id)
        lot = RoundLot.objects.get(round_id=round_id)
        if lot.drawn_on is not None:
            raise LotDrawn
        drawn = halves(seen_of(lot), bytes(lot.seed))
        lot.begins, lot.later = list(drawn.first), list(drawn.later)
        lot.drawn_on = now.astimezone(ZONE).date()
        lot.save(update_fields=["begins", "later", "drawn_on"])
        seen = seen_of(lot)
        record(actor=actor, event=Event.LOT_DRAWN, object=round_id, facts={"sha256": seen.sha256}, at=now)
    return seen


def lot_told(lot: UUID, *, in_round: UUID) -> None:
    """Note in which round's release it stands what can be said of a lot. Called inside the sealing transaction."""
    RoundLot.objects.filter(round_id=lot, told_in=None).update(told_in_id=in_round)
