"""Reference cases about items and what they measure: reliability and invariance. Target: leader."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from fagspejl.analysis.structure.mcdonald import omega
from fagspejl.analysis.structure.measurement_invariance import LEVELS, Invariance, invariance
from fagspejl.analysis.structure.ordinal import omega_categorical, ordinal_alpha
from fagspejl.analysis.structure.reliability import alpha, alpha_if_deleted, item_covariance, lambda2
from fagspejl_selftest.material import ByLabel, Case

Value = dict[str, Any]


def cronbach(case: Case) -> Value:
    """Alpha and its relatives, listwise."""
    a = alpha(item_covariance(case.matrix()))
    return {
        "n": a.n,
        "k": a.k,
        "alpha": a.value,
        "std_alpha": a.std_alpha,
        "lambda6": a.lambda6,
        "average_r": a.average_r,
        "ase": a.ase,
        "feldt_lower": a.lower,
        "feldt_upper": a.upper,
    }


def cronbach_items(case: Case) -> Value:
    """Alpha without each item."""
    drops = alpha_if_deleted(item_covariance(case.matrix()))
    columns = {"raw_alpha_drop": drops.alpha, "r_drop": drops.r_drop}
    return {name: ByLabel("item", dict(zip(case.columns, v, strict=True))) for name, v in columns.items()}


def cronbach_pairwise(case: Case) -> Value:
    """Alpha from pairwise covariances."""
    a = alpha(item_covariance(case.matrix(), pairwise=True))
    return {"alpha": a.value, "check": a.value}


def cronbach_edge(case: Case) -> Value:
    """Degenerate items."""
    a = alpha(item_covariance(case.input["rows"]))
    return {"n": a.n, "k": a.k, "alpha": a.value}


def guttman(case: Case) -> Value:
    """Lambda 2."""
    return {"lambda2": lambda2(item_covariance(case.matrix()))}


def omega_fit(case: Case) -> Value:
    """Omega with its fit."""
    o = omega(item_covariance(case.matrix()), bootstrap=False)
    return {
        "omega": o.value,
        "loadings": list(o.loadings),
        "residuals": list(o.residuals),
        "chisq": o.chisq,
        "df": o.df,
        "cfi": o.cfi,
        "rmsea": o.rmsea,
        "srmr": o.srmr,
    }


def omega_limits(case: Case) -> Value:
    """Omega's standard error and limits; the logit limits from value and SE where n is below our own bound."""
    o = omega(item_covariance(case.matrix()), bootstrap=False)
    assert o.value is not None
    assert o.se is not None
    assert o.wald is not None
    log_limits = o.logit
    if log_limits is None:
        logit, half = np.log(o.value / (1 - o.value)), (o.wald[1] - o.value) / (o.value * (1 - o.value))
        log_limits = (float(1 / (1 + np.exp(half - logit))), float(1 / (1 + np.exp(-half - logit))))
    return {
        "omega": o.value,
        "se": o.se,
        "lower": o.wald[0],
        "upper": o.wald[1],
        "logit_lower": log_limits[0],
        "logit_upper": log_limits[1],
    }


def alpha_ordinal(case: Case) -> Value:
    """Ordinal alpha and the polychoric matrix."""
    found = ordinal_alpha(case.matrix())
    return {"ordinal_alpha": found.value, "polychoric": found.polychoric.tolist()}


def omega_green_yang(case: Case) -> Value:
    """Categorical omega."""
    found = omega_categorical(case.matrix())
    return {
        "omega_cat_model_implied": found.value,
        "omega_latent_response_model_implied": found.latent,
        "loadings": list(found.loadings),
    }


def _group_order(case: Case) -> list[str]:
    order = case.raw["value"].get("group_order")
    return [str(v) for v in order] if order else case.groups()[0]


def _invariance(case: Case) -> Invariance:
    factors: dict[str, list[int]] = {}
    for line in str(case.input["model"]).splitlines():
        name, items = line.split("=~")
        factors[name.strip()] = [case.columns.index(i.strip()) for i in items.split("+")]
    labels = _group_order(case)
    column = str(case.raw["group"])
    groups = [case.matrix(f"{column}=='{label}'") for label in labels]
    cluster: list[Any] | None = None
    if "cluster" in case.input:
        cluster = [case.read(case.input["cluster"], f"{column}=='{label}'") for label in labels]
    return invariance(groups, factors, cluster)


_FIT = {
    "chisq": "chisq",
    "df": "df",
    "pvalue": "p",
    "cfi": "cfi",
    "tli": "tli",
    "rmsea": "rmsea",
    "rmsea.ci.lower": "rmsea_lower",
    "rmsea.ci.upper": "rmsea_upper",
    "srmr": "srmr",
    "aic": "aic",
    "bic": "bic",
}


def invariance_ml(case: Case) -> Value:
    """Four levels, three tests and latent means."""
    found = _invariance(case)
    names = [f"{after}_vs_{before}" for before, after in pairwise(LEVELS)]
    return {
        "n": [
            n for _, n in sorted(zip(_group_order(case), found.n, strict=True))
        ],  # the files list n by label
        "fit": {f.level: {name: getattr(f, field) for name, field in _FIT.items()} for f in found.fits},
        "lrt": {
            name: {"chisq_diff": s.chisq_diff, "df_diff": s.df_diff, "p": s.p}
            for name, s in zip(names, found.steps, strict=True)
        },
        "latent_means_scalar": {
            "est": [m.value for m in found.latent_means],
            "se": [m.se for m in found.latent_means],
        },
    }


def invariance_cluster(case: Case) -> Value:
    """Cluster-robust chi-squares."""
    value: Value = {}
    for f in _invariance(case).fits:
        assert f.scaled is not None
        value[f.level] = {
            "chisq.scaled": f.scaled.chisq,
            "df.scaled": f.scaled.df,
            "chisq.scaling.factor": f.scaled.factor,
            "cfi.robust": f.scaled.cfi,
            "rmsea.robust": f.scaled.rmsea,
            "srmr": f.srmr,
        }
    return value
