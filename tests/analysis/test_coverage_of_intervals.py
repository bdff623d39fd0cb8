"""How often each interval holds the truth, drawn from real and simulated rounds (slow)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from fagspejl import analysis
from fagspejl_selftest.material import Case

FOLDER = Path(__file__).parents[1] / "reference"
SIZES = [(6, 5), (8, 5), (12, 9), (12, 11), (30, 20)]  # invited, answered
DRAWS = 400
pytestmark = pytest.mark.slow


@lru_cache
def scores_of(name: str) -> tuple[np.ndarray, np.ndarray, int]:
    """Theme scores, unit index and number of units of a data set with real differences inside units."""
    raw = {
        "lq2002": {
            "data": "lq2002_lead.csv",
            "columns": [f"LEAD{i:02}" for i in range(1, 12)],
            "group": "COMPID",
        },
        "bh1996": {"data": "bh1996.csv", "columns": ["COHES"], "group": "GRP"},
        "synth360": {
            "data": "synth360.csv",
            "columns": [f"q1_{i}" for i in range(1, 6)],
            "group": "unit",
            "subset": "round==1 & role=='employee', q1_5 reversed",
        },
    }[name]
    case = Case(FOLDER, "coverage", {"id": name, **raw})
    labels, unit = case.groups()
    scores = case.scores()
    kept = ~np.isnan(scores)
    return scores[kept], unit[kept], len(labels)


def coverage(name: str, invited: int, answered: int, mode: str) -> float:
    """Share of draws in which the band around the mean of `answered` holds the mean of all `invited`."""
    scores, unit, units = scores_of(name)
    within = analysis.within_variance(analysis.single_moments(scores, unit, units), 1, 5)
    sp2, sp_df = (0.85**2, np.inf) if mode == "fallback" else (within.sp2[0], within.df[0])
    rng = np.random.default_rng(11)
    hits = total = 0
    for u in range(units):
        people = scores[unit == u]
        if people.size < invited:
            continue
        drawn = np.stack([rng.permutation(people)[:invited] for _ in range(DRAWS)])
        truth, seen = drawn.mean(axis=1), drawn[:, :answered]
        if mode == "blended":
            v, df = analysis.blended_variance(seen.var(axis=1, ddof=1), answered, sp2)
        else:
            v, df = sp2, sp_df
        low, high = analysis.theme_limits(seen.mean(axis=1), v, df, answered, invited, 1, 5)
        hits += int(((low - 1e-9 <= truth) & (truth <= high + 1e-9)).sum())
        total += DRAWS
    return hits / total


@pytest.mark.parametrize(("invited", "answered"), SIZES)
@pytest.mark.parametrize("name", ["lq2002", "bh1996", "synth360"])
def test_bands_hold_the_unit_mean(name, invited, answered) -> None:
    """Of a hundred bands that Karen's colleagues read, about 95 hold what all of the unit would have said."""
    mode = "blended" if answered >= 10 else "pooled"
    assert 0.93 <= coverage(name, invited, answered, mode) <= 0.985


@pytest.mark.parametrize("name", ["lq2002", "bh1996", "synth360"])
def test_the_fallback_is_not_too_narrow(name) -> None:
    """A small organisation's bands rest on a constant, and still hold."""
    assert 0.92 <= coverage(name, 12, 9, "fallback") <= 0.999


@pytest.mark.parametrize(("invited", "answered"), [(15, 10), (30, 20), (25, 20)])
def test_item_intervals_hold_the_item_mean(invited, answered) -> None:
    """One statement, ten of fifteen answers: the exact posterior holds the mean of all fifteen."""
    rng = np.random.default_rng(13)
    case = Case(
        FOLDER, "coverage", {"id": "x", "data": "lq2002_lead.csv", "columns": ["LEAD01"], "group": "COMPID"}
    )
    answers, (labels, unit) = case.numbers("LEAD01").astype(int), case.groups()
    hits = shares = total = 0
    for u in range(len(labels)):
        people = answers[unit == u]
        if people.size < invited:
            continue
        for _ in range(60):
            drawn = rng.permutation(people)[:invited]
            counts = np.bincount(drawn[:answered] - 1, minlength=5)
            found = analysis.dm_mean(counts, invited, 1)
            hits += found.lower - 1e-9 <= drawn.mean() <= found.upper + 1e-9
            share = analysis.hypergeom_share(int(counts[3:].sum()), answered, invited)
            shares += share.lower - 1e-9 <= (drawn >= 4).mean() <= share.upper + 1e-9
            total += 1
    assert 0.93 <= hits / total <= 0.985
    assert shares / total >= 0.95


@pytest.mark.parametrize("groups", [30, 60])
def test_icc_and_alpha_limits_hold(groups) -> None:
    """Balanced normal data: the exact limits of ICC(1), ICC(2) and alpha hold in 95 of 100."""
    rng = np.random.default_rng(17)
    tau2, sigma2, size, items = 0.2, 0.8, 8, 5
    icc, reliability = tau2 / (tau2 + sigma2), size * tau2 / (size * tau2 + sigma2)
    true_alpha = items * 0.5 / (items * 0.5 + 0.5)
    unit = np.repeat(np.arange(groups), size)
    hits = np.zeros(3)
    for _ in range(600):
        y = rng.normal(0, tau2**0.5, groups)[unit] + rng.normal(0, sigma2**0.5, unit.size)
        one = analysis.icc_oneway(analysis.single_moments(y, unit, groups))
        x = rng.normal(0, 0.5**0.5, (groups, 1)) + rng.normal(0, 0.5**0.5, (groups, items))
        a = analysis.alpha(analysis.item_covariance(x))
        hits += [
            one.lower <= icc <= one.upper,
            one.icc2_lower <= reliability <= one.icc2_upper,
            a.lower <= true_alpha <= a.upper,
        ]
    assert (np.abs(hits / 600 - 0.95) <= 0.03).all()


def test_bounds_hold_where_bands_do_not() -> None:
    """Content people answer more often: the band loses the truth, the bounds never do."""
    rng = np.random.default_rng(19)
    scores, unit, units = scores_of("lq2002")
    band = bound = total = 0
    for u in range(units):
        people = scores[unit == u]
        if people.size < 30:
            continue
        for _ in range(100):
            drawn = rng.permutation(people)[:30]
            keen = np.exp(np.log(1.65) * drawn)
            seen = rng.choice(drawn, 20, replace=False, p=keen / keen.sum())
            v, df = analysis.blended_variance(seen.var(ddof=1), 20, 0.7)
            low, high = analysis.theme_limits(seen.mean(), v, df, 20, 30, 1, 5)
            least, most = analysis.bounds(seen.sum(), 20, 30, 1, 5)
            band += low <= drawn.mean() <= high
            bound += least - 1e-9 <= drawn.mean() <= most + 1e-9
            total += 1
    assert bound == total
    assert band / total < 0.93


@pytest.mark.parametrize("name", ["lq2002", "bh1996"])
@pytest.mark.parametrize("seen", [4, 9])
def test_shrunken_means_foretell_other_raters_better(name, seen) -> None:
    """Nine raters' shrunken mean lies nearer to what the leader's other raters say than their raw mean does."""
    scores, unit, units = scores_of(name)
    rng = np.random.default_rng(23)
    raw_error, eb_error = [], []
    for _ in range(20):
        order = rng.permutation(scores.size)
        place = np.empty(scores.size, dtype=int)
        for u in range(units):
            mine = order[unit[order] == u]
            place[mine] = np.arange(mine.size)
        chosen = place < seen
        moments = analysis.single_moments(scores[chosen], unit[chosen], units)
        rest = analysis.single_moments(scores[~chosen], unit[~chosen], units)
        others = np.where(rest.n[:, 0] >= 30, analysis.moment_means(rest)[:, 0], np.nan)
        eb = analysis.eb_means(moments, analysis.reml_oneway(moments)).eb
        raw = analysis.moment_means(moments)[:, 0]
        usable = ~np.isnan(others)
        raw_error.append(np.mean((raw - others)[usable] ** 2))
        eb_error.append(np.mean((eb - others)[usable] ** 2))
    gain = 1 - (np.mean(eb_error) / np.mean(raw_error)) ** 0.5
    assert gain >= 0.15
