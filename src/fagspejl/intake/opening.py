"""Open a file as a sheet by what it is, not by what it is called; where the two differ, refuse."""

from __future__ import annotations

import re
from typing import Final, Literal

from fagspejl.intake.books.workbook import HEAD_BYTES, Kind, book_kind, open_tables
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Progress, Sheet
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Heading, Record, Table
from fagspejl.intake.texts.delimited import text_tables
from fagspejl.intake.vocabulary import clean, column_key, column_name

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, or an .xlsx with a password
_BOOKS: Final[dict[Kind, set[str]]] = {
    "package": {".xlsx", ".ods"},
    "xml": {".xml", ".xls"},  # Excel-XML 2003 is often called .xls
    "sav": {".sav", ".zsav"},
}
_OTHER_BOOKS = {".xls", ".xlsb", ".xlsm", ".xltx", ".xltm", ".ots", ".fods", ".numbers", ".por"}
_PDF = b"%PDF"
# HTML, XML, JSON and RTF under the name of a table
_OTHER_TEXT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype|html|\?xml|table)\b|\{\s*\"|\[\s*[\[{]|\{\\rtf)", re.IGNORECASE
)
_NO_TABLES = {".pdf", ".doc", ".docx", ".odt", ".rtf"}


def check_file(path: Source, findings: Findings) -> None:
    """Record it if the path is not a file we can read, or is empty."""
    try:
        if not path.exists():
            findings.error("file_missing", path.name)
        elif not path.is_file():
            findings.error("not_a_file", path.name)
        elif path.stat().st_size == 0:
            findings.error("empty_file", path.name)
        else:
            with path.open("rb") as file:
                file.read(1)
    except OSError:
        findings.error("file_unreadable", path.name)


def file_kind(path: Source, findings: Findings) -> Literal["book", "text"] | None:
    """Return how a file is read, by its content; where its name says otherwise, record it and return None."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    suffix = path.suffix.lower()
    content = book_kind(head)
    if suffix in _NO_TABLES or head.startswith(_PDF):
        findings.error("other_file", path.name, kind=suffix)
    elif content is not None and suffix in _BOOKS[content]:
        return "book"
    elif suffix in _OTHER_BOOKS or head.startswith(_OLD_OFFICE):
        findings.error("other_workbook", path.name, kind=suffix)
    elif content is not None or any(suffix in names for names in _BOOKS.values()):
        findings.error("wrong_signature", path.name, kind=suffix)
    elif _OTHER_TEXT.match(head):
        findings.error("other_file", path.name, kind=suffix)
    else:
        return "text"
    return None


def open_book(
    path: Source, *, limits: Limits, findings: Findings, progress: Progress | None
) -> tuple[Table, ...]:
    """Return what a file may be read as: its visible sheets, or its text with each likely delimiter, likeliest first.

    Or record why it cannot be read, and return none.
    """
    kind = file_kind(path, findings)
    tables: tuple[Table, ...] = ()
    if kind == "book":
        tables = open_tables(path, limits=limits, findings=findings, progress=progress)
    elif kind == "text":
        tables = text_tables(path, limits=limits, findings=findings, progress=progress)
    return tables if findings.mending is None else findings.mending.tables(path, tables, findings)


def open_sheet(
    path: Source, *, known: frozenset[str], limits: Limits, findings: Findings, progress: Progress | None
) -> Sheet | None:
    """Open the table whose first record names most of the `known` columns, or record why not and return None.

    Of worksheets it is the first that holds anything; the others are named.
    """
    tables = open_book(path, limits=limits, findings=findings, progress=progress)
    filled = [table for table in tables if table.head]
    if not filled:
        return None
    chosen = filled[0]
    if chosen.delimiter:
        chosen = max(filled, key=lambda table: _fit(table.head[0], known))
    others = [table.name for table in tables if table.name and table is not chosen]
    if others:
        findings.warn("other_sheets", path.name, sheet=chosen.name, names=listing(others))
    first = chosen.head[0]
    return chosen.open(Heading(tuple(clean(cell) for cell in first.cells), first.row))


def _fit(record: Record, known: frozenset[str]) -> tuple[int, int]:
    """How many of the columns we hope for a record names, and how many cells it has."""
    names = {key(cell) for cell in record.cells for key in (column_key, column_name)}
    return len(names & known), len(record.cells)
