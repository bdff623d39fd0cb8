"""ODS: the content is read once, in pieces; what is repeated, hidden, computed or an error is told by its own XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fagspejl.intake.books.built import Building
from fagspejl.intake.books.cells import cell_text, visible_tables
from fagspejl.intake.books.markup import PackageRefused, parse
from fagspejl.intake.books.package import read_document
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Span, Table

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE_NAME: Final = f"{_ODF}style:1.0 name"
_DISPLAY: Final = f"{_ODF}table:1.0 display"
_NAME: Final = f"{_ODF}table:1.0 name"
_OF_STYLE: Final = f"{_ODF}table:1.0 style-name"
_COUNT: Final = f"{_ODF}text:1.0 c"
_ROWS_REPEATED: Final = f"{_ODF}table:1.0 number-rows-repeated"
_VISIBILITY: Final = f"{_ODF}table:1.0 visibility"
_COLUMNS_REPEATED: Final = f"{_ODF}table:1.0 number-columns-repeated"
_FORMULA: Final = f"{_ODF}table:1.0 formula"
_COLUMNS_SPANNED: Final = f"{_ODF}table:1.0 number-columns-spanned"
_ROWS_SPANNED: Final = f"{_ODF}table:1.0 number-rows-spanned"
_TYPE: Final = f"{_ODF}office:1.0 value-type"
_VALUE: Final = f"{_ODF}office:1.0 value"
_DATE: Final = f"{_ODF}office:1.0 date-value"
_TIME: Final = f"{_ODF}office:1.0 time-value"
_BOOLEAN: Final = f"{_ODF}office:1.0 boolean-value"
_STRING: Final = f"{_ODF}office:1.0 string-value"
_ERROR_TYPE: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_NUMBERS: Final = {"float", "percentage", "currency"}
_ASIDE: Final = {
    "annotation",
    "tracked-changes",
    "shapes",
    "forms",
    "note",
    "frame",
    "custom-shape",
    "ruby-text",
}
_UNSEEN: Final = {"collapse", "filter"}
_CLOCK: Final = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_MIDNIGHT: Final = "T00:00:00"
_MOST_REPEATED: Final = 1 << 30
_MOST_SPACES: Final = 1_000


def read_ods(path: Source, limits: Limits, findings: Findings) -> tuple[Table, ...]:
    """Return one Table per visible sheet; hidden sheets are named in a warning. Raises PackageRefused."""
    content = _Content(limits)

    def read(pieces: Iterator[bytes]) -> None:
        parse(pieces, content.start, content.characters, content.end, namespaces=True)

    read_document(path, limits, read)
    return visible_tables(
        path.name, [(sheet.grid(path.name), sheet.visible) for sheet in content.sheets], findings
    )


class _Content:
    """The handler of the content's elements."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.sheets: list[Building] = []
        self._invisible: set[str] = set()  # table styles that are not displayed
        self._style = ""
        self._aside = 0  # depth inside elements whose text and cells are no content
        self._depth = 0  # tables within tables
        self._row = self._column = 0
        self._cells: list[str] = []
        self._row_told: dict[str, str] = {}
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in a start tag. Raises PackageRefused."""
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name == "p":
            self._paragraphs.append("")
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                self._sheet(attributes)
        elif name == "style":
            self._style = attributes.get(_STYLE_NAME, "")
        elif name == "table-properties" and attributes.get(_DISPLAY) == "false":
            self._invisible.add(self._style)
        elif self._depth == 1:
            self._within(name, attributes)

    def _sheet(self, attributes: dict[str, str]) -> None:
        sheet = Building(attributes.get(_NAME, ""), self._limits)
        sheet.visible = attributes.get(_OF_STYLE, "") not in self._invisible
        self.sheets.append(sheet)
        self._row = 0

    def _within(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table-row":
            self._row_told, self._cells, self._column = attributes, [], 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._paragraphs = attributes, []
        elif name == "table-source":
            raise PackageRefused("external_links")
        elif self._cell is not None:
            if name == "s":
                self.characters(" " * min(_count(attributes, _COUNT), _MOST_SPACES))
            elif name == "tab":
                self.characters("\t")
            elif name == "line-break":
                self.characters("\n")

    def characters(self, text: str) -> None:
        """Take in text."""
        if self._cell is not None and not self._aside and self._paragraphs:
            self._paragraphs[-1] += text

    def end(self, name: str) -> None:
        """Take in an end tag. Raises PackageRefused."""
        if self._aside:
            self._aside -= 1
        elif name == "p":
            return
        elif name == "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._cell_ended(self._cell)
            self._cell = None
        elif name == "table-row":
            repeated = _count(self._row_told, _ROWS_REPEATED)
            hidden = self._row_told.get(_VISIBILITY) in _UNSEEN
            self.sheets[-1].place(self._row + 1, self._cells, repeated, hidden=hidden)
            self._row = min(self._row + repeated, _MOST_REPEATED)

    def _cell_ended(self, cell: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        repeated = _count(cell, _COLUMNS_REPEATED) if _COLUMNS_REPEATED in cell else 1
        if cell or self._paragraphs:
            written = self._paragraphs[0] if len(self._paragraphs) == 1 else "\n".join(self._paragraphs)
            sheet.put(self._cells, self._column, _text(cell, written), repeated)
        if _FORMULA in cell:
            sheet.formulas.append((self._row + 1, self._column))
        if _COLUMNS_SPANNED in cell or _ROWS_SPANNED in cell:
            wide, high = _count(cell, _COLUMNS_SPANNED), _count(cell, _ROWS_SPANNED)
            row, column = self._row + 1, self._column
            sheet.spans.append(Span(row, row + high - 1, column, column + wide - 1))
        self._column = min(self._column + repeated, _MOST_REPEATED)


def _count(attributes: dict[str, str], name: str) -> int:
    """A number of repetitions, at least 1."""
    told = attributes.get(name, "1")
    if not told.isdecimal():
        return 1
    return min(max(int(told), 1), _MOST_REPEATED) if len(told) < 11 else _MOST_REPEATED


def _text(cell: dict[str, str], written: str) -> str:
    """The content of a cell as text; an error is what the sheet shows, #N/A."""
    kind = cell.get(_TYPE, "")
    if cell.get(_ERROR_TYPE) == "error" or (_FORMULA in cell and written.startswith(("#", "Err:"))):
        return written or "#ERROR"
    if kind in _NUMBERS:
        try:
            return cell_text(float(cell.get(_VALUE, "")))
        except ValueError:
            return written
    if kind == "date":
        return cell.get(_DATE, written).removesuffix(_MIDNIGHT)
    if kind == "time":
        clock = _CLOCK.fullmatch(cell.get(_TIME, ""))
        return ":".join(clock.groups()) if clock else written
    if kind == "boolean":
        return cell.get(_BOOLEAN, written).upper()
    return cell.get(_STRING, written) if kind == "string" else written
