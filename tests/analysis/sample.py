"""A made-up round that every statistic can be run on, and how each statistic is run on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from fagspejl import analysis as a
from fagspejl.analysis.arrays import Floats

THEMES = ("t1", "t2", "t3")
PER_THEME = 4


class Sample:
    """Answers (R, 12) of 1..5 with gaps, three themes, the unit of each rater, people invited per unit."""

    def __init__(self, raw: Floats, unit: np.ndarray, units: int) -> None:
        self.raw, self.unit, self.units = raw, unit, units
        self.invited = np.bincount(unit, minlength=units) + 3

    @classmethod
    def drawn(cls, seed: int = 7, rows: int = 90, units: int = 6, gaps: float = 0.04) -> Sample:
        """A round with real differences between units and items that hang together."""
        rng = np.random.default_rng(seed)
        unit = rng.permutation(np.arange(rows) % units)
        trait = rng.normal(0, 0.5, units)[unit][:, None] + rng.normal(0, 0.6, (rows, 1))
        noisy = 3.3 + trait + rng.normal(0, 0.7, (rows, len(THEMES) * PER_THEME))
        raw = np.clip(np.round(noisy), 1, 5)
        raw[rng.random(raw.shape) < gaps] = np.nan
        return cls(raw, unit, units)

    def moved(self, order: np.ndarray) -> Sample:
        """The same forms in another order."""
        return Sample(self.raw[order], self.unit[order], self.units)

    def renamed(self, names: np.ndarray) -> Sample:
        """The same round with unit u called names[u]."""
        return Sample(self.raw, names[self.unit], self.units)

    @property
    def table(self) -> a.ResponseTable:
        rows = self.raw.shape[0]
        invited = np.full((self.units, 5), -1)
        invited[:, 0] = self.invited
        return a.ResponseTable.from_raw(
            lo=1,
            hi=5,
            items=[a.ItemSpec(f"{t}_{i}", t) for t in THEMES for i in range(PER_THEME)],
            values=np.nan_to_num(self.raw),
            leader=self.unit,
            group=np.zeros(rows, int),
            person=np.zeros(rows, int) + np.arange(rows),
            invited=invited,
        )

    @property
    def scores(self) -> Floats:
        return np.column_stack([a.rater_scores(self.table, t) for t in THEMES])

    @property
    def moments(self) -> a.Moments:
        return a.unit_moments(self.scores, self.unit, self.units, 3.0)

    @property
    def counts(self) -> a.Counts:
        return a.count_options(self.table, self.unit, self.units)

    @property
    def means(self) -> Floats:
        return a.moment_means(self.moments)

    @property
    def items(self) -> Floats:
        return self.raw[:, :PER_THEME]

    @property
    def complete(self) -> Floats:
        return self.items[~np.isnan(self.items).any(axis=1)]

    def estimate(self, theme: int) -> a.Estimate:
        """All raters as one unit, of whom all but ten were reached."""
        scores = self.scores[:, theme]
        n = int((~np.isnan(scores)).sum())
        s2 = float(np.nanvar(scores, ddof=1)) if n > 1 else None
        return a.theme_interval(float(np.nanmean(scores)), s2, n, n + 10, 0.7, 200, 1, 5, "blended")

    def judgements(self) -> tuple[list[float], list[int], list[int]]:
        rows = self.complete
        judges, cases = np.indices(rows.shape)
        return list(rows.ravel()), list(judges.ravel()), list(cases.ravel())

    def cells(self) -> dict[str, list[int]]:
        return {
            "all": list(range(self.raw.shape[0])),
            **{f"u{u}": list(np.flatnonzero(self.unit == u)) for u in range(self.units)},
            "high": list(np.flatnonzero(self.raw[:, 0] >= 4)),
        }


def _two_factor(s: Sample) -> Any:
    y = s.items.ravel()
    unit = np.repeat(s.unit, PER_THEME)
    rater = np.repeat(np.arange(s.raw.shape[0]), PER_THEME)
    fit = a.reml_two_factor(y, np.ones((y.size, 1)), unit, rater)
    return [fit.beta, fit.se, fit.var1, fit.var2, fit.sigma2, fit.loglik]


def _all(s: Sample) -> Any:
    """One item of all raters as one group."""
    return s.counts.options[:, 0].sum(axis=0)


def _favourable(s: Sample) -> tuple[int, int]:
    counts = _all(s)
    return int(counts[-2:].sum()), int(counts.sum())


def _fay(s: Sample) -> Any:
    fit = a.fay_herriot(s.means[:, 0], a.moment_variances(s.moments)[:, 0] / s.moments.n[:, 0])
    return [fit.mu, fit.se_mu, fit.tau2, fit.i2, fit.q]


def _change_eb(s: Sample) -> Any:
    n = s.moments.n[:, 0]
    return a.change_eb(s.means[:, 1] - s.means[:, 0], np.where(n > 0, 1.4 / np.maximum(n, 1), np.nan)).tau2


def _invariance(s: Sample) -> Any:
    half = s.raw[:, 4] >= 4
    return a.invariance([s.items[half], s.items[~half]], {"f": [0, 1, 2, 3]}, [s.unit[half], s.unit[~half]])


def _noise(s: Sample) -> Any:
    audit = a.noise(*s.judgements())
    return [audit.system2, audit.level2, audit.pattern2, audit.relative_index, audit.lower, audit.upper]


def _limits(s: Sample) -> Any:
    v, df = a.blended_variance(a.moment_variances(s.moments)[:, 0], s.moments.n[:, 0], 0.7)
    return np.stack(a.theme_limits(s.means[:, 0], v, df, s.moments.n[:, 0], s.invited, 1, 5), axis=1)


def _bounds(s: Sample) -> Any:
    total = s.moments.s[:, 0] + 3 * s.moments.n[:, 0]
    return np.stack(a.bounds(total, s.moments.n[:, 0], s.invited, 1, 5), axis=1)


def _gap(s: Sample) -> Any:
    return a.gap(4.0, s.estimate(0))


RUNS: dict[str, Callable[[Sample], Any]] = {
    "count_options": lambda s: s.counts,
    "distinct_raters": lambda s: a.distinct_raters(s.table, s.unit, s.units),
    "item_stats": lambda s: a.item_stats(s.counts, 1),
    "item_moments": lambda s: a.item_moments(s.raw),
    "rater_scores": lambda s: np.sort(a.rater_scores(s.table, "t1")),
    "unit_moments": lambda s: a.unit_moments(s.scores, s.unit, s.units, 3.0),
    "single_moments": lambda s: a.single_moments(s.scores[:, 0], s.unit, s.units),
    "moment_means": lambda s: s.means,
    "moment_variances": lambda s: a.moment_variances(s.moments),
    "theme_interval": lambda s: s.estimate(0),
    "theme_limits": _limits,
    "blended_variance": lambda s: a.blended_variance(a.moment_variances(s.moments), s.moments.n, 0.7)[0],
    "pooled_within": lambda s: a.pooled_within(s.moments),
    "within_variance": lambda s: a.within_variance(s.moments, 1, 5),
    "bounds": _bounds,
    "dm_mean": lambda s: a.dm_mean(_all(s), int(_all(s).sum()) + 7, 1),
    "dm_share": lambda s: a.dm_share(*_favourable(s), _favourable(s)[1] + 7),
    "hypergeom_share": lambda s: a.hypergeom_share(*_favourable(s), _favourable(s)[1] + 7),
    "t_interval": lambda s: a.t_interval(s.scores[:, 0], s.raw.shape[0] + 9),
    "clopper_pearson": lambda s: a.clopper_pearson(*_favourable(s)),
    "wilson": lambda s: a.wilson(*_favourable(s)),
    "gap": _gap,
    "gap_population": lambda s: a.gap_population(s.means[:, 0], s.means[:, 1]),
    "theme_counts": lambda s: a.theme_counts(s.table, "t1", s.unit, s.units),
    "item_agreement": lambda s: a.item_agreement(s.counts, 1, 5, "awg"),
    "agreement": lambda s: a.agreement(a.theme_counts(s.table, "t1", s.unit, s.units), 1, 5),
    "ad_scores": lambda s: a.ad_scores(s.scores, s.unit, s.units),
    "null_agreement": lambda s: a.null_agreement(min(s.raw.shape[0], 6), 5),
    "icc_oneway": lambda s: a.icc_oneway(s.moments),
    "icc_two_way": lambda s: a.icc_two_way(s.complete),
    "icc2_for": lambda s: a.icc2_for(a.icc_oneway(s.moments).icc1 or 0.0, 9),
    "item_covariance": lambda s: a.item_covariance(s.raw),
    "table_covariance": lambda s: a.table_covariance(s.table, "t1"),
    "alpha": lambda s: a.alpha(a.item_covariance(s.items)),
    "alpha_if_deleted": lambda s: a.alpha_if_deleted(a.item_covariance(s.items)),
    "lambda2": lambda s: a.lambda2(a.item_covariance(s.items)),
    "omega": lambda s: a.omega(a.item_covariance(s.items), bootstrap=False),
    "ordinal_alpha": lambda s: a.ordinal_alpha(s.items),
    "omega_categorical": lambda s: a.omega_categorical(s.items),
    "reml_oneway": lambda s: a.reml_oneway(s.moments),
    "eb_means": lambda s: a.eb_means(s.moments, a.reml_oneway(s.moments)),
    "fay_herriot": _fay,
    "reml_two_factor": _two_factor,
    "change_unit": lambda s: a.change_unit(s.estimate(0), s.estimate(1)),
    "change_linked": lambda s: a.change_linked(s.scores[:, 0], s.scores[:, 1]),
    "change_eb": _change_eb,
    "reliable_change": lambda s: a.reliable_change(np.sort(s.scores[:, 0]), 3.0, 0.7, 0.8),
    "invariance": _invariance,
    "response_surface": lambda s: a.response_surface(*s.scores.T, centre=3.0),
    "noise": _noise,
    "noise_components": lambda s: a.noise_components(*s.judgements()),
    "noise_error": lambda s: a.noise_error(*s.judgements(), truth={str(c): 3.0 for c in range(PER_THEME)}),
    "krippendorff": lambda s: a.krippendorff(s.items.T),
    "krippendorff_jackknife": lambda s: a.krippendorff_jackknife(s.items.T),
    "disclosed": lambda s: sorted(len(x) for x in a.disclosed(s.cells(), list(s.cells()), 5)),
    "is_safe": lambda s: a.is_safe(s.cells(), list(s.cells()), 5),
    "optimal_suppression": lambda s: a.optimal_suppression(s.cells(), 5).min_extra_people,
    "compatible_sums": lambda s: a.compatible_sums(round(float(np.nanmean(s.scores[:, 0])), 1), 12, 1, 1, 5),
    "newcomer": lambda s: a.newcomer(a.CountSum(5, 20), a.CountSum(6, 20 + int(np.nanmax(s.raw)))),
}


def numbers(result: Any) -> list[np.ndarray]:
    """Every number of a result, in a fixed order; None as NaN, text left out."""
    if result is None:
        return [np.array([np.nan])]
    if isinstance(result, str):
        return []
    if is_dataclass(result):
        return [x for f in fields(result) for x in numbers(getattr(result, f.name))]
    if isinstance(result, tuple | list):
        return [x for part in result for x in numbers(part)]
    if isinstance(result, dict):
        return [x for part in result.values() for x in numbers(part)]
    return [np.atleast_1d(np.asarray(result, dtype=np.float64))]


def per_unit(result: Any, units: int) -> list[np.ndarray]:
    """The arrays of a result that have one row per unit."""
    return [x for x in numbers(result) if x.shape[0] == units and x.size >= units]
