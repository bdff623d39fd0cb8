"""A rater's theme score needs three of five answers."""

from __future__ import annotations

import numpy as np

from fagspejl.analysis.scores import moment_means, moment_variances, rater_scores, unit_moments
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec


def table(values, missing=None):
    rows, n_items = np.shape(values)
    return ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[ItemSpec(f"q{i}", "t") for i in range(n_items)],
        values=values,
        missing=missing,
        leader=np.zeros(rows, int),
        group=np.zeros(rows, int),
        person=np.arange(rows),
        invited=[[rows, 0, 0, 0, 0]],
    )


def test_three_of_five_are_enough_and_two_are_not() -> None:
    """Sofie answered three of five statements and has a score; Omar answered two and has none."""
    scores = rater_scores(table([[5, 4, 3, 0, 0], [5, 4, 0, 0, 0]]), "t")
    assert scores[0] == 4
    assert np.isnan(scores[1])
    assert rater_scores(table([[5, 4, 0, 0, 0]]), "t", min_items=1)[0] == 4.5


def test_a_statement_not_asked_leaves_the_denominator() -> None:
    """A nurse who was asked three of the five statements needs two answers."""
    scores = rater_scores(table([[5, 4, 0, 0, 0]], [[0, 0, 3, 4, 4]]), "t")
    assert scores[0] == 4.5


def test_moments_hold_mean_and_variance() -> None:
    """Karen's unit mean is the mean of raters' scores; a rater without a score is left out."""
    moments = unit_moments([4.0, 3.0, np.nan, 5.0, 2.0], [0, 0, 0, 1, -1], 3)
    assert moment_means(moments)[:, 0].tolist()[:2] == [3.5, 5.0]
    assert moment_variances(moments)[0, 0] == 0.5
    assert np.isnan(moment_variances(moments)[1, 0])
    assert np.isnan(moment_means(moments)[2, 0])
