"""XLSX: every visible sheet is measured and searched in its own XML, then python-calamine reads the cells."""

from __future__ import annotations

from python_calamine import CalamineWorkbook

from fagspejl.intake.books.calamine import opened, sheet_of
from fagspejl.intake.books.cells import Grid
from fagspejl.intake.books.markup import PackageRefused
from fagspejl.intake.books.package import SheetPart, read_parts, repacked, worksheets
from fagspejl.intake.books.survey import Survey, survey
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Span, Table


def read_xlsx(path: Source, limits: Limits, findings: Findings) -> tuple[Table, ...]:
    """Return one Table per visible sheet; hidden sheets are named in a warning. Raises PackageRefused."""
    parts = read_parts(path, limits)
    sheets = worksheets(parts)
    visible = [sheet for sheet in sheets if sheet.visible]
    if not visible:
        raise PackageRefused("broken_workbook")
    told = [survey(parts[sheet.path], limits) for sheet in visible]
    book = opened(repacked(parts))
    del parts
    unseen = [sheet.name for sheet in sheets if not sheet.visible]
    if unseen:
        findings.warn("hidden_sheets", path.name, names=listing(unseen))
    return tuple(_grid(path.name, book, sheet, its).table() for sheet, its in zip(visible, told, strict=True))


def _grid(file: str, book: CalamineWorkbook, part: SheetPart, told: Survey) -> Grid:
    sheet = sheet_of(book, part.name)
    ranges = sheet.merged_cell_ranges or []
    return Grid(
        file=file,
        name=part.name,
        width=sheet.width,
        rows=sheet.rows,
        formulas=tuple(told.formulas),
        errors=told.errors,
        hidden=frozenset(told.hidden),
        spans=tuple(Span(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges),
    )
