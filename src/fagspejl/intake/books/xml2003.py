"""Excel-XML 2003 (SpreadsheetML): one XML text with all sheets, read once, in pieces."""

from __future__ import annotations

from typing import Final

from fagspejl.intake.books.built import Building
from fagspejl.intake.books.cells import cell_text, visible_tables
from fagspejl.intake.books.markup import parse
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Span, Table

SPACE: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_PIECE: Final = 1 << 18
_ASIDE: Final = {"Comment", "PhoneticText"}
_NO_DAY: Final = ("1899-12-31T", "1899-12-30T")  # a time without a day
_MIDNIGHT: Final = "T00:00:00"
_MOST: Final = 1 << 30


def read_xml2003(path: Source, limits: Limits, findings: Findings) -> tuple[Table, ...]:
    """Return one Table per visible sheet; hidden sheets are named in a warning. Raises PackageRefused."""
    book = _Book(limits)
    with path.open("rb") as file:
        parse(iter(lambda: file.read(_PIECE), b""), book.start, book.characters, book.end)
    return visible_tables(
        path.name, [(sheet.grid(path.name), sheet.visible) for sheet in book.sheets], findings
    )


class _Book:
    """The handler of the book's elements."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.sheets: list[Building] = []
        self._aside = 0  # depth inside elements whose text is no content
        self._row = self._column = 0
        self._cells: list[str] = []
        self._hidden = False
        self._beyond = self._below = 0  # columns and rows the cell or row takes beside its own
        self._kind = ""  # of the data that is read
        self._text: list[str] | None = None

    def start(self, name: str, told: dict[str, str]) -> None:
        """Take in a start tag. Raises PackageRefused."""
        if self._aside or name in _ASIDE:
            self._aside += 1
            return
        if name == "Data":
            self._kind, self._text = _attribute(told, "Type"), []
        elif name == "Cell":
            self._column = _place(told, self._column + 1)
            self._cell(told)
        elif name == "Row":
            self._row = _place(told, self._row + 1)
            self._cells, self._column = [], 0
            self._below = _number(_attribute(told, "Span"))
            self._hidden = _attribute(told, "Hidden") == "1" or _attribute(told, "Height") == "0"
        elif name == "Worksheet":
            self.sheets.append(Building(_attribute(told, "Name"), self._limits))
            self._row = 0
        elif name == "Visible":
            self._text = []

    def _cell(self, told: dict[str, str]) -> None:
        if not self.sheets:
            return
        if _attribute(told, "Formula"):
            self.sheets[-1].formulas.append((self._row, self._column - 1))
        wide, high = (_number(_attribute(told, name)) for name in ("MergeAcross", "MergeDown"))
        if wide or high:
            first = self._column - 1
            self.sheets[-1].spans.append(Span(self._row, self._row + high, first, first + wide))
        self._beyond = wide

    def characters(self, text: str) -> None:
        """Take in text."""
        if self._text is not None and not self._aside:
            self._text.append(text)

    def end(self, name: str) -> None:
        """Take in an end tag. Raises PackageRefused."""
        if self._aside:
            self._aside -= 1
        elif not self.sheets:
            return
        elif name == "Data" and self._text is not None:
            text = _content(self._kind, "".join(self._text))
            self.sheets[-1].put(self._cells, self._column - 1, text)
            self._text = None
        elif name == "Cell":
            self._column = min(self._column + self._beyond, _MOST)
        elif name == "Row":
            self.sheets[-1].place(self._row, self._cells, hidden=self._hidden)
            self._row = min(self._row + self._below, _MOST)
        elif name == "Visible" and self._text is not None:
            self.sheets[-1].visible = "".join(self._text).strip() not in ("SheetHidden", "SheetVeryHidden")
            self._text = None


def _attribute(told: dict[str, str], name: str) -> str:
    return told.get(f"ss:{name}") or next((v for k, v in told.items() if k.rpartition(":")[2] == name), "")


def _number(text: str) -> int:
    if not text.isdecimal():
        return 0
    return min(int(text), _MOST) if len(text) < 11 else _MOST


def _place(told: dict[str, str], following: int) -> int:
    """Where a row or cell says that it stands, or else the place after the last one."""
    return max(_number(_attribute(told, "Index")), following) if told else min(following, _MOST)


def _content(kind: str, text: str) -> str:
    """The content of a cell as text."""
    if kind == "Number":
        try:
            return cell_text(float(text))
        except ValueError:
            return text
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    if kind == "DateTime":
        for day in _NO_DAY:
            text = text.removeprefix(day)
        return text.removesuffix(".000").removesuffix(_MIDNIGHT)
    return text
