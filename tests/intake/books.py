"""Workbooks of other kinds than XLSX, made of their own XML, and what the reading of them gave."""

from __future__ import annotations

import zipfile
from pathlib import Path

from fagspejl.intake.books.workbook import open_tables
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.tables import Heading, Table
from fagspejl.intake.types import Notice

CASES = Path(__file__).parent / "cases"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "table", "text", "style"))
_CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def opened(path: Path, limits: Limits | None = None) -> tuple[tuple[Table, ...], Findings]:
    """Open a file's tables."""
    findings = Findings(50)
    tables = open_tables(path, limits=limits or Limits(), findings=findings, progress=None)
    return tables, findings


def faults(path: Path, limits: Limits | None = None) -> list[str]:
    """The codes of what was wrong with a file that gave no table."""
    tables, findings = opened(path, limits)
    assert tables == ()
    return [notice.code for notice in errors(findings)]


def errors(findings: Findings) -> tuple[Notice, ...]:
    """The errors that were recorded."""
    return tuple(findings._errors)


def cells(table: Table) -> list[tuple[str, ...]]:
    """The cells of a table's head."""
    return [record.cells for record in table.head]


def rows_below(table: Table) -> dict[int, tuple[str, ...]]:
    """Row in the file -> cells, of all rows below the first one of the head."""
    first = table.head[0]
    found = {}
    for block in table.open(Heading(first.cells, first.row)).blocks:
        columns = [column.texts() for column in block.columns]
        found.update(zip(map(int, block.rows), zip(*columns, strict=True), strict=True))
    return found


def ods(path: Path, body: str, *, styles: str = "", manifest: str = "", **parts: bytes) -> Path:
    """Write an ODS with this XML as its spreadsheet."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} {_CALC}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return path


def ods_sheet(*rows: str, name: str = "Svar", more: str = "") -> str:
    """A sheet of an ODS."""
    return f'<table:table table:name="{name}"{more}>{"".join(rows)}</table:table>'


def ods_row(*texts: str, more: str = "") -> str:
    """A row of texts."""
    made = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row{more}>{made}</table:table-row>"


def xml2003(path: Path, *sheets: str, encoding: str = "UTF-8", before: str = "") -> Path:
    """Write an Excel-XML 2003 with these worksheets."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n{before}'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        f' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{"".join(sheets)}</Workbook>'
    )
    path.write_bytes(text.encode(encoding))
    return path


def xml_sheet(*rows: str, name: str = "Svar", visible: str = "") -> str:
    """A worksheet of an Excel-XML 2003."""
    options = f"<x:WorksheetOptions><x:Visible>{visible}</x:Visible></x:WorksheetOptions>" if visible else ""
    return f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>{options}</Worksheet>'


def xml_row(*texts: str, more: str = "") -> str:
    """A row of texts."""
    made = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in texts)
    return f"<Row{more}>{made}</Row>"
