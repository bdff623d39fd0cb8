"""The records of a delimited text below its heading, in blocks: by bytes as long as the text is plain, then by csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Block, Progress, ShortRows, turn
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Heading
from fagspejl.intake.texts.dialect import records_of
from fagspejl.intake.texts.eight_bit import OTHERS, WINDOWS
from fagspejl.intake.texts.encoded_twice import is_twice, mended
from fagspejl.intake.texts.fields import ByteColumn, Fields, find_fields

_BLOCK_ROWS = 8192
_BLOCK_BYTES = 1 << 20
_MOST_BYTES = 1 << 25  # of one record; the csv module gives up long before
_ASCII_BASED = {"utf-8", "utf-8-sig", WINDOWS, *OTHERS}
_EACH_TOLD = (
    3  # rows of another width that are told one by one; more have one cause, and are told in one sentence
)


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text file and how it is read. `start`: bytes to the end of the heading; None: not known, count the records.

    `twice`: signs that were encoded twice are mended, and the rows are told.
    """

    path: Source
    codec: str
    delimiter: str
    heading: Heading
    start: int | None
    twice: bool = False


class Records:
    """The records below the heading, those passed over left out. Faults of rows are recorded while they are read."""

    def __init__(
        self, source: TextSource, limits: Limits, findings: Findings, progress: Progress | None
    ) -> None:
        self._source, self._file = source, source.path.name
        self._limits, self._findings, self._progress = limits, findings, progress
        self._size = source.path.stat().st_size
        self._width = len(source.heading.names)
        self._passed_over = np.asarray(sorted(source.heading.passed_over), dtype=np.int32)
        self._done = 0  # records read so far, the heading's included
        self._offset = 0  # bytes read so far
        self._too_many = False
        self._ragged: list[tuple[int, int]] = []  # row and its number of cells
        self._mended: list[int] = []  # rows with signs that were encoded twice
        self.short = ShortRows()

    def __iter__(self) -> Iterator[Block]:
        source = self._source
        plain = source.codec in _ASCII_BASED and len(source.delimiter) == 1 and not source.twice
        if plain and source.start is not None:
            self._done, self._offset = source.heading.row, source.start
            yield from self._by_bytes()
        if not self._too_many:
            yield from self._by_csv()
        self._tell_widths()
        if self._mended:
            rows = listing([str(row) for row in self._mended])
            self._findings.warn("encoded_twice", self._file, None, count=len(self._mended), rows=rows)

    def _by_bytes(self) -> Iterator[Block]:
        """Blocks up to the end, or up to the first byte where `find_fields` makes no guess."""
        rest = b""
        with self._source.path.open("rb") as file:
            file.seek(self._offset)
            while self._offset < self._size and len(rest) < _MOST_BYTES:
                chunk = file.read(_BLOCK_BYTES)
                chunk += file.read(1) if chunk.endswith(b"\r") else b""
                data = rest + (chunk or b"\n")
                fields = find_fields(data, ord(self._source.delimiter))
                if fields is None or (not chunk and fields.length < len(data)):
                    return
                rest = data[fields.length :]
                if not fields.records:
                    continue
                rows = fields.number + np.int32(self._done + 1)
                kept = ~np.isin(rows, self._passed_over)
                columns = self._columns(data, fields, kept)
                if columns is None or not self._take(fields.records, fields.length):
                    return
                if columns and kept.any():
                    yield Block(rows[kept], columns)

    def _columns(self, data: bytes, fields: Fields, kept: NDArray[np.bool_]) -> list[ByteColumn] | None:
        """The heading's columns; None if rows are too short or have content beyond the heading."""
        rows, width = fields.start.shape
        if not rows:
            return []
        beyond = np.s_[kept, self._width :]
        if width < self._width or (width > self._width and (fields.end[beyond] > fields.start[beyond]).any()):
            return None
        marks: list[set[int]] = [set() for _ in range(width)]
        place = np.cumsum(kept) - 1
        for flat in fields.doubled:
            if kept[flat // width]:
                marks[flat % width].add(int(place[flat // width]))
        padded, latin = data + bytes(8), data.decode("latin-1")
        high = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) > 127).astype(np.int32)
        whole = kept.all()
        starts = np.asfortranarray(fields.start if whole else fields.start[kept])
        ends = np.asfortranarray(fields.end if whole else fields.end[kept])
        return [
            ByteColumn(padded, latin, high, self._source.codec, starts[:, c], ends[:, c], frozenset(marks[c]))
            for c in range(self._width)
        ]

    def _take(self, records: int, length: int) -> bool:
        """Count what was read; False, with an error, when the file has too many rows."""
        self._done += records
        self._offset = min(self._offset + length, self._size)
        if self._done - self._source.heading.row > self._limits.csv_rows:
            self._findings.error("too_many_rows", self._file, limit=self._limits.csv_rows)
            self._too_many = True
            return False
        if self._progress is not None:
            self._progress(self._file, self._offset, self._size)
        return True

    def _by_csv(self) -> Iterator[Block]:
        """Blocks from where we are to the end, all faults of rows recorded."""
        source = self._source
        with source.path.open("rb") as raw:
            raw.seek(self._offset)
            text = io.TextIOWrapper(raw, encoding=source.codec, newline="")
            reader = records_of(text, source.delimiter, strict=True)
            ended = False
            while not ended:
                header = max(source.heading.row - self._done, 0)
                wanted = header or _BLOCK_ROWS
                records: list[list[str]] = []
                try:
                    records.extend(islice(reader, wanted))
                    ended = len(records) < wanted
                except csv.Error as fault:
                    code = "cell_too_long" if "limit" in str(fault) else "broken_quotes"
                    self._findings.error(code, self._file, self._done + len(records) + 1)
                    ended = True
                if not self._take(len(records), raw.tell() - self._offset):
                    return
                if source.twice:
                    self._mend(records)
                if not header:
                    block = self._turned(records)
                    if block is not None:
                        yield block

    def _mend(self, records: list[list[str]]) -> None:
        for row, record in enumerate(records, self._done - len(records) + 1):
            if any(map(is_twice, record)):
                record[:] = map(mended, record)
                self._mended.append(row)

    def _turned(self, records: list[list[str]]) -> Block | None:
        first = self._done - len(records) + 1
        for row in self._passed_over.tolist():
            if first <= row <= self._done:
                records[row - first] = []
        return turn(records, first, self._width, lambda *found: self._ragged.append(found), self.short)

    def _tell_widths(self) -> None:
        """Record rows of another width than the heading: one by one where they are few, else in one sentence."""
        columns, short = self._width, self.short
        if short.rows:
            told = sorted([*short.rows, *(row for row, _ in short.doubtful)])
            rows = listing([str(row) for row in told])
            self._findings.warn("short_rows", self._file, None, count=len(told), rows=rows)
        else:
            self._ragged = sorted(self._ragged + short.doubtful)
        if len(self._ragged) <= _EACH_TOLD:
            for row, cells in self._ragged:
                self._findings.error("ragged_row", self._file, row, cells=cells, columns=columns)
            return
        rows = listing([str(row) for row, _ in self._ragged])
        row, cells = self._ragged[0]
        facts = {"cells": cells, "columns": columns, "count": len(self._ragged), "rows": rows}
        self._findings.error("ragged_rows", self._file, row, None, **facts)
        for row, cells in self._ragged[1:]:
            self._findings.same("ragged_row", self._file, [row], None, cells=cells, columns=columns)
