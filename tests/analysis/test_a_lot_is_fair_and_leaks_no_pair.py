"""Bente draws the half that begins first: balanced, the same for the same seed, and no pair can be read from it."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.errors import WrongShape
from fagspejl.analysis.lots.draw import UnitInLot, commitment, draw, registration

UNITS = st.lists(
    st.builds(UnitInLot, st.uuids().map(str), st.integers(10, 50), st.integers(5, 60)),
    max_size=60,
    unique_by=lambda unit: unit.id,
)
SEEDS = st.binary(min_size=32, max_size=32)


@given(UNITS, SEEDS, st.randoms(use_true_random=False))
def test_halves_are_balanced_and_the_order_of_units_does_not_matter(units, seed, shuffler) -> None:
    """Bente's list may come in any order: every unit is in one half, and the halves differ by one at most."""
    halves = draw(units, seed)
    assert sorted(halves.first + halves.later) == sorted(unit.id for unit in units)
    assert abs(len(halves.first) - len(halves.later)) <= 1
    assert list(halves.first) == sorted(halves.first)
    again = list(units)
    shuffler.shuffle(again)
    assert draw(again, seed) == halves


@given(UNITS, SEEDS)
def test_one_of_each_pair_begins_first(units, seed) -> None:
    """Neighbours by score and size never begin together."""
    halves = draw(units, seed)
    order = sorted(units, key=lambda unit: (unit.tenths, unit.size, unit.id))
    for one, other in zip(order[::2], order[1::2], strict=False):
        assert (one.id in halves.first) != (other.id in halves.first)


def test_every_unit_begins_first_about_as_often() -> None:
    """Omar plays 2,000 lots of nine units: nobody is favoured, the unpaired ninth neither."""
    units = [UnitInLot(str(place), 30 + place, 8) for place in range(9)]
    drawn = [draw(units, number.to_bytes(32, "big")).first for number in range(2000)]
    for unit in units:
        assert 900 < sum(unit.id in first for first in drawn) < 1100


def test_halves_and_seed_fit_every_way_to_pair_them() -> None:
    """Ida holds the seed and both halves, but no scores: each first unit may be the partner of each later one."""
    seed = b"\x07" * 32
    ids = ("a", "b", "c", "d", "e", "f")
    scores = {unit: 20 + 2 * place for place, unit in enumerate(ids)}
    halves = draw([UnitInLot(unit, tenths, 9) for unit, tenths in scores.items()], seed)
    seen = set()
    for order in permutations(range(20, 32, 2)):
        other = [UnitInLot(unit, tenths, 9) for unit, tenths in zip(ids, order, strict=True)]
        if draw(other, seed) == halves:
            ranked = [unit.id for unit in sorted(other, key=lambda unit: unit.tenths)]
            seen |= {frozenset(ranked[at : at + 2]) for at in (0, 2, 4)}
    assert seen == {frozenset((one, two)) for one in halves.first for two in halves.later}


def test_the_registration_fixes_everything_but_the_coins() -> None:
    """What Bente registers names list, rule and a commitment to the seed, never the seed."""
    seed = b"\x01" * 32
    fixed = registration(round_id="r", release="f" * 64, theme="t", units=("b", "a"), seed=seed)
    assert fixed == registration(round_id="r", release="f" * 64, theme="t", units=("a", "b"), seed=seed)
    assert json.loads(fixed)["units"] == ["a", "b"]
    assert commitment(seed) in fixed.decode()
    assert seed.hex() not in fixed.decode()


def test_a_unit_stands_in_a_lot_once() -> None:
    """The same unit twice is refused."""
    with pytest.raises(WrongShape):
        draw([UnitInLot("a", 30, 5), UnitInLot("a", 31, 5)], b"x" * 32)
