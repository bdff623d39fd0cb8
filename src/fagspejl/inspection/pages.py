"""The pages of an SQLite file and of the log beside it, read as bytes. Pure.

SQL cannot tell where a row lies, what a freed page still holds, or which pages were written together; the file can.
Source: sqlite.org/fileformat2.html (header 1.3, freelist 1.5, b-trees 1.6, overflow 1.7, write-ahead log 4).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fagspejl.lib.errors import FagspejlError

INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13
_MAGIC = b"SQLite format 3\x00"
_LOG_MAGIC = (0x377F0682, 0x377F0683)
_HEAD, _LOG_HEADER, _FRAME_HEADER = 100, 32, 24


class PagesUnreadable(FagspejlError):
    """The bytes are not those of a whole SQLite database (any more)."""

    def __init__(self, path: Path, fact: str) -> None:
        super().__init__(f"{path.name} does not read as a database: {fact}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Frame:
    """One page in the log. `commit`: the size of the database after it if it ends a transaction, else 0."""

    number: int
    commit: int
    salt: bytes
    page: bytes


@dataclass(frozen=True, slots=True)
class Cell:
    """The payload's size, the part of it on the page, and the first page of the rest (0: none)."""

    size: int
    local: bytes
    overflow: int


class Pages:
    """Pages by number (from 1), the log's version of a page before the file's."""

    def __init__(self, path: Path) -> None:
        """Read header and log. Raises PagesUnreadable, OSError."""
        self._path = path
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if len(head) < _HEAD or not head.startswith(_MAGIC):
            raise PagesUnreadable(path, "no header")
        (size,) = struct.unpack(">H", head[16:18])
        self.size = 65536 if size == 1 else size
        self.usable = self.size - head[20]
        self.salt, self.frames = _log(path.with_name(path.name + "-wal"), self.size)
        self._log: dict[int, bytes] = {}
        self.count = path.stat().st_size // self.size
        self._overlay()
        self._file = path.open("rb")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _overlay(self) -> None:
        """Of the log, what was committed since it last began anew holds; older frames are left-overs."""
        waiting: dict[int, bytes] = {}
        for frame in self.frames:
            if frame.salt != self.salt:
                break
            waiting[frame.number] = frame.page
            if frame.commit:
                self._log.update(waiting)
                self.count, waiting = frame.commit, {}

    def page(self, number: int) -> bytes:
        """Return a page. Raises PagesUnreadable."""
        if number in self._log:
            return self._log[number]
        self._file.seek((number - 1) * self.size)
        data = self._file.read(self.size)
        if number < 1 or len(data) != self.size:
            raise PagesUnreadable(self._path, f"page {number} is missing")
        return data

    def freed(self) -> Iterator[tuple[int, bytes]]:
        """Yield the pages that belong to nothing, with what they still hold."""
        first = self.page(1)
        (trunk, _) = struct.unpack(">II", first[32:40])
        for _ in range(self.count):  # a damaged chain must not go round for ever
            if not trunk:
                return
            data = self.page(trunk)
            following, leaves = struct.unpack(">II", data[:8])
            numbers = struct.unpack(f">{leaves}I", data[8 : 8 + 4 * leaves])
            yield trunk, data[8 + 4 * leaves :]
            for number in numbers:
                yield number, self.page(number)
            trunk = following

    def tree(self, root: int) -> Iterator[tuple[int, int, list[Cell]]]:
        """Yield (page number, kind, cells) of a b-tree in the order of its keys."""
        data = self.page(root)
        kind, cells, children = self.parse(data, root)
        if kind in (INDEX_LEAF, TABLE_LEAF):
            yield root, kind, cells
            return
        for index, child in enumerate(children):
            yield from self.tree(child)
            if index < len(cells):
                yield root, kind, [cells[index]]
        if not cells:
            yield root, kind, []

    def chain(self, first: int) -> list[int]:
        """Return the numbers of the pages that hold the rest of a payload."""
        numbers: list[int] = []
        while first and len(numbers) <= self.count:
            numbers.append(first)
            (first,) = struct.unpack(">I", self.page(first)[:4])
        return numbers

    def parse(self, data: bytes, number: int) -> tuple[int, list[Cell], list[int]]:
        """Return (kind, cells, children) of a b-tree page; kind 0 for any other page."""
        start = 100 if number == 1 else 0
        kind = data[start]
        if kind not in (INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF):
            return 0, [], []
        (many,) = struct.unpack(">H", data[start + 3 : start + 5])
        inner = kind in (INDEX_INNER, TABLE_INNER)
        pointers = start + (12 if inner else 8)
        if pointers + 2 * many > len(data):
            return 0, [], []
        cells: list[Cell] = []
        children: list[int] = []
        for at in struct.unpack(f">{many}H", data[pointers : pointers + 2 * many]):
            place = at
            if inner:
                children.append(int.from_bytes(data[at : at + 4], "big"))
                place += 4
            cells.append(Cell(0, b"", 0) if kind == TABLE_INNER else self._cell(data, place, kind))
        if inner:
            children.append(int.from_bytes(data[start + 8 : start + 12], "big"))
        return kind, cells, children

    def _cell(self, data: bytes, place: int, kind: int) -> Cell:
        size, place = varint(data, place)
        if kind == TABLE_LEAF:
            _, place = varint(data, place)
        most = self.usable - 35 if kind == TABLE_LEAF else (self.usable - 12) * 64 // 255 - 23
        if size <= most:
            return Cell(size, data[place : place + size], 0)
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self.usable - 4)
        local = local if local <= most else least
        rest = int.from_bytes(data[place + local : place + local + 4], "big")
        return Cell(size, data[place : place + local], rest)


def varint(data: bytes, place: int) -> tuple[int, int]:
    """Return (value, place after it) of SQLite's variable-length integer."""
    value = 0
    for index in range(9):
        byte = data[place + index] if place + index < len(data) else 0
        if index == 8:
            return (value << 8) | byte, place + 9
        value = (value << 7) | (byte & 0x7F)
        if not byte & 0x80:
            return value, place + index + 1
    raise AssertionError


def serial_types(payload: bytes) -> list[int]:
    """Return the types of a record's columns, as its header names them (2.1 of the format)."""
    length, place = varint(payload, 0)
    types: list[int] = []
    while place < min(length, len(payload)):
        kind, place = varint(payload, place)
        types.append(kind)
    return types


def _log(path: Path, size: int) -> tuple[bytes, list[Frame]]:
    """Return the log's salt and every frame in it, those that a longer log left standing too."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return b"", []
    if len(data) < _LOG_HEADER or struct.unpack(">I", data[:4])[0] not in _LOG_MAGIC:
        return b"", []
    step = _FRAME_HEADER + size
    frames = []
    for at in range(_LOG_HEADER, len(data) - step + 1, step):
        number, commit = struct.unpack(">II", data[at : at + 8])
        frames.append(Frame(number, commit, data[at + 8 : at + 16], data[at + _FRAME_HEADER : at + step]))
    return data[16:24], frames
