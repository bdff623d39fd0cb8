"""One rounding rule for every printed figure."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.rounding import round_half_up, tenths_above, tenths_below


def test_halves_go_up_as_they_read() -> None:
    """Karen's 3.65 prints as 3.7 although the computer stores a hair less."""
    assert round_half_up(3.65) == 3.7
    assert round_half_up(2.25) == 2.3
    assert round_half_up(3.6499) == 3.6
    assert round_half_up(4.125, 2) == 4.13
    assert np.array_equal(round_half_up(np.array([1.05, np.nan])), [1.1, np.nan], equal_nan=True)


@given(st.integers(10, 50))
def test_one_decimal_stays(tenths) -> None:
    """A figure that Ida already reads with one decimal is not changed by rounding it again."""
    assert round_half_up(tenths / 10) == tenths / 10


def test_ends_go_outward_and_a_tenth_stays() -> None:
    """The lower end 3.49 prints as 3.4 and the upper end 3.41 as 3.5; 3.4 stays whatever the last bit says."""
    assert tenths_below(np.array([3.49, 3.4, 3.4 - 1e-12, 0.7 + 0.1])).tolist() == [34, 34, 34, 8]
    assert tenths_above(np.array([3.41, 3.4, 3.4 + 1e-12, 0.1 + 0.2])).tolist() == [35, 34, 34, 3]


@given(st.floats(0, 10))
def test_nothing_lies_outside_its_ends(value) -> None:
    """Whatever Asta's value, its printed ends hold it and are one tenth apart at most."""
    lower, upper = (float(ends(np.array([value]))[0]) for ends in (tenths_below, tenths_above))
    assert lower / 10 - 1e-9 <= value <= upper / 10 + 1e-9
    assert upper - lower <= 1
