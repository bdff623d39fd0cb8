"""A half of a published round's units that begins first: the figures of its release meet the lot's own table here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fagspejl.analysis.lots.draw import Halves, draw
from fagspejl.analysis.policy import LOT_LEAST_A_SIDE
from fagspejl.audit.types import Actor
from fagspejl.disclosure.selectors import (
    lot_tells_readers,
    lot_themes_of,
    lot_units_of,
    organisation_of,
    organisation_withdrawal,
    parts_of_round,
    published_release,
    root_hash,
)
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.lots import LotSeen, lot_of
from fagspejl.evaluation.services.lots import draw_lot, register_lot
from fagspejl.lib.errors import FagspejlError
from fagspejl.reporting.selectors import grants_of_round


class LotHasNoRelease(FagspejlError):
    """The round has no published release to pair units by: not yet, or withdrawn or deleted."""

    def __init__(self) -> None:
        super().__init__("the round has no published release")


class LotTellsReaders(FagspejlError):
    """Somebody reads many reports of the units, and not all: the halves would tell her how the others lie."""

    def __init__(self) -> None:
        super().__init__("somebody reads many reports of the units, and not all")


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
    """Register a lot of every unit with a printed score.

    Raises LotHasNoRelease, LotTellsReaders, LotRegistered, LotTooSmall.
    """
    stored = _stored(round_id)
    units = [unit.id for unit in lot_units_of(stored, theme)]
    if len(units) >= 2 * LOT_LEAST_A_SIDE:  # of fewer there is no lot, whoever reads
        _check_readers(round_id, stored, theme)
    release = root_hash(round_id)
    return register_lot(round_id, release=release, theme=theme, units=units, actor=actor, now=now)


def draw_registered(round_id: UUID, *, actor: Actor, now: datetime) -> LotSeen:
    """Draw what was registered, once. Raises LotHasNoRelease, LotTellsReaders, LotDrawn, RoundLot.DoesNotExist."""
    stored, registered = _stored(round_id), lot_of(round_id)
    if registered is not None and registered.drawn_on is None:
        _check_readers(round_id, stored, registered.theme)  # rights may have changed since

    def halves(lot: LotSeen, seed: bytes) -> Halves:
        listed = set(lot.units)
        return draw([unit for unit in lot_units_of(stored, lot.theme) if unit.id in listed], seed)

    return draw_lot(round_id, halves, actor=actor, now=now)


def _check_readers(round_id: UUID, stored: UUID, theme: str) -> None:
    """Ask for each reader of the round's reports, HR among them where it reads those that are not withdrawn."""
    granted = [*grants_of_round(round_id).values()]
    if policy_of(round_id).access.hr_reads_reports:
        standing = parts_of_round(round_id, withdrawn=False)
        granted.append(frozenset(part.key for part in standing if part.kind == "leader"))
    if lot_tells_readers(stored, theme, granted):
        raise LotTellsReaders


def _stored(round_id: UUID) -> UUID:
    stored = published_release(round_id)
    if stored is None or organisation_withdrawal(round_id) is not None:
        raise LotHasNoRelease
    return stored
