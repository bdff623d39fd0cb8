"""Which drawn half a closing round tells of: the first that opened after the lot and asks the same units."""

from __future__ import annotations

from uuid import UUID

from fagspejl.analysis.lots.draw import Halves
from fagspejl.disclosure.lots import said_of_lot
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.services.stored_organisation import read_organisation
from fagspejl.disclosure.types import LotPrinted
from fagspejl.evaluation.selectors.lots import LotSeen, lot_asked_again
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import ZONE


def lot_told_in(facts: RoundFacts, released: Release) -> tuple[UUID, LotPrinted] | None:
    """Return the round whose lot this release says something of, and what; None where there is no such lot.

    The first round that opened after the lot, asks about the theme, and holds half of the lot's units or more. It says
    "too few" too: a lot is told of once.
    """
    if facts.opened_at is None:
        return None
    units = {unit.id for unit in released.printed.organisation.units}
    themes = {theme.id for theme in released.themes}
    lot = lot_asked_again(facts.id, facts.opened_at.astimezone(ZONE).date(), units, themes)
    return None if lot is None else (lot.round, _said(lot, released))


def _said(lot: LotSeen, released: Release) -> LotPrinted:
    before = release_of_lot(lot.round)
    halves = Halves(lot.begins, lot.later)
    said = None if before is None else said_of_lot(before, released, lot.theme, halves)
    return LotPrinted(lot.theme, lot.sha256, said)


def release_of_lot(round_id: UUID) -> Release | None:
    """The release from which the lot was drawn; None where it was deleted or withdrawn: then nothing can be said."""
    stored = StoredRelease.objects.filter(round_id=round_id).values_list("id", flat=True).first()
    if stored is None or ReleasePart.objects.filter(release_id=stored, withdrawal__isnull=False).exists():
        return None
    return read_organisation(stored)
