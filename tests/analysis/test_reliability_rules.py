"""When a reliability coefficient may be printed, and what stands there when it may not."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.sample import Sample
from fagspejl import analysis


def parallel(rows: int, noise: float = 0.6, items: int = 4) -> np.ndarray:
    rng = np.random.default_rng(12)
    return rng.normal(0, 1, (rows, 1)) + rng.normal(0, noise, (rows, items))


def test_alpha_is_published_from_fifty_raters() -> None:
    """Forty-nine raters are too few for a coefficient in print; fifty are enough."""
    few, enough = (analysis.alpha(analysis.item_covariance(parallel(n))) for n in (49, 50))
    assert (few.publishable, enough.publishable) == (False, True)
    assert few.value is not None


def test_pairwise_alpha_says_so_and_has_no_limits() -> None:
    """Different raters stand behind each pair: no single n, so no limits."""
    x = Sample.drawn().items
    found = analysis.alpha(analysis.item_covariance(x, pairwise=True))
    assert (found.method, found.lower, found.reason) == ("alpha_pairwise", None, "pairwise_no_limits")


def test_table_and_matrix_give_the_same_covariances() -> None:
    """The int8 columns of a national table and Asta's float matrix agree to the last digits."""
    sample = Sample.drawn(rows=500)
    ours = analysis.table_covariance(sample.table, "t1")
    plain = analysis.item_covariance(sample.items)
    np.testing.assert_allclose(ours.cov, plain.cov, rtol=1e-10)
    assert ours.n == plain.n
    half = analysis.table_covariance(sample.table, "t1", np.arange(500) < 250)
    np.testing.assert_allclose(half.cov, analysis.item_covariance(sample.items[:250]).cov, rtol=1e-10)


def test_misfit_is_not_published() -> None:
    """Two factors pressed into one: omega is computed and marked 'poor_fit'."""
    rng = np.random.default_rng(3)
    two = np.hstack([parallel(300, 0.4, 3), rng.normal(0, 1, (300, 1)) + rng.normal(0, 0.4, (300, 3))])
    found = analysis.omega(analysis.item_covariance(two))
    assert (found.publishable, found.reason) == (False, "poor_fit")
    assert found.value is not None
    assert found.cfi < 0.9


def test_omega_limits_come_from_the_logit_or_the_bootstrap() -> None:
    """From a hundred raters the logit limits, below them a seeded bootstrap that repeats itself."""
    large = analysis.omega(analysis.item_covariance(parallel(200)))
    assert large.bootstrap is None
    assert large.logit[0] < large.value < large.logit[1] < 1
    small = [analysis.omega(analysis.item_covariance(parallel(80))) for _ in range(2)]
    assert small[0].logit is None
    assert small[0].bootstrap == small[1].bootstrap
    assert small[0].bootstrap[0] < small[0].value < small[0].bootstrap[1]


@pytest.mark.parametrize(
    ("x", "reason"),
    [
        (np.ones((60, 2)) * np.arange(60)[:, None], "two_items"),
        (np.full((60, 4), 3.0), "no_variance"),
        (parallel(4), "too_few_raters"),
    ],
)
def test_omega_without_ground_has_a_reason(x, reason) -> None:
    """Two items, no variance, four raters: None, and why."""
    found = analysis.omega(analysis.item_covariance(x))
    assert (found.value, found.reason, found.publishable) == (None, reason, False)


def test_alpha_agrees_with_another_library() -> None:
    """Pingouin, an independent implementation, gives the same alpha."""
    pingouin = pytest.importorskip("pingouin")
    pd = pytest.importorskip("pandas")
    x = Sample.drawn(rows=200).items
    value, _ = pingouin.cronbach_alpha(pd.DataFrame(x), nan_policy="listwise")
    assert analysis.alpha(analysis.item_covariance(x)).value == pytest.approx(value)


def test_krippendorff_agrees_with_another_library() -> None:
    """The krippendorff package, an independent implementation, gives the same alpha in every metric."""
    krippendorff = pytest.importorskip("krippendorff")
    matrix = Sample.drawn(rows=12, gaps=0.2).raw
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        theirs = krippendorff.alpha(reliability_data=matrix, level_of_measurement=metric)
        assert analysis.krippendorff(matrix, metric).value == pytest.approx(theirs)
