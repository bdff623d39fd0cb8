"""What a file may be read as before anybody knows what it means: every sheet, or one text with each delimiter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from fagspejl.intake.sheet import Sheet

HEAD_ROWS: Final = 60  # records that are looked at before the rest is read


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a table's beginning: its row in the file (1-based) and its cells as text, trailing ones kept."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a table's columns get their names: one name per column ("" for none), and the last row of headings.

    Rows up to `row`, and those of `passed_over`, are no answers.
    """

    names: tuple[str, ...]
    row: int
    passed_over: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: rows 1-based, columns 0-based, both ends included. The content stands in the first cell alone."""

    row: int
    last_row: int
    column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Codebook:
    """What the file itself says of its columns: heading -> text of the question; heading -> value -> label."""

    texts: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A worksheet, or a text file read with one delimiter. `name` is the sheet's, `delimiter` the text's; else "".

    `head` holds the first HEAD_ROWS records that are not empty. `hidden` are rows a reader of the sheet does not see.
    `open` reads all of it, once the heading is known. `spans` are the merged cells that begin within the head.
    """

    file: str
    name: str
    head: tuple[Record, ...]
    open: Callable[[Heading], Sheet]
    delimiter: str = ""
    hidden: frozenset[int] = frozenset()
    codebook: Codebook = field(default_factory=Codebook)
    spans: tuple[Span, ...] = ()
