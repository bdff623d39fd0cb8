"""How much of the differences between ratings lies between leaders. Target: leader; raters are draws.

One-way: Bliese (R `multilevel`), Donner & Wells 1986; two-way: Shrout & Fleiss 1979, McGraw & Wong 1996.
Formulas: docs/explanation/formulas.md 3.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtrc, fdtri

from fagspejl.analysis.arrays import float_matrix
from fagspejl.analysis.errors import WrongShape
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.types import Moments, NoNumber, Target

_LEVEL = ReportingPolicy().level
_ZERO = 1e-12  # a sum of squares below this share of sum(y^2) is rounding, not variance


@dataclass(frozen=True, slots=True)
class OneWay:
    """One-way random effects ANOVA. `reason` is set whenever a coefficient is None.

    `k` is the group size used; `mean_size` and `k0` are both given. `icc2_raw` is R's value where ICC(2) is not
    interpretable. `lower`/`upper` are limits of ICC(1), `icc2_lower`/`icc2_upper` of ICC(2): exact if balanced.
    """

    groups: int
    n: int
    msb: float | None
    msw: float | None
    F: float | None
    p: float | None
    icc1: float | None
    icc2: float | None
    icc2_raw: float | None
    k: float | None
    k0: float | None
    mean_size: float | None
    lower: float | None
    upper: float | None
    icc2_lower: float | None
    icc2_upper: float | None
    method: str
    target: Target = "leader"
    reason: NoNumber | None = None


def icc_oneway(
    moments: Moments, size: Literal["k0", "mean"] = "k0", theme: int = 0, level: float = _LEVEL
) -> OneWay:
    """Return ICC(1) and ICC(2) of one column of `moments` (U, T); units without a value are no groups.

    ICC(1) = (MSB-MSW)/(MSB+(k-1)MSW), ICC(2) = (MSB-MSW)/MSB. size "k0" = (N - sum(n^2)/N)/(J-1); "mean" reproduces
    R `multilevel`. A negative ICC(1) is reported, then ICC(2) is None (reason "not_interpretable").
    """
    method = f"anova_{size}"
    n = moments.n[:, theme]
    used = n > 0
    n, s, q = n[used], moments.s[used, theme], moments.q[used, theme]
    groups, total = int(n.size), float(n.sum())
    if groups < 2:
        return _undefined(groups, int(total), method, "one_group" if groups else "no_answers")
    ssw = float((q - s * (s / n)).sum())
    grand = float(s.sum() / total)
    ssb = float((n * (s / n - grand) ** 2).sum())
    all_squares = float((q + 2 * moments.centre * s + n * moments.centre**2).sum())
    ssw = 0.0 if ssw <= _ZERO * all_squares else ssw
    ssb = 0.0 if ssb <= _ZERO * all_squares else ssb
    k0 = (total - float((n**2).sum()) / total) / (groups - 1)
    mean_size = total / groups
    k = k0 if size == "k0" else mean_size
    msb = ssb / (groups - 1)
    facts = {"k": k, "k0": k0, "mean_size": mean_size}
    if total == groups:
        return _undefined(groups, int(total), method, "one_rater_each", msb=msb, **facts)
    msw = ssw / (total - groups)
    if msb == 0 and msw == 0:
        return _undefined(groups, int(total), method, "no_variance", msb=0.0, msw=0.0, **facts)
    return _one_way(groups, int(total), msb, msw, facts, method, level)


def _undefined(
    groups: int,
    n: int,
    method: str,
    reason: NoNumber,
    *,
    msb: float | None = None,
    msw: float | None = None,
    k: float | None = None,
    k0: float | None = None,
    mean_size: float | None = None,
) -> OneWay:
    return OneWay(
        groups=groups,
        n=n,
        msb=msb,
        msw=msw,
        F=None,
        p=None,
        icc1=None,
        icc2=None,
        icc2_raw=None,
        k=k,
        k0=k0,
        mean_size=mean_size,
        lower=None,
        upper=None,
        icc2_lower=None,
        icc2_upper=None,
        method=method,
        reason=reason,
    )


def _one_way(
    groups: int, n: int, msb: float, msw: float, facts: dict[str, float], method: str, level: float
) -> OneWay:
    k = facts["k"]
    icc1 = (msb - msw) / (msb + (k - 1) * msw)
    raw = (msb - msw) / msb if msb > 0 else None
    f = msb / msw if msw > 0 else None
    df = (groups - 1, n - groups)
    limits: tuple[float | None, ...] = (None, None, None, None)
    if f is not None:
        tail = (1 - level) / 2
        low, high = (f / float(fdtri(*df, q)) for q in (1 - tail, tail))
        limits = (
            (low - 1) / (low + k - 1),
            (high - 1) / (high + k - 1),
            1 - 1 / low if low > 0 else None,
            1 - 1 / high if high > 0 else None,
        )
    negative = icc1 < 0
    reason: NoNumber | None = "not_interpretable" if negative else None
    if f is None:
        reason = "no_variance_within"
    return OneWay(
        groups=groups,
        n=n,
        msb=msb,
        msw=msw,
        F=f,
        p=float(fdtrc(*df, f)) if f is not None else None,
        icc1=icc1,
        icc2=None if negative else raw,
        icc2_raw=raw,
        k=k,
        k0=facts["k0"],
        mean_size=facts["mean_size"],
        lower=limits[0],
        upper=limits[1],
        icc2_lower=limits[2],
        icc2_upper=limits[3],
        method=method,
        reason=reason,
    )


def icc2_for(icc1: float, n: float) -> float | None:
    """Return the reliability of the mean of n raters, n r / (1 + (n-1) r); None where the denominator is 0."""
    below = 1 + (n - 1) * icc1
    return n * icc1 / below if below != 0 else None


@dataclass(frozen=True, slots=True)
class IccRow:
    """One of the six coefficients; limits and F are None where there is no error variance."""

    type: str
    icc: float | None
    F: float | None
    df1: int
    df2: int
    p: float | None
    lower: float | None
    upper: float | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TwoWay:
    """ICC1, ICC2, ICC3, ICC1k, ICC2k, ICC3k of n rows rated by the same k judges."""

    n: int
    k: int
    coefficients: tuple[IccRow, ...]
    target: Target = "leader"
    method: str = "two_way_anova"

    def __getitem__(self, name: str) -> IccRow:
        return next(row for row in self.coefficients if row.type == name)


def icc_two_way(matrix: ArrayLike, level: float = _LEVEL) -> TwoWay:
    """Return the six ICCs of a complete matrix, rows = things rated, columns = judges.

    ICC2 (absolute agreement) is the one for judgement exercises. Constant data: coefficients None, "no_variance".
    Raises WrongShape for gaps or fewer than two rows or judges.
    """
    x = float_matrix(matrix, "matrix")
    n, k = x.shape
    if np.isnan(x).any():
        raise WrongShape("matrix", "has gaps; two-way ICCs need complete rows")
    if n < 2 or k < 2:
        raise WrongShape("matrix", f"{n} rows and {k} judges; two of each are needed")
    grand = x.mean()
    y = x - grand  # the statistics do not depend on the level; the sums of squares do
    rows, judges = y.mean(axis=1), y.mean(axis=0)
    b = k * float((rows**2).sum()) / (n - 1)
    j = n * float((judges**2).sum()) / (k - 1)
    w = float(((y - rows[:, None]) ** 2).sum()) / (n * (k - 1))
    e = float(((y - rows[:, None] - judges[None, :]) ** 2).sum()) / ((n - 1) * (k - 1))
    tiny = _ZERO * float((x**2).sum())
    b, j, w, e = (0.0 if v <= tiny else v for v in (b, j, w, e))
    return TwoWay(n, k, _six(n, k, b, j, w, e, (1 - level) / 2))


def _six(n: int, k: int, b: float, j: float, w: float, e: float, tail: float) -> tuple[IccRow, ...]:
    df_w, df_e = (n - 1, n * (k - 1)), (n - 1, (n - 1) * (k - 1))
    one = _ratio(b - w, b + (k - 1) * w)
    two = _ratio(b - e, b + (k - 1) * e + k * (j - e) / n)
    three = _ratio(b - e, b + (k - 1) * e)
    singles = (
        (one, b, w, df_w, _f_limits(b, w, df_w, k, tail)),
        (two, b, e, df_e, _absolute_limits(n, k, b, j, e, two, tail)),
        (three, b, e, df_e, _f_limits(b, e, df_e, k, tail)),
    )
    means = (_ratio(b - w, b), _ratio(b - e, b + (j - e) / n), _ratio(b - e, b))
    rows = []
    for number, (value, top, bottom, df, (low, high)) in enumerate(singles, start=1):
        rows.append(_row(f"ICC{number}", value, top, bottom, df, low, high))
    for number, (value, (_, top, bottom, df, (low, high))) in enumerate(
        zip(means, singles, strict=True), start=1
    ):
        rows.append(_row(f"ICC{number}k", value, top, bottom, df, _stepped(low, k), _stepped(high, k)))
    return tuple(rows)


def _row(
    name: str,
    value: float | None,
    top: float,
    bottom: float,
    df: tuple[int, int],
    low: float | None,
    high: float | None,
) -> IccRow:
    f = top / bottom if bottom > 0 else None
    reason = "no_variance" if value is None else None if f is not None else "no_error_variance"
    p = float(fdtrc(*df, f)) if f is not None else None
    return IccRow(name, value, f, df[0], df[1], p, low, high, reason)


def _ratio(top: float, bottom: float) -> float | None:
    return top / bottom if bottom != 0 else None


def _stepped(r: float | None, k: int) -> float | None:
    """Spearman-Brown: the mean of k judges."""
    return None if r is None else _ratio(k * r, 1 + (k - 1) * r)


def _f_limits(
    top: float, bottom: float, df: tuple[int, int], k: int, tail: float
) -> tuple[float | None, float | None]:
    if bottom <= 0:
        return None, None
    f = top / bottom
    low, high = f / float(fdtri(*df, 1 - tail)), f / float(fdtri(*df, tail))
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _absolute_limits(
    n: int, k: int, b: float, j: float, e: float, r: float | None, tail: float
) -> tuple[float | None, float | None]:
    """Limits of ICC2 (McGraw & Wong 1996); r is its estimate."""
    if e <= 0 or r is None:
        return None, None
    g = j / e
    part = n * (1 + (k - 1) * r) - k * r
    below = (n - 1) * k**2 * r**2 * g**2 + part**2
    if below == 0:
        return None, None
    v = (k - 1) * (n - 1) * (k * r * g + part) ** 2 / below
    if v <= 0:
        return None, None
    u, low = float(fdtri(n - 1, v, 1 - tail)), float(fdtri(v, n - 1, 1 - tail))
    mixed = k * j + (k * n - k - n) * e
    return _ratio(n * (b - u * e), u * mixed + n * b), _ratio(n * (low * b - e), mixed + n * low * b)
