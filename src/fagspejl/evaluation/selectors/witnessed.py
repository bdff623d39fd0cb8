"""The witnessed second copy of a round's key: who holds which half, and where each stands."""

from __future__ import annotations

from uuid import UUID

from fagspejl.evaluation.keys.witnessed import check_number, witness_lookup
from fagspejl.evaluation.models import KeyHalf, WitnessedKey
from fagspejl.evaluation.types.witnessed import Half, Holder, WitnessedCopy


def witnessed_copy(round_id: UUID) -> WitnessedCopy | None:
    """Return the copy as it is now; None where no halves were made."""
    row = WitnessedKey.objects.filter(round_id=round_id).first()
    if row is None:
        return None
    halves = {
        Holder(one.holder): half_of(one) for one in KeyHalf.objects.filter(round_id=round_id, turn=row.turn)
    }
    return WitnessedCopy(round_id, row.turn, row.made_on, {holder: halves[holder] for holder in Holder})


def half_behind(link: str) -> Half | None:
    """Return the representative's half that a personal link opens; None for every link that opens nothing."""
    row = KeyHalf.objects.filter(lookup=witness_lookup(link), holder=Holder.REPRESENTATIVE).first()
    return None if row is None else half_of(row)


def half_of(row: KeyHalf) -> Half:
    """Return a row as pages may know it."""
    return Half(
        round=row.round_id,
        turn=row.turn,
        holder=Holder(row.holder),
        name=row.name,
        account=row.account,
        person=row.person,
        number=check_number(bytes(row.commitment)),
        taken_at=row.taken_at,
        read_back_on=row.read_back_on,
        lost_on=row.lost_on,
        destroyed_on=row.destroyed_on,
    )
