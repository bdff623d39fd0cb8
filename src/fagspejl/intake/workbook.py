"""Spreadsheets: which kind a file is, told by its content, and its visible sheets as tables."""

from __future__ import annotations

from pathlib import Path

from fagspejl.intake.books.markup import PackageRefused
from fagspejl.intake.books.xlsx import read_xlsx
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.sheet import Progress
from fagspejl.intake.tables import Table


def open_tables(
    path: Path, *, limits: Limits, findings: Findings, progress: Progress | None
) -> tuple[Table, ...]:
    """Return one Table per visible sheet, or record why not and return none."""
    file, size = path.name, path.stat().st_size
    if size > limits.xlsx_bytes:
        findings.error("file_too_large", file, limit=limits.xlsx_bytes >> 20, size=-(-size >> 20))
        return ()
    try:
        tables = read_xlsx(path, limits, findings)
    except PackageRefused as fault:
        findings.error(fault.code, file, None, None, **fault.facts)
        return ()
    if not any(table.head for table in tables):
        findings.error("empty_file", file)
        return ()
    if progress is not None:
        progress(file, size, size)
    return tables
