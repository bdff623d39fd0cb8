"""How much n raters agree when they answer at random: the exact null distributions of AD and rWG. Target: unit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.consensus.within_group import item_agreement
from fagspejl.analysis.errors import ValueOutsideScale
from fagspejl.analysis.types import Counts

_DIGITS = 10  # equal values that differ in the last bits are one value
_ALPHA = 0.05
_MOST = 2_000_000  # count vectors; far above n = 30 with seven options


@dataclass(frozen=True, slots=True)
class NullTable:
    """Exact null of n uniform answers on K options. A critical value is None where no value is rare enough.

    `ad_crit`: largest AD with P(AD <= x) <= .05, `ad_p` that probability; `rwg_crit`: smallest rWG with
    P(rWG >= x) <= .05, `rwg_p`. Means are over all answers; `sum_p` checks the enumeration.
    """

    n: int
    options: int
    ad_crit: float | None
    ad_p: float | None
    rwg_crit: float | None
    rwg_p: float | None
    mean_ad: float
    mean_rwg: float
    sum_p: float


def null_agreement(n: int, options: int) -> NullTable:
    """Enumerate every count vector of n answers to K options with probability n!/prod(c!) K^-n.

    Raises ValueOutsideScale for n < 2, K < 2 or more than two million count vectors.
    """
    if n < 2:
        raise ValueOutsideScale("n", n, 2, float("inf"))
    if options < 2:
        raise ValueOutsideScale("options", options, 2, float("inf"))
    size = float(np.exp(gammaln(n + options) - gammaln(options) - gammaln(n + 1)))
    if size > _MOST:
        raise ValueOutsideScale("count vectors", size, 1, _MOST)
    vectors = _count_vectors(n, options)
    p = np.exp(gammaln(n + 1) - gammaln(vectors + 1).sum(axis=1) - n * np.log(options))
    counts = Counts(options=vectors[:, np.newaxis, :], missing=np.zeros((len(vectors), 1, 4), dtype=np.int32))
    ad = np.round(item_agreement(counts, 1, options, "ad_mean")[:, 0], _DIGITS)
    rwg = np.round(item_agreement(counts, 1, options, "rwg")[:, 0], _DIGITS)
    ad_crit, ad_p = _rare(ad, p)
    rwg_crit, rwg_p = _rare(-rwg, p)
    return NullTable(
        n=n,
        options=options,
        ad_crit=ad_crit,
        ad_p=ad_p,
        rwg_crit=None if rwg_crit is None else -rwg_crit,
        rwg_p=rwg_p,
        mean_ad=float(ad @ p),
        mean_rwg=float(rwg @ p),
        sum_p=float(p.sum()),
    )


def _count_vectors(n: int, options: int) -> NDArray[np.int32]:
    bars = np.array(list(combinations(range(n + options - 1), options - 1)), dtype=np.int32)
    edges = np.full((len(bars), 1), -1, dtype=np.int32)
    ends = np.full((len(bars), 1), n + options - 1, dtype=np.int32)
    return (np.diff(np.hstack([edges, bars, ends]), axis=1) - 1).astype(np.int32)


def _rare(values: Floats, p: Floats) -> tuple[float | None, float | None]:
    """Largest value x with P(value <= x) <= .05, and that probability."""
    distinct, place = np.unique(values, return_inverse=True)
    running = np.cumsum(np.bincount(place, weights=p))
    rare = np.flatnonzero(running <= _ALPHA)
    if rare.size == 0:
        return None, None
    return float(distinct[rare[-1]]), float(running[rare[-1]])
