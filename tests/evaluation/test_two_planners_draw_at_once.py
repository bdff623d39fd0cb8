"""Bente and Lone press at the same moment, to register and to draw: one lot stands, and the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connection

from fagspejl.analysis.lots.draw import Halves
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import LotDrawn, LotRegistered
from fagspejl.evaluation.models import Round, RoundLot
from fagspejl.evaluation.selectors.lots import LotSeen, lot_of
from fagspejl.evaluation.services.lots import draw_lot, register_lot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
UNITS = [f"u{place:02}" for place in range(40)]
PLANNERS = (Actor("bente", "Bente"), Actor("lone", "Lone"))
T = TypeVar("T")


def _at_once(act: Callable[[Actor], T]) -> list[T | Exception]:
    """What each of the two gets who press at the same moment."""
    together = Barrier(len(PLANNERS))

    def press(actor: Actor) -> T | Exception:
        together.wait()
        try:
            return act(actor)
        except (LotRegistered, LotDrawn) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(PLANNERS)) as pool:
        return list(pool.map(press, PLANNERS))


def _round() -> UUID:
    made = Round.objects.create(
        title="Forår",
        organisation="Fjordby",
        instrument="x@1",
        instrument_sha="0" * 64,
        deadline=NOW,
        created_at=NOW,
    )
    return made.id


def test_one_lot_stands() -> None:
    """Each of them would draw other halves; those of one stand, once in the log, and the other is told so."""
    one = _round()
    registered = _at_once(
        lambda actor: register_lot(one, release="a" * 64, theme="t", units=UNITS, actor=actor, now=NOW)
    )
    assert sorted(type(each) for each in registered if isinstance(each, Exception)) == [LotRegistered]
    assert RoundLot.objects.count() == 1

    def halves(actor: Actor) -> Halves:
        begins = slice(0, None, 2) if actor.name == "Bente" else slice(1, None, 2)
        return Halves(tuple(UNITS[begins]), tuple(unit for unit in UNITS if unit not in UNITS[begins]))

    drawn = _at_once(lambda actor: draw_lot(one, lambda lot, seed: halves(actor), actor=actor, now=NOW))
    assert [type(each) for each in drawn if isinstance(each, Exception)] == [LotDrawn]
    (stands,) = (each for each in drawn if isinstance(each, LotSeen))
    assert lot_of(one) == stands
    for event in ("lot_registered", "lot_drawn"):
        assert AccessEntry.objects.filter(event=event).count() == 1
