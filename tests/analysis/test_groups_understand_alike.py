"""Measurement invariance: may groups of raters be compared at all?"""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl import analysis
from fagspejl.analysis.errors import LengthMismatch, WrongShape


def group(seed: int, rows: int = 300, shift: float = 0.0, loading: float = 1.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    factor = rng.normal(0, 1, (rows, 1))
    x = factor * np.array([1.0, 0.9, 0.8 * loading, 1.1]) + rng.normal(0, 0.6, (rows, 4))
    x[:, 1] += shift
    return x


def test_groups_that_are_alike_reach_the_strictest_level() -> None:
    """Employees and self answer from the same model: everything may be compared."""
    found = analysis.invariance([group(1), group(2)], {"f": [0, 1, 2, 3]})
    assert found.holds == "strict"
    assert found.publishable
    assert [f.df for f in found.fits] == [4, 7, 10, 14]


def test_a_shifted_statement_stops_at_metric() -> None:
    """One statement read a whole point higher by leaders: means may not be compared."""
    found = analysis.invariance([group(1), group(2, shift=1.0)], {"f": [0, 1, 2, 3]})
    assert found.holds == "metric"
    assert not next(s for s in found.steps if s.level == "scalar").holds


def test_a_different_loading_stops_at_configural() -> None:
    """One statement means something else to the second group."""
    found = analysis.invariance([group(1), group(2, loading=-0.5)], {"f": [0, 1, 2, 3]})
    assert found.holds == "configural"


def test_fewer_than_a_hundred_are_not_published() -> None:
    """Seventy-nine selves are enough to compute and too few to print."""
    found = analysis.invariance([group(1), group(2, rows=79)], {"f": [0, 1, 2, 3]})
    assert (found.publishable, found.reason) == (False, "too_few_raters")


def test_lone_rows_refuse_clusters_and_say_so() -> None:
    """Each leader rates herself once: there is no cluster to correct for."""
    clusters = [np.arange(300) // 6, np.arange(300)]
    found = analysis.invariance([group(1), group(2)], {"f": [0, 1, 2, 3]}, clusters)
    assert found.reason == "one_row_per_cluster"
    assert all(f.scaled is None for f in found.fits)
    both = analysis.invariance([group(1), group(2)], {"f": [0, 1, 2, 3]}, [clusters[0], clusters[0]])
    assert both.fit("scalar").scaled.factor == pytest.approx(1, abs=0.5)


def test_unusable_groups_are_named() -> None:
    """One group, a constant statement, a short label column: a named error each."""
    with pytest.raises(WrongShape):
        analysis.invariance([group(1)], {"f": [0, 1, 2, 3]})
    constant = group(2)
    constant[:, 2] = 3.0
    with pytest.raises(WrongShape):
        analysis.invariance([group(1), constant], {"f": [0, 1, 2, 3]})
    with pytest.raises(LengthMismatch):
        analysis.invariance([group(1), group(2)], {"f": [0, 1, 2, 3]}, [np.arange(9), np.arange(9)])


def test_surface_finds_what_was_put_in() -> None:
    """A hundred and twenty leaders, an outcome that falls with the distance of self and others."""
    rng = np.random.default_rng(4)
    x, y = rng.normal(3.5, 0.7, (2, 120))
    z = 2 + 0.3 * (x - 3) + 0.3 * (y - 3) - 0.5 * (x - y) ** 2 + rng.normal(0, 0.1, 120)
    found = analysis.response_surface(z, x, y, 3.0)
    assert found.publishable
    assert found.a[3] == pytest.approx(-2.0, abs=0.2)
    robust = analysis.response_surface(z, x, y, 3.0, cov="hc3")
    np.testing.assert_allclose(robust.b, found.b)
    assert (robust.se_b > 0).all()
    assert analysis.response_surface(z[:6], x[:6], y[:6], 3.0).reason == "too_few_leaders"
    assert analysis.response_surface(z, x, x, 3.0).reason == "collinear"
    assert not analysis.response_surface(z[:50], x[:50], y[:50], 3.0).publishable


def test_three_statements_fit_every_answer() -> None:
    """Three statements leave nothing to be tested at the first level: it fits by construction, and the next is tested."""
    rng = np.random.default_rng(5)
    groups = [rng.normal(0, 1, (150, 1)) + rng.normal(0, 0.6, (150, 3)) for _ in range(2)]
    found = analysis.invariance(groups, {"t": [0, 1, 2]})
    first = found.fit("configural")
    assert (first.df, first.cfi, first.rmsea, first.p) == (0, 1.0, 0.0, 1.0)
    assert found.fit("metric").df == 2
