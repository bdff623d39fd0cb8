"""Lone holds all printed totals and the difference of a lot: what no combination can clear is counted exactly."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.analysis.disclosed_sums import _echelon, _reduce
from fagspejl.analysis.lots.effect import UnitAfter, effect
from fagspejl.analysis.lots.row_space import LotCell, leaders_left, parts_in_difference


def _by_elimination(cells: list[LotCell]) -> int:
    """The fewest blocks under any combination with the difference, by trying every set of blocks to be left."""
    regions = sorted({cell.region for cell in cells if cell.region is not None})
    totals = [[cell.weight if cell.region == region else 0 for cell in cells] for region in regions]
    scale = 1
    for cell in cells:
        scale *= cell.part.denominator
    difference = [int(cell.part * scale) for cell in cells]
    for size in range(len(cells) + 1):
        for left in combinations(range(len(cells)), size):
            others = [at for at in range(len(cells)) if at not in left]
            basis = _echelon([[row[at] for at in others] for row in totals]) if others else []
            if not others or not any(_reduce([difference[at] for at in others], basis)):
                return size
    raise AssertionError("all blocks left is always a way")


CELLS = st.lists(
    st.tuples(st.sampled_from((None, 0, 1)), st.integers(1, 3), st.sampled_from((-1, 0, 1))),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(CELLS)
def test_what_is_left_is_what_elimination_finds(rows) -> None:
    """Lone tries every set of blocks by elimination and never gets below the count."""
    cells = [
        LotCell(place, 0, 1, region, weight, Fraction(part, 2))
        for place, (region, weight, part) in enumerate(rows)
    ]
    assert leaders_left(cells) == _by_elimination(cells)


def test_a_department_that_drew_alike_but_for_one_gives_that_one() -> None:
    """All in the total weigh the same and drew "first", but one: the two rows leave her alone, and it is seen."""
    cells = [LotCell(at, 0, 1, 0, 7, Fraction(1 if at else -1)) for at in range(9)]
    assert leaders_left(cells) == 1


def test_a_pool_counts_as_two_and_known_reports_are_taken_away() -> None:
    """Whoever reads the reports of all but one leaves one, and a pool stands for two."""
    cells = [LotCell(at, 0, 1, None, 7, Fraction(1)) for at in range(4)]
    assert leaders_left(cells) == 4
    assert leaders_left(cells, known={0, 1, 2}) == 1
    assert leaders_left([LotCell(0, 0, 2, None, 7, Fraction(1))]) == 2


@given(st.lists(st.tuples(st.booleans(), st.integers(10, 50), st.integers(10, 50)), min_size=50, max_size=60))
@settings(max_examples=40, deadline=None)
def test_the_parts_are_the_weights_of_the_difference(rows) -> None:
    """What the audit takes for each unit's weight in the difference is its weight: moved by it, the number follows."""
    units = [UnitAfter(*row) for row in rows]
    said = effect(units)
    if said is None:
        return
    parts = parts_in_difference([(int(first), before) for first, before, _ in rows])
    size = sum(part for part, (first, _, _) in zip(parts, rows, strict=True) if first)
    value = sum(part * after for part, (_, _, after) in zip(parts, rows, strict=True)) / size
    assert abs(float(value) * 10 - said.hundredths) <= 0.5001
