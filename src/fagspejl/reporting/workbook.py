"""The organisation report as a workbook: the same page model, typed cells, no formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Final

import xlsxwriter

from fagspejl.lib.tenths import decimal
from fagspejl.lib.wording import Wording
from fagspejl.reporting.chart_types import NO_CELL, Cell
from fagspejl.reporting.organisation_types import (
    OrganisationPage,
    UnitGroupBlock,
    UnitItem,
    UnitSection,
    UnitThemeBlock,
)
from fagspejl.reporting.words import words_in

MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp: the same page gives the same bytes
_LONGEST_NAME: Final = 31  # characters of a sheet's name
_COUNTS: Final = 3  # columns of the overview before the themes: n, N, leaders
_NOT_IN_NAMES: Final = str.maketrans("[]:*?/\\", "       ")


def write_workbook(page: OrganisationPage, target: Path | BinaryIO) -> None:
    """Write the workbook: a guide, an overview, one sheet per group with a row per unit, theme and statement.

    Rows are written one by one (`constant_memory`), so memory does not grow with the organisation. Figures are
    numbers, everything else is text; a withheld place holds the one neutral text. Same page, same bytes.
    """
    words = words_in(page.language)
    destination = str(target) if isinstance(target, Path) else target
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(destination, options) as book:
        book.set_properties({"title": page.head.document_title, "created": MADE})
        sheets = _Sheets(book)
        _write_guide(sheets, page, words)
        _write_overview(sheets, page, words)
        for overview in page.overviews:
            _write_group(sheets, page, overview.kind, overview.label, words)


class _Sheets:
    """Sheets of one workbook and the formats that its cells share."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.tenths = book.add_format({"num_format": "0.0", "valign": "top"})
        self.whole = book.add_format({"num_format": "0", "valign": "top"})
        self._names: set[str] = set()

    def add(self, name: str, widths: Sequence[int]) -> _Sheet:
        """Add a sheet; a name that is taken, too long or not allowed is made to fit."""
        base = " ".join(name.translate(_NOT_IN_NAMES).split())[:_LONGEST_NAME]
        fitting, number = base, 1
        while fitting.lower() in self._names:
            number += 1
            fitting = f"{base[: _LONGEST_NAME - 3]} {number}"
        self._names.add(fitting.lower())
        sheet = self.book.add_worksheet(fitting)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return _Sheet(self, sheet)


class _Sheet:
    """Writes rows top-down."""

    def __init__(self, sheets: _Sheets, sheet: Any) -> None:
        self._sheets, self._sheet, self._row = sheets, sheet, 0

    def header(self, names: Sequence[str]) -> None:
        """Write the header row and keep it in view."""
        for column, name in enumerate(names):
            self._sheet.write_string(self._row, column, name, self._sheets.head)
        self._row += 1
        self._sheet.freeze_panes(self._row, 1)

    def cells(self, cells: Sequence[Cell], indent: int = 0) -> None:
        """Write one row of typed cells; `indent` sets the first text in by tree depth."""
        for column, cell in enumerate(cells):
            self._cell(column, cell, indent if column == 0 else 0)
        self._row += 1

    def paragraph(self, text: str, *, head: bool = False) -> None:
        """Write one wrapped text."""
        self._sheet.write_string(self._row, 0, text, self._sheets.head if head else self._sheets.wrapped)
        self._row += 1

    def _cell(self, column: int, cell: Cell, indent: int) -> None:
        if cell.kind == "empty":
            return
        if cell.number is None:
            self._sheet.write_string(self._row, column, "    " * indent + cell.text, self._sheets.text)
        elif cell.kind == "tenths":
            self._sheet.write_number(self._row, column, decimal(cell.number), self._sheets.tenths)
        else:
            self._sheet.write_number(self._row, column, cell.number, self._sheets.whole)


def _write_guide(sheets: _Sheets, page: OrganisationPage, words: Wording) -> None:
    sheet = sheets.add(words.say("workbook.guide"), [110])
    sheet.paragraph(page.head.title, head=True)
    for fact in page.head.facts:
        sheet.paragraph(f"{fact.label}: {fact.text}")
    for text in page.head.purpose:
        sheet.paragraph(text)
    for section in (page.reading, page.limits):
        sheet.paragraph(section.title, head=True)
        for text in section.paragraphs:
            sheet.paragraph(text)
        if section is page.reading:
            for text in page.footnotes:
                sheet.paragraph(text)
            sheet.paragraph(words.say("workbook.columns", withheld=page.labels.withheld))
    for text in page.footer:
        sheet.paragraph(text)


def _write_overview(sheets: _Sheets, page: OrganisationPage, words: Wording) -> None:
    """All groups below each other; their columns are the same. Beside each theme stands who enters that very total."""
    sheet = sheets.add(words.say("workbook.overview"), [40, 30, *[14] * 18])
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


def _write_group(sheets: _Sheets, page: OrganisationPage, kind: str, label: str, words: Wording) -> None:
    sheet = sheets.add(label, [40, 8, 10, 60, 10, 10, 14, 10, 10, 12])
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
        blank = [NO_CELL] * (tail + 1)
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
