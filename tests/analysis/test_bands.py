"""The band around a theme score says what the people who did not answer could change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.errors import MoreAnswersThanInvited, ValueOutsideScale
from fagspejl.analysis.intervals import (
    blended_variance,
    bounds,
    pooled_within,
    theme_interval,
    theme_limits,
    within_variance,
)
from fagspejl.analysis.scores import unit_moments


def test_everybody_answered_leaves_no_band() -> None:
    """All nine of Ida's nurses answered: the score is a point and its method says complete."""
    found = theme_interval(3.7, None, 9, 9, 0.7, 200, 1, 5, "pooled")
    assert (found.lower, found.upper, found.method) == (3.7, 3.7, "complete")


def test_pooled_band_by_hand() -> None:
    """Nine of twelve, pooled variance 0.7225: 3.6 -+ 1.96 * sqrt(0.7225 * 0.25 / 9)."""
    found = theme_interval(3.6, 99.0, 9, 12, 0.7225, np.inf, 1, 5, "pooled")
    half = 1.959963984540054 * np.sqrt(0.7225 * 0.25 / 9)
    assert found.lower == pytest.approx(3.6 - half)
    assert found.upper == pytest.approx(3.6 + half)
    assert found.target == "unit"


def test_blended_band_by_hand() -> None:
    """Ten of twenty with own variance 0.5 and pooled 0.8: v = (9 * 0.5 + 6 * 0.8) / 15 with 15 degrees of freedom."""
    v, df = blended_variance(0.5, 10, 0.8)
    assert (float(v), float(df)) == (pytest.approx(9.3 / 15), 15)
    found = theme_interval(3.0, 0.5, 10, 20, 0.8, 100, 1, 5, "blended")
    assert found.upper - 3.0 == pytest.approx(2.131449545559323 * np.sqrt(9.3 / 15 * 0.5 / 10))


def test_unknown_invited_means_no_correction() -> None:
    """Files without the number invited get the wider band, never a narrower one."""
    lower, upper = theme_limits(3.0, 0.5, 30, 9, [-1, np.nan, 12], 1, 5)
    assert lower[0] == lower[1] < lower[2]
    assert upper[0] == upper[1] > upper[2]
    assert theme_interval(3.0, None, 9, None, 0.5, 30, 1, 5, "pooled").lower == lower[0]


def test_more_answers_than_invited_is_named() -> None:
    """Per the operator reads '13 answers from 12 invited' instead of a wrong band."""
    with pytest.raises(MoreAnswersThanInvited) as caught:
        theme_limits([3.0, 3.0], 0.5, 30, [9, 13], 12, 1, 5)
    assert (caught.value.n, caught.value.invited) == (13, 12)
    with pytest.raises(MoreAnswersThanInvited):
        bounds(10, 3, 2, 1, 5)


def test_a_mean_outside_the_scale_is_named() -> None:
    """Asta's mean of 5.3 on a scale of 1-5 is refused."""
    with pytest.raises(ValueOutsideScale):
        theme_interval(5.3, None, 9, 12, 0.7, 200, 1, 5, "pooled")


def test_no_answers_is_none_with_a_reason() -> None:
    """A unit nobody answered about has no value, and the reason says why."""
    found = theme_interval(float("nan"), None, 0, 8, 0.7, 200, 1, 5, "pooled")
    assert (found.value, found.lower, found.reason) == (None, None, "no_answers")


def test_bounds_hold_whatever_the_unseen_say() -> None:
    """Three of Karen's twelve are unseen: all 1 or all 5 is the whole of what could happen."""
    low, high = bounds(36, 9, 12, 1, 5)
    assert (float(low), float(high)) == (39 / 12, 51 / 12)
    assert np.isnan(bounds(36, 9, -1, 1, 5)[0])


def test_small_organisation_falls_back() -> None:
    """Nineteen units are too few to pool: SD 0.85 on a scale of 1-5, and as much wider on 1-7."""
    rng = np.random.default_rng(1)
    unit = np.repeat(np.arange(19), 8)
    moments = unit_moments(rng.normal(3, 0.5, unit.size), unit, 19)
    within = within_variance(moments, 1, 5)
    assert within.method == ("fallback",)
    assert within.sp2[0] == pytest.approx(0.7225)
    assert np.isinf(within.df[0])
    assert within_variance(moments, 1, 7).sp2[0] == pytest.approx((0.85 * 1.5) ** 2)


def test_pooling_uses_units_of_five_and_more() -> None:
    """The four who answered about Lone's unit never enter the pooled spread."""
    scores = [1.0, 2, 3, 4, 5, 1, 5, 1, 5]
    sp2, df, units = pooled_within(unit_moments(scores, [0] * 5 + [1] * 4, 2), 5)
    assert (sp2[0], df[0], units[0]) == (2.5, 4, 1)


@given(
    mean=st.floats(1, 5),
    n=st.integers(1, 40),
    unseen=st.integers(0, 40),
    s2=st.floats(0, 4),
    sp2=st.floats(0.01, 4),
)
def test_band_lies_on_the_scale_around_the_mean(mean, n, unseen, s2, sp2) -> None:
    """Whatever Sofie and Omar answered, the band holds the mean and never leaves the scale."""
    v, df = blended_variance(s2, n, sp2)
    lower, upper = theme_limits(mean, v, df, n, n + unseen, 1, 5)
    assert 1 <= lower <= mean <= upper <= 5
