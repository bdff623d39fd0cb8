"""A scale begins anywhere: the library stores places, so that 0 can be an answer and still never be missing."""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl import analysis as a
from fagspejl.analysis.gaps import gap_population
from fagspejl.analysis.table import ResponseTableInvalid
from fagspejl_selftest.material import response_table

SCALES = [(0, 4), (0, 10), (1, 7), (1, 5), (0, 1), (-3, 3), (1, 10)]


def answers(lo: int, hi: int, seed: int = 1) -> np.ndarray:
    """Sixty people, four statements, some gaps (NaN); every number of the scale is used."""
    rng = np.random.default_rng(seed)
    raw = rng.integers(lo, hi + 1, (60, 4)).astype(float)
    raw[: hi - lo + 1, 0] = np.arange(lo, hi + 1)
    raw[rng.random(raw.shape) < 0.1] = np.nan
    return raw


def table(raw: np.ndarray, lo: int, hi: int, turned: tuple[int, ...] = ()) -> a.ResponseTable:
    """The answers as a table of one theme."""
    names = [f"q{i}" for i in range(raw.shape[1])]
    return response_table(raw, [i in turned for i in range(raw.shape[1])], lo, hi, names)


@pytest.mark.parametrize(("lo", "hi"), SCALES)
def test_statistics_are_those_of_the_answers(lo: int, hi: int) -> None:
    """Counts, means, scores and covariances on any scale equal those that numpy computes from the answers themselves."""
    raw = answers(lo, hi)
    made = table(raw, lo, hi, turned=(2,))
    scored = raw.copy()
    scored[:, 2] = lo + hi - scored[:, 2]
    counts = a.count_options(made, np.zeros(60, int), 1)
    for item in range(4):
        wanted = [int((scored[:, item] == number).sum()) for number in range(lo, hi + 1)]
        assert counts.options[0, item].tolist() == wanted
    stats = a.item_stats(counts, lo)
    np.testing.assert_allclose(stats.mean[0], np.nanmean(scored, axis=0))
    np.testing.assert_allclose(stats.median[0], np.nanmedian(scored, axis=0))
    np.testing.assert_allclose(stats.var[0], np.nanvar(scored, axis=0, ddof=1), atol=1e-12)
    found = a.rater_scores(made, "theme", min_items=1)
    answered = ~np.isnan(scored).all(axis=1)
    np.testing.assert_allclose(found[answered], np.nanmean(scored[answered], axis=1), atol=1e-12)
    whole = scored[~np.isnan(scored).any(axis=1)]
    np.testing.assert_allclose(a.table_covariance(made, "theme").cov, np.cov(whole.T), atol=1e-12)
    assert ((made.values == 0) == (made.missing > 0)).all()
    assert made.values.max() == made.options == hi - lo + 1


@pytest.mark.parametrize(("lo", "hi"), SCALES)
def test_a_value_outside_the_scale_raises(lo: int, hi: int) -> None:
    """Asta gives one number below or above the scale: it is named, and never taken for a missing answer."""
    for wrong in (lo - 1, hi + 1):
        raw = answers(lo, hi)
        raw[5, 1] = wrong
        with pytest.raises(ResponseTableInvalid, match=r"\(5, 1\)"):
            table(raw, lo, hi)


def test_zero_is_missing_only_where_the_scale_has_none() -> None:
    """On 1-5 a 0 is no answer; on 0-4 it is one, and `missing` says where there is none."""
    given = {"leader": [0], "group": [0], "person": [0], "invited": np.full((1, 5), -1)}
    items = [a.ItemSpec("q", "t"), a.ItemSpec("r", "t")]
    old = a.ResponseTable.from_raw(lo=1, hi=5, items=items, values=[[0, 5]], **given)
    assert (old.values.tolist(), old.missing.tolist()) == ([[0, 5]], [[a.Missing.BLANK, 0]])
    new = a.ResponseTable.from_raw(lo=0, hi=4, items=items, values=[[0, 4]], **given)
    assert (new.values.tolist(), new.missing.tolist()) == ([[1, 5]], [[0, 0]])
    gap = a.ResponseTable.from_raw(lo=0, hi=4, items=items, values=[[0, 0]], missing=[[0, 2]], **given)
    assert (gap.values.tolist(), gap.missing.tolist()) == ([[1, 0]], [[0, 2]])
    with pytest.raises(ResponseTableInvalid, match="neither a value nor a reason"):
        a.ResponseTable.from_raw(lo=1, hi=5, items=items, values=[[0, 5]], missing=[[0, 0]], **given)
    with pytest.raises(ResponseTableInvalid, match="a value and a reason"):
        a.ResponseTable.from_raw(lo=0, hi=4, items=items, values=[[3, 0]], missing=[[1, 0]], **given)


@pytest.mark.parametrize(("lo", "hi"), [(5, 5), (5, 1), (1, 200)])
def test_scales_that_are_none_are_refused(lo: int, hi: int) -> None:
    """One option, an upside-down scale or two hundred options are no scale."""
    with pytest.raises(ResponseTableInvalid, match="scale"):
        table(np.full((3, 1), float(lo)), lo, hi)


def test_gaps_of_many_leaders_count_as_in_the_report() -> None:
    """A gap of half a point counts above and below, however it was computed; another scale has it in proportion."""
    others = np.array([3.1, 3.1, 3.7, 3.0])
    own = others + np.array([0.5, -0.5, 0.499, 0.0])
    found = gap_population(own, others)
    assert (found.share_over, found.share_under) == (0.25, 0.25)
    back = gap_population(others, own)
    assert (back.share_over, back.share_under) == (found.share_under, found.share_over)
    wide = gap_population(2.5 * own, 2.5 * others, lo=0, hi=10)
    assert (wide.share_over, wide.share_under) == (0.25, 0.25)
    assert gap_population([1.0, 3.5], [1.5, 3.0], strict=True).share_under == 0.0
