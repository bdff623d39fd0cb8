"""Run reference cases through their adapters and measure how far apart the numbers are."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fagspejl.lib.errors import FagspejlError
from fagspejl_selftest import leader_adapters as leader
from fagspejl_selftest import structure_adapters as structure
from fagspejl_selftest import unit_adapters as unit
from fagspejl_selftest.material import ByLabel, Case

Adapter = Callable[[Case], dict[str, Any]]
ADAPTERS: dict[str, Adapter] = {
    "counts_by_group": unit.counts_by_group,
    "item_moments": unit.moments_of_items,
    "scale_scores": unit.scale_scores,
    "scale_score_moments": unit.scale_moments,
    "scale_score_moments_min3": unit.scale_moments,
    "mean_ci_t": unit.mean_t,
    "mean_se_fpc_survey": unit.mean_survey,
    "finite_population_mean_dirichlet_multinomial": unit.mean_posterior,
    "proportion_ci": unit.share_intervals,
    "hypergeometric_ci": unit.share_hypergeometric,
    "self_other_gap": unit.self_other_gap,
    "self_other_gap_overall": unit.self_other_overall,
    "rwg": unit.within_group_agreement("rwg", "rwg"),
    "rwg_j": unit.within_group_agreement("rwg_j", "rwg_j"),
    "rwg_j_lindell": unit.within_group_agreement("rwg_j_star", "rwg_j_star"),
    "rwg_j_null_slight_skew": unit.within_group_agreement("rwg_j", "rwg_j", "slight_skew"),
    "awg": unit.within_group_agreement("awg", "awg"),
    "ad_mean": unit.within_group_agreement("ad_mean", "ad_m"),
    "ad_mean_j": unit.within_group_agreement("ad_mean", "ad_m"),
    "ad_median": unit.within_group_agreement("ad_median", "ad_md"),
    "ad_median_j": unit.within_group_agreement("ad_median", "ad_md"),
    "exact_null_agreement": unit.exact_null,
    "disclosed_sets": unit.disclosed_sets,
    "icc_oneway_anova": leader.icc_anova,
    "icc_oneway_ci": leader.icc_limits,
    "icc_oneway_edge": leader.icc_edge,
    "icc_oneway_reml": leader.icc_reml,
    "icc_shrout_fleiss": leader.icc_six,
    "cronbach_alpha": structure.cronbach,
    "cronbach_alpha_edge": structure.cronbach_edge,
    "cronbach_alpha_pairwise": structure.cronbach_pairwise,
    "alpha_if_deleted": structure.cronbach_items,
    "guttman_lambda2": structure.guttman,
    "mcdonald_omega": structure.omega_fit,
    "mcdonald_omega_ci": structure.omega_limits,
    "ordinal_alpha": structure.alpha_ordinal,
    "categorical_omega_green_yang": structure.omega_green_yang,
    "empirical_bayes_group_means": leader.empirical_bayes,
    "fay_herriot_normal_normal": leader.normal_normal,
    "crossed_random_effects": leader.crossed_effects,
    "growth_model": leader.growth,
    "change_two_rounds": leader.two_rounds,
    "change_two_rounds_by_group": leader.two_rounds_by_group,
    "measurement_invariance_ml": structure.invariance_ml,
    "measurement_invariance_cluster_robust": structure.invariance_cluster,
    "polynomial_regression_response_surface": leader.surface,
    "krippendorff_alpha": leader.k_alpha,
    "krippendorff_alpha_jackknife": leader.k_alpha_jackknife,
    "noise_audit_descriptive": leader.noise_description,
    "noise_audit_variance_components": leader.noise_variances,
    "noise_audit_mse": leader.noise_against_truth,
}

# What a case can raise that lacks a field, points to data that are not there or holds numbers of another kind.
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, FagspejlError)
UNKNOWN_STATISTIC = "?"

# The only values not compared, named in docs/explanation/formulas.md 3.10.
SKIPPED_CASES = frozenset({"bfi_gender.wlsmv"})
SKIPPED_FIELDS = {
    "categorical_omega_green_yang": frozenset(
        {"omega_cat", "omega_latent_response", "chisq_scaled", "cfi_scaled"}
    )
}
_LABELS = frozenset(
    {
        "group",
        "leader",
        "theme",
        "item",
        "scale",
        "type",
        "id",
        "instructor",
        "judge",
        "case",
        "lhs",
        "group_order",
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: how many numbers were compared, the largest relative deviation, what failed.

    `unread` says why the case could not be read; then nothing was compared.
    """

    id: str
    stat: str
    file: str
    compared: int
    largest: float
    failures: tuple[str, ...]
    skipped: bool = False
    unread: str = ""

    @property
    def passed(self) -> bool:
        """Whether every number agrees."""
        return not self.failures and not self.skipped and not self.unread


@dataclass(frozen=True, slots=True)
class Unread:
    """A case that could not be read: its file, its id (the file's name where the whole file is meant), and why."""

    file: str
    case: str
    fact: str


@dataclass(frozen=True, slots=True)
class Row:
    """One statistic against its references: cases, numbers, largest deviation relative to max(1, |reference|).

    `unread` names the cases that could not be read; they are among `cases` and not among `failed`.
    """

    statistic: str
    reference: str
    cases: int
    compared: int
    largest: float
    failed: int
    skipped: int
    unread: tuple[Unread, ...] = ()


def load_cases(folder: Path) -> list[Case]:
    """Return every case of folder/values/*.json, in order of file and place.

    A file or a case of another form becomes a case with a `fault`, so that the others are run all the same.
    """
    found: list[Case] = []
    for path in sorted((folder / "values").glob("*.json")):
        try:
            raws = list(json.loads(path.read_text(encoding="utf-8"))["cases"])
        except _UNREADABLE as error:
            found.append(_faulty(folder, path.name, path.name, error))
            continue
        for place, raw in enumerate(raws, start=1):
            if isinstance(raw, dict) and isinstance(raw.get("id"), str):
                found.append(Case(folder, path.name, raw))
            else:
                found.append(_faulty(folder, path.name, f"#{place}", TypeError("not an object with an id")))
    return found


def _faulty(folder: Path, file: str, name: str, error: Exception) -> Case:
    return Case(folder, file, {"id": name, "stat": UNKNOWN_STATISTIC}, fault=_fact(error))


def _fact(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def run_case(case: Case) -> Outcome:
    """Compute a case and compare: |a - b| <= tol * max(1, |b|), null = NaN/None, labels matched as text.

    A case without an adapter fails; cases and fields not compared are skipped (docs/explanation/formulas.md 3.10).
    A case that cannot be read is named with the reason in `unread`; it raises nothing.
    """
    if case.fault:
        return Outcome(case.id, case.stat, case.file, 0, 0.0, (), unread=case.fault)
    if case.id in SKIPPED_CASES:
        return Outcome(case.id, case.stat, case.file, 0, 0.0, (), skipped=True)
    adapter = ADAPTERS.get(case.stat)
    if adapter is None:
        return Outcome(case.id, case.stat, case.file, 0, math.inf, (f"no adapter for {case.stat}",))
    try:
        comparison = _Comparison(
            float(case.raw.get("tol") or 0.0), SKIPPED_FIELDS.get(case.stat, frozenset())
        )
        found = adapter(case)
        wanted = case.raw["value"] if "value" in case.raw else dict.fromkeys(found, True)
        comparison.compare_dict(wanted, found, case.id)
    except _UNREADABLE as error:
        return Outcome(case.id, case.stat, case.file, 0, 0.0, (), unread=_fact(error))
    if comparison.compared == 0:
        comparison.failures.append("nothing was compared")
    return Outcome(
        case.id, case.stat, case.file, comparison.compared, comparison.largest, tuple(comparison.failures)
    )


class _Comparison:
    """Walks a reference value beside a computed one and notes what differs."""

    def __init__(self, tolerance: float, skipped: frozenset[str]) -> None:
        self.tolerance, self.skipped = tolerance, skipped
        self.compared, self.largest = 0, 0.0
        self.failures: list[str] = []

    def compare_dict(self, wanted: dict[str, Any], found: dict[str, Any], path: str) -> None:
        for name, value in wanted.items():
            here = f"{path}.{name}"
            if name in self.skipped or (name in _LABELS and name not in found):
                continue
            if name not in found:
                self.failures.append(f"{here}: not computed")
                continue
            self._compare(value, found[name], wanted, here)

    def _compare(self, value: Any, mine: Any, around: dict[str, Any], path: str) -> None:
        if isinstance(mine, ByLabel):
            self._compare_labelled(value, mine, around, path)
        elif isinstance(value, dict):
            self.compare_dict(value, mine, path)
        elif isinstance(value, list):
            if len(value) != len(mine):
                self.failures.append(f"{path}: {len(mine)} values, {len(value)} in the reference")
                return
            for i, (a, b) in enumerate(zip(value, mine, strict=True)):
                self._compare(a, b, around, f"{path}[{i}]")
        else:
            self._compare_number(value, mine, path)

    def _compare_labelled(self, value: list[Any], mine: ByLabel, around: dict[str, Any], path: str) -> None:
        labels = [str(label) for label in around[mine.key]]
        if not mine.extra and set(labels) != set(mine.values):
            odd = sorted(set(labels) ^ set(mine.values))
            self.failures.append(f"{path}: labels differ: {odd[:5]}")
        for label, b in zip(labels, value, strict=True):
            self._compare_number(b, mine.values.get(label, math.inf), f"{path}[{label}]")

    def _compare_number(self, wanted: float | bool | None, mine: float | None, path: str) -> None:
        self.compared += 1
        a = math.nan if mine is None else float(mine)
        b = math.nan if wanted is None else float(wanted)
        if math.isnan(a) and math.isnan(b):
            return
        apart = abs(a - b) / max(1.0, abs(b))
        if math.isnan(apart) or apart > self.tolerance:
            self.failures.append(f"{path}: {mine} instead of {wanted}")
            apart = math.inf if math.isnan(apart) else apart
        self.largest = max(self.largest, apart)


def selftest(folder: Path) -> list[Row]:
    """Run every case of a reference folder; one row per statistic in order of appearance."""
    packages: dict[str, set[str]] = {}
    outcomes: dict[str, list[Outcome]] = {}
    for case in load_cases(folder):
        package = "–" if case.fault else str(case.raw.get("package", "test vectors"))
        packages.setdefault(case.stat, set()).add(package)
        outcomes.setdefault(case.stat, []).append(run_case(case))
    return [
        Row(
            statistic=stat,
            reference="; ".join(sorted(packages[stat])),
            cases=len(found),
            compared=sum(o.compared for o in found),
            largest=max(o.largest for o in found),
            failed=sum(bool(o.failures) for o in found),
            skipped=sum(o.skipped for o in found),
            unread=tuple(Unread(o.file, o.id, o.unread) for o in found if o.unread),
        )
        for stat, found in outcomes.items()
    ]
