"""CSV and its relatives: find encoding and delimiter, then give the records in blocks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import numpy as np

from fagspejl.intake.encoding import EncodingFault, detect
from fagspejl.intake.fields import ByteColumn, Fields, find_fields
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Block, Progress, Sheet, turn
from fagspejl.intake.vocabulary import clean, column_key, column_name

_DELIMITERS = ",;\t|"
_BLOCK_ROWS = 8192
_BLOCK_BYTES = 1 << 20
_MOST_BYTES = 1 << 25  # of one record; the csv module gives up long before
_HEADER_CHARACTERS = 1 << 18
_ASCII_BASED = {"utf-8", "utf-8-sig", "cp1252"}
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Start:
    delimiter: str
    header: tuple[str, ...]
    row: int  # the header's record number, 1-based
    bytes: int  # from the file's first byte to the end of the header's line


def open_delimited(
    path: Path, *, known: frozenset[str], limits: Limits, findings: Findings, progress: Progress | None
) -> Sheet | None:
    """Open a delimited text file, or record why not and return None.

    `known` are column names we hope for: they decide between delimiters when a header is ambiguous.
    """
    file = path.name
    size = path.stat().st_size
    if size > limits.csv_bytes:
        findings.error("file_too_large", file, limit=limits.csv_bytes >> 20, size=-(-size >> 20))
        return None
    encoding = detect(path)
    if isinstance(encoding, EncodingFault):
        findings.error(encoding.kind, file, line=encoding.line)
        return None
    start = _start(path, encoding.codec, known)
    if not isinstance(start, _Start):
        findings.error(start, file)
        return None
    if len(start.header) > limits.columns:
        findings.error("too_many_columns", file, limit=limits.columns, count=len(start.header))
        return None
    if encoding.guessed:
        findings.warn("guessed_encoding", file)
    records = _Records(path, encoding.codec, start, limits, findings, progress)
    return Sheet(file, start.header, start.row, iter(records))


def _start(path: Path, codec: str, known: frozenset[str]) -> _Start | Literal["empty_file", "broken_quotes"]:
    with path.open(encoding=codec, newline="") as text:
        head = text.read(_HEADER_CHARACTERS)
    told = _SEP.fullmatch(head.split("\n", 1)[0].strip())
    candidates = [
        found
        for d in (told[1] if told else _DELIMITERS)
        if (found := _header(head, codec, d, int(bool(told))))
    ]
    if not candidates:
        return "broken_quotes" if head.strip() else "empty_file"

    def fit(start: _Start) -> tuple[int, int]:
        names = {column_key(name) for name in start.header} | {column_name(name) for name in start.header}
        return len(names & known), len(start.header)

    return max(candidates, key=fit)


def _header(head: str, codec: str, delimiter: str, passed_over: int) -> _Start | None:
    lines = list(io.StringIO(head, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row, record in enumerate(reader, 1):
            if row > passed_over and any(cell.strip() for cell in record):
                bytes_read = len("".join(lines[: reader.line_num]).encode(codec))
                return _Start(delimiter, tuple(clean(cell) for cell in record), row, bytes_read)
    except csv.Error:
        return None
    return None


class _Records:
    """The records below the header: by bytes as long as the text is plain, then by the csv module to the end."""

    def __init__(
        self,
        path: Path,
        codec: str,
        start: _Start,
        limits: Limits,
        findings: Findings,
        progress: Progress | None,
    ) -> None:
        self._path, self._codec, self._start = path, codec, start
        self._limits, self._findings, self._progress = limits, findings, progress
        self._size = path.stat().st_size
        self._width = len(start.header)
        self._done = 0  # records read so far, the header's included
        self._offset = 0  # bytes read so far
        self._too_many = False

    def __iter__(self) -> Iterator[Block]:
        if self._codec in _ASCII_BASED:
            self._done, self._offset = self._start.row, self._start.bytes
            yield from self._by_bytes()
        if not self._too_many:
            yield from self._by_csv()

    def _by_bytes(self) -> Iterator[Block]:
        """Blocks up to the end, or up to the first byte where `find_fields` makes no guess."""
        rest = b""
        with self._path.open("rb") as file:
            file.seek(self._offset)
            while self._offset < self._size and len(rest) < _MOST_BYTES:
                chunk = file.read(_BLOCK_BYTES)
                chunk += file.read(1) if chunk.endswith(b"\r") else b""
                data = rest + (chunk or b"\n")
                fields = find_fields(data, ord(self._start.delimiter))
                if fields is None or (not chunk and fields.length < len(data)):
                    return
                rest = data[fields.length :]
                if not fields.records:
                    continue
                columns = self._columns(data, fields)
                if columns is None or not self._take(fields.records, fields.length):
                    return
                if columns:
                    first = self._done - fields.records + 1
                    yield Block(fields.number + np.int32(first), columns)

    def _columns(self, data: bytes, fields: Fields) -> list[ByteColumn] | None:
        """The header's columns; None if rows are too short or have content beyond the header."""
        rows, width = fields.start.shape
        if not rows:
            return []
        size = fields.end - fields.start
        if width < self._width or size[:, self._width :].any():
            return None
        marks: list[set[int]] = [set() for _ in range(width)]
        for flat in fields.doubled:
            marks[flat % width].add(flat // width)
        padded, latin = data + bytes(8), data.decode("latin-1")
        high = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) > 127)
        starts, ends = np.asfortranarray(fields.start), np.asfortranarray(fields.end)
        return [
            ByteColumn(padded, latin, high, self._codec, starts[:, c], ends[:, c], frozenset(marks[c]))
            for c in range(self._width)
        ]

    def _take(self, records: int, length: int) -> bool:
        """Count what was read; False, with an error, when the file has too many rows."""
        self._done += records
        self._offset = min(self._offset + length, self._size)
        if self._done - self._start.row > self._limits.csv_rows:
            self._findings.error("too_many_rows", self._path.name, limit=self._limits.csv_rows)
            self._too_many = True
            return False
        if self._progress is not None:
            self._progress(self._path.name, self._offset, self._size)
        return True

    def _by_csv(self) -> Iterator[Block]:
        """Blocks from where we are to the end, all faults of rows recorded."""
        with self._path.open("rb") as raw:
            raw.seek(self._offset)
            text = io.TextIOWrapper(raw, encoding=self._codec, newline="")
            reader = csv.reader(text, delimiter=self._start.delimiter, strict=True)
            ended = False
            while not ended:
                header = max(self._start.row - self._done, 0)
                wanted = header or _BLOCK_ROWS
                records: list[list[str]] = []
                try:
                    records.extend(islice(reader, wanted))
                    ended = len(records) < wanted
                except csv.Error as fault:
                    code = "cell_too_long" if "limit" in str(fault) else "broken_quotes"
                    self._findings.error(code, self._path.name, self._done + len(records) + 1)
                    ended = True
                if not self._take(len(records), raw.tell() - self._offset):
                    return
                if not header:
                    block = turn(records, self._done - len(records) + 1, self._width, self._ragged)
                    if block is not None:
                        yield block

    def _ragged(self, row: int, cells: int) -> None:
        self._findings.error("ragged_row", self._path.name, row, cells=cells, columns=self._width)
