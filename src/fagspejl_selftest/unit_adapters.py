"""Reference cases of target "unit": counts, scores, intervals, gaps, agreement, disclosure."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import stdtr

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.consensus.nulls import null_agreement
from fagspejl.analysis.consensus.within_group import Null, Stat, agreement, theme_counts
from fagspejl.analysis.counts import count_options, item_moments, item_stats
from fagspejl.analysis.disclosed_sums import disclosed, is_safe, optimal_suppression
from fagspejl.analysis.finite import (
    clopper_pearson,
    dm_mean,
    hypergeom_share,
    t_interval,
    wilson,
)
from fagspejl.analysis.gaps import gap, gap_population
from fagspejl.analysis.scores import (
    moment_means,
    moment_variances,
    rater_scores,
    unit_moments,
)
from fagspejl.analysis.types import Estimate
from fagspejl_selftest.material import THEME, ByLabel, Case, response_table

Value = dict[str, Any]
_TENTHS = 5  # synth360 has five themes of five items, the fifth reversed


def counts_by_group(case: Case) -> Value:
    """Counts, mean, SD, median and shares of one item in every group."""
    labels, index = case.groups()
    table = case.table()
    counts = count_options(table, index, len(labels))
    stats = item_stats(counts, case.lo)
    columns: dict[str, Any] = {
        f"n{case.lo + k}": counts.options[:, 0, k] for k in range(counts.options.shape[2])
    }
    n = stats.n[:, 0]
    columns |= {
        "n": n,
        "missing": counts.missing[:, 0].sum(axis=1),
        "mean": stats.mean[:, 0],
        "sd": stats.sd[:, 0],
        "median": stats.median[:, 0],
        "favourable": stats.favourable[:, 0] / n,
        "unfavourable": stats.unfavourable[:, 0] / n,
    }
    return {name: ByLabel("group", dict(zip(labels, v, strict=True))) for name, v in columns.items()}


def moments_of_items(case: Case) -> Value:
    """Overall moments of each item."""
    m = item_moments(case.matrix())
    columns = {"n": m.n, "mean": m.mean, "sd": m.sd, "skew": m.skew, "kurtosis": m.kurtosis, "se": m.se}
    return {name: ByLabel("item", dict(zip(case.columns, v, strict=True))) for name, v in columns.items()}


def _scale_scores(case: Case) -> dict[str, Floats]:
    found = {}
    for scale, keys in case.input["keys"].items():
        names = [k.lstrip("-") for k in keys]
        raw = np.column_stack([case.numbers(n) for n in names])
        table = response_table(raw, [k.startswith("-") for k in keys], case.lo, case.hi, names)
        found[scale] = rater_scores(table, THEME, min_items=case.input.get("min_items", 1))
    return found


def scale_scores(case: Case) -> Value:
    """Scores of the first rows."""
    rows = int(case.input["first_rows"])
    return {name: list(scores[:rows]) for name, scores in _scale_scores(case).items()}


def scale_moments(case: Case) -> Value:
    """n, mean and SD of every scale over all rows: one unit."""
    found: dict[str, dict[str, float]] = {"n": {}, "mean": {}, "sd": {}}
    for name, scores in _scale_scores(case).items():
        moments = unit_moments(scores, np.zeros(scores.size, dtype=np.intp), 1)
        found["n"][name] = float(moments.n[0, 0])
        found["mean"][name] = float(moment_means(moments)[0, 0])
        found["sd"][name] = float(moment_variances(moments)[0, 0] ** 0.5)
    return {key: ByLabel("scale", values) for key, values in found.items()}


def mean_t(case: Case) -> Value:
    """t interval with and without finite correction."""
    x = case.input["x"]
    plain, corrected = t_interval(x), t_interval(x, case.input["N"])
    return {
        "mean": plain.value,
        "sd": None if plain.sd is None else plain.sd * plain.n**0.5,
        "se": plain.sd,
        "se_fpc": corrected.sd,
        "lower": plain.lower,
        "upper": plain.upper,
        "lower_fpc": corrected.lower,
        "upper_fpc": corrected.upper,
    }


def mean_survey(case: Case) -> Value:
    """The same from the survey package."""
    found = t_interval(case.input["x"], case.input["N"])
    return {"mean": found.value, "se": found.sd, "lower": found.lower, "upper": found.upper}


def _option_counts(case: Case) -> list[int]:
    x = np.array(case.input["x"], dtype=np.int64)
    return [int(c) for c in np.bincount(x - case.lo, minlength=case.hi - case.lo + 1)]


def mean_posterior(case: Case) -> Value:
    """Exact posterior of the mean of all N."""
    found = dm_mean(_option_counts(case), case.input["N"], case.lo, case.input["prior"], method="exact")
    return {"mean": found.value, "sd": found.sd, "lower": found.lower, "upper": found.upper}


def share_intervals(case: Case) -> Value:
    """Clopper-Pearson, Wilson and hypergeometric intervals of the share favourable."""
    counts = _option_counts(case)
    k, n = sum(counts[-2:]), sum(counts)
    exact, score, finite = clopper_pearson(k, n), wilson(k, n), hypergeom_share(k, n, case.input["N"])
    return {
        "k": k,
        "n": n,
        "clopper_lower": exact.lower,
        "clopper_upper": exact.upper,
        "wilson_lower": score.lower,
        "wilson_upper": score.upper,
        "hyper_lower_count": finite.lower_count,
        "hyper_upper_count": finite.upper_count,
        "hyper_lower": finite.lower,
        "hyper_upper": finite.upper,
    }


def share_hypergeometric(case: Case) -> Value:
    """Hypergeometric inversion alone."""
    found = hypergeom_share(case.input["k"], case.input["n"], case.input["N"])
    return {"lower_count": found.lower_count, "upper_count": found.upper_count}


def _role_scores(case: Case, role: str, columns: list[str]) -> dict[str, Floats]:
    condition = f"role=='{role}'"
    leaders = case.read("leader", condition)
    scores = case.scores(condition, columns)
    return {str(leader): scores[leaders == leader] for leader in np.unique(leaders)}


def self_other_gap(case: Case) -> Value:
    """Gap of every leader with t limits, with and without finite correction."""
    others = _role_scores(case, "employee", case.columns)
    own, boss = (_role_scores(case, role, case.columns) for role in ("self", "leader"))
    roster_case = Case(case.folder, case.file, {"id": "roster", "data": case.input["roster"]})
    roster = dict(zip(roster_case.read("leader"), roster_case.read("roster"), strict=True))
    found: dict[str, dict[str, float | None]] = {}
    for leader, scores in others.items():
        for name, value in _one_gap(scores, int(roster[leader]), own.get(leader), boss.get(leader)).items():
            found.setdefault(name, {})[leader] = value
    return {name: ByLabel("leader", values) for name, values in found.items()}


def _one_gap(
    scores: Floats, invited: int, own: Floats | None, boss: Floats | None
) -> dict[str, float | None]:
    nan = float("nan")
    self_score = float(own[0]) if own is not None and own.size else nan
    superior = float(boss[0]) if boss is not None and boss.size else nan
    plain, corrected = t_interval(scores), t_interval(scores, invited)
    gaps = [
        gap(
            None if np.isnan(self_score) else self_score,
            Estimate(e.value, e.lower, e.upper, e.n, invited, 0, "unit", "t", e.reason),
        )
        for e in (plain, corrected)
    ]
    p = nan
    if plain.sd and gaps[0].value is not None:
        p = float(2 * stdtr(plain.n - 1, -abs(gaps[0].value) / plain.sd))
    return {
        "n": plain.n,
        "N": invited,
        "self": self_score,
        "boss": superior,
        "employees": plain.value,
        "sd": None if plain.sd is None else plain.sd * plain.n**0.5,
        "gap": gaps[0].value,
        "lower": gaps[0].lower,
        "upper": gaps[0].upper,
        "lower_fpc": gaps[1].lower,
        "upper_fpc": gaps[1].upper,
        "p": p,
        "boss_gap": self_score - superior,
    }


def self_other_overall(case: Case) -> Value:
    """Paired comparison over leaders for each theme."""
    names = {
        "n": "n",
        "mean_gap": "mean",
        "sd_gap": "sd",
        "t": "t",
        "p": "p",
        "lower": "lower",
        "upper": "upper",
        "dz": "dz",
        "r": "r",
        "share_over": "share_over",
        "share_under": "share_under",
    }
    found: dict[str, dict[str, float]] = {name: {} for name in names}
    for theme in range(1, _TENTHS + 1):
        columns = [f"q{theme}_{i}" for i in range(1, _TENTHS + 1)]
        settings = {"reversed": [columns[-1]], "min_items": 3, "lo": 1, "hi": 5}
        with_settings = Case(case.folder, case.file, case.raw | {"input": settings})
        own = _role_scores(with_settings, "self", columns)
        others = _role_scores(with_settings, "employee", columns)
        leaders = sorted(own.keys() & others.keys(), key=int)
        means = [float(np.nanmean(others[leader])) for leader in leaders]
        population = gap_population([float(own[leader][0]) for leader in leaders], means, strict=True)
        for name, field in names.items():
            found[name][str(theme)] = getattr(population, field)
    return {name: ByLabel("theme", values) for name, values in found.items()}


def within_group_agreement(stat: Stat, name: str, null: Null = "uniform") -> Any:
    """An adapter for one agreement coefficient by group, listwise as R does."""

    def adapter(case: Case) -> Value:
        labels, index = case.groups()
        counts = theme_counts(case.table(), THEME, index, len(labels), missing="listwise")
        values = agreement(counts, case.lo, case.hi, null, stat)
        n = counts.options.sum(axis=2).max(axis=1)
        there = {label for label, size in zip(labels, n, strict=True) if size > 0}
        return {
            "n": ByLabel("group", {a: v for a, v in zip(labels, n, strict=True) if a in there}),
            name: ByLabel("group", {a: v for a, v in zip(labels, values, strict=True) if a in there}),
        }

    return adapter


def exact_null(case: Case) -> Value:
    """Exact null distributions of AD and rWG."""
    found = null_agreement(case.input["n"], case.input["options"])
    return {
        "ad_crit_05": found.ad_crit,
        "ad_p": found.ad_p,
        "rwg_crit_95": found.rwg_crit,
        "rwg_p": found.rwg_p,
        "mean_ad": found.mean_ad,
        "mean_rwg": found.mean_rwg,
        "sum_p": found.sum_p,
    }


def disclosed_sets(case: Case) -> Value:
    """Minimal disclosed sets, safety, and every optimal suppression: compared as sets."""
    raw = case.raw
    cells, k = raw["cells"], raw["k"]
    found = {
        "disclosed": {frozenset(s) for s in disclosed(cells, raw["published"], k)}
        == {frozenset(s) for s in raw["disclosed"]},
        "safe": is_safe(cells, raw["published"], k) == raw["safe"],
    }
    if "suppression" in raw:
        wanted, best = raw["suppression"], optimal_suppression(cells, k)
        found["primary"] = set(best.primary) == set(wanted["primary"])
        found["min_extra_cells"] = best.min_extra_cells == wanted["min_extra_cells"]
        found["min_extra_people"] = best.min_extra_people == wanted["min_extra_people"]
        found["optimal_extra"] = {frozenset(s) for s in best.optimal_extra} == {
            frozenset(s) for s in wanted["optimal_extra"]
        }
    return found
