"""ODS: read like a workbook, and what is repeated, hidden or computed is told by its own XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fagspejl.intake.limits import Limits
from fagspejl.intake.tables import Heading
from intake.books import CASES, cells, faults, ods, ods_row, ods_sheet, opened, rows_below

HEAD = ods_row("leder", "q1")
UNSEEN = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def _cell(kind: str, more: str, shown: str = "") -> str:
    return (
        f'<table:table-row><table:table-cell office:value-type="{kind}" {more}><text:p>{shown}</text:p>'
        "</table:table-cell></table:table-row>"
    )


def test_same_answers_as_in_the_text(tmp_path: Path) -> None:
    """Karen saves the same answers as CSV and as ODS; both hold the same cells."""
    (table,), findings = opened(CASES / "own.ods")
    text = (CASES / "own.csv").read_text(encoding="utf-8-sig").splitlines()
    delimiter = ";" if ";" in text[0] else ","
    width = len(table.head[0].cells)
    assert [list(record) for record in cells(table)] == [line.split(delimiter)[:width] for line in text]
    assert findings.warnings == ()


@pytest.mark.parametrize(
    ("kind", "more", "shown", "text"),
    [
        ("float", 'office:value="5"', "5,0", "5"),
        ("float", 'office:value="3.5"', "3,5", "3.5"),
        ("percentage", 'office:value="5"', "500 %", "5"),
        ("currency", 'office:value="4"', "4 kr.", "4"),
        ("float", 'office:value="1E+16"', "1E+16", "1E+16"),
        ("date", 'office:date-value="2026-03-01"', "01-03-26", "2026-03-01"),
        ("date", 'office:date-value="2026-03-01T08:30:00"', "01-03-26", "2026-03-01T08:30:00"),
        ("time", 'office:time-value="PT08H30M00S"', "08.30", "08:30:00"),
        ("boolean", 'office:boolean-value="true"', "SAND", "TRUE"),
        ("string", 'office:string-value="" calcext:value-type="error"', "#N/A", "#N/A"),
        ("float", 'office:value="0" table:formula="of:=NA()"', "#I/T", "#I/T"),
        (
            "string",
            "",
            "a<text:s text:c='2'/>b<text:span>c</text:span><text:tab/><text:line-break/>d",
            "a  bc\t\nd",
        ),
        ("string", "", "x<office:annotation><text:p>en note</text:p></office:annotation>", "x"),
        ("string", "", "Første</text:p><text:p>Anden", "Første\nAnden"),
    ],
)
def test_kinds_of_cells(tmp_path: Path, kind: str, more: str, shown: str, text: str) -> None:
    """A cell is what it holds, not how it is drawn; an error is what it shows."""
    (table,), _ = opened(ods(tmp_path / "svar.ods", ods_sheet(_cell(kind, more, shown))))
    assert cells(table) == [(text,)]


def _with_content(path: Path, change: Callable[[str], str]) -> Path:
    with zipfile.ZipFile(path) as package:
        content = package.read("content.xml").decode()
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", change(content))
    return path


def test_other_prefixes(tmp_path: Path) -> None:
    """A program may call the name spaces what it wants."""
    path = ods(tmp_path / "svar.ods", ods_sheet(HEAD, _cell("float", 'office:value="5"', "5,0")))
    _with_content(path, lambda text: re.sub(r"(?<=[</ ])(xmlns:)?(office|table)(?=[:=])", r"\1my\2", text))
    (table,), _ = opened(path)
    assert cells(table)[1] == ("5", "")


def test_repeated_cells_and_rows(tmp_path: Path) -> None:
    """What is repeated is written once; empty cells out to the edge of the sheet are nothing."""
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="4"/>'
        '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
    )
    gap = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    (table,), _ = opened(ods(tmp_path / "svar.ods", ods_sheet(ods_row("a", "b", "c"), gap, row, rest)))
    assert [record.row for record in table.head] == [1, 5, 6]
    assert rows_below(table) == {5: ("", "4", "4"), 6: ("", "4", "4")}


def test_hidden_and_filtered_rows(tmp_path: Path) -> None:
    """Rows that nobody sees are named; empty ones are none."""
    hidden = ods_row("L01", "1", more=' table:visibility="filter"')
    empty = '<table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>'
    (table,), _ = opened(
        ods(tmp_path / "svar.ods", ods_sheet(HEAD, hidden, ods_row("L01", "2"), empty, hidden))
    )
    assert table.hidden == {2, 5}


def test_hidden_sheets_are_named(tmp_path: Path) -> None:
    """A hidden sheet is not read, and Bente is told its name."""
    two = ods_sheet(HEAD) + ods_sheet(HEAD, name="Gemt", more=' table:style-name="ta2"')
    tables, findings = opened(ods(tmp_path / "svar.ods", two, styles=UNSEEN))
    assert [table.name for table in tables] == ["Svar"]
    assert [(w.code, w.facts) for w in findings.warnings] == [("hidden_sheets", (("names", "Gemt"),))]


def test_merged_headings_and_formulas(tmp_path: Path) -> None:
    """A heading over three columns is told with its width, and a formula with its place."""
    merged = (
        '<table:table-row><table:table-cell table:number-columns-spanned="3" office:value-type="string">'
        "<text:p>Kvalitet</text:p></table:table-cell>"
        '<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
    )
    formula = _cell("float", 'office:value="4" table:formula="of:=2+2"', "4")
    (table,), _ = opened(ods(tmp_path / "svar.ods", ods_sheet(merged, formula)))
    span = table.spans[0]
    assert (span.row, span.last_row, span.column, span.last_column) == (1, 1, 0, 2)
    assert table.open(Heading(("q1",), 1)).formulas == ((2, 0),)


def _repeated(columns: int, rows: int) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell'
        f' table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row>'
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (_repeated(5_000, 1), "too_many_columns"),
        (_repeated(10**12, 1), "too_many_columns"),
        (_repeated(1, 2_000_000), "too_many_rows"),
        (_repeated(1_900, 90_000), "too_many_cells"),
        ("<table:table-row table:number-rows-repeated='1048575'/>" + ods_row("x"), "too_many_rows"),
        ("<text:span>" * 300 + "</text:span>" * 300, "broken_workbook"),
        ('<table:table-source table:table-name="x"/>', "external_links"),
    ],
)
def test_bombs(tmp_path: Path, body: str, code: str) -> None:
    """A few bytes that would become millions of cells are refused before they do."""
    assert faults(ods(tmp_path / "svar.ods", ods_sheet(HEAD, body))) == [code]


def test_unsafe_packages(tmp_path: Path) -> None:
    """Macros, a password, and a content that unpacks too far are refused by name; lists of no macros are not."""
    body = ods_sheet(HEAD)
    assert faults(ods(tmp_path / "a.ods", body, Basic__Standard__Module1_xml=b"<x/>")) == ["macros"]
    secret = "<file-entry><encryption-data/></file-entry>"
    assert faults(ods(tmp_path / "b.ods", body, manifest=secret)) == ["password"]
    assert faults(ods(tmp_path / "c.ods", body, big=bytes(30 << 20))) == ["packed_too_tightly"]
    assert faults(ods(tmp_path / "d.ods", body), Limits(unpacked_bytes=100)) == ["unpacks_too_large"]
    assert faults(ods(tmp_path / "e.ods", "")) == ["broken_workbook"]
    assert faults(ods(tmp_path / "f.ods", ods_sheet())) == ["empty_file"]


def test_document_type(tmp_path: Path) -> None:
    """A content with a document type is refused."""
    path = ods(tmp_path / "svar.ods", ods_sheet(HEAD))
    _with_content(path, lambda text: text.replace("?>", '?><!DOCTYPE x [<!ENTITY a "a">]>', 1))
    assert faults(path) == ["dtd"]
