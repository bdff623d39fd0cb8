"""Sheets as an ODS file (OpenDocument 1.3): typed cells, no formulas, the same bytes every time."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final
from xml.sax.saxutils import quoteattr

from fagspejl.lib.tenths import decimal
from fagspejl.reporting.exports.markup import escaped, held
from fagspejl.reporting.exports.sheets import INDENT, Written, fitting_name
from fagspejl.reporting.page_types.charts import Cell

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_STAMP: Final = (2000, 1, 1, 0, 0, 0)  # a fixed stamp: the same content gives the same bytes
_PIECE: Final = 1 << 20  # bytes copied at once
_IN_MEMORY: Final = 8 << 20
_CM_PER_SIGN: Final = 0.21
_SPACES: Final = re.compile("^ +| {2,}")
_BEGIN: Final = (
    f'<office:document-content xmlns:office="{_SPACE}office:1.0" xmlns:table="{_SPACE}table:1.0"'
    f' xmlns:text="{_SPACE}text:1.0" xmlns:style="{_SPACE}style:1.0" xmlns:number="{_SPACE}datastyle:1.0"'
    f' xmlns:fo="{_SPACE}xsl-fo-compatible:1.0" office:version="1.3">\n<office:automatic-styles>'
    '<number:number-style style:name="one"><number:number number:decimal-places="1"'
    ' number:min-decimal-places="1" number:min-integer-digits="1"/></number:number-style>'
    '<number:number-style style:name="none"><number:number number:decimal-places="0"'
    ' number:min-integer-digits="1"/></number:number-style>'
    '<style:style style:name="tenths" style:family="table-cell" style:data-style-name="one"/>'
    '<style:style style:name="whole" style:family="table-cell" style:data-style-name="none"/>'
    '<number:text-style style:name="asis"><number:text-content/></number:text-style>'
    '<style:style style:name="typed" style:family="table-cell" style:data-style-name="asis"/>'
    '<style:style style:name="marked" style:family="table-cell" style:data-style-name="asis">'
    '<style:table-cell-properties fo:background-color="#ffe699" fo:border="1.5pt solid #000000"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="wrapped" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap"/></style:style>'
    '<style:style style:name="head" style:family="table-cell">'
    '<style:table-cell-properties fo:wrap-option="wrap" fo:border-bottom="0.5pt solid #000000"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>\n'
)


@contextmanager
def ods_book(target: Path | BinaryIO, title: str) -> Iterator[OdsBook]:
    """Yield a book; it is written when the block ends. Rows wait in a file, so memory does not grow with them."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
        book = OdsBook(body)
        yield book
        book.end()
        body.seek(0)
        with zipfile.ZipFile(target, "w") as archive:
            _put(archive, "mimetype", _TYPE, zipfile.ZIP_STORED)
            _put(archive, "META-INF/manifest.xml", _manifest())
            _put(archive, "meta.xml", _meta(title))
            with archive.open(_entry("content.xml"), "w", force_zip64=True) as content:
                content.write(f"{_DECLARED}{_BEGIN}{book.styles()}</office:automatic-styles>\n".encode())
                content.write(b"<office:body><office:spreadsheet>\n")
                while piece := body.read(_PIECE):
                    content.write(piece)
                content.write(b"</office:spreadsheet></office:body></office:document-content>\n")


class OdsBook:
    """Sheets of one file, written one after the other."""

    def __init__(self, body: IO[bytes]) -> None:
        self._body, self._names, self._open = body, set[str](), False
        self._widths: set[int] = set()

    def add(self, name: str, widths: Sequence[int]) -> OdsSheet:
        """Add a sheet, which ends the one before; a name that is taken, too long or not allowed is made to fit."""
        self.end()
        self._open = True
        self._widths |= set(widths)
        columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in widths)
        fitting = quoteattr(held(fitting_name(name, self._names)))
        self.write(f"<table:table table:name={fitting}>{columns}\n")
        return OdsSheet(self)

    def write(self, text: str) -> None:
        """Write what stands next."""
        self._body.write(text.encode())

    def end(self) -> None:
        """End the sheet that is being written."""
        if self._open:
            self.write("</table:table>\n")
            self._open = False

    def styles(self) -> str:
        """Return the styles of the columns' widths."""
        return "".join(
            f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties'
            f' style:column-width="{width * _CM_PER_SIGN:.2f}cm"/></style:style>\n'
            for width in sorted(self._widths)
        )


class OdsSheet:
    """Writes rows top-down."""

    def __init__(self, book: OdsBook) -> None:
        self._book = book

    def header(self, names: Sequence[str]) -> None:
        """Write the header row; it is repeated on every page that is printed."""
        cells = "".join(_text(name, "head") for name in names)
        row = f"<table:table-row>{cells}</table:table-row>"
        self._book.write(f"<table:table-header-rows>{row}</table:table-header-rows>\n")

    def cells(self, cells: Sequence[Cell], indent: int = 0) -> None:
        """Write one row of typed cells; `indent` sets the first text in by tree depth."""
        row = "".join(_cell(cell, 0 if column else indent) for column, cell in enumerate(cells))
        self._book.write(f"<table:table-row>{row}</table:table-row>\n")

    def written(self, cells: Sequence[Written], *, head: bool = False) -> None:
        """Write one row of texts that stay texts when they are corrected; a head row is kept in view."""
        row = "".join(_text(cell.text, _look(cell, head=head), cell.note) for cell in cells)
        row = f"<table:table-row>{row}</table:table-row>"
        self._book.write(
            f"<table:table-header-rows>{row}</table:table-header-rows>\n" if head else f"{row}\n"
        )

    def paragraph(self, text: str, *, head: bool = False) -> None:
        """Write one wrapped text."""
        self._book.write(f"<table:table-row>{_text(text, 'head' if head else 'wrapped')}</table:table-row>\n")


def _look(cell: Written, *, head: bool) -> str:
    if head:
        return "head"
    return "marked" if cell.marked else "wrapped" if cell.wrapped else "typed"


def _cell(cell: Cell, indent: int) -> str:
    if cell.kind == "empty":
        return "<table:table-cell/>"
    if cell.number is None:
        return _text(INDENT * indent + cell.text)
    style, number = "whole", str(cell.number)
    if cell.kind == "tenths":
        style, number = "tenths", str(decimal(cell.number))
    value = f'office:value-type="float" office:value="{number}"'
    return (
        f'<table:table-cell table:style-name="{style}" {value}><text:p>{number}</text:p></table:table-cell>'
    )


def _text(text: str, style: str = "", note: str = "") -> str:
    named = f' table:style-name="{style}"' if style else ""
    said = f"<office:annotation>{_lines(note)}</office:annotation>" if note else ""
    return f'<table:table-cell{named} office:value-type="string">{said}{_lines(text)}</table:table-cell>'


def _lines(text: str) -> str:
    return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in held(text).splitlines() or [""])


def _spaced(line: str) -> str:
    """Spaces in a row would be read as one."""
    parts = _SPACES.sub(lambda found: f"\0{len(found[0])}\0", line).split("\0")
    return "".join(
        f'<text:s text:c="{part}"/>' if number % 2 else escaped(part).replace("\t", "<text:tab/>")
        for number, part in enumerate(parts)
    )


def _entry(name: str, compressed: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = compressed
    return entry


def _put(archive: zipfile.ZipFile, name: str, text: str, compressed: int = zipfile.ZIP_DEFLATED) -> None:
    archive.writestr(_entry(name, compressed), text.encode())


def _manifest() -> str:
    files = (("/", _TYPE), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in files
    )
    space = f'xmlns:manifest="{_SPACE}manifest:1.0" manifest:version="1.3"'
    return f"{_DECLARED}<manifest:manifest {space}>{entries}</manifest:manifest>\n"


def _meta(title: str) -> str:
    spaces = f'xmlns:office="{_SPACE}office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    named = f"<dc:title>{escaped(title)}</dc:title>"
    return (
        f'{_DECLARED}<office:document-meta {spaces} office:version="1.3">'
        f"<office:meta>{named}</office:meta></office:document-meta>\n"
    )
