"""However far an organisation widens what counts as an end of the scale, low and high stay two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.policy import DisclosurePolicy, PolicyTooWeak
from fagspejl.disclosure.measured.cells import Ends


@given(st.floats(0.5, 1.9), st.sampled_from([(1, 5), (1, 7), (0, 10), (0, 100)]))
def test_low_and_high_never_meet(margin: float, scale: tuple[int, int]) -> None:
    """No printed mean is both at the low and at the high end, and the values that they lend stand in order."""
    ends = Ends.of(*scale, DisclosurePolicy(end_code=margin))
    assert ends.low_tenths < ends.high_tenths
    assert ends.lo < ends.lo + ends.margin < ends.hi - ends.margin < ends.hi


@pytest.mark.parametrize("margin", [0.49, 2.0, 1e308, float("inf"), float("nan"), -1.0])
def test_limits_that_mean_nothing(margin: float) -> None:
    """Per writes a limit that is too narrow, or one at which both ends would meet: refused, and nothing is computed."""
    with pytest.raises(PolicyTooWeak) as refused:
        DisclosurePolicy(end_code=margin)
    assert refused.value.name == "end_code"
