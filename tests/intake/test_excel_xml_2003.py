"""Excel-XML 2003: read like a workbook, by a parser that trusts nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.intake.limits import Limits
from fagspejl.intake.tables import Heading
from intake.books import cells, faults, opened, rows_below, xml2003, xml_row, xml_sheet

HEAD = xml_row("leder", "q1")


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_sheets_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Every visible sheet is a table; the hidden one is named."""
    path = xml2003(
        tmp_path / "svar.xml",
        xml_sheet(xml_row("Kære læser"), name="Forside"),
        xml_sheet(HEAD, xml_row("Søren", "4")),
        xml_sheet(HEAD, name="Gemt", visible="SheetHidden"),
        encoding=encoding,
    )
    tables, findings = opened(path)
    assert [(table.name, cells(table)) for table in tables] == [
        ("Forside", [("Kære læser",)]),
        ("Svar", [("leder", "q1"), ("Søren", "4")]),
    ]
    assert [(w.code, w.facts) for w in findings.warnings] == [("hidden_sheets", (("names", "Gemt"),))]


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("Number", "5", "5"),
        ("Number", "5.0000000000000009", "5.000000000000001"),
        ("Number", "1.2345678901234567E+16", "1.23456789012346E+16"),
        ("Boolean", "1", "TRUE"),
        ("Boolean", "0", "FALSE"),
        ("DateTime", "2026-03-01T00:00:00.000", "2026-03-01"),
        ("DateTime", "2026-03-01T08:30:00.000", "2026-03-01T08:30:00"),
        ("DateTime", "1899-12-31T08:30:00.000", "08:30:00"),
        ("Error", "#N/A", "#N/A"),
        ("String", "Linje&#10;to", "Linje\nto"),
        ("String", '<B xmlns="http://www.w3.org/TR/REC-html40">fed</B> tekst', "fed tekst"),
    ],
)
def test_kinds_of_cells(tmp_path: Path, kind: str, data: str, text: str) -> None:
    """A cell is what it holds; a comment on it is not."""
    comment = '<Comment><ss:Data ss:Type="String">en note</ss:Data></Comment>'
    row = f'<Row><Cell><Data ss:Type="{kind}">{data}</Data>{comment}</Cell></Row>'
    (table,), _ = opened(xml2003(tmp_path / "svar.xls", xml_sheet(row)))
    assert cells(table) == [(text,)]


def test_places(tmp_path: Path) -> None:
    """Rows and cells may say where they stand, be merged, hidden or computed."""
    path = xml2003(
        tmp_path / "svar.xml",
        xml_sheet(
            '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">Kvalitet</Data></Cell>'
            '<Cell><Data ss:Type="String">Leder</Data></Cell></Row>',
            '<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">4</Data></Cell></Row>',
            '<Row ss:Span="2"/>',
            '<Row><Cell ss:Formula="=2+2"><Data ss:Type="Number">4</Data></Cell></Row>',
            '<Row ss:Index="1048576" ss:StyleID="s1"><Cell ss:Index="16384" ss:StyleID="s1"/></Row>',
        ),
    )
    (table,), _ = opened(path)
    assert cells(table)[0] == ("Kvalitet", "", "", "Leder")
    assert rows_below(table) == {4: ("", "4", "", ""), 8: ("4", "", "", "")}
    assert table.hidden == {4}
    assert [(span.column, span.last_column) for span in table.spans] == [(0, 2)]
    assert table.open(Heading(("q1",), 1)).formulas == ((8, 0),)


@pytest.mark.parametrize(
    ("body", "before", "code"),
    [
        (xml_row(*["x"] * 2_001), "", "too_many_columns"),
        (
            '<Row><Cell ss:Index="99999999999"><Data ss:Type="Number">1</Data></Cell></Row>',
            "",
            "too_many_columns",
        ),
        (xml_row("x", more=' ss:Index="2000000"'), "", "too_many_rows"),
        ("<Row>" + "<b>" * 300 + "</b>" * 300 + "</Row>", "", "broken_workbook"),
        ("<Row>", "", "broken_workbook"),
        ("", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "dtd"),
        ("", '<!DOCTYPE x SYSTEM "file:///etc/hostname">', "dtd"),
    ],
)
def test_bombs(tmp_path: Path, body: str, before: str, code: str) -> None:
    """What reaches too far, is built too deep, or brings definitions is refused."""
    assert faults(xml2003(tmp_path / "svar.xml", xml_sheet(HEAD, body), before=before)) == [code]


def test_size(tmp_path: Path) -> None:
    """A text larger than a workbook may unpack to is not read."""
    path = xml2003(tmp_path / "svar.xml", xml_sheet(HEAD))
    assert faults(path, Limits(unpacked_bytes=100)) == ["file_too_large"]
