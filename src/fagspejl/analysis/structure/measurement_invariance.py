"""Do groups of raters understand the items alike? Multigroup factor analysis. Target: leader; analysts only.

Cheung & Rensvold 2002; Chen 2007. Formulas: docs/explanation/formulas.md 3.10. WLSMV is left to lavaan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtr, chdtrc, chndtrinc

from fagspejl.analysis.arrays import Floats, float_matrix
from fagspejl.analysis.errors import LengthMismatch, WrongShape
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.structure.factor import Entry, Model, Part, Sample, Solution, fit, matrices
from fagspejl.analysis.structure.robust import Scaling, scaling
from fagspejl.analysis.types import Target

Level = Literal["configural", "metric", "scalar", "strict"]
LEVELS: tuple[Level, ...] = ("configural", "metric", "scalar", "strict")
_SHARED: dict[Level, tuple[Part, ...]] = {
    "configural": (),
    "metric": ("loading",),
    "scalar": ("loading", "intercept"),
    "strict": ("loading", "intercept", "residual"),
}
_RMSEA_TAIL = 0.05  # 90 % limits
_POLICY = ReportingPolicy()


@dataclass(frozen=True, slots=True)
class LevelFit:
    """Fit of one level. Scaled values are None without clusters."""

    level: Level
    chisq: float
    df: int
    p: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_lower: float
    rmsea_upper: float
    srmr: float
    aic: float
    bic: float
    scaled: Scaling | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A level against the one before. `holds`: delta CFI >= -.010 and delta RMSEA <= .015."""

    level: Level
    chisq_diff: float
    df_diff: int
    p: float
    delta_cfi: float
    delta_rmsea: float
    holds: bool


@dataclass(frozen=True, slots=True)
class LatentMean:
    """A factor's mean in a group under scalar invariance; the first group is 0 by definition."""

    factor: str
    group: int
    value: float
    se: float


@dataclass(frozen=True, slots=True)
class Invariance:
    """Four fits, three steps, latent means. `publishable`: every group has the raters needed.

    `reason` says why scaled values are missing although clusters were given, or why nothing should be published.
    """

    n: tuple[int, ...]
    fits: tuple[LevelFit, ...]
    steps: tuple[Step, ...]
    latent_means: tuple[LatentMean, ...]
    publishable: bool
    method: str = "multigroup_ml"
    target: Target = "leader"
    reason: str | None = None

    def fit(self, level: Level) -> LevelFit:
        """The fit of one level."""
        return next(f for f in self.fits if f.level == level)

    @property
    def holds(self) -> Level | None:
        """The strictest level up to which every step holds; None never occurs for a fitted configural model."""
        found: Level = "configural"
        for step in self.steps:
            if not step.holds:
                break
            found = step.level
        return found


def invariance(
    groups: Sequence[ArrayLike],
    factors: Mapping[str, Sequence[int]],
    cluster: Sequence[ArrayLike] | None = None,
    policy: ReportingPolicy = _POLICY,
) -> Invariance:
    """Fit configural, metric, scalar and strict invariance over groups of raters.

    `groups`: one (R_g, p) array each, NaN = missing (listwise); `factors`: columns of each factor, the first its
    marker; `cluster`: labels (R_g,) of the leader rated, for scaled chi-squares; refused (reason
    "one_row_per_cluster") where every cluster of a group has one row.

    Raises WrongShape, LengthMismatch, DidNotConverge.
    """
    columns = [c for chosen in factors.values() for c in chosen]
    if len(groups) < 2 or len(set(columns)) != len(columns) or not columns:
        raise WrongShape("groups", "two groups are needed, and each item in one factor")
    data, labels = [], []
    for g, given in enumerate(groups):
        x = float_matrix(given, f"groups[{g}]")[:, columns]
        complete = ~np.isnan(x).any(axis=1)
        data.append(x[complete])
        if cluster is not None:
            label = np.asarray(cluster[g])
            if label.shape != complete.shape:
                raise LengthMismatch(f"cluster[{g}]", label.shape, complete.shape)
            labels.append(np.unique(label[complete], return_inverse=True)[1])
    for g, x in enumerate(data):
        if x.shape[0] <= x.shape[1] or np.linalg.matrix_rank(x - x.mean(axis=0)) < x.shape[1]:
            raise WrongShape(
                f"groups[{g}]", f"{x.shape[0]} complete rows carry no covariance matrix of full rank"
            )
    lone = any(int(label.max()) + 1 == label.size for label in labels)
    design = _Design(
        tuple(factors), tuple(len(c) for c in factors.values()), data, labels if not lone else []
    )
    return design.run(policy, "one_row_per_cluster" if lone else None)


class _Design:
    """The data, and the four models over them."""

    def __init__(
        self, names: tuple[str, ...], sizes: tuple[int, ...], data: list[Floats], labels: list[np.ndarray]
    ) -> None:
        self.names, self.sizes, self.data, self.labels = names, sizes, data, labels
        self.samples = [
            Sample(x.shape[0], x.mean(axis=0), (x - x.mean(axis=0)).T @ (x - x.mean(axis=0)) / x.shape[0])
            for x in data
        ]
        self.p, self.m = sum(sizes), len(sizes)
        self.factor_of = np.repeat(np.arange(self.m), sizes)
        self.marker = np.cumsum((0, *sizes[:-1]))
        self.total = sum(s.n for s in self.samples)

    def run(self, policy: ReportingPolicy, reason: str | None) -> Invariance:
        """Fit the four levels in turn; each starts from the one before."""
        at = [self._start(s) for s in self.samples]
        fits: list[LevelFit] = []
        latent: tuple[LatentMean, ...] = ()
        for level in LEVELS:
            model, start = self._model(level, at)
            solution = fit(model, self.samples, start, f"invariance ({level})")
            at = [matrices(model, g, solution.theta) for g in range(len(self.samples))]
            fits.append(self._level_fit(level, model, solution))
            if level == "scalar":
                latent = self._latent(model, solution)
        steps = tuple(self._step(a, b, policy) for a, b in pairwise(fits))
        n = tuple(s.n for s in self.samples)
        enough = min(n) >= policy.invariance_group
        return Invariance(
            n, tuple(fits), steps, latent, enough, reason=reason or (None if enough else "too_few_raters")
        )

    def _start(self, sample: Sample) -> dict[Part, Floats]:
        """Instrumental start values: loadings from covariances with the marker's other indicators."""
        s = sample.cov
        loading, variance = np.zeros((self.p, self.m)), np.zeros(self.m)
        for f, first in enumerate(self.marker):
            items = range(int(first), int(first) + self.sizes[f])
            for i in items:
                others = [j for j in items if j not in (first, i)]
                slope = (
                    s[first, others] @ s[i, others] / max(float(s[first, others] @ s[first, others]), 1e-9)
                    if others
                    else 1.0
                )
                loading[i, f] = 1.0 if i == first else float(np.clip(slope, -3, 3))
            pairs = [s[first, i] / loading[i, f] for i in items if i != first and abs(loading[i, f]) > 0.05]
            variance[f] = float(np.clip(np.mean(pairs) if pairs else 0.5, 0.1, 0.9)) * s[first, first]
        variance = np.minimum(variance, 0.9 * np.diag(s)[self.marker])
        residual = np.maximum(np.diag(s) - (loading**2) @ variance, 0.3 * np.diag(s))
        return {
            "loading": loading,
            "factor": np.diag(variance),
            "residual": residual,
            "intercept": sample.mean,
            "mean": np.zeros(self.m),
        }

    def _model(self, level: Level, at: list[dict[Part, Floats]]) -> tuple[Model, Floats]:
        numbers: dict[tuple[int, Part, int, int], int] = {}
        starts: list[list[float]] = []
        groups = []
        for g in range(len(self.samples)):
            entries = []
            for part, row, column in self._places():
                shared = part in _SHARED[level]
                fixed = self._fixed(level, g, part, row)
                where = at[g][part][row, column] if part in ("loading", "factor") else at[g][part][row]
                if fixed is not None:
                    entries.append(Entry(part, row, column, -1, fixed))
                    continue
                key = (-1 if shared else g, part, row, column)
                number = numbers.setdefault(key, len(numbers))
                if number == len(starts):
                    starts.append([])
                starts[number].append(float(where))
                entries.append(Entry(part, row, column, number, 0.0))
            groups.append(tuple(entries))
        model = Model(tuple(groups), self.p, self.m, len(numbers))
        return model, np.array([np.mean(values) for values in starts])

    def _places(self) -> list[tuple[Part, int, int]]:
        places: list[tuple[Part, int, int]] = [("loading", i, int(self.factor_of[i])) for i in range(self.p)]
        places += [("factor", a, b) for a in range(self.m) for b in range(a + 1)]
        places += [("residual", i, i) for i in range(self.p)]
        places += [("intercept", i, i) for i in range(self.p)]
        places += [("mean", f, f) for f in range(self.m)]
        return places

    def _fixed(self, level: Level, g: int, part: Part, row: int) -> float | None:
        if part == "loading" and row in self.marker:
            return 1.0
        if part == "mean" and (g == 0 or level in ("configural", "metric")):
            return 0.0
        return None

    def _level_fit(self, level: Level, model: Model, solution: Solution) -> LevelFit:
        count, n = len(self.samples), self.total
        df = count * self.p * (self.p + 3) // 2 - model.q
        base, base_df = self._baseline(), count * self.p * (self.p - 1) // 2
        excess = max(solution.chisq - df, 0.0)
        below = max(base - base_df, excess)
        free = df > 0  # three items and one factor fit every data: nothing is left to be tested
        rmsea = [
            np.sqrt(count * max(nc, 0.0) / (n * df)) if free else 0.0
            for nc in (excess, *(_noncentrality(solution.chisq, df) if free else (0.0, 0.0)))
        ]
        saturated = sum(
            s.n * (self.p * np.log(2 * np.pi) + np.linalg.slogdet(s.cov)[1] + self.p) for s in self.samples
        )
        deviance = float(saturated) + solution.chisq
        scaled = None
        if self.labels and free:
            scaled = scaling(model, self.data, self.labels, solution, df, base, base_df)
        return LevelFit(
            level=level,
            chisq=solution.chisq,
            df=df,
            p=float(chdtrc(df, solution.chisq)) if free else 1.0,
            cfi=1.0 if below <= 0 or not free else 1 - excess / below,
            tli=(base / base_df - solution.chisq / df) / (base / base_df - 1) if free else 1.0,
            rmsea=float(rmsea[0]),
            rmsea_lower=float(rmsea[1]),
            rmsea_upper=float(rmsea[2]),
            srmr=self._srmr(solution),
            aic=deviance + 2 * model.q,
            bic=deviance + model.q * float(np.log(n)),
            scaled=scaled,
        )

    def _baseline(self) -> float:
        apart = 0.0
        for s in self.samples:
            apart += s.n * float(np.log(np.diag(s.cov)).sum() - np.linalg.slogdet(s.cov)[1])
        return apart

    def _srmr(self, solution: Solution) -> float:
        value = 0.0
        for s, sigma, mu in zip(self.samples, solution.sigma, solution.mu, strict=True):
            sd = np.sqrt(np.diag(s.cov))
            covariances = ((s.cov - sigma) / np.outer(sd, sd))[np.tril_indices(self.p)]
            squares = np.concatenate([covariances, (s.mean - mu) / sd]) ** 2
            value += s.n / self.total * float(np.sqrt(squares.mean()))
        return value

    def _step(self, before: LevelFit, after: LevelFit, policy: ReportingPolicy) -> Step:
        difference, df = after.chisq - before.chisq, after.df - before.df
        cfi, rmsea = after.cfi - before.cfi, after.rmsea - before.rmsea
        holds = cfi >= policy.delta_cfi and rmsea <= policy.delta_rmsea
        return Step(after.level, difference, df, float(chdtrc(df, max(difference, 0.0))), cfi, rmsea, holds)

    def _latent(self, model: Model, solution: Solution) -> tuple[LatentMean, ...]:
        found = []
        for g, entries in enumerate(model.groups):
            for entry in entries:
                if entry.part == "mean":
                    free = entry.parameter >= 0
                    value = float(solution.theta[entry.parameter]) if free else 0.0
                    se = float(solution.se[entry.parameter]) if free else 0.0
                    found.append(LatentMean(self.names[entry.row], g + 1, value, se))
        return tuple(found)


def _noncentrality(chisq: float, df: int) -> tuple[float, float]:
    """90 % limits of the noncentrality parameter; 0 where even a central chi-square is that small."""
    central = float(chdtr(df, chisq))
    low = float(chndtrinc(chisq, df, 1 - _RMSEA_TAIL)) if central > 1 - _RMSEA_TAIL else 0.0
    high = float(chndtrinc(chisq, df, _RMSEA_TAIL)) if central > _RMSEA_TAIL else 0.0
    return low, high
