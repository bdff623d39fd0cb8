"""How a text is cut into records: which delimiters it may have, and its first records with each of them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

from fagspejl.intake.tables import HEAD_ROWS, Record

DOUBLE_BAR: Final = "||"  # feeds of personnel systems; no quotation marks, a backslash before a sign keeps it
_DELIMITERS: Final = (DOUBLE_BAR, ",", ";", "\t", "|")
_SEP = re.compile(r'"?sep=(.|\|\|)"?', re.IGNORECASE)
_PIECE = re.compile(r"\\(.)|(\|\|)|([^\\|]+|.)", re.DOTALL)
_SELDOM = 0.2  # share of records that a delimiter cuts; below it the sign stands there for another reason


class Reader(Protocol):
    """Records one after the other, as the csv module gives them. `line_num`: lines used so far."""

    @property
    def line_num(self) -> int:
        """How many lines have been read."""
        ...

    def __iter__(self) -> Iterator[list[str]]:
        """The records."""
        ...

    def __next__(self) -> list[str]:
        """The next record."""
        ...


def records_of(lines: Iterable[str], delimiter: str, *, strict: bool = False) -> Reader:
    """Return the records of a text. Raises csv.Error while reading; with `strict` also for a quotation mark astray."""
    if delimiter == DOUBLE_BAR:
        return _DoubleBar(lines)
    return csv.reader(lines, delimiter=delimiter, strict=strict)


class _DoubleBar:
    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.line_num = 0

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        line = next(self._lines).rstrip("\r\n")
        self.line_num += 1
        if not line:
            return []
        if "\\" not in line:
            return line.split(DOUBLE_BAR)
        cells = [""]
        for escaped, bars, text in _PIECE.findall(line):
            if bars:
                cells.append("")
            else:
                cells[-1] += escaped or text
        return cells


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a text. `whole`: it is all of it. `told`: the delimiter that its first line names, or ""."""

    lines: list[str]
    whole: bool
    told: str

    @classmethod
    def of(cls, text: str, *, whole: bool) -> Head:
        """Take a text apart. Lines end in LF, CRLF or CR."""
        lines = list(io.StringIO(text, newline=""))
        told = _SEP.fullmatch(lines[0].strip()) if lines else None
        return cls(lines, whole, told[1] if told else "")

    def likely(self) -> list[tuple[str, tuple[Record, ...]]]:
        """Return delimiters with the first records each gives, the likeliest first.

        Empty when no delimiter gives a whole record. A text that nothing cuts is one table of one column.
        """
        read = {d: found for d in self._asked() if (found := self._records(d))}
        bars = read.get(DOUBLE_BAR)
        if bars is not None and "|" in read and not self.told:
            single = read["|"]
            double = _one_width(bars) and (_blank_between(single) or not _one_width(single))
            del read["|" if double else DOUBLE_BAR]
        cut = {d: _cut(records) for d, records in read.items()}
        kept = [d for d in read if cut[d][0] >= _SELDOM or len(read[d][0].cells) > 1]
        kept.sort(key=lambda d: cut[d], reverse=True)
        return [(d, read[d]) for d in kept or list(read)[:1]]

    def _asked(self) -> tuple[str, ...]:
        if self.told:
            return (self.told,)
        return _DELIMITERS if any(DOUBLE_BAR in line for line in self.lines) else _DELIMITERS[1:]

    def _records(self, delimiter: str) -> tuple[Record, ...]:
        reader = records_of(self.lines, delimiter)
        found: list[Record] = []
        try:
            for row, cells in enumerate(reader, 1):
                cut_off = not self.whole and reader.line_num == len(self.lines)
                if (row > 1 or not self.told) and not cut_off and any(cell.strip() for cell in cells):
                    found.append(Record(row, tuple(cells)))
                if len(found) == HEAD_ROWS:
                    break
        except csv.Error:
            pass  # told with its row when all of the text is read
        return tuple(found)

    def length(self, delimiter: str, row: int, codec: str) -> int | None:
        """Return the bytes from the file's first to the end of record `row`; None when it lies beyond the head."""
        reader = records_of(self.lines, delimiter)
        if sum(1 for _ in islice(reader, row)) < row or (
            not self.whole and reader.line_num == len(self.lines)
        ):
            return None
        return len("".join(self.lines[: reader.line_num]).encode(codec))


def _one_width(records: tuple[Record, ...]) -> bool:
    return len({len(record.cells) for record in records}) == 1 and len(records[0].cells) > 1


def _blank_between(records: tuple[Record, ...]) -> bool:
    """Whether every second cell is empty, as where two bars are read as one and one."""
    return all(not any(record.cells[1::2]) for record in records)


def _cut(records: tuple[Record, ...]) -> tuple[float, int]:
    """How many of the records have the commonest width above one, as a share, and that width."""
    widths = Counter(len(record.cells) for record in records)
    del widths[1]
    if not widths:
        return 0.0, 1
    width, count = max(widths.items(), key=lambda found: (found[1], found[0]))
    return count / len(records), width
