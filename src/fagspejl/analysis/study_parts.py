"""The coefficients of a study, one function per section; each gives a verdict in a code that pages put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.consensus.within_group import ad_scores, agreement, theme_counts
from fagspejl.analysis.gaps import gap_population
from fagspejl.analysis.intervals import t_quantile
from fagspejl.analysis.leaders.icc import icc2_for, icc_oneway
from fagspejl.analysis.leaders.shrinkage import reml_oneway
from fagspejl.analysis.policy import ReportingPolicy, VerdictPolicy
from fagspejl.analysis.scores import moment_means, unit_moments
from fagspejl.analysis.structure.mcdonald import omega
from fagspejl.analysis.structure.reliability import alpha, lambda2, table_covariance
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import NoNumber
from fagspejl.analysis.verdicts import (
    Judged,
    Verdict,
    Why,
    columns_asked,
    complete_people,
    judge_agreement,
    judge_alpha,
    judge_difference,
    judge_omega,
    judge_size,
    lower_at,
    people_among,
    silence,
)

Section = Literal["reliability", "icc", "agreement", "invariance", "self_other"]
TOO_FEW: Verdict = "too_few"
RATERS_SHOWN = (5, 10, 20)  # team sizes for which the reliability of a leader's mean is told


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient of the whole organisation. `people` behind it is None, as its numbers, where they are too few."""

    section: Section
    group: str
    theme: str
    statistic: str
    value: float | None
    lower: float | None
    upper: float | None
    people: int | None
    verdict: Verdict
    reason: Why | NoNumber | None = None
    items: tuple[str, ...] = ()  # ids of the statements that the verdict names

    def with_reason(self, verdict: Verdict, reason: Why | NoNumber) -> Coefficient:
        """The same place, judged otherwise."""
        return replace(self, verdict=verdict, reason=reason)

    def with_value(
        self, statistic: str, value: float, people: int, verdict: Verdict, reason: Why | None
    ) -> Coefficient:
        """The same place with a number."""
        return replace(self, statistic=statistic, value=value, people=people, verdict=verdict, reason=reason)


def hidden(
    section: Section, group: str, theme: str, statistic: str, why: Why, verdict: Verdict = TOO_FEW
) -> Coefficient:
    """The place of a coefficient that is not shown, with the reason."""
    return Coefficient(section, group, theme, statistic, None, None, None, None, verdict, why)


def reliability_rows(
    table: ResponseTable,
    group: str,
    theme: str,
    rows: NDArray[np.intp],
    policy: ReportingPolicy,
    verdicts: VerdictPolicy,
) -> list[Coefficient]:
    """Alpha, lambda 2 and omega over all counted raters of a group, of the theme's items on their form."""
    columns = columns_asked(table, theme, rows)

    def named(places: Sequence[int]) -> tuple[str, ...]:
        return tuple(table.items[c].id for c in places)

    quiet = silence(table, rows, columns, policy)
    if quiet is not None:
        place = hidden("reliability", group, theme, "alpha", quiet.why, quiet.verdict)
        return [replace(place, items=named(quiet.items))]
    cov = table_covariance(table, theme, rows, columns)
    people = complete_people(table, rows, columns)

    def row(
        statistic: str,
        value: float | None,
        limits: tuple[float, float] | None,
        judged: Judged,
        reason: Why | NoNumber | None,
    ) -> Coefficient:
        low, high = (None, None) if value is None or limits is None else limits
        n, items = None if value is None else people, named([columns[i] for i in judged.items])
        return Coefficient(
            "reliability", group, theme, statistic, value, low, high, n, judged.verdict, reason, items
        )

    a, o = alpha(cov, policy), omega(cov, policy)
    summed = judge_alpha(a, cov, verdicts)
    limits = None if a.lower is None or a.upper is None else (a.lower, a.upper)
    found = [row("alpha", a.value, limits, summed, a.reason)]
    if a.value is not None:
        found.append(row("lambda2", lambda2(cov), None, summed, None))
    one = judge_omega(o, summed, verdicts)
    if o.publishable:
        found.append(row("omega", o.value, o.logit or o.bootstrap, one, None))
    else:
        found.append(row("omega", None, None, one, o.reason))
    return found


def icc_rows(
    scores: Floats,
    unit: NDArray[np.intp],
    leaders: int,
    table: ResponseTable,
    group: str,
    theme: str,
    rows: NDArray[np.intp],
    policy: ReportingPolicy,
    verdicts: VerdictPolicy,
    family: int = 1,
) -> list[Coefficient]:
    """ICC(1) by ANOVA (both group sizes) and REML, ICC(2), and the reliability of a leader's mean for team sizes.

    `family`: how many themes and groups are tested beside this one, itself included.
    """
    why = no_comparison(scores, unit, leaders, table, theme, rows, policy)
    if why is not None:
        return [hidden("icc", group, theme, "icc1_reml", why, verdict_of(why))]
    people = people_among(table, rows[used(scores, unit)])
    moments = unit_moments(scores, unit, leaders, (table.lo + table.hi) / 2)
    k0, mean_size, fit = icc_oneway(moments), icc_oneway(moments, size="mean"), reml_oneway(moments)
    differ = judge_difference(k0, policy.level, family)

    def row(
        statistic: str,
        value: float | None,
        reason: Why | NoNumber | None,
        verdict: Verdict = differ,
        lower: float | None = None,
        upper: float | None = None,
    ) -> Coefficient:
        if value is None:
            return Coefficient("icc", group, theme, statistic, None, None, None, None, verdict, reason)
        return Coefficient("icc", group, theme, statistic, value, lower, upper, people, verdict, reason)

    size = judge_size(k0.icc2, k0.icc2_lower, differ, verdicts)
    found = [
        row("icc1_anova", mean_size.icc1, mean_size.reason, lower=mean_size.lower, upper=mean_size.upper),
        row("icc1_anova_k0", k0.icc1, k0.reason, lower=k0.lower, upper=k0.upper),
        row("icc1_reml", fit.icc, fit.reason),
        row("icc2_anova", k0.icc2, k0.reason, size, k0.icc2_lower, k0.icc2_upper),
    ]
    if fit.icc is not None:
        for n in RATERS_SHOWN:
            value = icc2_for(fit.icc, n)
            size = judge_size(value, lower_at(k0, n), differ, verdicts)
            found.append(row(f"reliability_{n}", value, None, size))
    return found


def agreement_rows(
    scores: Floats,
    unit: NDArray[np.intp],
    leaders: int,
    table: ResponseTable,
    group: str,
    theme: str,
    rows: NDArray[np.intp],
    policy: ReportingPolicy,
    verdicts: VerdictPolicy,
    family: int = 1,
) -> list[Coefficient]:
    """Mean r*WG(J) and mean AD of theme scores over leaders' own groups, with t limits: never those of one group."""
    why = no_comparison(scores, unit, leaders, table, theme, rows, policy)
    if why is not None:
        return [hidden("agreement", group, theme, "ad_mean", why, verdict_of(why))]
    whole = np.full(table.rows, -1, dtype=np.intp)
    whole[rows] = unit
    star = agreement(theme_counts(table, theme, whole, leaders), table.lo, table.hi, stat="rwg_j_star")
    ad = ad_scores(scores, unit, leaders)[:, 0]
    apart, alike = (_mean_limits(values, policy.level) for values in (ad, star))
    if apart is None or alike is None:
        return [hidden("agreement", group, theme, "ad_mean", "few_leaders")]
    moments = unit_moments(scores, unit, leaders, (table.lo + table.hi) / 2)
    differ = judge_difference(icc_oneway(moments), policy.level, family)
    verdict = judge_agreement(apart, alike, (table.lo, table.hi), differ, policy, verdicts)
    people = people_among(table, rows[used(scores, unit)])
    return [
        Coefficient("agreement", group, theme, name, float(m[0]), float(m[1]), float(m[2]), people, verdict)
        for name, m in (("ad_mean", apart), ("rwg_star_mean", alike))
    ]


def _mean_limits(values: Floats, level: float) -> Floats | None:
    """(mean, lower, upper) over the leaders that have a value; None below two of them."""
    there = values[~np.isnan(values)]
    if there.size < 2:
        return None
    half = float(t_quantile(there.size - 1, 0.5 + level / 2)) * float(there.std(ddof=1)) / there.size**0.5
    return np.asarray([there.mean(), there.mean() - half, there.mean() + half])


def used(scores: Floats, unit: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which rows have a score in a leader's own group."""
    return (unit >= 0) & ~np.isnan(scores)


def no_comparison(
    scores: Floats,
    unit: NDArray[np.intp],
    leaders: int,
    table: ResponseTable,
    theme: str,
    rows: NDArray[np.intp],
    policy: ReportingPolicy,
) -> Why | None:
    """Why leaders cannot be compared on a theme; None where they can.

    Below `policy.alpha_n` people nothing but "too_few" is said, whatever they answered.
    """
    if people_among(table, rows) < policy.alpha_n:
        return "too_few"
    answered = (table.values[np.ix_(rows, np.array(table.theme_columns(theme)))] != 0).any(axis=1)
    if not answered.any():
        return "no_answers"
    if people_among(table, rows[answered]) < policy.alpha_n:
        return "too_few"
    scored = ~np.isnan(scores)
    if people_among(table, rows[scored]) < policy.alpha_n:
        return "few_scores"
    if np.ptp(scores[scored]) == 0:
        return "same_scores"
    if people_among(table, rows[used(scores, unit)]) < policy.alpha_n:
        return "few_own"
    return "few_leaders" if leaders < policy.within_units else None


def verdict_of(why: Why) -> Verdict:
    """Nothing varies or nobody answered, or there are too few."""
    return "no_factor" if why in ("no_answers", "same_scores") else TOO_FEW


def self_other_row(
    own: Floats,
    scores: Floats,
    unit: NDArray[np.intp],
    leaders: int,
    group: str,
    theme: str,
    policy: ReportingPolicy,
    family: int = 1,
) -> Coefficient:
    """Correlation over leaders of the self-rating (leaders,) with the mean of the leader's own group; Fisher limits.

    `family`: how many such correlations are shown; the verdict is held to a level shared among them.
    """
    means = moment_means(unit_moments(scores, unit, leaders))[:, 0]
    found = gap_population(own, means, policy)
    place = hidden("self_other", group, theme, "self_other_r", "few_pairs")
    if found.n < policy.alpha_n:
        return place
    if np.isnan(found.r):
        return place.with_reason("no_link", "same_over_leaders")
    r = float(np.clip(found.r, -1.0, 1.0))
    with np.errstate(divide="ignore"):
        z = float(np.arctanh(r))
    tail = (1 - policy.level) / 2
    half, shared = (float(ndtri(1 - t)) / float(np.sqrt(found.n - 3)) for t in (tail, tail / family))
    judged = place.with_value("self_other_r", r, found.n, "follows" if z > shared else "no_link", None)
    return replace(judged, lower=float(np.tanh(z - half)), upper=float(np.tanh(z + half)))
