"""What must hold for every statistic, run for every one of them on the same made-up round."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from analysis.sample import RUNS, Sample, numbers, per_unit
from fagspejl.analysis.errors import AnalysisInputInvalid
from fagspejl.analysis.registry import STATISTICS

ALL = pytest.mark.parametrize("statistic", STATISTICS, ids=lambda s: s.name)
UNITS = 6
# Optimisers stop within their tolerance; everything else agrees to rounding.
ITERATIVE = {
    "eb_means", "fay_herriot", "change_eb", "invariance", "omega", "omega_categorical", "ordinal_alpha",
    "reml_oneway", "reml_two_factor",
}  # fmt: skip
# Differences and quotients of two nearly equal numbers may lose half of the digits.
NEAR_ZERO = 1e-9


def same(x: list[np.ndarray], y: list[np.ndarray], name: str) -> None:
    tolerance = 2e-4 if name in ITERATIVE else 1e-8
    assert len(x) == len(y)
    for one, other in zip(x, y, strict=True):
        np.testing.assert_allclose(
            one, other, rtol=tolerance, atol=max(NEAR_ZERO, tolerance / 10), equal_nan=True
        )


@ALL
def test_the_order_of_forms_says_nothing(statistic) -> None:
    """Whether Sofie's form came before or after Omar's changes no number."""
    sample = Sample.drawn()
    order = np.random.default_rng(3).permutation(sample.raw.shape[0])
    run = RUNS[statistic.name]
    if statistic.name in {"disclosed", "is_safe", "optimal_suppression"}:
        assert run(sample) == run(sample.moved(order))
        return
    same(numbers(run(sample)), numbers(run(sample.moved(order))), statistic.name)


@ALL
def test_the_names_of_units_say_nothing(statistic) -> None:
    """If Familieområdet and Kræftafdelingen swapped numbers, each would keep its figures."""
    sample = Sample.drawn()
    names = np.random.default_rng(4).permutation(UNITS)
    run = RUNS[statistic.name]
    before, after = run(sample), run(sample.renamed(names))
    if statistic.per_unit:
        one, other = per_unit(before, UNITS), per_unit(after, UNITS)
        assert one
        same(one, [x[names] for x in other], statistic.name)
    elif statistic.name not in {"gap_population"}:  # its pairs are listed by unit; the sums are the same
        same(numbers(before), numbers(after), statistic.name)


@ALL
def test_answers_that_are_all_alike_break_nothing(statistic) -> None:
    """Everybody answers 3 to everything: a number, None with a reason or a named error, never infinity."""
    sample = Sample(np.full((60, 12), 3.0), np.arange(60) % UNITS, UNITS)
    finite_or_named(statistic.name, sample)


@ALL
def test_a_single_rater_breaks_nothing(statistic) -> None:
    """Only Sofie answered: a number, None with a reason or a named error, never infinity."""
    sample = Sample(Sample.drawn(gaps=0.0).raw[:1], np.zeros(1, int), 1)
    finite_or_named(statistic.name, sample)


@ALL
def test_units_without_answers_break_nothing(statistic) -> None:
    """Half of the units were asked and nobody answered."""
    sample = Sample.drawn()
    finite_or_named(statistic.name, Sample(sample.raw, sample.unit // 2 * 2, UNITS))


def finite_or_named(name: str, sample: Sample) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        try:
            result = RUNS[name](sample)
        except AnalysisInputInvalid:
            return
    values = numbers(result)
    allowed = {"within_variance", "blended_variance"}  # df = infinity means: the variance is a constant
    assert name in allowed or not any(np.isinf(x).any() for x in values)
    reasons = getattr(result, "reason", "")
    scalars = [getattr(result, field, 0.0) for field in ("value", "icc1", "mu", "lower", "upper")]
    if any(v is None for v in scalars):
        assert reasons, f"{name}: None without a reason"
