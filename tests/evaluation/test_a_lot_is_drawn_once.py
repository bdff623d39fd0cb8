"""Bente and another planner register and draw a half of the units: one registration, one lot, and a word to the second."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from fagspejl.analysis.lots.draw import Halves, commitment
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import LotDrawn, LotRegistered, LotTooSmall
from fagspejl.evaluation.models import Round, RoundLot
from fagspejl.evaluation.selectors.lots import lot_of, lots_waiting
from fagspejl.evaluation.services.lots import draw_lot, lot_told, register_lot

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
BENTE, LONE = Actor("bente", "Bente"), Actor("lone", "Lone")
UNITS = [f"u{place:02}" for place in range(40)]


def _round(title: str) -> UUID:
    made = Round.objects.create(
        title=title,
        organisation="Fjordby",
        instrument="x@1",
        instrument_sha="0" * 64,
        deadline=NOW,
        created_at=NOW,
    )
    return made.id


def _register(round_id: UUID, actor: Actor = BENTE) -> None:
    register_lot(round_id, release="a" * 64, theme="t", units=UNITS, actor=actor, now=NOW)


def _halves(lot: object, seed: bytes) -> Halves:
    return Halves(tuple(UNITS[::2]), tuple(UNITS[1::2]))


def test_it_is_registered_before_it_is_drawn_and_the_log_has_the_hash() -> None:
    """Bente registers: the list and the commitment stand, no half does, and the log knows the hash."""
    one = _round("Forår")
    _register(one)
    seen = lot_of(one)
    assert seen is not None
    assert (seen.begins, seen.later, seen.seed, seen.drawn_on) == ((), (), "", None)
    entries = AccessEntry.objects.filter(event="lot_registered")
    assert seen.sha256 in json.dumps([entry.facts for entry in entries])
    draw_lot(one, _halves, actor=BENTE, now=NOW)
    drawn = lot_of(one)
    assert drawn is not None
    assert commitment(bytes.fromhex(drawn.seed)) == seen.commitment
    assert drawn.sha256 == seen.sha256


def test_a_second_planner_is_refused() -> None:
    """Lone presses after Bente, both times: one registration and one lot stand."""
    one = _round("Forår")
    _register(one)
    with pytest.raises(LotRegistered):
        _register(one, LONE)
    draw_lot(one, _halves, actor=BENTE, now=NOW)
    with pytest.raises(LotDrawn):
        draw_lot(one, lambda lot, seed: Halves(tuple(UNITS[1::2]), tuple(UNITS[::2])), actor=LONE, now=NOW)
    seen = lot_of(one)
    assert seen is not None
    assert seen.begins == tuple(UNITS[::2])


def test_the_database_itself_draws_no_second_lot() -> None:
    """Whoever changes the halves past the program is refused by the database."""
    one = _round("Forår")
    _register(one)
    draw_lot(one, _halves, actor=BENTE, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        RoundLot.objects.filter(round_id=one).update(begins=[])
    with pytest.raises(DatabaseError), transaction.atomic():
        RoundLot.objects.filter(round_id=one).update(seed=b"\0" * 32)


def test_thirty_nine_units_are_too_few() -> None:
    """Nothing is registered of fewer than twenty a side."""
    one = _round("Forår")
    with pytest.raises(LotTooSmall):
        register_lot(one, release="a" * 64, theme="t", units=UNITS[:39], actor=BENTE, now=NOW)
    assert lot_of(one) is None


def test_a_lot_is_told_of_once() -> None:
    """The first release that tells takes it, and no later one does."""
    one, two, three = _round("Forår"), _round("Efterår"), _round("Næste år")
    _register(one)
    assert lots_waiting() == []
    draw_lot(one, _halves, actor=BENTE, now=NOW)
    assert [lot.round for lot in lots_waiting()] == [one]
    lot_told(one, in_round=two)
    lot_told(one, in_round=three)
    assert lots_waiting() == []
    assert RoundLot.objects.get(round_id=one).told_in_id == two
