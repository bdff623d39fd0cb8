"""Every tag of a worksheet looked at in its bytes with NumPy: is it of the usual kind, and how far down is it?

One place where the shape of the text is taken for granted; a sheet that has any other tag is parsed as XML instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fagspejl.intake.books.built import MOST_CELLS
from fagspejl.intake.books.markup import is_plain

_CHUNK: Final = 1 << 22
_WORD: Final = 8
_SPACE, _QUOTE, _EQUALS, _R = 32, 34, 61, 114
_LAST_ROW: Final = 1 << 20
_DEEPEST: Final = 20  # elements left open where one piece ends and the next begins
_OTHER, _CELL, _ROW, _CONTENT, _CLOSING = range(5)


def _kinds() -> NDArray[np.int8]:
    """The kind of a tag by its first two characters, shape (65536,)."""
    kinds = np.zeros(1 << 16, dtype=np.int8)
    for kind, starts in (
        (_CELL, ("c ",)),
        (_ROW, ("ro",)),
        (_CONTENT, ("v>", "v/", "f>", "f ", "f/", "is", "t>", "t ", "t/")),
        (_CLOSING, ("/c", "/r", "/v", "/f", "/i", "/t")),
    ):
        for start in starts:
            kinds[int.from_bytes(start.encode(), "little")] = kind
    return kinds


_KINDS: Final = _kinds()
_CELL_START: Final = np.uint64(int.from_bytes(b'<c r="', "little"))
_ROW_START: Final = np.uint64(int.from_bytes(b'<row r="', "little"))
_SIX: Final = np.uint64((1 << 48) - 1)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether anything but formats stands in a row below the last one allowed; else the rows and columns in use."""

    content_below: bool
    rows: int = 0
    columns: int = 0


def find_reach(data: bytes, last: int) -> Reach | None:
    """Return the reach of a worksheet against row `last`, or None where other readers might see other tags.

    Only rows and cells that begin with their place, in columns A to ZZ, are of the usual kind.
    """
    begin, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    if begin < 0 or end < begin or not is_plain(data, begin, end) or data.find(b"='", 0, end) >= 0:
        return None
    sheet = _Sheet(data, begin + len(b"<sheetData>"), end)
    below, depth, columns, unplaced = False, 0, 0, 0
    for tags, word, kind in sheet.pieces():
        cells, rows = kind == _CELL, kind == _ROW
        if (
            (kind == _OTHER).any()
            or ((word[cells] & _SIX) != _CELL_START).any()
            or (word[rows] != _ROW_START).any()
        ):
            return None
        far = _far(sheet.view, tags[cells] + len('<c r="'), tags[rows] + len('<row r="'), last)
        if far is None:
            return None
        depth += sheet.left_open(tags, kind)
        places = sheet.places(tags)
        if depth > _DEEPEST or places is None:
            return None
        unplaced += int(cells.sum()) + int(rows.sum()) - places
        content = tags[kind == _CONTENT]
        if len(content) and (below or content[-1] > far):
            return Reach(content_below=True)
        below = below or far < end
        columns = max(columns, int(_columns(sheet.view, _filled(tags, kind)).max(initial=0)))
    if unplaced:
        return None
    return Reach(False, sheet.lowest() if columns * last > MOST_CELLS else last, columns)


class _Sheet:
    """The tags of a sheet's data, some megabytes at a time."""

    def __init__(self, data: bytes, begin: int, end: int) -> None:
        self._data, self._begin, self._end = data, begin, end
        self.view = np.frombuffer(data, dtype=np.uint8)
        self._words = np.ndarray(shape=(len(data) - _WORD + 1,), dtype="<u8", buffer=data, strides=(1,))

    def pieces(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int8]]]:
        """Where tags begin, their first eight bytes, and their kinds."""
        for first in range(self._begin, self._end, _CHUNK):
            tags = np.flatnonzero(self.view[first : min(first + _CHUNK, self._end)] == 60) + first
            word = self._words[tags]
            yield tags, word, _KINDS[(word >> np.uint64(8)) & np.uint64(0xFFFF)]

    def left_open(self, tags: NDArray[np.int64], kind: NDArray[np.int8]) -> int:
        """How many more elements are opened than closed by these tags."""
        if not len(tags):
            return 0
        after = self._data.find(b">", int(tags[-1])) + 1
        empty = self._data.count(b"/>", int(tags[0]), after)
        return len(tags) - 2 * int((kind == _CLOSING).sum()) - empty

    def places(self, tags: NDArray[np.int64]) -> int | None:
        """How many places (attributes r) are told from the first of these tags to the first after them.

        A tag that tells two would be refused by one reader and believed by another. None if an equals sign stands
        apart, so that an attribute might be written in another way.
        """
        if not len(tags):
            return 0
        first, after = int(tags[0]), self._data.find(b"<", int(tags[-1]) + 1)
        equals = np.flatnonzero(self.view[first:after] == _EQUALS) + first
        before = self.view[equals - 1]
        if (before <= _SPACE).any():
            return None
        return int(((before == _R) & (self.view[equals - 2] <= _SPACE)).sum())

    def lowest(self) -> int:
        """The last row that a cell with content names."""
        found = 0
        for tags, _, kind in self.pieces():
            cells = _filled(tags, kind)
            numbers = _numbers(self.view, cells + 1 + _two_letters(self.view, cells))
            found = max(found, _LAST_ROW if numbers is None else int(numbers.max(initial=0)))
        return found


def _filled(tags: NDArray[np.int64], kind: NDArray[np.int8]) -> NDArray[np.int64]:
    """Where the places of cells with content begin; the last cell of a piece counts as one."""
    followed = np.append(kind[1:] == _CONTENT, True)
    places: NDArray[np.int64] = tags[(kind == _CELL) & followed] + len('<c r="')
    return places


def _two_letters(view: NDArray[np.uint8], cells: NDArray[np.int64]) -> NDArray[np.bool_]:
    second = view[cells + 1]
    return (second >= 65) & (second <= 90)


def _columns(view: NDArray[np.uint8], cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """The columns that cells name, A as 1."""
    first, second = view[cells].astype(np.int64) - 64, view[cells + 1].astype(np.int64) - 64
    return np.where(_two_letters(view, cells), first * 26 + second, first)


def _far(view: NDArray[np.uint8], cells: NDArray[np.int64], rows: NDArray[np.int64], last: int) -> int | None:
    """Where the first cell or row below `last` stands (2**62 if none does); None where a place is unusual."""
    first, two = view[cells], _two_letters(view, cells)
    if ((first < 65) | (first > 90)).any():
        return None
    starts = np.concatenate((cells + 1 + two, rows))
    least = len(str(last))  # a number with fewer digits is not below the last row
    short = np.zeros(len(starts), dtype=bool)
    for offset in range(1, least):
        short |= view[starts + offset] == _QUOTE
    numbers = _numbers(view, starts[~short])
    if numbers is None or not _begins_with_digit(view, starts):
        return None
    far = starts[~short][numbers > last]
    return int(far.min()) if len(far) else 1 << 62


def _begins_with_digit(view: NDArray[np.uint8], starts: NDArray[np.int64]) -> bool:
    digit = view[starts]
    return bool(((digit >= 49) & (digit <= 57)).all())


def _numbers(view: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """The numbers of at most seven digits up to a quotation mark; None if one is something else."""
    value = np.zeros(len(starts), dtype=np.int64)
    open_ = np.ones(len(starts), dtype=bool)
    for offset in range(_WORD):
        byte = view[starts + offset]
        open_ &= byte != _QUOTE
        if (open_ & ((byte < 48) | (byte > 57))).any():
            return None
        value = np.where(open_, value * 10 + byte.astype(np.int64) - 48, value)
    return None if open_.any() else value
