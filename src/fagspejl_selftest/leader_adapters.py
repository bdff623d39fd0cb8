"""Reference cases of target "leader": ICC, shrinkage, change, surface, noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.change import LinkedChange, change_linked
from fagspejl.analysis.consensus.coincidence import Metric, krippendorff, krippendorff_jackknife
from fagspejl.analysis.consensus.noise_audit import noise, noise_components, noise_error
from fagspejl.analysis.leaders.crossed import reml_two_factor
from fagspejl.analysis.leaders.icc import OneWay, icc2_for, icc_oneway, icc_two_way
from fagspejl.analysis.leaders.shrinkage import eb_means, fay_herriot, reml_oneway
from fagspejl.analysis.leaders.surface import response_surface
from fagspejl.analysis.scores import moment_means, moment_variances, single_moments
from fagspejl.analysis.types import Moments
from fagspejl_selftest.material import ByLabel, Case

Value = dict[str, Any]
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio")


def _moments(case: Case) -> tuple[list[str], Moments]:
    labels, index = case.groups()
    return labels, single_moments(case.scores(), index, len(labels))


def _stepped(one: OneWay) -> float | None:
    return None if one.icc1 is None or one.k0 is None else icc2_for(one.icc1, one.k0)


def icc_anova(case: Case) -> Value:
    """One-way ANOVA with both group sizes."""
    _, moments = _moments(case)
    k0, mean = icc_oneway(moments), icc_oneway(moments, size="mean")
    return {
        "groups": k0.groups,
        "n": k0.n,
        "msb": k0.msb,
        "msw": k0.msw,
        "F": k0.F,
        "p": k0.p,
        "icc1_bliese": mean.icc1,
        "icc2_bliese": mean.icc2_raw,
        "mean_size": k0.mean_size,
        "k0": k0.k0,
        "icc1_k0": k0.icc1,
        "icc2_k0_sb": _stepped(k0),
    }


def icc_limits(case: Case) -> Value:
    """F limits of ICC(1) and ICC(2)."""
    one = icc_oneway(_moments(case)[1])
    return {
        "icc1_lower": one.lower,
        "icc1_upper": one.upper,
        "icc2_lower": one.icc2_lower,
        "icc2_upper": one.icc2_upper,
    }


def icc_edge(case: Case) -> Value:
    """Degenerate groups."""
    _, index = np.unique(case.input["groups"], return_inverse=True)
    one = icc_oneway(single_moments(case.input["values"], index, int(index.max()) + 1))
    return {"msb": one.msb, "msw": one.msw, "icc1": one.icc1, "icc2": one.icc2}


def icc_reml(case: Case) -> Value:
    """REML fit of the one-way model."""
    _, moments = _moments(case)
    fit = reml_oneway(moments)
    size = icc_oneway(moments).mean_size
    return {
        "intercept": fit.mu,
        "se_intercept": fit.se_mu,
        "tau2": fit.tau2,
        "sigma2": fit.sigma2,
        "icc1": fit.icc,
        "icc2_mean_size": None if fit.icc is None or size is None else icc2_for(fit.icc, size),
        "loglik": fit.loglik,
    }


def icc_six(case: Case) -> Value:
    """The six two-way ICCs."""
    rows = icc_two_way(case.input["matrix"]).coefficients
    fields = {
        "ICC": "icc",
        "F": "F",
        "df1": "df1",
        "df2": "df2",
        "p": "p",
        "lower": "lower",
        "upper": "upper",
    }
    return {
        name: ByLabel("type", {r.type: getattr(r, field) for r in rows}) for name, field in fields.items()
    }


def empirical_bayes(case: Case) -> Value:
    """Shrunken means of every group."""
    labels, moments = _moments(case)
    fit = reml_oneway(moments)
    eb = eb_means(moments, fit)
    columns = {
        "n": moments.n[:, 0],
        "raw_mean": moment_means(moments)[:, 0],
        "eb_mean": eb.eb,
        "cond_sd": eb.cond_sd,
        "reliability": eb.reliability,
    }
    found: Value = {
        name: ByLabel("group", dict(zip(labels, v, strict=True)), extra=True) for name, v in columns.items()
    }
    return found | {"mu": fit.mu, "tau2": fit.tau2, "sigma2": fit.sigma2}


def normal_normal(case: Case) -> Value:
    """Fay-Herriot on group means."""
    labels, moments = _moments(case)
    yi, vi = moment_means(moments)[:, 0], moment_variances(moments)[:, 0] / moments.n[:, 0]
    fit = fay_herriot(yi, vi, "DL" if case.id.endswith("_dl") else "REML")
    kept = ~np.isnan(fit.blup)
    columns = {"yi": yi, "vi": vi, "blup": fit.blup, "blup_se": fit.blup_se}
    found: Value = {
        name: ByLabel("group", {a: v for a, v, k in zip(labels, values, kept, strict=True) if k}, extra=True)
        for name, values in columns.items()
    }
    return found | {"mu": fit.mu, "se_mu": fit.se_mu, "tau2": fit.tau2, "I2": fit.i2, "Q": fit.q}


def crossed_effects(case: Case) -> Value:
    """Instructors and students, crossed."""
    (names, one), (_, two) = (case.groups(column=c.strip()) for c in str(case.raw["group"]).split(","))
    y = case.numbers(case.columns[0])
    fit = reml_two_factor(y, np.ones((y.size, 1)), one, two)
    return {
        "mu": fit.beta[0],
        "se": fit.se[0],
        "var_instructor": fit.var1,
        "var_student": fit.var2,
        "var_residual": fit.sigma2,
        "blup": ByLabel("instructor", dict(zip(names, fit.blup1, strict=True)), extra=True),
    }


def growth(case: Case) -> Value:
    """Three rounds: persons in groups."""
    _, group = case.groups()
    y = np.concatenate([case.numbers(c) for c in case.columns])
    times = len(case.columns)
    people = np.tile(np.arange(group.size), times)
    design = np.column_stack([np.ones(y.size), np.repeat(np.arange(times), group.size)])
    there = ~np.isnan(y)
    _, person = np.unique(people[there], return_inverse=True)
    fit = reml_two_factor(y[there], design[there], np.tile(group, times)[there], person)
    return {
        "intercept": fit.beta[0],
        "slope": fit.beta[1],
        "se_intercept": fit.se[0],
        "se_slope": fit.se[1],
        "var_group": fit.var1,
        "var_person": fit.var2,
        "var_residual": fit.sigma2,
        "n": fit.n,
        "loglik": fit.loglik,
    }


_CHANGE_FIELDS = tuple(field.name for field in fields(LinkedChange) if field.name != "reason")


def two_rounds(case: Case) -> Value:
    """Change of all linked people."""
    first, second = (case.numbers(c) for c in case.columns)
    found = change_linked(first, second)
    return {name: getattr(found, name) for name in _CHANGE_FIELDS}


def two_rounds_by_group(case: Case) -> Value:
    """Change within each group that can be compared."""
    labels, index = case.groups()
    first, second = (case.numbers(c) for c in case.columns)
    found: dict[str, dict[str, float]] = {name: {} for name in _CHANGE_FIELDS}
    for g, label in enumerate(labels):
        change = change_linked(first[index == g], second[index == g])
        if change.reason is None:
            for name in _CHANGE_FIELDS:
                found[name][label] = getattr(change, name)
    return {name: ByLabel("group", values) for name, values in found.items()}


def surface(case: Case) -> Value:
    """Polynomial regression and response surface."""
    z, x, y = (case.numbers(c) for c in case.columns)
    s = response_surface(z, x, y, case.raw["value"]["center"])
    return {
        "n": s.n,
        "center": case.raw["value"]["center"],
        "b": list(s.b),
        "se_b": list(s.se_b),
        "r2": s.r2,
        "df": s.df,
        "a": list(s.a),
        "se_a": list(s.se_a),
        "p_a": list(s.p_a),
        "X0": s.axes.x0,
        "Y0": s.axes.y0,
        "p11": s.axes.p11,
        "p10": s.axes.p10,
        "p21": s.axes.p21,
        "p20": s.axes.p20,
        "F_higher_order": s.f_higher,
        "p_higher_order": s.p_higher,
    }


def _gaps_as_nan(matrix: Sequence[Sequence[float | None]]) -> Floats:
    return np.array([[np.nan if v is None else v for v in row] for row in matrix], dtype=np.float64)


def k_alpha(case: Case) -> Value:
    """Krippendorff's alpha in four metrics."""
    matrix = _gaps_as_nan(case.input["matrix"])
    return {metric: krippendorff(matrix, metric).value for metric in METRICS}


def k_alpha_jackknife(case: Case) -> Value:
    """Its jackknife."""
    matrix = _gaps_as_nan(case.input["matrix"])
    value: Value = {}
    for metric in METRICS:
        k = krippendorff_jackknife(matrix, metric)
        value[metric] = {
            "alpha": k.value,
            "jackknife": k.jackknife,
            "se": k.se,
            "lower": k.lower,
            "upper": k.upper,
        }
    return value


def noise_description(case: Case) -> Value:
    """System, level and pattern noise."""
    i = case.input
    audit = noise(i["y"], i["judge"], i["case"])
    return {
        "judges": len(audit.judges),
        "cases": len(audit.cases),
        "replicates": audit.replicates,
        "grand_mean": audit.grand_mean,
        "system_noise2": audit.system2,
        "level_noise2": audit.level2,
        "pattern_noise2": audit.pattern2,
        "identity_gap": audit.system2 - audit.level2 - audit.pattern2,
        "mean_abs_pair_difference": audit.mean_abs_pair_difference,
        "noise_index_relative": audit.relative_index,
        "judge_level": ByLabel("judge", dict(zip(audit.judges, audit.judge_level, strict=True))),
        "case_mean": ByLabel("case", dict(zip(audit.cases, audit.case_mean, strict=True))),
    }


def noise_variances(case: Case) -> Value:
    """Variance components of a judgement exercise."""
    i = case.input
    c = noise_components(i["y"], i["judge"], i["case"])
    return {
        "ms_judge": c.ms_judge,
        "ms_case": c.ms_case,
        "ms_interaction": c.ms_interaction,
        "ms_replicate": c.ms_replicate,
        "var_judge": c.judge,
        "var_case": c.case,
        "var_pattern_plus_occasion": c.pattern_plus_occasion,
        "var_pattern": c.pattern,
        "var_occasion": c.occasion,
    }


def noise_against_truth(case: Case) -> Value:
    """Error against true values."""
    i = case.input
    e = noise_error(i["y"], i["judge"], i["case"], i["truth"])
    return {
        "mse": e.mse,
        "mean_error": e.mean_error,
        "shared_bias2_casewise": e.casewise_bias2,
        "mean_bias2": e.mean_bias2,
        "bias_spread_over_cases": e.bias_spread,
        "system_noise2": e.system2,
        "gap": e.mse - e.casewise_bias2 - e.system2,
    }
