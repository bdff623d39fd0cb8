"""The coefficients of a study, one function per section; each gives a verdict in a code that pages put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from fagspejl.analysis.agreement.within_group import ad_scores, agreement, agreement_word, theme_counts
from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.gaps import gap_population
from fagspejl.analysis.leaders.icc import icc2_for, icc_oneway
from fagspejl.analysis.leaders.shrinkage import reml_oneway
from fagspejl.analysis.policy import ReportingPolicy
from fagspejl.analysis.scores import moment_means, unit_moments
from fagspejl.analysis.structure.mcdonald import omega
from fagspejl.analysis.structure.reliability import alpha, lambda2, table_covariance
from fagspejl.analysis.table import ResponseTable

Section = Literal["reliability", "icc", "agreement", "invariance", "self_other"]
Verdict = Literal[
    "too_few",
    "shown",
    "turned",
    "one_thing",
    "several_things",
    "no_factor",
    "differ",
    "no_difference",
    "alike",
    "some_spread",
    "seen_differently",
    "means",
    "relations",
    "apart",
    "follows",
    "no_link",
]
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
    reason: str | None = None

    def with_reason(self, verdict: Verdict, reason: str) -> Coefficient:
        """The same place, judged otherwise."""
        return replace(self, verdict=verdict, reason=reason)

    def with_value(
        self, statistic: str, value: float, people: int, verdict: Verdict, reason: str | None
    ) -> Coefficient:
        """The same place with a number."""
        return replace(self, statistic=statistic, value=value, people=people, verdict=verdict, reason=reason)


def reliability_rows(
    table: ResponseTable, group: str, theme: str, rows: NDArray[np.intp], policy: ReportingPolicy
) -> list[Coefficient]:
    """Alpha, lambda 2 and omega of a theme over all counted raters of a group."""
    cov = table_covariance(table, theme, rows)
    people = complete_people(table, rows, table.theme_columns(theme))

    def row(
        statistic: str,
        value: float | None,
        limits: tuple[float, float] | None,
        verdict: Verdict,
        reason: str | None,
    ) -> Coefficient:
        low, high = limits or (None, None)
        n = None if value is None else people
        return Coefficient("reliability", group, theme, statistic, value, low, high, n, verdict, reason)

    if people < policy.alpha_n:
        return [row("alpha", None, None, TOO_FEW, "too_few")]
    a, o = alpha(cov, policy), omega(cov, policy)
    limits = None if a.lower is None or a.upper is None else (a.lower, a.upper)
    verdict: Verdict = "no_factor" if a.value is None else "turned" if a.value < 0 else "shown"
    found = [row("alpha", a.value, limits, verdict, a.reason)]
    if a.value is not None:
        found.append(row("lambda2", lambda2(cov), None, verdict, None))
    if o.publishable:
        found.append(row("omega", o.value, o.logit or o.bootstrap, "one_thing", None))
    else:
        several = o.reason in ("poor_fit", "heywood")
        found.append(row("omega", None, None, "several_things" if several else "no_factor", o.reason))
    return found


def complete_people(table: ResponseTable, rows: NDArray[np.intp], columns: Sequence[int]) -> int:
    """Distinct people among `rows` who answered every one of the columns: fewer than forms where one rates several."""
    complete = (table.values[np.ix_(rows, np.array(columns))] != 0).all(axis=1)
    return int(np.unique(table.person[rows[complete]]).size)


def icc_rows(
    scores: Floats,
    unit: NDArray[np.intp],
    leaders: int,
    table: ResponseTable,
    group: str,
    theme: str,
    rows: NDArray[np.intp],
    policy: ReportingPolicy,
) -> list[Coefficient]:
    """ICC(1) by ANOVA (both group sizes) and REML, ICC(2), and the reliability of a leader's mean for team sizes."""
    people = _people(table, scores, unit, rows)
    if people < policy.alpha_n or leaders < policy.within_units:
        return [Coefficient("icc", group, theme, "icc1_reml", None, None, None, None, TOO_FEW, "too_few")]
    moments = unit_moments(scores, unit, leaders, (table.lo + table.hi) / 2)
    k0, mean_size, fit = icc_oneway(moments), icc_oneway(moments, size="mean"), reml_oneway(moments)
    differ = k0.lower is not None and k0.lower > 0
    verdict: Verdict = "differ" if differ else "no_difference"

    def row(
        statistic: str,
        value: float | None,
        reason: str | None,
        lower: float | None = None,
        upper: float | None = None,
    ) -> Coefficient:
        n = None if value is None else people
        return Coefficient("icc", group, theme, statistic, value, lower, upper, n, verdict, reason)

    found = [
        row("icc1_anova", mean_size.icc1, mean_size.reason, mean_size.lower, mean_size.upper),
        row("icc1_anova_k0", k0.icc1, k0.reason, k0.lower, k0.upper),
        row("icc1_reml", fit.icc, fit.reason),
        row("icc2_anova", k0.icc2, k0.reason, k0.icc2_lower, k0.icc2_upper),
    ]
    if fit.icc is not None:
        found += [row(f"reliability_{n}", icc2_for(fit.icc, n), None) for n in RATERS_SHOWN]
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
) -> list[Coefficient]:
    """Mean r*WG(J) and mean AD of theme scores over leaders' own groups: never those of one group."""
    people = _people(table, scores, unit, rows)
    if people < policy.alpha_n or leaders < policy.within_units:
        place = Coefficient("agreement", group, theme, "ad_mean", None, None, None, None, TOO_FEW, "too_few")
        return [place]
    whole = np.full(table.rows, -1, dtype=np.intp)
    whole[rows] = unit
    star = agreement(theme_counts(table, theme, whole, leaders), table.lo, table.hi, stat="rwg_j_star")
    ad = ad_scores(scores, unit, leaders)[:, 0]
    if np.isnan(ad).all() or np.isnan(star).all():
        return [Coefficient("agreement", group, theme, "ad_mean", None, None, None, None, TOO_FEW, "too_few")]
    mean_ad, mean_star = float(np.nanmean(ad)), float(np.nanmean(star))
    verdict: Verdict = agreement_word(mean_ad, mean_star, table.lo, table.hi, policy) or TOO_FEW
    return [
        Coefficient("agreement", group, theme, "ad_mean", mean_ad, None, None, people, verdict),
        Coefficient("agreement", group, theme, "rwg_star_mean", mean_star, None, None, people, verdict),
    ]


def _people(table: ResponseTable, scores: Floats, unit: NDArray[np.intp], rows: NDArray[np.intp]) -> int:
    """Distinct people with a score in a leader's own group."""
    used = rows[(unit >= 0) & ~np.isnan(scores)]
    return int(np.unique(table.person[used]).size)


def self_other_row(
    own: Floats,
    scores: Floats,
    unit: NDArray[np.intp],
    leaders: int,
    group: str,
    theme: str,
    policy: ReportingPolicy,
) -> Coefficient:
    """Correlation over leaders of the self-rating (leaders,) with the mean of the leader's own group; Fisher limits."""
    means = moment_means(unit_moments(scores, unit, leaders))[:, 0]
    found = gap_population(own, means, policy)
    place = Coefficient(
        "self_other", group, theme, "self_other_r", None, None, None, None, TOO_FEW, "too_few"
    )
    if found.n < policy.alpha_n:
        return place
    if np.isnan(found.r) or abs(found.r) >= 1:
        return place.with_reason("no_link", "no_variance")
    half = float(ndtri(0.5 + policy.level / 2)) / float(np.sqrt(found.n - 3))
    z = float(np.arctanh(found.r))
    lower, upper = float(np.tanh(z - half)), float(np.tanh(z + half))
    judged = place.with_value("self_other_r", found.r, found.n, "follows" if lower > 0 else "no_link", None)
    return replace(judged, lower=lower, upper=upper)
