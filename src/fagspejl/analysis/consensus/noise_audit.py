"""Judgement exercises: how much judges of the same cases differ. Target: leader (judges are draws).

Kahneman, Sibony & Sunstein 2021. Who may see the result is decided elsewhere.
Formulas: docs/explanation/formulas.md 3.12.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.arrays import Floats, float_vector
from fagspejl.analysis.errors import EmptyTable, LengthMismatch, WrongShape
from fagspejl.analysis.intervals import t_quantile
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.types import Target

_POLICY = ReportingPolicy()


@dataclass(frozen=True, slots=True)
class NoiseAudit:
    """Squared noise of J judges over C cases: system = level + pattern. Population (1/J) variances.

    `judge_level` (J,) is each judge's mean minus the grand mean, in the order of `judges`; `case_mean` (C,) in that
    of `cases`. `lower`/`upper` are jackknife limits of system noise (as an SD), None below six judges.
    """

    judges: tuple[str, ...]
    cases: tuple[str, ...]
    replicates: int
    grand_mean: float
    system2: float
    level2: float
    pattern2: float
    mean_abs_pair_difference: float | None
    relative_index: float | None
    judge_level: Floats
    case_mean: Floats
    lower: float | None
    upper: float | None
    target: Target = "leader"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NoiseComponents:
    """Variance components from expected mean squares. Occasion noise only with replicates."""

    ms_judge: float
    ms_case: float
    ms_interaction: float
    ms_replicate: float | None
    judge: float
    case: float
    pattern: float | None
    occasion: float | None
    pattern_plus_occasion: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NoiseError:
    """Mean squared error against true values: mse = casewise_bias2 + system2, casewise_bias2 = mean_bias2 + spread."""

    mse: float
    mean_error: float
    casewise_bias2: float
    mean_bias2: float
    bias_spread: float
    system2: float


@dataclass(frozen=True, slots=True)
class _Cells:
    judges: tuple[str, ...]
    cases: tuple[str, ...]
    mean: Floats  # (J, C)
    count: NDArray[np.int64]
    within: float  # sum of squares inside cells


def _cells(y: Sequence[float] | Floats, judge: Sequence[Hashable], case: Sequence[Hashable]) -> _Cells:
    values = float_vector(y, "y")
    labels = []
    for name, given in (("judge", judge), ("case", case)):
        array = np.asarray(given).astype(str)
        if array.shape != values.shape:
            raise LengthMismatch(name, array.shape, values.shape)
        labels.append(array)
    kept = ~np.isnan(values)
    if not kept.any():
        raise EmptyTable("y")
    judges, j = np.unique(labels[0][kept], return_inverse=True)
    cases, c = np.unique(labels[1][kept], return_inverse=True)
    key = j * cases.size + c
    y_kept = values[kept]
    count = np.bincount(key, minlength=judges.size * cases.size)
    if (count == 0).any():
        raise WrongShape("y", "some judge has not judged every case; use reml_two_factor")
    mean = np.bincount(key, weights=y_kept, minlength=count.size) / count
    within = float(((y_kept - mean[key]) ** 2).sum())
    shape = (judges.size, cases.size)
    return _Cells(tuple(judges), tuple(cases), mean.reshape(shape), count.reshape(shape), within)


def noise(
    y: Sequence[float] | Floats,
    judge: Sequence[Hashable],
    case: Sequence[Hashable],
    policy: ReportingPolicy = _POLICY,
) -> NoiseAudit:
    """Describe noise in judgements y (n,) of labelled judges and cases, on cell means of a complete design.

    Raises EmptyTable, LengthMismatch, WrongShape (a judge without a case: use `reml_two_factor`).
    """
    cells = _cells(y, judge, case)
    x = cells.mean
    n_judges = x.shape[0]
    case_mean, judge_mean, grand = x.mean(axis=0), x.mean(axis=1), float(x.mean())
    system2 = _system2(x)
    residual = x - judge_mean[:, None] - case_mean[None, :] + grand
    first, second = np.triu_indices(n_judges, 1)
    gaps = np.abs(x[first] - x[second])
    middle = (x[first] + x[second]) / 2
    lower, upper = _jackknife(x, policy) if n_judges >= policy.noise_judges else (None, None)
    return NoiseAudit(
        judges=cells.judges,
        cases=cells.cases,
        replicates=int(cells.count.min()),
        grand_mean=grand,
        system2=system2,
        level2=float(((judge_mean - grand) ** 2).mean()),
        pattern2=float((residual**2).mean()),
        mean_abs_pair_difference=float(gaps.mean()) if gaps.size else None,
        relative_index=float((gaps / middle).mean()) if gaps.size and (middle != 0).all() else None,
        judge_level=judge_mean - grand,
        case_mean=case_mean,
        lower=lower,
        upper=upper,
        reason=None if lower is not None else "too_few_judges",
    )


def _system2(x: Floats) -> float:
    return float(x.var(axis=0).mean())


def _jackknife(x: Floats, policy: ReportingPolicy) -> tuple[float, float]:
    """Limits of system noise as an SD: leave out one judge at a time, t(J - 1), cut at 0."""
    n = x.shape[0]
    root = np.array([_system2(np.delete(x, i, axis=0)) ** 0.5 for i in range(n)])
    pseudo = n * _system2(x) ** 0.5 - (n - 1) * root
    half = float(t_quantile(n - 1, 0.5 + policy.level / 2)) * float(pseudo.std(ddof=1)) / n**0.5
    return max(float(pseudo.mean()) - half, 0.0), float(pseudo.mean()) + half


def noise_components(
    y: Sequence[float] | Floats, judge: Sequence[Hashable], case: Sequence[Hashable]
) -> NoiseComponents:
    """Return variance components of a complete, balanced design from its mean squares.

    judge (MSj-MSi)/(RC) and case (MSc-MSi)/(RJ) as they come; pattern max(0, (MSi-MSe)/R); with R = 1 only their sum
    MSi (reason "no_replicates"). Raises as `noise`, and WrongShape for unequal numbers of replicates, or fewer than
    two judges or cases.
    """
    cells = _cells(y, judge, case)
    x, r = cells.mean, int(cells.count[0, 0])
    judges, cases = x.shape
    if (cells.count != r).any():
        raise WrongShape("y", "cells hold unequal numbers of judgements; use reml_two_factor")
    if judges < 2 or cases < 2:
        raise WrongShape("y", f"{judges} judges and {cases} cases; two of each are needed")
    case_mean, judge_mean, grand = x.mean(axis=0), x.mean(axis=1), x.mean()
    ms_judge = r * cases * float(((judge_mean - grand) ** 2).sum()) / (judges - 1)
    ms_case = r * judges * float(((case_mean - grand) ** 2).sum()) / (cases - 1)
    residual = x - judge_mean[:, None] - case_mean[None, :] + grand
    ms_both = r * float((residual**2).sum()) / ((judges - 1) * (cases - 1))
    ms_error = cells.within / (judges * cases * (r - 1)) if r > 1 else None
    return NoiseComponents(
        ms_judge=ms_judge,
        ms_case=ms_case,
        ms_interaction=ms_both,
        ms_replicate=ms_error,
        judge=(ms_judge - ms_both) / (r * cases),
        case=(ms_case - ms_both) / (r * judges),
        pattern=None if ms_error is None else max(0.0, (ms_both - ms_error) / r),
        occasion=ms_error,
        pattern_plus_occasion=ms_both if ms_error is None else None,
        reason="no_replicates" if ms_error is None else None,
    )


def noise_error(
    y: Sequence[float] | Floats,
    judge: Sequence[Hashable],
    case: Sequence[Hashable],
    truth: Mapping[str, float],
) -> NoiseError:
    """Split the mean squared error of cell means against `truth` (by case label) into bias and noise.

    Only where a true value exists; for a vignette report noise, not bias. Raises as `noise`; WrongShape for a case
    without a true value.
    """
    cells = _cells(y, judge, case)
    unknown = [c for c in cells.cases if c not in truth]
    if unknown:
        raise WrongShape("truth", f"has no value for {unknown[0]!r}")
    goal = np.array([truth[c] for c in cells.cases])
    bias = cells.mean.mean(axis=0) - goal
    return NoiseError(
        mse=float(((cells.mean - goal) ** 2).mean()),
        mean_error=float(bias.mean()),
        casewise_bias2=float((bias**2).mean()),
        mean_bias2=float(bias.mean()) ** 2,
        bias_spread=float(bias.var()),
        system2=_system2(cells.mean),
    )
