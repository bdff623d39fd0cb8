"""From cell text to small integers, one dictionary look-up per cell: each different text is understood once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import DTypeLike, NDArray

from fagspejl.intake.vocabulary import BLANK, FORMULA, UNKNOWN, clean, is_formula

_REMEMBERED = 100_000  # different texts of one kind; beyond it, texts are understood anew each time


class CellCodes(dict[str, int]):
    """Text -> code, filled as texts appear. For kinds of cells with few different texts."""

    def __init__(self, understand: Callable[[str], int]) -> None:
        super().__init__()
        self._understand = understand

    def __missing__(self, text: str) -> int:
        code = self._understand(text)
        if len(self) < _REMEMBERED:
            self[text] = code
        return code


class Names(dict[str, int]):
    """Identifier -> 0, 1, 2 ... by first appearance; BLANK and FORMULA for what is none.

    With `closed`, identifiers not given from the start are UNKNOWN. `order` lists the identifiers as first written.
    """

    def __init__(self, given: Sequence[str] = (), *, closed: bool = False) -> None:
        super().__init__()
        self._closed = closed
        self._index = {name: number for number, name in enumerate(given)}

    @property
    def order(self) -> tuple[str, ...]:
        """The identifiers in the order of their numbers."""
        return tuple(self._index)

    def __missing__(self, text: str) -> int:
        name = clean(text)
        if not name:
            return BLANK
        if is_formula(name):
            return FORMULA
        if self._closed:
            code = self._index.get(name, UNKNOWN)
            if code == UNKNOWN and len(self) >= _REMEMBERED:
                return code
        else:
            code = self._index.setdefault(name, len(self._index))
        self[text] = code
        return code


def coded(codes: Mapping[str, int], column: Sequence[str], dtype: DTypeLike) -> NDArray[np.signedinteger]:
    """Return the codes of a column, shape (rows,)."""
    return np.fromiter(map(codes.__getitem__, column), dtype=dtype, count=len(column))
