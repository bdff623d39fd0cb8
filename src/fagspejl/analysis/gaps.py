"""How a leader's own rating stands to what others say. Target: unit. No types are made of difference scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr

from fagspejl.analysis.arrays import float_vector
from fagspejl.analysis.errors import TargetsMixed
from fagspejl.analysis.intervals import t_quantile
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.types import Estimate, Target

GapWord = Literal["higher", "same", "lower"]
END_CODED = "end_coded"  # Estimate.reason where the mean rests on coded answers: "1.5 or lower", "about 3.4"
_POLICY = ReportingPolicy()
_SLACK = 1e-9
_QUARTERS = 4  # policy values are in points of a scale whose range is 4


@dataclass(frozen=True, slots=True)
class GapEstimate:
    """Self minus others, in scale points. `word` is None where no word is earned because nothing can be compared.

    n, N, n_missing and method are those of the others' mean; `reason` is set whenever a number is None.
    """

    value: float | None
    lower: float | None
    upper: float | None
    word: GapWord | None
    n: int
    N: int | None
    n_missing: int
    target: Target
    method: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class GapPopulation:
    """Gaps of many leaders: paired t, effect size, correlation and shares. NaN where undefined."""

    n: int
    mean: float
    sd: float
    t: float
    p: float
    lower: float
    upper: float
    dz: float
    r: float
    share_over: float
    share_under: float


def gap(
    self_score: float | None,
    employees: Estimate,
    policy: ReportingPolicy = _POLICY,
    *,
    lo: float = 1,
    hi: float = 5,
    permitted: tuple[float, float] | None = None,
) -> GapEstimate:
    """Return self minus the others' mean, with limits self - (their limits) and the word they earn.

    The self-rating is one given statement and brings no uncertainty. "higher"/"lower" needs |gap| >= policy.gap
    (times (hi - lo) / 4) and an interval that excludes 0, else "same". Give the *displayed* mean and band, so that
    words add nothing to them, and both over the same statements. A mean that rests on coded answers (no limits,
    reason "end_coded") is judged by size alone, to the nearest mean that the codes permit: `permitted` is the least and
    the most of these; without it the mean itself. Without a self-rating or a mean: all None, reason "no_self" or the
    mean's own reason.

    Raises TargetsMixed for a mean of target "leader".
    """
    if employees.target != "unit":
        raise TargetsMixed("unit", employees.target)
    facts = (employees.n, employees.N, employees.n_missing, employees.target, employees.method)
    if self_score is None or employees.value is None:
        reason = "no_self" if self_score is None else employees.reason
        return GapEstimate(None, None, None, None, *facts, reason)
    value = self_score - employees.value
    large = abs(value) >= _least(policy, lo, hi)
    word: GapWord | None
    if employees.lower is None or employees.upper is None:
        if permitted is not None:
            value = self_score - min(max(self_score, permitted[0]), permitted[1])
            large = abs(value) >= policy.gap * (hi - lo) / _QUARTERS - _SLACK
        word = _word(value, large) if employees.reason == END_CODED else None
        return GapEstimate(value, None, None, word, *facts, employees.reason)
    lower, upper = self_score - employees.upper, self_score - employees.lower
    clear = lower > _SLACK or upper < -_SLACK
    return GapEstimate(value, lower, upper, _word(value, large and clear), *facts)


def _least(policy: ReportingPolicy, lo: float, hi: float) -> float:
    """The smallest gap that counts as one, a hair less so that 0.5 counts however it was computed."""
    return policy.gap * (hi - lo) / _QUARTERS - _SLACK


def _word(value: float, earned: bool) -> GapWord:
    if not earned:
        return "same"
    return "higher" if value > 0 else "lower"


def gap_population(
    self_scores: ArrayLike,
    others: ArrayLike,
    policy: ReportingPolicy = _POLICY,
    *,
    lo: float = 1,
    hi: float = 5,
    strict: bool = False,
) -> GapPopulation:
    """Return the paired comparison of leaders' own scores (L,) with others' means (L,); pairs with a gap leave.

    gap = self - others; t with L - 1 df; dz = mean / sd; r = correlation; share_over = share of gaps of `policy.gap`
    (times (hi - lo) / 4) or more, share_under of minus that or less, each with the slack of 1e-9 that `gap` has;
    `strict=True` counts gaps beyond it in plain float64, as the R references do. For research over leaders, never for
    one. NaN where n < 2 (t, p and r also where there is no variance). Expect leniency of about 0.3 SD (Heidemeier &
    Moser 2009).

    Raises WrongShape, LengthMismatch.
    """
    own = float_vector(self_scores, "self_scores")
    theirs = float_vector(others, "others", own.size)
    both = ~(np.isnan(own) | np.isnan(theirs))
    own, theirs = own[both], theirs[both]
    n = own.size
    gaps = own - theirs
    if n < 2:
        nan = float("nan")
        mean = float(gaps[0]) if n else nan
        return GapPopulation(n, mean, *(nan,) * 9)
    mean, sd = float(gaps.mean()), float(gaps.std(ddof=1))
    se = sd / n**0.5
    half = float(t_quantile(n - 1, 0.5 + policy.level / 2)) * se
    t = mean / se if se > 0 else float("nan")
    least = _least(policy, lo, hi)
    beyond = policy.gap * (hi - lo) / _QUARTERS
    over, under = (gaps > beyond, gaps < -beyond) if strict else (gaps >= least, gaps <= -least)
    varied = own.std() > 0 and theirs.std() > 0
    return GapPopulation(
        n=n,
        mean=mean,
        sd=sd,
        t=t,
        p=float(2 * stdtr(n - 1, -abs(t))),
        lower=mean - half,
        upper=mean + half,
        dz=mean / sd if sd > 0 else float("nan"),
        r=float(np.corrcoef(own, theirs)[0, 1]) if varied else float("nan"),
        share_over=float(over.mean()),
        share_under=float(under.mean()),
    )
