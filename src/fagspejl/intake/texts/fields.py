"""Fields of delimited text found in bytes with NumPy, many thousand rows at a time.

Only text that every reader understands alike is taken: records of one width, quotation marks that open and close a
field and are doubled inside it, lines that end in LF or CRLF. Of anything else `find_fields` makes no guess, and the
csv module reads it instead. `bench/intake.py` measures how much longer that would take for whole files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fagspejl.intake.codes import CellCodes, Names
from fagspejl.intake.vocabulary import clean

_SPACE, _QUOTE, _LF, _CR = 32, 34, 10, 13
_LONGEST_FIELD = 100_000  # bytes; the csv module stops at 131,072 characters
_ROUNDS = 24  # different texts looked for in one column of one block before the cells are taken one by one
_WORD = 8
_KEPT = np.array(
    [(1 << 8 * size) - 1 for size in range(_WORD + 1)], dtype=np.uint64
)  # the first bytes of a word
_PACKED = 40  # bytes of a pseudonym that is read without making a string of it


@dataclass(frozen=True, slots=True)
class Fields:
    """n records of w fields: field (r, c) is data[start[r, c]:end[r, c]], both int32, quotation marks left outside.

    `doubled`: flat indices r * w + c of fields with doubled quotation marks inside. `records` counts all records,
    the empty ones too; `number` (n,) says which of them each row is. `length` is the bytes used, up to a line's end.
    """

    start: NDArray[np.int32]
    end: NDArray[np.int32]
    doubled: frozenset[int]
    number: NDArray[np.int32]
    records: int
    length: int


def find_fields(data: bytes, delimiter: int) -> Fields | None:
    """Return the fields of all whole lines of `data`, or None where readers might differ.

    Lines without a character are passed over. `length` is 0 when there is no whole line.
    """
    view = np.frombuffer(data, dtype=np.uint8)
    if b"\r" in data:
        returns = view == _CR
        if returns[-1] or (returns[:-1] & (view[1:] != _LF)).any():
            return None
    cut = (view == delimiter) | (view == _LF)
    quotes = np.empty(0, dtype=np.int32)
    if b'"' in data:
        marks = view == _QUOTE
        quotes = np.flatnonzero(marks).astype(np.int32)
        cut &= np.cumsum(marks, dtype=np.uint8) & 1 == 0  # an even number of them before it
    cuts = np.flatnonzero(cut).astype(np.int32)
    line_ends = np.flatnonzero(view[cuts] == _LF)
    if not len(line_ends):
        return Fields(*(np.empty((0, 1), dtype=np.int32),) * 2, frozenset(), np.empty(0, np.int32), 0, 0)
    cuts = cuts[: line_ends[-1] + 1]
    length = int(cuts[-1]) + 1
    start = np.concatenate((np.zeros(1, dtype=np.int32), cuts[:-1] + 1))
    end = cuts.copy()
    last = end[line_ends]
    end[line_ends] -= (view[last - 1] == _CR) & (last > start[line_ends])
    widths = np.diff(line_ends, prepend=-1)
    full = (widths > 1) | (end > start)[line_ends]
    number = np.flatnonzero(full).astype(np.int32)
    if not len(number):
        return Fields(*(np.empty((0, 1), dtype=np.int32),) * 2, frozenset(), number, len(full), length)
    width = int(widths[number[0]])
    if (widths[full] != width).any():
        return None
    if not full.all():
        keep = np.repeat(full, widths)
        start, end = start[keep], end[keep]
    if (end - start).max() > _LONGEST_FIELD:
        return None
    doubled = _unquote(view, delimiter, start, end, quotes[quotes < length])
    if doubled is None:
        return None
    shape = (len(number), width)
    return Fields(start.reshape(shape), end.reshape(shape), doubled, number, len(full), length)


def _unquote(
    view: NDArray[np.uint8],
    delimiter: int,
    start: NDArray[np.int32],
    end: NDArray[np.int32],
    quotes: NDArray[np.int32],
) -> frozenset[int] | None:
    """Move start and end inside the quotation marks, in place; None unless every mark is where the format has it.

    Marks open and close in turn. One that closes where the next opens is a doubled mark inside a field; any other must
    follow, or be followed by, a delimiter or a line's end.
    """
    if not len(quotes):
        return frozenset()
    opens, closes = quotes[0::2], quotes[1::2]
    joined = closes[:-1] + 1 == opens[1:]
    opens, doubled = opens[np.append(True, ~joined)], closes[:-1][joined]
    closes = closes[np.append(~joined, True)]
    before, after = view[np.maximum(opens, 1) - 1], view[closes + 1]
    well_opened = (opens == 0) | (before == delimiter) | (before == _LF)
    well_closed = (after == delimiter) | (after == _LF) | (after == _CR)
    if not (well_opened.all() and well_closed.all()):
        return None
    quoted = np.searchsorted(start, opens)
    start[quoted] += 1
    end[quoted] -= 1
    return frozenset((np.searchsorted(start, doubled, side="right") - 1).tolist())


@dataclass(frozen=True, slots=True)
class ByteColumn:
    """One column of `Fields`. `marks` are the offsets of cells with doubled quotation marks.

    `data` must end in at least seven more bytes than its last field, so that eight bytes can be read from any start.
    """

    data: bytes
    latin: str  # the data as Latin-1: one character per byte, so that offsets are the same
    high: NDArray[np.int32]  # where the data has bytes above 127
    codec: str
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    marks: frozenset[int]
    _heads: list[tuple[NDArray[np.intp], list[str]]] = field(default_factory=list, init=False)

    @property
    def _whole(self) -> tuple[bytes, str, NDArray[np.int32], str]:
        return self.data, self.latin, self.high, self.codec

    def text(self, offset: int) -> str:
        """One cell's text."""
        raw = self.data[self.start[offset] : self.end[offset]].decode(self.codec)
        return raw.replace('""', '"') if offset in self.marks else raw

    def take(self, offsets: NDArray[np.intp]) -> ByteColumn:
        """The cells at these offsets, in this order."""
        marked = np.isin(offsets, list(self.marks)) if self.marks else np.empty(0, dtype=np.bool_)
        marks = frozenset(np.flatnonzero(marked).tolist())
        return ByteColumn(*self._whole, self.start[offsets], self.end[offsets], marks)

    def filled(self) -> Iterator[tuple[int, str]]:
        """Offset and text of every cell that is not empty."""
        places = np.flatnonzero(self.end > self.start)
        cells = ByteColumn(*self._whole, self.start[places], self.end[places], frozenset()).texts()
        for offset, cell in zip(places.tolist(), cells, strict=True):
            yield offset, cell.replace('""', '"') if offset in self.marks else cell

    def coded(self, codes: CellCodes | Names) -> NDArray[np.int8] | NDArray[np.int32]:
        """Every cell's code, shape (rows,)."""
        return self._runs(codes) if isinstance(codes, Names) or codes.in_runs else self._few(codes)

    def keys(self) -> list[bytes]:
        """Every cell's text, trimmed and composed, in UTF-8."""
        size = self.end - self.start
        view = np.frombuffer(self.data, dtype=np.uint8)
        longest = int(size.max(initial=0))
        plain = (view[self.start] > _SPACE) & (view[self.end - 1] > _SPACE) | (size == 0)
        if self.marks or self._beyond_ascii() or not 0 < longest <= _PACKED or not plain.all():
            return [clean(text).encode() for text in self.texts()]
        cells = view[np.minimum(self.start[:, None] + np.arange(longest), len(view) - 1)]
        cells[np.arange(longest) >= size[:, None]] = 0
        packed: list[bytes] = cells.view(f"S{longest}").ravel().tolist()
        return packed

    def _runs(self, codes: CellCodes | Names) -> NDArray[np.int32]:
        """Codes of cells that often repeat the one above: only the first of each run is looked up."""
        if not self._heads:  # a column may be asked for two kinds of codes
            self._heads.append(self._beginnings())
        heads, cells = self._heads[0]
        found = np.fromiter(map(codes.__getitem__, cells), dtype=np.int32, count=len(cells))
        return np.repeat(found, np.diff(heads, append=len(self.start)))

    def _beginnings(self) -> tuple[NDArray[np.intp], list[str]]:
        """Where runs of equal cells begin, and the text of each."""
        size, words = self.end - self.start, self._words
        first, last = words[self.start], words[np.maximum(self.end - _WORD, self.start)]
        first = first & _KEPT[np.minimum(size, _WORD)]
        last = last & _KEPT[np.minimum(size, _WORD)]
        new = np.ones(len(size), dtype=np.bool_)
        new[1:] = (size[1:] != size[:-1]) | (first[1:] != first[:-1]) | (last[1:] != last[:-1])
        new |= size > 2 * _WORD
        heads = np.flatnonzero(new)
        return heads, self.take(heads).texts()

    @property
    def _words(self) -> NDArray[np.uint64]:
        """Eight bytes from each place of the data, as one number."""
        return np.ndarray(len(self.data) - _WORD + 1, dtype="<u8", buffer=self.data, strides=(1,))

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
        if not len(self.high) or not len(self.start):
            return []
        offset = np.searchsorted(self.start, self.high, side="right") - 1
        inside = (offset >= 0) & (self.high < self.end[offset])
        return list(set(offset[inside].tolist()))

    def _few(self, codes: CellCodes) -> NDArray[np.int8]:
        """Codes of cells with few different texts: one character by table, then one text after the other."""
        view = np.frombuffer(self.data, dtype=np.uint8)
        size = self.end - self.start
        first = view.take(self.start)  # quicker than in brackets
        out = codes.of_character.take(first)
        rest = np.flatnonzero((size != 1) | (first > 127))
        words = self._words
        for _ in range(_ROUNDS):
            if not len(rest):
                return out
            length = int(size[rest[0]])
            same = size[rest] == length
            here = self.start[rest[same]]
            alike = np.ones(len(here), dtype=np.bool_)
            for step in (*range(0, length - _WORD, _WORD), max(length - _WORD, 0)):
                part = words[here + step] & _KEPT[min(length, _WORD)]
                alike &= part == part[0]
            same[same] = alike
            out[rest[same]] = codes[self.text(int(rest[0]))]
            rest = rest[~same]
        out[rest] = [codes[self.text(offset)] for offset in rest.tolist()]
        return out
