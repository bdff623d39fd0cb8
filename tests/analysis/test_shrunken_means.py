"""What raters in general would say of a leader lies nearer the middle than nine answers do."""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl import analysis


def fitted(values, unit, units):
    moments = analysis.single_moments(values, unit, units)
    fit = analysis.reml_oneway(moments)
    return moments, fit, analysis.eb_means(moments, fit)


def test_small_units_are_drawn_further_to_the_middle() -> None:
    """Karen's four raters carry less weight than Mads' forty; both end between their mean and everybody's."""
    rng = np.random.default_rng(5)
    sizes = np.array([4, 40] * 30)
    unit = np.repeat(np.arange(60), sizes)
    values = rng.normal(3.5, 0.4, 60)[unit] + rng.normal(0, 0.8, unit.size)
    moments, fit, eb = fitted(values, unit, 60)
    assert (eb.reliability[::2] < eb.reliability[1::2]).all()
    raw = analysis.moment_means(moments)[:, 0]
    assert (np.abs(eb.eb - fit.mu) <= np.abs(raw - fit.mu) + 1e-12).all()
    assert (eb.se >= eb.cond_sd).all()
    assert ((eb.p_above > 0.5) == (eb.eb > fit.mu)).all()


def test_no_differences_put_every_leader_at_the_mean() -> None:
    """Where leaders differ less than chance alone would make them, every shrunken score is the common mean."""
    values = np.tile([1.0, 5.0, 2.0, 4.0], 10)
    _, fit, eb = fitted(values, np.repeat(np.arange(10), 4), 10)
    assert (fit.tau2, fit.reason) == (0.0, "no_leader_differences")
    np.testing.assert_allclose(eb.eb, 3.0)
    np.testing.assert_allclose(eb.p_above, 0.5)


@pytest.mark.parametrize(
    ("values", "unit", "reason"),
    [
        ([], [], "no_answers"),
        ([3.0, 4.0], [0, 0], "one_group"),
        ([3.0, 4.0, 5.0], [0, 1, 2], "one_rater_each"),
        ([3.0, 3.0, 3.0, 3.0], [0, 0, 1, 1], "no_variance"),
        ([3.0, 3.0, 4.0, 4.0], [0, 0, 1, 1], "no_variance_within"),
    ],
)
def test_no_ground_for_a_fit_has_a_reason(values, unit, reason) -> None:
    """One leader, one rater each, all alike: no number, and why."""
    moments = analysis.unit_moments(np.array(values), np.array(unit, dtype=int), 3)
    fit = analysis.reml_oneway(moments)
    assert (fit.mu, fit.reason) == (None, reason)
    assert np.isnan(analysis.eb_means(moments, fit).eb).all()


def test_units_without_answers_stay_empty() -> None:
    """Lone's leader was not rated: no shrunken score is made up for her."""
    rng = np.random.default_rng(6)
    unit = np.repeat(np.arange(20), 6)
    _, _, eb = fitted(rng.normal(0, 1, 120) + unit * 0.1, unit, 21)
    assert np.isnan(eb.eb[20])
    assert np.isnan(eb.reliability[20])


def test_two_crossed_factors_recover_what_was_put_in() -> None:
    """Lenient raters who rate several leaders do not raise their leaders."""
    rng = np.random.default_rng(8)
    leader, rater = (v.ravel() for v in np.indices((40, 60)))
    kept = rng.random(leader.size) < 0.3
    leader, rater = leader[kept], rater[kept]
    effect, leniency = rng.normal(0, 0.5, 40), rng.normal(0, 0.8, 60)
    y = 3 + effect[leader] + leniency[rater] + rng.normal(0, 0.5, leader.size)
    fit = analysis.reml_two_factor(y, np.ones((y.size, 1)), leader, rater)
    assert fit.var1 == pytest.approx(0.25, abs=0.12)
    assert fit.var2 == pytest.approx(0.64, abs=0.25)
    assert fit.sigma2 == pytest.approx(0.25, abs=0.05)
    assert np.corrcoef(fit.blup1, effect)[0, 1] > 0.95
