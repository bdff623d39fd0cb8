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

from fagspejl.intake.encoding import EncodingFault, detect
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Block, Progress, Sheet, turn
from fagspejl.intake.vocabulary import clean, column_key, column_name

_DELIMITERS = ",;\t|"
_BLOCK_ROWS = 8192
_HEADER_CHARACTERS = 1 << 18
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Start:
    delimiter: str
    header: tuple[str, ...]
    row: int  # the header's record number, 1-based


def open_delimited(
    path: Path, *, known: frozenset[str], limits: Limits, findings: Findings, progress: Progress | None
) -> Sheet | None:
    """Open a delimited text file, or record why not and return None.

    `known` are column names we hope for: they decide between delimiters when a header is ambiguous.
    """
    file = path.name
    size = path.stat().st_size
    if size > limits.csv_bytes:
        findings.error("file_too_large", file, limit=limits.csv_bytes >> 20, size=size >> 20)
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
    blocks = _blocks(path, encoding.codec, start, limits, findings, progress)
    return Sheet(file, start.header, start.row, blocks)


def _start(path: Path, codec: str, known: frozenset[str]) -> _Start | Literal["empty_file", "broken_quotes"]:
    with path.open(encoding=codec, newline="") as text:
        head = text.read(_HEADER_CHARACTERS)
    told = _SEP.fullmatch(head.split("\n", 1)[0].strip())
    candidates = [s for d in (told[1] if told else _DELIMITERS) if (s := _header(head, d, int(bool(told))))]
    if not candidates:
        return "broken_quotes" if head.strip() else "empty_file"

    def fit(start: _Start) -> tuple[int, int]:
        names = {column_key(name) for name in start.header} | {column_name(name) for name in start.header}
        return len(names & known), len(start.header)

    return max(candidates, key=fit)


def _header(head: str, delimiter: str, passed_over: int) -> _Start | None:
    try:
        for row, record in enumerate(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), 1):
            if row > passed_over and any(cell.strip() for cell in record):
                return _Start(delimiter, tuple(clean(cell) for cell in record), row)
    except csv.Error:
        return None
    return None


def _blocks(
    path: Path, codec: str, start: _Start, limits: Limits, findings: Findings, progress: Progress | None
) -> Iterator[Block]:
    file, size, width = path.name, path.stat().st_size, len(start.header)

    def ragged(row: int, cells: int) -> None:
        findings.error("ragged_row", file, row, cells=cells, columns=width)

    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding=codec, newline="") as text:
        reader = csv.reader(text, delimiter=start.delimiter, strict=True)
        records: list[list[str]] = []
        done = 0  # records read so far
        while True:
            try:
                records = []
                records.extend(islice(reader, start.row if not done else _BLOCK_ROWS))
            except csv.Error as fault:
                code = "cell_too_long" if "limit" in str(fault) else "broken_quotes"
                findings.error(code, file, done + len(records) + 1)
                return
            if not records:
                return
            first, done = done + 1, done + len(records)
            if first == 1:
                continue
            if done - start.row > limits.csv_rows:
                findings.error("too_many_rows", file, limit=limits.csv_rows)
                return
            if progress is not None:
                progress(file, raw.tell(), size)
            block = turn(records, first, width, ragged)
            if block is not None:
                yield block
