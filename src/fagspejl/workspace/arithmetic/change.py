"""Whether answers came closer to each other between two rounds of the same item.

Never across different cases or weeks. The middle half is drawn but not tested: on whole numbers it jumps.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fagspejl.analysis.arrays import Floats
from fagspejl.workspace.arithmetic.constants import CHANGE_LEVEL, CHANGE_N, RESAMPLES
from fagspejl.workspace.arithmetic.findings import Change, ChangeWord
from fagspejl.workspace.arithmetic.scale import answers

_SLACK = 1e-9


def change(pairs: Sequence[tuple[int, int]], *, seed: int) -> Change:
    """Return the change of n people's answers 0-10, (before, after) each, in any order.

    D(v) = mean |v - median(v)|, delta = D(after) - D(before); pairs are resampled. CLOSER if the 90 % percentile
    interval lies wholly below 0, WIDER if above. Whoever answered only one round is no pair and is left out before.
    Below 8 pairs no figures. Raises NotWholeNumbers, ValueOutsideScale.
    """
    for place, name in enumerate(("before", "after")):
        answers([pair[place] for pair in pairs], name)
    n, moved = len(pairs), sum(before != after for before, after in pairs)
    if n < CHANGE_N:
        return Change(n, False, None, False, moved, n - moved)
    before, after = np.array(sorted(pairs), dtype=np.float64).T
    drawn = np.random.default_rng(seed).integers(0, n, (RESAMPLES, n))
    delta = _distance(after[np.newaxis])[0] - _distance(before[np.newaxis])[0]
    tail = 100 * (1 - CHANGE_LEVEL) / 2
    deltas = _distance(after[drawn]) - _distance(before[drawn])
    lower, upper = (float(q) for q in np.percentile(deltas, (tail, 100 - tail)))
    word = ChangeWord.CLOSER if upper < -_SLACK else ChangeWord.WIDER if lower > _SLACK else None
    return Change(n, word is not None, word, True, moved, n - moved, float(delta), lower, upper)


def _distance(samples: Floats) -> Floats:
    """Return the mean distance from the median of each sample (S,) in samples (S, n).

    Distances from a median sum to the upper half of the values minus the lower half.
    """
    n = samples.shape[1]
    x, half = np.sort(samples, axis=1), n // 2
    return np.asarray((x[:, n - half :].sum(axis=1) - x[:, :half].sum(axis=1)) / n)
