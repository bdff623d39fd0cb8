"""Answers on the scale 0-10: checked once, and their middle."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.errors import NotWholeNumbers, ValueOutsideScale
from fagspejl.workspace.arithmetic.constants import HIGHEST, LOWEST


def answers(values: Sequence[int], name: str = "values") -> Floats:
    """Return whole numbers 0-10 as a sorted float array (n,). Nothing may be missing: skips are left out before.

    Raises NotWholeNumbers, ValueOutsideScale.
    """
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int | np.integer):
            raise NotWholeNumbers(name, f"found {value!r}")
        if not LOWEST <= value <= HIGHEST:
            raise ValueOutsideScale(name, int(value), LOWEST, HIGHEST)
    return np.sort(np.array(values, dtype=np.float64))


def median(values: Sequence[float] | Floats) -> float:
    """Return the median; of an even number the mean of the two middle values. `values` holds at least one."""
    return float(np.median(np.asarray(values, dtype=np.float64)))
