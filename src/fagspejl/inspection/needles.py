"""Looking for parts of secret values: any eight bytes in a row of any of them, anywhere. Pure.

Eight bytes that came by chance meet one of a million values once in some 10^12 places, so what is met was copied.
Values must be evenly random; what repeats one byte (such as zeros) is no value and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

PART: Final = 8  # bytes
_MOST_BITS: Final = 27  # of the table that answers nearly all: 128 MB
_FEWEST_SIGNS: Final = 4  # different bytes in eight; by chance there are fewer once in 10^8
Words = npt.NDArray[np.uint64]


class Needles:
    """Every eight bytes in a row of the values given."""

    def __init__(self, values: Iterable[bytes]) -> None:
        """Take the values; those shorter than eight bytes are left out."""
        self.parts = np.unique(parts_of(values))
        bits = min(_MOST_BITS, max(12, int(self.parts.size).bit_length() + 6))
        self._shift = np.uint64(64 - bits)
        self._maybe = np.zeros(1 << bits, dtype=bool)
        self._maybe[self._slot(self.parts)] = True

    def __bool__(self) -> bool:
        return bool(self.parts.size)

    def in_bytes(self, data: bytes) -> bool:
        """Whether a part of any value stands in the data."""
        if not self.parts.size:
            return False
        for start in range(min(PART, max(0, len(data) - PART + 1))):
            words = np.frombuffer(data, dtype=">u8", offset=start, count=(len(data) - start) // PART)
            words = words.astype(np.uint64)
            words = words[self._maybe[self._slot(words)]]
            places = np.searchsorted(self.parts, words)
            if (self.parts[np.minimum(places, self.parts.size - 1)] == words).any():
                return True
        return False

    def _slot(self, words: Words) -> npt.NDArray[np.int64]:
        return (words >> self._shift).astype(np.int64)


def parts_of(values: Iterable[bytes]) -> Words:
    """Return every eight bytes in a row of every value, as numbers, repeats kept."""
    by_length: dict[int, list[bytes]] = {}
    for value in values:
        if len(value) >= PART:
            by_length.setdefault(len(value), []).append(value)
    found: list[Words] = []
    for length, same in by_length.items():
        table = np.frombuffer(b"".join(same), dtype=np.uint8).reshape(len(same), length)
        for start in range(length - PART + 1):
            piece = np.ascontiguousarray(table[:, start : start + PART])
            found.append(piece.view(">u8").ravel()[_is_random(piece)].astype(np.uint64))
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def repeated(values: Iterable[bytes]) -> int:
    """Return how many parts stand in more than one place of the values."""
    _, counts = np.unique(parts_of(values), return_counts=True)
    return int((counts > 1).sum())


def _is_random(piece: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    ordered = np.sort(piece, axis=1)
    signs = 1 + np.count_nonzero(ordered[:, 1:] != ordered[:, :-1], axis=1)
    return np.asarray(signs >= _FEWEST_SIGNS, dtype=np.bool_)
