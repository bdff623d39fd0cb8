"""Mads knows most of the units' scores and takes difference and interval apart: how far each other score stays open.

The interval tells the sum of squares beside the difference, so three unread units are known to a few tenths. Two
thirds of them are not: walked through are scores that give the very same printed numbers.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from fagspejl.analysis.lots.effect import UnitAfter, effect
from fagspejl.analysis.policy import LOT_READ

pytestmark = pytest.mark.either

UNITS, STEPS = 40, 8000


def _reach(unread: int, number: int) -> list[int]:
    """How many tenths apart each unread unit's score gets while what is printed stays the same."""
    random = Random(f"{unread} {number}")
    units = []
    for place in range(UNITS):
        before = round(random.gauss(37, 4.5))
        after = min(max(round(37 + 0.6 * (before - 37) + random.gauss(0, 3.5)), 10), 50)
        units.append(UnitAfter(place % 2 == 0, before, after))
    unknown, printed = random.sample(range(UNITS), unread), effect(units)
    seen = {at: {units[at].after} for at in unknown}
    for _ in range(STEPS):
        moved = list(units)
        for at in random.sample(unknown, random.choice((1, 2, 2, 3))):
            score = (moved[at].after or 0) + random.choice((-2, -1, 1, 2))
            moved[at] = replace(moved[at], after=min(max(score, 10), 50))
        if effect(moved) == printed:
            units = moved
            for at in unknown:
                seen[at].add(units[at].after)
    return [max(one or 0 for one in each) - min(one or 0 for one in each) for each in seen.values()]


def test_three_unread_are_known_to_a_few_tenths() -> None:
    """Why a lot is not told to whoever leaves three unread: here each score is known to half a point."""
    assert max(_reach(3, 4)) <= 5


def test_two_thirds_unread_stay_open() -> None:
    """Whoever reads a third at most gets every other score six tenths away, though the walk is far from everywhere."""
    assert min(_reach(UNITS - UNITS // LOT_READ, 4)) >= 6
