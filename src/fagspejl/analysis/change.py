"""What changed between two rounds. Rounds are anonymous: nothing links a person's answers.

`change_unit` has target "unit" and works on printed values; `change_linked` is for linked data only (self-ratings, own
data sets); `change_eb` has target "leader". Formulas: docs/explanation/formulas.md 3.9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri, stdtr

from fagspejl.analysis.arrays import Floats, float_vector
from fagspejl.analysis.errors import TargetsMixed, ValueOutsideScale
from fagspejl.analysis.gaps import END_CODED
from fagspejl.analysis.intervals import t_quantile
from fagspejl.analysis.leaders.shrinkage import FayHerriot, fay_herriot
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.types import Estimate, Target

ChangeWord = Literal["up", "none", "down"]
_POLICY = ReportingPolicy()
_SLACK = 1e-9
_QUARTERS = 4  # policy values are in points of a scale whose range is 4
_LEAST = 3  # answers in both rounds that a linked comparison needs
BOUNDS = "bounds"  # Estimate.method where bounds stand in for the band


@dataclass(frozen=True, slots=True)
class ChangeEstimate:
    """Second round minus first. `word` is None where nothing can be compared; `reason` then says why."""

    value: float | None
    lower: float | None
    upper: float | None
    word: ChangeWord | None
    n: tuple[int, int]
    N: tuple[int | None, int | None]
    n_missing: int
    target: Target
    method: str
    reason: str | None = None


def change_unit(
    a: Estimate,
    b: Estimate,
    policy: ReportingPolicy = _POLICY,
    *,
    lo: float = 1,
    hi: float = 5,
    same_instrument: bool = True,
) -> ChangeEstimate:
    """Return the change from round a to round b as this group of people sees it, from the *printed* mean and band.

    d = b - a, SE^2 = SE_a^2 + SE_b^2 with Satterthwaite df; a round's SE is its half band over its t quantile (df =
    n + 5 if blended, infinity if pooled). Overlap of raters makes this conservative. Both complete: a difference of
    two rosters, no band. Bounds on either side: all that they allow. "up"/"down" needs |d| >= policy.change (times
    (hi - lo)/4) and an interval without 0. None with a reason: "changed_instrument", "end_coded" where either mean
    rests on coded answers and may lie far from what is printed, or that of a missing mean or band.

    Raises TargetsMixed unless both have target "unit".
    """
    if a.target != "unit" or b.target != "unit":
        raise TargetsMixed(a.target, b.target)
    n, people, gone = (a.n, b.n), (a.N, b.N), a.n_missing + b.n_missing
    reason = None if same_instrument else "changed_instrument"
    if reason is None and END_CODED in (a.reason, b.reason):
        reason = END_CODED
    if reason is None and (a.value is None or b.value is None):
        reason = a.reason if a.value is None else b.reason
    if reason is not None or a.value is None or b.value is None:
        return ChangeEstimate(None, None, None, None, n, people, gone, "unit", "none", reason)
    d = b.value - a.value
    if a.lower is None or a.upper is None or b.lower is None or b.upper is None:
        missing = a if a.lower is None or a.upper is None else b
        return ChangeEstimate(d, None, None, None, n, people, gone, "unit", "none", missing.reason)
    if BOUNDS in (a.method, b.method):
        lower, upper, method = b.lower - a.upper, b.upper - a.lower, BOUNDS
    else:
        half = _half_width([a, b], lo, hi, policy)
        lower, upper = d - half, d + half
        method = "complete" if a.method == b.method == "complete" else "bands"
    large = abs(d) >= policy.change * (hi - lo) / _QUARTERS - _SLACK
    clear = lower > _SLACK or upper < -_SLACK
    word: ChangeWord = "none" if not (large and clear) else "up" if d > 0 else "down"
    return ChangeEstimate(d, lower, upper, word, n, people, gone, "unit", method)


def _half_width(rounds: list[Estimate], lo: float, hi: float, policy: ReportingPolicy) -> float:
    """t times the SE of the difference, from each round's printed half band (the side the scale did not cut)."""
    variances, dfs = [], []
    for e in rounds:
        assert e.value is not None
        assert e.lower is not None
        assert e.upper is not None
        sides = [
            s
            for s, cut in ((e.value - e.lower, e.lower <= lo), (e.upper - e.value, e.upper >= hi))
            if not cut
        ]
        half = max(sides) if sides else (hi - lo) / 2
        df = e.n - 1 + policy.blend_df if e.method == "blended" else np.inf
        variances.append((half / float(t_quantile(df, 0.5 + policy.level / 2))) ** 2)
        dfs.append(df)
    return satterthwaite(variances, dfs, policy.level)


def satterthwaite(variances: list[float], dfs: list[float], level: float = _POLICY.level) -> float:
    """Return t(df) * sqrt(sum of squared SEs), df = (sum)^2 / sum(SE^4 / df)."""
    total = sum(variances)
    if total <= 0:
        return 0.0
    below = sum(v * v / df for v, df in zip(variances, dfs, strict=True))
    df = total * total / below if below > 0 else np.inf
    return float(t_quantile(df, 0.5 + level / 2)) * float(np.sqrt(total))


@dataclass(frozen=True, slots=True)
class LinkedChange:
    """Paired, Welch and partial-overlap comparison of the same people in two rounds. NaN where undefined."""

    n1: int
    n2: int
    n_both: int
    mean1: float
    mean2: float
    change_all: float
    r: float
    se_partial_overlap: float
    welch_df: float
    welch_lower: float
    welch_upper: float
    welch_p: float
    change_paired: float
    paired_lower: float
    paired_upper: float
    paired_p: float
    reason: str | None = None


def change_linked(x1: ArrayLike, x2: ArrayLike, level: float = _POLICY.level) -> LinkedChange:
    """Compare x1 (R,) and x2 (R,), same row = same person, NaN = not there. For linked data only.

    Paired t on people in both rounds; Welch on all; SE of the partial overlap s1^2/n1 + s2^2/n2 - 2 r s1 s2
    n12/(n1 n2). Needs 3 people in both rounds and variance in each: else NaN with a reason. Raises LengthMismatch.
    """
    first = float_vector(x1, "x1")
    second = float_vector(x2, "x2", first.size)
    both = ~(np.isnan(first) | np.isnan(second))
    a, b = first[~np.isnan(first)], second[~np.isnan(second)]
    n1, n2, n12 = a.size, b.size, int(both.sum())
    nan = float("nan")
    mean1, mean2 = (float(v.mean()) if v.size else nan for v in (a, b))
    if n12 < _LEAST:
        return LinkedChange(
            n1, n2, n12, mean1, mean2, mean2 - mean1, *(nan,) * 10, reason="too_few_in_both_rounds"
        )
    v1, v2 = float(a.var(ddof=1)), float(b.var(ddof=1))
    pair1, pair2 = first[both], second[both]
    if min(v1, v2, float(pair1.var()), float(pair2.var())) == 0:
        return LinkedChange(n1, n2, n12, mean1, mean2, mean2 - mean1, *(nan,) * 10, reason="no_variance")
    d = mean2 - mean1
    se1, se2 = v1 / n1, v2 / n2
    df = (se1 + se2) ** 2 / (se1**2 / (n1 - 1) + se2**2 / (n2 - 1))
    se = float(np.sqrt(se1 + se2))
    welch = float(t_quantile(df, 0.5 + level / 2)) * se
    r = float(np.corrcoef(pair1, pair2)[0, 1])
    overlap = max(se1 + se2 - 2 * r * float(np.sqrt(v1 * v2)) * n12 / (n1 * n2), 0.0)
    steps = pair2 - pair1
    paired, se_paired = float(steps.mean()), float(steps.std(ddof=1)) / n12**0.5
    half = float(t_quantile(n12 - 1, 0.5 + level / 2)) * se_paired
    return LinkedChange(
        n1=n1,
        n2=n2,
        n_both=n12,
        mean1=mean1,
        mean2=mean2,
        change_all=d,
        r=r,
        se_partial_overlap=float(np.sqrt(overlap)),
        welch_df=df,
        welch_lower=d - welch,
        welch_upper=d + welch,
        welch_p=float(2 * stdtr(df, -abs(d) / se)),
        change_paired=paired,
        paired_lower=paired - half,
        paired_upper=paired + half,
        paired_p=float(2 * stdtr(n12 - 1, -abs(paired) / se_paired)) if se_paired > 0 else nan,
    )


def change_eb(d: ArrayLike, v: ArrayLike) -> FayHerriot:
    """Shrink leaders' changes d (U,) with v = sigma^2 (1/n1 + 1/n2) (U,). Target "leader".

    Must be used whenever leaders are chosen by their score: the lowest of many rise by themselves.
    """
    return fay_herriot(d, v, "REML")


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """One person's score twice: z = (x2 - x1) / (SEM sqrt 2), its p, and the change that 95 % would need."""

    z: Floats
    p: Floats
    sem: float
    smallest: float


def reliable_change(
    x1: ArrayLike, x2: ArrayLike, sd: float, rel: float, level: float = _POLICY.level
) -> ReliableChange:
    """Return z of change in one person's score; SEM = sd sqrt(1 - rel). Not for a unit's mean.

    Raises ValueOutsideScale for rel outside [0, 1) or sd <= 0.
    """
    if not 0 <= rel < 1:
        raise ValueOutsideScale("rel", rel, 0, 1)
    if not sd > 0:
        raise ValueOutsideScale("sd", sd, 0, float("inf"))
    first, second = np.asarray(x1, dtype=np.float64), np.asarray(x2, dtype=np.float64)
    sem = sd * float(np.sqrt(1 - rel))
    z = (second - first) / (sem * np.sqrt(2))
    p = np.asarray(2 * ndtr(-np.abs(z)))
    return ReliableChange(np.asarray(z), p, sem, float(ndtri(0.5 + level / 2)) * sem * float(np.sqrt(2)))
