"""What a set of files says, once it has been read and found whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Perspective
from fagspejl.intake.played import PlayedBack

# whether 1 is the low end, as in our own files, or the high end
ScaleDirection = Literal["low-to-high", "high-to-low"]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """One file of answers. `perspective`: who answers in it, where no column and no mapping says so.

    `direction`: which way plain numbers run, where the file does not prove it.
    """

    path: Path
    perspective: Perspective | None = None
    mapping: Path | None = None
    direction: ScaleDirection | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of the organisation; `parent` is an index into the units, -1 at the root (exactly one)."""

    id: str
    name: str
    parent: int


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A leader in a unit (index into the units). Row index = leader index of the ResponseTable."""

    id: str
    name: str
    unit: int


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One written comment: row of the table, comment question id, text as written."""

    row: int
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the files or the mapping say of the round. Empty text / None where nothing was said."""

    title: str = ""
    organisation: str = ""
    opened: date | None = None
    closed: date | None = None
    report_readers: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """An error or a warning with its place: file name, row (1-based, header is row 1), column as the file names it.

    `code` is stable and English; `facts` fill the sentence of the language file.
    """

    code: str
    file: str
    row: int | None
    column: str | None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RoundData:
    """Everything the pipeline needs, read and checked. Units are in tree order (parents first, depth first)."""

    round: RoundFacts
    units: tuple[UnitRow, ...]
    leaders: tuple[LeaderRow, ...]
    table: ResponseTable
    comments: tuple[CommentRow, ...]
    has_person: bool  # False: every row counts as its own person, and only employees may be pooled
    has_invited: bool  # False: N is unknown
    warnings: tuple[Notice, ...]
    played: PlayedBack | None = None  # what was understood of the files of answers
