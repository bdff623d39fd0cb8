"""Checks shared by every statistic: what counts as a group index and as a column of numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fagspejl.analysis.errors import LengthMismatch, NegativeGroup, NotWholeNumbers, UnknownGroup, WrongShape

Floats = NDArray[np.float64]


def group_index(unit: ArrayLike, rows: int, n_units: int) -> NDArray[np.intp]:
    """Return `unit` (R,) as an index 0..n_units-1, -1 = leave out.

    Raises LengthMismatch, NotWholeNumbers, NegativeGroup or UnknownGroup with the first offending row.
    """
    array = np.asarray(unit)
    if array.shape != (rows,):
        raise LengthMismatch("unit", array.shape, (rows,))
    if array.dtype.kind not in "iu":
        if array.dtype.kind != "f":
            raise NotWholeNumbers("unit", f"found {array.dtype}")
        if not np.isfinite(array).all():
            raise NotWholeNumbers("unit", "found NaN or infinity")
        if (array != np.trunc(array)).any():
            raise NotWholeNumbers("unit", "found fractions")
    index = array.astype(np.intp, copy=False)
    if rows:
        if index.min() < -1:
            row = int(np.argmax(index < -1))
            raise NegativeGroup(row, int(index[row]))
        if index.max() >= n_units:
            row = int(np.argmax(index >= n_units))
            raise UnknownGroup(row, int(index[row]), n_units)
    return index


def float_matrix(given: ArrayLike, name: str) -> Floats:
    """Return a two-dimensional float array, NaN = missing. Raises WrongShape or NotWholeNumbers (infinity, text)."""
    array = np.asarray(given)
    if array.dtype.kind not in "iufb":
        array = _numbers(array, name)
    if array.ndim != 2:
        raise WrongShape(name, f"{array.ndim} dimensions, 2 are needed")
    matrix = array.astype(np.float64)
    if np.isinf(matrix).any():
        raise WrongShape(name, "holds infinity")
    return matrix


def float_vector(given: ArrayLike, name: str, length: int | None = None) -> Floats:
    """Return a one-dimensional float array, NaN = missing. Raises WrongShape or LengthMismatch."""
    array = np.asarray(given)
    if array.dtype.kind not in "iufb":
        array = _numbers(array, name)
    if array.ndim != 1:
        raise WrongShape(name, f"{array.ndim} dimensions, 1 is needed")
    if length is not None and array.shape != (length,):
        raise LengthMismatch(name, array.shape, (length,))
    vector = array.astype(np.float64)
    if np.isinf(vector).any():
        raise WrongShape(name, "holds infinity")
    return vector


def _numbers(array: NDArray[np.generic], name: str) -> Floats:
    try:  # None in a list makes an object array; None is a gap
        return array.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise WrongShape(name, f"holds {array.dtype}, numbers are needed") from error
