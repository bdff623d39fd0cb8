"""A half of a published round's units that begins first: the figures of its release meet the lot's own table here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fagspejl.analysis.lots.draw import Halves, draw
from fagspejl.audit.types import Actor
from fagspejl.disclosure.selectors import (
    lot_themes_of,
    lot_units_of,
    organisation_of,
    organisation_withdrawal,
    published_release,
    root_hash,
)
from fagspejl.evaluation.selectors.lots import LotSeen
from fagspejl.evaluation.services.lots import draw_lot, register_lot
from fagspejl.lib.errors import FagspejlError


class LotHasNoRelease(FagspejlError):
    """The round has no published release to pair units by: not yet, or withdrawn or deleted."""

    def __init__(self) -> None:
        super().__init__("the round has no published release")


@dataclass(frozen=True, slots=True)
class LotTheme:
    """A theme that a lot can be about, and how many units would stand on the smaller side."""

    id: str
    a_side: int


def lot_themes(round_id: UUID) -> list[LotTheme]:
    """Return the themes that a lot can be about. Raises LotHasNoRelease."""
    stored = _stored(round_id)
    return [LotTheme(one, len(lot_units_of(stored, one)) // 2) for one in lot_themes_of(stored)]


def unit_names(round_id: UUID) -> dict[str, str]:
    """Return the names of a round's units by id. Raises LotHasNoRelease."""
    return {unit.id: unit.name for unit in organisation_of(_stored(round_id)).units}


def register(round_id: UUID, theme: str, *, actor: Actor, now: datetime) -> LotSeen:
    """Register a lot of every unit with a printed score. Raises LotHasNoRelease, LotRegistered, LotTooSmall."""
    units = [unit.id for unit in lot_units_of(_stored(round_id), theme)]
    release = root_hash(round_id)
    return register_lot(round_id, release=release, theme=theme, units=units, actor=actor, now=now)


def draw_registered(round_id: UUID, *, actor: Actor, now: datetime) -> LotSeen:
    """Draw what was registered, once. Raises LotHasNoRelease, LotDrawn, RoundLot.DoesNotExist."""
    stored = _stored(round_id)

    def halves(lot: LotSeen, seed: bytes) -> Halves:
        listed = set(lot.units)
        return draw([unit for unit in lot_units_of(stored, lot.theme) if unit.id in listed], seed)

    return draw_lot(round_id, halves, actor=actor, now=now)


def _stored(round_id: UUID) -> UUID:
    stored = published_release(round_id)
    if stored is None or organisation_withdrawal(round_id) is not None:
        raise LotHasNoRelease
    return stored
