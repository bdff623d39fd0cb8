"""Open a file as a sheet by what it is, not by what it is called; where the two differ, refuse."""

from __future__ import annotations

from pathlib import Path

from fagspejl.intake.delimited import open_delimited
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Progress, Sheet
from fagspejl.intake.tables import Heading, Table
from fagspejl.intake.text_tables import text_tables
from fagspejl.intake.vocabulary import clean
from fagspejl.intake.workbook import open_tables

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, or an .xlsx with a password
_OTHER_BOOKS = {".xls", ".xlsb", ".xlsm", ".xltx", ".xltm", ".ods", ".numbers"}
_PDF = b"%PDF"
_NO_TABLES = {".pdf", ".doc", ".docx", ".odt", ".rtf"}


def check_file(path: Path, findings: Findings) -> None:
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


def open_book(
    path: Path, *, limits: Limits, findings: Findings, progress: Progress | None
) -> tuple[Table, ...]:
    """Return what a file may be read as, or record why it cannot and return none."""
    with path.open("rb") as file:
        signature = file.read(8)
    kind = path.suffix.lower()
    if kind in _NO_TABLES or signature.startswith(_PDF):
        findings.error("other_file", path.name, kind=kind)
    elif kind in _OTHER_BOOKS or signature == _OLD_OFFICE:
        findings.error("other_workbook", path.name, kind=kind)
    elif signature.startswith(_ZIP) and kind == ".xlsx":
        return open_tables(path, limits=limits, findings=findings, progress=progress)
    elif signature.startswith(_ZIP) or kind == ".xlsx":
        findings.error("wrong_signature", path.name, kind=kind)
    else:
        return text_tables(path, limits=limits, findings=findings, progress=progress)
    return ()


def open_sheet(
    path: Path, *, known: frozenset[str], limits: Limits, findings: Findings, progress: Progress | None
) -> Sheet | None:
    """Open CSV or XLSX, or record why not and return None. `known` as in `open_delimited`."""
    with path.open("rb") as file:
        signature = file.read(8)
    kind = path.suffix.lower()
    if kind in _NO_TABLES or signature.startswith(_PDF):
        findings.error("other_file", path.name, kind=kind)
    elif kind in _OTHER_BOOKS or signature == _OLD_OFFICE:
        findings.error("other_workbook", path.name, kind=kind)
    elif signature.startswith(_ZIP) and kind == ".xlsx":
        return _first_sheet(path, limits, findings, progress)
    elif signature.startswith(_ZIP) or kind == ".xlsx":
        findings.error("wrong_signature", path.name, kind=kind)
    else:
        return open_delimited(path, known=known, limits=limits, findings=findings, progress=progress)
    return None


def _first_sheet(path: Path, limits: Limits, findings: Findings, progress: Progress | None) -> Sheet | None:
    """The first visible sheet that holds anything, headings in its first record."""
    tables = open_tables(path, limits=limits, findings=findings, progress=progress)
    filled = [table for table in tables if table.head]
    if not filled:
        return None
    chosen = filled[0]
    others = [table.name for table in tables if table is not chosen]
    if others:
        findings.warn("other_sheets", path.name, sheet=chosen.name, names=listing(others))
    first = chosen.head[0]
    return chosen.open(Heading(tuple(clean(cell) for cell in first.cells), first.row))
