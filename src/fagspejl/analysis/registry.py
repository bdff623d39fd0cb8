"""The one list of what analysis offers: name, module, target, what happens to gaps, section of the explanation.

`from fagspejl import analysis` finds names here, the shared property tests run over it, and a test fails when a public
function stands in neither `STATISTICS` nor `SUPPORT`. Light on purpose: it imports no statistics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # types brings numpy
    from fagspejl.analysis.types import Target

Gaps = Literal["available", "listwise", "refused", "none"]


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic. `target` None: it says nothing about people's opinions (tools of disclosure).

    gaps: "available" answers are used; "listwise" rows with a gap leave; "refused": a gap is a named error; "none":
    its input has no gaps. `per_unit`: it gives one value per unit; else one for all.
    """

    name: str
    module: str
    target: Target | None
    gaps: Gaps
    section: str
    per_unit: bool = False


STATISTICS: tuple[Statistic, ...] = (
    Statistic("count_options", "counts", "unit", "available", "3.1", per_unit=True),
    Statistic("distinct_raters", "counts", "unit", "available", "3.1", per_unit=True),
    Statistic("item_stats", "counts", "unit", "available", "3.1", per_unit=True),
    Statistic("item_moments", "counts", "unit", "available", "3.1"),
    Statistic("rater_scores", "scores", "unit", "available", "3.2"),
    Statistic("unit_moments", "scores", "unit", "available", "3.2", per_unit=True),
    Statistic("single_moments", "scores", "unit", "available", "3.2", per_unit=True),
    Statistic("moment_means", "scores", "unit", "available", "3.2", per_unit=True),
    Statistic("moment_variances", "scores", "unit", "available", "3.2", per_unit=True),
    Statistic("theme_interval", "intervals", "unit", "none", "3.3"),
    Statistic("theme_limits", "intervals", "unit", "none", "3.3", per_unit=True),
    Statistic("blended_variance", "intervals", "unit", "none", "3.3", per_unit=True),
    Statistic("pooled_within", "intervals", "unit", "available", "3.3"),
    Statistic("within_variance", "intervals", "unit", "available", "3.3"),
    Statistic("bounds", "intervals", "unit", "none", "3.3", per_unit=True),
    Statistic("dm_mean", "finite", "unit", "none", "3.3"),
    Statistic("dm_share", "finite", "unit", "none", "3.3"),
    Statistic("hypergeom_share", "finite", "unit", "none", "3.3"),
    Statistic("t_interval", "finite", "unit", "available", "3.3"),
    Statistic("clopper_pearson", "finite", "leader", "none", "3.3"),
    Statistic("wilson", "finite", "leader", "none", "3.3"),
    Statistic("gap", "gaps", "unit", "none", "3.4"),
    Statistic("gap_population", "gaps", "leader", "listwise", "3.4"),
    Statistic("theme_counts", "consensus.within_group", "unit", "available", "3.5", per_unit=True),
    Statistic("item_agreement", "consensus.within_group", "unit", "available", "3.5", per_unit=True),
    Statistic("agreement", "consensus.within_group", "unit", "available", "3.5", per_unit=True),
    Statistic("ad_scores", "consensus.within_group", "unit", "available", "3.5", per_unit=True),
    Statistic("null_agreement", "consensus.nulls", "unit", "none", "3.5"),
    Statistic("icc_oneway", "leaders.icc", "leader", "available", "3.6"),
    Statistic("icc_two_way", "leaders.icc", "leader", "refused", "3.6"),
    Statistic("icc2_for", "leaders.icc", "leader", "none", "3.6"),
    Statistic("item_covariance", "structure.reliability", "leader", "listwise", "3.7"),
    Statistic("table_covariance", "structure.reliability", "leader", "listwise", "3.7"),
    Statistic("alpha", "structure.reliability", "leader", "listwise", "3.7"),
    Statistic("alpha_if_deleted", "structure.reliability", "leader", "listwise", "3.7"),
    Statistic("lambda2", "structure.reliability", "leader", "listwise", "3.7"),
    Statistic("omega", "structure.mcdonald", "leader", "listwise", "3.7"),
    Statistic("ordinal_alpha", "structure.ordinal", "leader", "listwise", "3.7"),
    Statistic("omega_categorical", "structure.ordinal", "leader", "listwise", "3.7"),
    Statistic("reml_oneway", "leaders.shrinkage", "leader", "available", "3.8"),
    Statistic("eb_means", "leaders.shrinkage", "leader", "available", "3.8", per_unit=True),
    Statistic("fay_herriot", "leaders.shrinkage", "leader", "listwise", "3.8"),
    Statistic("reml_two_factor", "leaders.crossed", "leader", "listwise", "3.8"),
    Statistic("change_unit", "change", "unit", "none", "3.9"),
    Statistic("change_linked", "change", "unit", "available", "3.9"),
    Statistic("change_eb", "change", "leader", "listwise", "3.9"),
    Statistic("reliable_change", "change", "leader", "none", "3.9"),
    Statistic("invariance", "structure.measurement_invariance", "leader", "listwise", "3.10"),
    Statistic("response_surface", "leaders.surface", "leader", "listwise", "3.11"),
    Statistic("noise", "consensus.noise_audit", "leader", "refused", "3.12"),
    Statistic("noise_components", "consensus.noise_audit", "leader", "refused", "3.12"),
    Statistic("noise_error", "consensus.noise_audit", "leader", "refused", "3.12"),
    Statistic("krippendorff", "consensus.coincidence", "leader", "available", "3.12"),
    Statistic("krippendorff_jackknife", "consensus.coincidence", "leader", "available", "3.12"),
    Statistic("disclosed", "disclosed_sums", None, "none", "3.13"),
    Statistic("is_safe", "disclosed_sums", None, "none", "3.13"),
    Statistic("optimal_suppression", "disclosed_sums", None, "none", "3.13"),
    Statistic("compatible_sums", "disclosed_sums", None, "none", "3.13"),
    Statistic("newcomer", "disclosed_sums", None, "none", "3.13"),
)

# Public, but no statistic: building blocks, words, checks. Those that analysts need are offered by name as well.
OFFERED = {
    "agreement_word": "consensus.within_group",
    "null_variance": "consensus.within_group",
    "round_half_up": "rounding",
    "CountSum": "disclosed_sums",
    "Counts": "types",
    "DisclosurePolicy": "policy",
    "Estimate": "types",
    "ItemSpec": "types",
    "Missing": "types",
    "Moments": "types",
    "Perspective": "types",
    "ReportingPolicy": "policy",
    "ResponseTable": "table",
}
SUPPORT = frozenset(
    {
        "lots.draw.commitment",
        "lots.draw.draw",
        "lots.draw.registration",
        "lots.effect.effect",
        "lots.effect.estimate",
        "lots.effect.with_scores",
        "lots.row_space.leaders_left",
        "lots.row_space.parts_in_difference",
        *OFFERED,
        "arrays.float_matrix",
        "arrays.float_vector",
        "arrays.group_index",
        "change.satterthwaite",
        "consensus.within_group.agreement_words",
        "counts.count_medians",
        "counts.count_moments",
        "structure.factor.derivatives",
        "structure.factor.discrepancy",
        "structure.factor.fit",
        "structure.factor.group_step",
        "structure.factor.implied",
        "structure.factor.matrices",
        "intervals.fallback_variance",
        "intervals.finite_correction",
        "intervals.t_quantile",
        "structure.ordinal.bivariate_normal",
        "structure.robust.scaling",
        "scores.items_needed",
    }
)

MODULE_OF = {s.name: s.module for s in STATISTICS} | OFFERED
