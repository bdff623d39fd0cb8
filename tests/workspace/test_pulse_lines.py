"""The two lines: a point needs five relevant answers, and "far apart" needs twenty on both sides."""

from __future__ import annotations

import pytest

from fagspejl.analysis.errors import ValueOutsideScale
from fagspejl.workspace.arithmetic.findings import PulsePoint
from fagspejl.workspace.arithmetic.pulse import DoerWeek, ReceiverWeek, pulse_gap, pulse_points


def test_weeks_merge_until_five_have_answered() -> None:
    """Two and three answers make one point of two weeks; the last three wait for more."""
    weeks = [DoerWeek(1, 1, 0, 1), DoerWeek(2, 1, 1, 1), DoerWeek(4, 5, 0, 1), DoerWeek(5, 3, 0, 0)]
    assert pulse_points(weeks[::-1]) == (PulsePoint(1, 2, 3, 5), PulsePoint(4, 4, 5, 6))
    assert pulse_points(weeks, limit=8) == (PulsePoint(1, 4, 8, 11),)
    assert pulse_points([]) == ()


def test_far_apart_needs_twenty_and_three_tenths() -> None:
    """At fifteen of twenty against nine it is said; at ten, or with nineteen answers, it is not."""
    assert pulse_gap([DoerWeek(1, 15, 0, 5)], [ReceiverWeek(1, 9, 0, 11)]).speak
    assert not pulse_gap([DoerWeek(1, 15, 0, 5)], [ReceiverWeek(1, 10, 0, 10)]).speak
    assert not pulse_gap([DoerWeek(1, 15, 0, 4)], [ReceiverWeek(1, 0, 0, 20)]).speak
    assert not pulse_gap([], []).speak


def test_only_the_last_four_weeks_count() -> None:
    """What was done five weeks ago is history."""
    old, new = DoerWeek(1, 20, 0, 0), DoerWeek(5, 10, 0, 10)
    found = pulse_gap([old, new], [ReceiverWeek(3, 0, 20, 0)])
    assert (found.doers_yes, found.doers_n, found.receivers_n, found.speak) == (10, 20, 20, True)


def test_counts_below_zero_are_refused() -> None:
    """A count that nobody can have counted is an error."""
    with pytest.raises(ValueOutsideScale):
        DoerWeek(1, -1, 0, 0)
