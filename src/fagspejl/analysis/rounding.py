"""The one rule by which a figure is rounded before people see it."""

from __future__ import annotations

from typing import overload

import numpy as np
import numpy.typing as npt

from fagspejl.analysis.arrays import Floats

HALF_A_TENTH = 0.05  # how far a number printed with one decimal can lie from what it was rounded from
_NUDGE = 1e-9  # a mean like 3.65 is stored a hair below 3.65; the nudge lets it round as it reads


@overload
def round_half_up(x: float, decimals: int = 1) -> float: ...
@overload
def round_half_up(x: Floats, decimals: int = 1) -> Floats: ...
def round_half_up(x: float | Floats, decimals: int = 1) -> float | Floats:
    """Round half up (towards +infinity) after adding 1e-9; a float gives a float, an array an array. NaN stays NaN.

    Source: docs/explanation/formulas.md 6, rule 1.
    """
    factor = 10.0**decimals
    rounded = np.floor((np.asarray(x, dtype=np.float64) + _NUDGE) * factor + 0.5) / factor
    return float(rounded) if rounded.ndim == 0 else rounded


def in_tenths(x: npt.ArrayLike) -> Floats:
    """Round half up to whole tenths, as every mean is printed; returns tenths (3.45 -> 35). NaN stays."""
    tenths: Floats = np.floor((np.asarray(x, dtype=np.float64) + _NUDGE) * 10 + 0.5)
    return tenths


def of_tenths(tenths: npt.ArrayLike) -> Floats:
    """Return printed tenths as points of the scale, for arithmetic that goes on with them (34 -> 3.4)."""
    points: Floats = np.asarray(tenths, dtype=np.float64) / 10
    return points


def tenths_below(x: npt.ArrayLike) -> Floats:
    """Round down to whole tenths, as the lower end of an interval is printed; returns tenths (3.46 -> 34). NaN stays.

    A value that is a tenth but for the last bit is that tenth. Source: docs/explanation/formulas.md 3.3.
    """
    tenths: Floats = np.floor(np.asarray(x, dtype=np.float64) * 10 + _NUDGE)
    return tenths


def tenths_above(x: npt.ArrayLike) -> Floats:
    """Round up to whole tenths, as the upper end of an interval is printed; returns tenths (3.41 -> 35). NaN stays."""
    tenths: Floats = np.ceil(np.asarray(x, dtype=np.float64) * 10 - _NUDGE)
    return tenths
