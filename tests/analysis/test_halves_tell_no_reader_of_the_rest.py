"""Mads knows the scores of some units, both halves and the seed of a lot: what he can fit in of the others.

The seed fixes which half stands at which place in the order of scores, so every way to put unknown units between
known ones can be counted. Whoever knows all but one finds her place: such a lot is not drawn. Whoever knows a third
of them at most is left nearly as many places as before.
"""

from __future__ import annotations

from math import log2
from random import Random

import pytest

from fagspejl.analysis.lots.draw import UnitInLot, draw

pytestmark = pytest.mark.either

UNITS = 40


def _places_left(known: int, number: int) -> list[float]:
    """How many places each half's unknown units may have, as even as they lie; 20 where the lot tells nothing."""
    random = Random(f"{known} {number}")
    units = [UnitInLot(f"{place:02}", 10 + place, 8) for place in range(UNITS)]
    first = draw(units, random.randbytes(32)).first
    truth = [f"{place:02}" in first for place in range(UNITS)]  # what seed and rule tell of each place
    read = [truth[place] for place in sorted(random.sample(range(UNITS), known))]
    unknown = UNITS - known

    def fits(place: int, k: int) -> bool:
        return k < known and read[k] == truth[place]

    before = [[0] * (known + 1) for _ in range(UNITS + 1)]
    after = [[0] * (known + 1) for _ in range(UNITS + 1)]
    before[0][0] = after[UNITS][known] = 1
    for place in range(UNITS):
        for k in range(known + 1):
            if place - k < unknown:
                before[place + 1][k] += before[place][k]
            if fits(place, k):
                before[place + 1][k + 1] += before[place][k]
    for place in reversed(range(UNITS)):
        for k in range(known + 1):
            if place - k < unknown:
                after[place][k] += after[place + 1][k]
            if fits(place, k):
                after[place][k] += after[place + 1][k + 1]
    ways = before[UNITS][known]
    found = []
    for half in (True, False):
        chance = [
            sum(before[p][k] * after[p + 1][k] for k in range(known + 1) if p - k < unknown) / ways
            for p in range(UNITS)
            if truth[p] is half
        ]
        if (total := sum(chance)) > 0:
            found.append(2 ** -sum(one / total * log2(one / total) for one in chance if one > 0))
    return found


def test_whoever_knows_all_but_one_finds_her() -> None:
    """Why a lot is refused where somebody reads nearly all: of 40 places two are left on the average, or fewer."""
    left = [one for number in range(30) for one in _places_left(UNITS - 1, number)]
    assert sum(left) / len(left) < 2


@pytest.mark.parametrize("known", [0, 1, 7, 13])
def test_whoever_knows_a_third_at_most_is_told_next_to_nothing(known: int) -> None:
    """Of the 20 places of a half 18 at least are left to each unknown unit, and 19 on the average."""
    left = [one for number in range(30) for one in _places_left(known, number)]
    assert min(left) > 18
    assert sum(left) / len(left) > 19
