"""Spreadsheets and data files: which kind a file is, told by its content, and its visible sheets as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from fagspejl.intake.books.markup import PackageRefused
from fagspejl.intake.books.ods import read_ods
from fagspejl.intake.books.package import is_document
from fagspejl.intake.books.sav import read_sav
from fagspejl.intake.books.xlsx import read_xlsx
from fagspejl.intake.books.xml2003 import SPACE, read_xml2003
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Progress
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Table

Kind = Literal["package", "xml", "sav"]
HEAD_BYTES: Final = 4096
_ZIP: Final = b"PK\x03\x04"
_SPSS: Final = (b"$FL2", b"$FL3")


def book_kind(head: bytes) -> Kind | None:
    """Return what the first HEAD_BYTES of a file show: a package (XLSX or ODS), Excel-XML 2003, SPSS, or none."""
    if head.startswith(_ZIP):
        return "package"
    if head.startswith(_SPSS):
        return "sav"
    return "xml" if SPACE.encode() in head.replace(b"\0", b"") else None


def open_tables(
    path: Source, *, limits: Limits, findings: Findings, progress: Progress | None
) -> tuple[Table, ...]:
    """Return one Table per visible sheet, or record why not and return none."""
    file, size = path.name, path.stat().st_size
    with path.open("rb") as head:
        kind = book_kind(head.read(HEAD_BYTES))
    most = limits.xlsx_bytes if kind == "package" else limits.unpacked_bytes
    if size > most:
        findings.error("file_too_large", file, limit=most >> 20, size=-(-size >> 20))
        return ()
    try:
        tables = _read(path, kind, limits, findings)
    except PackageRefused as fault:
        findings.error(fault.code, file, None, None, **fault.facts)
        return ()
    if not any(table.head for table in tables):
        findings.error("empty_file", file)
        return ()
    if progress is not None:
        progress(file, size, size)
    return tables


def _read(path: Source, kind: Kind | None, limits: Limits, findings: Findings) -> tuple[Table, ...]:
    if kind == "xml":
        return read_xml2003(path, limits, findings)
    if kind == "package":
        return read_ods(path, limits, findings) if is_document(path) else read_xlsx(path, limits, findings)
    if kind == "sav" and isinstance(path, Path):
        return read_sav(path, limits, findings)
    if kind == "sav":  # its parser reads files alone, and what is held in memory never becomes one
        raise PackageRefused("other_file")
    raise PackageRefused("broken_workbook")
