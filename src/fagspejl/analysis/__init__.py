# ruff: noqa: F401 (the names below are for type checkers; __getattr__ finds them at run time)
"""Analysis: arrays in, statistics out.

Knows numbers, scales and policies; never people, wording or Django. `from fagspejl import analysis` gives every
function by name; a module is loaded when its first name is used, so that `fagspejl --help` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fagspejl.analysis.registry import MODULE_OF

if TYPE_CHECKING:
    from fagspejl.analysis.change import change_eb, change_linked, change_unit, reliable_change
    from fagspejl.analysis.consensus.coincidence import krippendorff, krippendorff_jackknife
    from fagspejl.analysis.consensus.noise_audit import noise, noise_components, noise_error
    from fagspejl.analysis.consensus.nulls import null_agreement
    from fagspejl.analysis.consensus.within_group import (
        ad_scores,
        agreement,
        agreement_word,
        item_agreement,
        null_variance,
        theme_counts,
    )
    from fagspejl.analysis.counts import count_options, distinct_raters, item_moments, item_stats
    from fagspejl.analysis.disclosed_sums import (
        CountSum,
        compatible_sums,
        disclosed,
        is_safe,
        newcomer,
        optimal_suppression,
    )
    from fagspejl.analysis.finite import (
        clopper_pearson,
        dm_mean,
        dm_share,
        hypergeom_share,
        t_interval,
        wilson,
    )
    from fagspejl.analysis.gaps import gap, gap_population
    from fagspejl.analysis.intervals import (
        blended_variance,
        bounds,
        pooled_within,
        theme_interval,
        theme_limits,
        within_variance,
    )
    from fagspejl.analysis.leaders.crossed import reml_two_factor
    from fagspejl.analysis.leaders.icc import icc2_for, icc_oneway, icc_two_way
    from fagspejl.analysis.leaders.shrinkage import eb_means, fay_herriot, reml_oneway
    from fagspejl.analysis.leaders.surface import response_surface
    from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
    from fagspejl.analysis.rounding import round_half_up
    from fagspejl.analysis.scores import (
        moment_means,
        moment_variances,
        rater_scores,
        single_moments,
        unit_moments,
    )
    from fagspejl.analysis.structure.mcdonald import omega
    from fagspejl.analysis.structure.measurement_invariance import invariance
    from fagspejl.analysis.structure.ordinal import omega_categorical, ordinal_alpha
    from fagspejl.analysis.structure.reliability import (
        alpha,
        alpha_if_deleted,
        item_covariance,
        lambda2,
        table_covariance,
    )
    from fagspejl.analysis.table import ResponseTable
    from fagspejl.analysis.types import Counts, Estimate, ItemSpec, Missing, Moments, Perspective

__all__ = list(MODULE_OF)


def __getattr__(name: str) -> Any:
    if name not in MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(MODULE_OF)
