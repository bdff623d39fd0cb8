"""Fields of delimited text found in bytes with NumPy, many thousand rows at a time.

Only text that every reader understands alike is taken: records of one width, quotation marks that open and close a
field and are doubled inside it, lines that end in LF or CRLF. Of anything else `find_fields` makes no guess, and the
csv module reads it instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.intake.codes import CellCodes, Names

_QUOTE, _LF, _CR = 34, 10, 13
_LONGEST_FIELD = 100_000  # bytes; the csv module stops at 131,072 characters
_ROUNDS = 24  # different texts looked for in one column of one block before the cells are taken one by one
_WORD = 8


@dataclass(frozen=True, slots=True)
class Fields:
    """n records of w fields: field (r, c) is data[start[r, c]:end[r, c]], both int64, quotation marks left outside.

    `doubled`: flat indices r * w + c of fields with doubled quotation marks inside. `records` counts all records,
    the empty ones too; `number` (n,) says which of them each row is. `length` is the bytes used, up to a line's end.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    doubled: frozenset[int]
    number: NDArray[np.int32]
    records: int
    length: int


def find_fields(data: bytes, delimiter: int) -> Fields | None:
    """Return the fields of all whole lines of `data`, or None where readers might differ.

    Lines without a character are passed over. `length` is 0 when there is no whole line.
    """
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    view = np.frombuffer(data, dtype=np.uint8)
    cut = (view == delimiter) | (view == _LF)
    quotes = np.flatnonzero(view == _QUOTE) if b'"' in data else np.empty(0, dtype=np.int64)
    if len(quotes):
        cut &= np.bitwise_xor.accumulate(view == _QUOTE) == 0
    cuts = np.flatnonzero(cut)
    line_ends = np.flatnonzero(view[cuts] == _LF)
    if not len(line_ends):
        return Fields(*(np.empty((0, 1), dtype=np.int64),) * 2, frozenset(), np.empty(0, np.int32), 0, 0)
    cuts = cuts[: line_ends[-1] + 1]
    length = int(cuts[-1]) + 1
    start = np.concatenate((np.zeros(1, dtype=np.int64), cuts[:-1] + 1))
    end = cuts.copy()
    last = end[line_ends]
    end[line_ends] -= (view[last - 1] == _CR) & (last > start[line_ends])
    widths = np.diff(line_ends, prepend=-1)
    full = (widths > 1) | (end > start)[line_ends]
    number = np.flatnonzero(full).astype(np.int32)
    if not len(number):
        return Fields(*(np.empty((0, 1), dtype=np.int64),) * 2, frozenset(), number, len(full), length)
    width = int(widths[number[0]])
    if (widths[full] != width).any():
        return None
    if not full.all():
        keep = np.repeat(full, widths)
        start, end = start[keep], end[keep]
    if (end - start).max() > _LONGEST_FIELD:
        return None
    doubled = _unquote(view, start, end, quotes[quotes < length])
    if doubled is None:
        return None
    shape = (len(number), width)
    return Fields(start.reshape(shape), end.reshape(shape), doubled, number, len(full), length)


def _unquote(
    view: NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64], quotes: NDArray[np.int64]
) -> frozenset[int] | None:
    """Move start and end inside the quotation marks, in place; None unless every mark is where the format has it."""
    if not len(quotes):
        return frozenset()
    filled = end > start
    opens = filled & (view[start] == _QUOTE)
    closes = (end - start > 1) & (view[end - 1] == _QUOTE)
    if (opens != closes).any():
        return None
    inside = np.setdiff1d(quotes, np.concatenate((start[opens], end[opens] - 1)), assume_unique=True)
    if len(inside) % 2 or (inside[0::2] + 1 != inside[1::2]).any():
        return None
    fields = np.searchsorted(start, inside, side="right") - 1
    if not opens[fields].all():
        return None
    start += opens
    end -= opens
    return frozenset(fields.tolist())


@dataclass(frozen=True, slots=True)
class ByteColumn:
    """One column of `Fields`. `marks` are the offsets of cells with doubled quotation marks.

    `data` must end in at least seven more bytes than its last field, so that eight bytes can be read from any start.
    """

    data: bytes
    latin: str  # the data as Latin-1: one character per byte, so that offsets are the same
    high: NDArray[np.int64]  # where the data has bytes above 127
    codec: str
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    marks: frozenset[int]

    def text(self, offset: int) -> str:
        """One cell's text."""
        raw = self.data[self.start[offset] : self.end[offset]].decode(self.codec)
        return raw.replace('""', '"') if offset in self.marks else raw

    def filled(self) -> Iterator[tuple[int, str]]:
        """Offset and text of every cell that is not empty."""
        return ((offset, self.text(offset)) for offset in np.flatnonzero(self.end > self.start).tolist())

    def coded(self, codes: CellCodes | Names) -> NDArray[np.int32]:
        """Every cell's code, shape (rows,)."""
        if isinstance(codes, Names):
            cells = self.texts()
            return np.fromiter(map(codes.__getitem__, cells), dtype=np.int32, count=len(cells))
        return self._few(codes)

    def texts(self) -> list[str]:
        """Every cell's text."""
        latin = self.latin
        cells = [latin[s:e] for s, e in zip(self.start.tolist(), self.end.tolist(), strict=True)]
        for offset in self._beyond_ascii():
            cells[offset] = cells[offset].encode("latin-1").decode(self.codec)
        for offset in self.marks:
            cells[offset] = self.text(offset)
        return cells

    def _beyond_ascii(self) -> list[int]:
        if not len(self.high):
            return []
        offset = np.searchsorted(self.start, self.high, side="right") - 1
        inside = (offset >= 0) & (self.high < self.end[offset])
        return list(set(offset[inside].tolist()))

    def _few(self, codes: CellCodes) -> NDArray[np.int32]:
        """Codes of cells with few different texts: one character by table, then one text after the other."""
        view = np.frombuffer(self.data, dtype=np.uint8)
        size = self.end - self.start
        first = view[self.start]
        out = codes.of_character[first]
        rest = np.flatnonzero((size != 1) | (first > 127))
        words = np.ndarray(len(self.data) - _WORD + 1, dtype="<u8", buffer=self.data, strides=(1,))
        for _ in range(_ROUNDS):
            if not len(rest):
                return out
            here, length = self.start[rest], int(size[rest[0]])
            same = size[rest] == length
            for step in (*range(0, length - _WORD, _WORD), max(length - _WORD, 0)):
                kept = (1 << 8 * min(length, _WORD)) - 1
                part = words[here + step] & np.uint64(kept)
                same &= part == part[0]
            out[rest[same]] = codes[self.text(int(rest[0]))]
            rest = rest[~same]
        out[rest] = [codes[self.text(offset)] for offset in rest.tolist()]
        return out
