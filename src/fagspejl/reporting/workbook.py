"""The organisation report as a workbook: the same page model, typed cells, no formulas.

Sheets that people read come first; the last one holds every figure in rows for programs (`exports.figures`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from fagspejl.lib.wording import Wording
from fagspejl.reporting.exports.figures import ColumnKind, FigureTable, Value
from fagspejl.reporting.exports.ods import ods_book
from fagspejl.reporting.exports.sheets import Book, Sheet
from fagspejl.reporting.exports.xlsx import xlsx_book
from fagspejl.reporting.page_types.charts import NO_CELL, Cell
from fagspejl.reporting.page_types.organisation import (
    OrganisationPage,
    UnitGroupBlock,
    UnitItem,
    UnitSection,
    UnitThemeBlock,
)
from fagspejl.reporting.words import words_in

_COUNTS: Final = 3  # columns of the overview before the themes: n, N, leaders
_ROWS: Final = 1_000_000  # of one sheet; a spreadsheet holds 1,048,576
_COLUMN: Final = 14  # signs


def write_workbook(
    page: OrganisationPage, target: Path | BinaryIO, figures: FigureTable | None = None
) -> None:
    """Write an XLSX file: a guide, an overview, one sheet per group with a row per unit, theme and statement.

    `figures` come last, one row per printed place. Rows are written one by one, so memory does not grow with the
    organisation. Figures are numbers, everything else is text; a withheld place holds the one neutral text. Same page,
    same bytes. Raises OSError.
    """
    with xlsx_book(target, page.head.document_title) as book:
        _write(book, page, figures)


def write_open_document(
    page: OrganisationPage, target: Path | BinaryIO, figures: FigureTable | None = None
) -> None:
    """Write the same sheets as an ODS file. Raises OSError."""
    with ods_book(target, page.head.document_title) as book:
        _write(book, page, figures)


def _write(book: Book, page: OrganisationPage, figures: FigureTable | None) -> None:
    words = words_in(page.language)
    _write_guide(book, page, words)
    _write_overview(book, page, words)
    for overview in page.overviews:
        _write_group(book, page, overview.kind, overview.label, words)
    if figures is not None:
        _write_figures(book, figures)


def _write_figures(book: Book, figures: FigureTable) -> None:
    """Write the rows for programs, on as many sheets as a spreadsheet's last row asks for."""
    kinds = [column.kind for column in figures.columns]
    names = [column.name for column in figures.columns]
    sheet: Sheet | None = None
    for number, row in enumerate(figures.rows()):
        if sheet is None or number % _ROWS == 0:
            sheet = book.add(figures.words.say("sheet.figures"), [_COLUMN] * len(names))
            sheet.header(names)
        sheet.cells([_figure_cell(kind, value) for kind, value in zip(kinds, row, strict=True)])


def _figure_cell(kind: ColumnKind, value: Value) -> Cell:
    if value is None or value == "":
        return NO_CELL
    if isinstance(value, str):
        return Cell(value)
    return Cell(str(value), "tenths" if kind == "tenths" else "count", value)


def _write_guide(book: Book, page: OrganisationPage, words: Wording) -> None:
    sheet = book.add(words.say("workbook.guide"), [110])
    sheet.paragraph(page.head.title, head=True)
    for fact in page.head.facts:
        sheet.paragraph(f"{fact.label}: {fact.text}")
    for text in page.head.purpose:
        sheet.paragraph(text)
    for section in (page.reading, *([page.lot] if page.lot else []), page.limits):
        sheet.paragraph(section.title, head=True)
        for text in section.paragraphs:
            sheet.paragraph(text)
        if section is page.reading:
            for text in page.footnotes:
                sheet.paragraph(text)
            sheet.paragraph(words.say("workbook.columns", withheld=page.labels.withheld))
    for text in page.footer:
        sheet.paragraph(text)


def _write_overview(book: Book, page: OrganisationPage, words: Wording) -> None:
    """All groups below each other; their columns are the same. Beside each theme stands who enters that very total."""
    sheet = book.add(words.say("workbook.overview"), [40, 30, *[14] * 18])
    for number, overview in enumerate(page.overviews):
        first, *rest = overview.table.columns
        if number == 0:
            counts, themes = rest[:_COUNTS], rest[_COUNTS:]
            beside = [(theme, words.say("workbook.theme_n", theme=theme)) for theme in themes]
            sheet.header([first, words.say("workbook.group"), *counts, *chain.from_iterable(beside)])
        rows = zip(overview.depths, overview.table.rows, overview.answered, strict=True)
        for depth, row, answered in rows:
            counted, totals = row[1 : 1 + _COUNTS], row[1 + _COUNTS :]
            cells = chain.from_iterable(zip(totals, answered, strict=True))
            sheet.cells([row[0], Cell(overview.label), *counted, *cells], indent=depth)


def _write_group(book: Book, page: OrganisationPage, kind: str, label: str, words: Wording) -> None:
    sheet = book.add(label, [40, 8, 10, 60, 10, 10, 14, 10, 10, 12])
    fixed = ("unit", "depth", "kind", "title", "n", "invited", "mean", "lower", "upper")
    options = _option_labels(page)
    tail = [words.say("workbook.distribution_n"), *options] if options else []
    sheet.header([*(words.say(f"workbook.{name}") for name in fixed), *tail, words.say("workbook.note")])
    for unit in page.units:
        for group in unit.groups:
            if group.kind == kind:
                for row in _group_rows(unit, group, words, len(tail)):
                    sheet.cells(row)


def _option_labels(page: OrganisationPage) -> list[str]:
    """Labels of the scale's options, where any distribution is shown."""
    for unit in page.units:
        for group in unit.groups:
            for theme in group.themes:
                for item in theme.items:
                    if item.bar is not None:
                        return [part.label for part in item.bar.parts]
    return []


def _group_rows(unit: UnitSection, group: UnitGroupBlock, words: Wording, tail: int) -> Iterator[list[Cell]]:
    front = [Cell(unit.name), Cell(str(unit.depth), "count", unit.depth)]
    if group.withheld:
        hidden = Cell(group.answered.text, "withheld")
        yield [*front, Cell(words.say("workbook.theme_row")), NO_CELL, group.answered, group.invited, hidden]
        return
    for theme in group.themes:
        kind = Cell(words.say("workbook.theme_row"))
        blank = [*[NO_CELL] * tail, Cell(theme.note) if theme.note else NO_CELL]
        counts = [theme.answered, theme.invited]
        yield [*front, kind, Cell(theme.title), *counts, theme.result, *_band(theme), *blank]
        for item in theme.items:
            kind = Cell(words.say("workbook.item_row"))
            no_band = [NO_CELL, NO_CELL]
            shown = [*front, kind, Cell(item.text), item.answered, NO_CELL, item.result, *no_band]
            yield [*shown, *_distribution(item, tail), Cell(item.note) if item.note else NO_CELL]


def _band(theme: UnitThemeBlock) -> list[Cell]:
    band = theme.chart.marks[0].band if theme.chart is not None else None
    if band is None:
        return [NO_CELL, NO_CELL]
    return [Cell("", "tenths", band.lower), Cell("", "tenths", band.upper)]


def _distribution(item: UnitItem, tail: int) -> list[Cell]:
    if item.bar is None:
        return [NO_CELL] * tail
    counts = [Cell(str(part.count), "count", part.count) for part in item.bar.parts]
    return [Cell(str(item.bar.n), "count", item.bar.n), *counts]
