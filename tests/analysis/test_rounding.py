"""One rounding rule for every printed figure."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.rounding import round_half_up


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
