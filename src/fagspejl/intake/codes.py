"""From cell text to small integers, one dictionary look-up per cell: each different text is understood once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import count

import numpy as np
from numpy.typing import NDArray

from fagspejl.intake.vocabulary import BLANK, ERROR_CELL, SHORTENED, UNKNOWN, clean, id_fault

_REMEMBERED = 100_000  # different texts of one kind; beyond it, texts are understood anew each time


class CellCodes(dict[str, int]):
    """Text -> code (-128..127), filled as texts appear. For kinds of cells with few different texts.

    Where `in_runs`, there may be many, but the same one often stands in several rows on end.
    """

    in_runs = False

    def __init__(self, understand: Callable[[str], int]) -> None:
        super().__init__()
        self._understand = understand

    def __missing__(self, text: str) -> int:
        code = self._understand(text)
        if len(self) < _REMEMBERED:
            self[text] = code
        return code

    @cached_property
    def of_character(self) -> NDArray[np.int8]:
        """Codes of the cells that are one ASCII character, by its number; shape (256,), the upper half unused."""
        return np.array([self[chr(number & 127)] for number in range(256)], dtype=np.int8)


class Names(dict[str, int]):
    """Identifier -> 0, 1, 2 ... by first appearance; BLANK or what `id_fault` tells for what is none.

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
        name = text
        if not (text.isalnum() and text.isascii()):  # letters and digits alone are as they should be
            name = clean(text)
            fault = id_fault(name) if name else BLANK
            if fault is not None:
                return fault
        if self._closed:
            code = self._index.get(name, UNKNOWN)
            if code == UNKNOWN and len(self) >= _REMEMBERED:
                return code
        else:
            code = self._index.setdefault(name, len(self._index))
        self[text] = code
        return code


class Persons:
    """Pseudonym -> number, for columns where nearly every cell is another text. Numbers are distinct, not dense."""

    def __init__(self) -> None:
        self._number: defaultdict[bytes, int] = defaultdict(count().__next__)

    @property
    def above(self) -> int:
        """A number above all given so far."""
        return len(self._number)

    @property
    def ids(self) -> list[str]:
        """The pseudonyms in the order of their numbers; an empty one has a number too, which nobody has."""
        together = b"\n".join(self._number).decode().split("\n")  # all at once
        whole = len(together) == len(self._number)
        return together if whole else [key.decode() for key in self._number]

    def numbers(self, keys: list[bytes]) -> NDArray[np.int32]:
        """Return a number per key, BLANK for an empty one, what a spreadsheet did to it, shape (rows,)."""
        out = np.fromiter(map(self._number.__getitem__, keys), dtype=np.int32, count=len(keys))
        if b"" in self._number:
            out[out == self._number[b""]] = BLANK
        together = b"\n".join(keys)
        if any(mark in together for mark in (b"+", b"#", b"Err:")):
            for offset, key in enumerate(keys):
                fault = id_fault(key.decode())
                if fault in (ERROR_CELL, SHORTENED):
                    out[offset] = fault
        return out
