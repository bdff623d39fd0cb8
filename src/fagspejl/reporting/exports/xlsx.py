"""Sheets as an XLSX file: typed cells, no formulas, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import xlsxwriter

from fagspejl.lib.tenths import decimal
from fagspejl.reporting.exports.sheets import INDENT, Written, fitting_name
from fagspejl.reporting.page_types.charts import Cell

_NOTES: Final = 5_000  # of one sheet; more of them make a spreadsheet slow
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp: the same content gives the same bytes


@contextmanager
def xlsx_book(target: Path | BinaryIO, title: str) -> Iterator[XlsxBook]:
    """Yield a book; it is written when the block ends. Rows are written one by one (`constant_memory`)."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        book.set_properties({"title": title, "created": _MADE})
        yield XlsxBook(book)


class XlsxBook:
    """Sheets of one file and the formats that its cells share."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.wrapped = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        as_text = {"num_format": "@", "valign": "top", "quote_prefix": True}
        self.typed = book.add_format(as_text)
        self.marked = book.add_format({**as_text, "bold": True, "border": 2, "bg_color": "#FFE699"})
        self.tenths = book.add_format({"num_format": "0.0", "valign": "top"})
        self.whole = book.add_format({"num_format": "0", "valign": "top"})
        self._names: set[str] = set()

    def look(self, cell: Written, *, head: bool) -> Any:
        """Return the format of a text that somebody may correct."""
        if head:
            return self.head
        return self.marked if cell.marked else self.wrapped if cell.wrapped else self.typed

    def add(self, name: str, widths: Sequence[int]) -> XlsxSheet:
        """Add a sheet; a name that is taken, too long or not allowed is made to fit."""
        sheet = self.book.add_worksheet(fitting_name(name, self._names))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return XlsxSheet(self, sheet)


class XlsxSheet:
    """Writes rows top-down."""

    def __init__(self, book: XlsxBook, sheet: Any) -> None:
        self._book, self._sheet, self._row, self._notes = book, sheet, 0, 0

    def header(self, names: Sequence[str]) -> None:
        """Write the header row and keep it in view."""
        for column, name in enumerate(names):
            self._sheet.write_string(self._row, column, name, self._book.head)
        self._row += 1
        self._sheet.freeze_panes(self._row, 1)

    def cells(self, cells: Sequence[Cell], indent: int = 0) -> None:
        """Write one row of typed cells; `indent` sets the first text in by tree depth."""
        for column, cell in enumerate(cells):
            self._cell(column, cell, indent if column == 0 else 0)
        self._row += 1

    def written(self, cells: Sequence[Written], *, head: bool = False) -> None:
        """Write one row of texts that stay texts when they are corrected; a head row is kept in view."""
        for column, cell in enumerate(cells):
            kept = self._book.look(cell, head=head)
            if cell.text:
                self._sheet.write_string(self._row, column, cell.text, kept)
            else:
                self._sheet.write_blank(self._row, column, None, kept)
            if cell.note and self._notes < _NOTES:
                self._notes += 1
                size = {"x_scale": 2.5, "y_scale": 1 + len(cell.note) / 200}
                self._sheet.write_comment(self._row, column, cell.note, size)
        self._row += 1
        if head:
            self._sheet.freeze_panes(self._row, 0)
            self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def paragraph(self, text: str, *, head: bool = False) -> None:
        """Write one wrapped text."""
        self._sheet.write_string(self._row, 0, text, self._book.head if head else self._book.wrapped)
        self._row += 1

    def _cell(self, column: int, cell: Cell, indent: int) -> None:
        if cell.kind == "empty":
            return
        if cell.number is None:
            self._sheet.write_string(self._row, column, INDENT * indent + cell.text, self._book.text)
        elif cell.kind == "tenths":
            self._sheet.write_number(self._row, column, decimal(cell.number), self._book.tenths)
        else:
            self._sheet.write_number(self._row, column, cell.number, self._book.whole)
