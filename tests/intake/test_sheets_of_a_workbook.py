"""XLSX: what a workbook holds besides its cells is found, and what it only looks like is not."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from fagspejl.intake.limits import Limits
from intake.books import CASES, cells, faults, opened, rows_below
from intake.files import workbook


def test_every_visible_sheet_is_a_table(tmp_path: Path) -> None:
    """Bente's export has three sheets to see and one that is hidden."""
    with xlsxwriter.Workbook(str(tmp_path / "svar.xlsx")) as book:
        for name in ("Forside", "Svar", "Gemt", "Tomt"):
            sheet = book.add_worksheet(name)
            if name != "Tomt":
                sheet.write_row(1, 1, [name, 4])
            if name == "Gemt":
                sheet.hide()
    tables, findings = opened(tmp_path / "svar.xlsx")
    assert [(table.name, cells(table)) for table in tables] == [
        ("Forside", [("", "Forside", "4")]),
        ("Svar", [("", "Svar", "4")]),
        ("Tomt", []),
    ]
    assert [(w.code, w.facts) for w in findings.warnings] == [("hidden_sheets", (("names", "Gemt"),))]


@pytest.mark.parametrize("filler", [None, "<!-- from another program -->"])
def test_hidden_rows(tmp_path: Path, filler: str | None) -> None:
    """Rows that are hidden, filtered or without height are told of, unless they are empty."""
    path = tmp_path / "svar.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(6):
            sheet.write_row(row, 0, ["L01", 'han sagde hidden="1" her', row])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(4, 0)
        sheet.set_row(9, None, None, {"hidden": True})
    if filler:
        _filled(path, filler)
    (table,), _ = opened(path)
    assert table.hidden == {3, 5}


def _filled(path: Path, filler: str) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<sheetData>", b"<sheetData>" + filler.encode())
    with zipfile.ZipFile(path, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)


@pytest.mark.parametrize("filler", [None, "<!-- from another program -->"])
def test_error_cells(tmp_path: Path, filler: str | None) -> None:
    """An error in a cell is seen, wherever the sheet was made."""
    path = tmp_path / "svar.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["leder", "q1", "q2"])
        sheet.write(1, 0, "L01")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    if filler:
        _filled(path, filler)
    (table,), _ = opened(path)
    assert cells(table)[1] == ("L01", "#N/A", "#DIV/0!")
    assert rows_below(table) == {2: ("L01", "#N/A", "#DIV/0!")}


def test_merged_headings(tmp_path: Path) -> None:
    """A heading over several columns stands in the first, and its width is told."""
    with xlsxwriter.Workbook(str(tmp_path / "svar.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 1, 1, 3, "Kvalitet")
        sheet.write_row(2, 0, ["leder", "a", "b", "c"])
    (table,), _ = opened(tmp_path / "svar.xlsx")
    assert cells(table)[0] == ("", "Kvalitet", "", "")
    assert [(s.row, s.last_row, s.column, s.last_column) for s in table.spans] == [(1, 2, 1, 3)]


def test_kinds_of_cells(tmp_path: Path) -> None:
    """Dates, times, percent, truth and long numbers stand as in a text file."""
    with xlsxwriter.Workbook(str(tmp_path / "svar.xlsx")) as book:
        sheet = book.add_worksheet()
        day, clock = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "hh:mm"})
        sheet.write(0, 0, date(2026, 3, 1), day)
        sheet.write(0, 1, time(8, 30), clock)
        sheet.write(0, 2, datetime(2026, 3, 1, 8, 30), day)  # noqa: DTZ001  a sheet knows no zones
        sheet.write(0, 3, 5, book.add_format({"num_format": "0%"}))
        sheet.write(0, 4, True)
        sheet.write(0, 5, 1234567890123456)
        sheet.write(0, 6, 123456789012345)
        sheet.write_string(0, 7, "5")
        sheet.write_string(0, 8, "ro\r\npå_x000D_vagten")
        sheet.write(0, 9, 4.1)
    (table,), _ = opened(tmp_path / "svar.xlsx")
    assert cells(table) == [
        (
            "2026-03-01",
            "08:30:00",
            "2026-03-01T08:30:00",
            "5",
            "TRUE",
            "1.23456789012346E+15",
            "123456789012345",
            "5",
            "ro\r\npå_x000D_vagten",
            "4.1",
        )
    ]


@pytest.mark.parametrize(
    ("name", "rows", "hidden"),
    [("x_formatted_bottom", 14, 0), ("x_hidden_rows", 16, 2), ("x_title_rows", 15, 0), ("msforms", 14, 0)],
)
def test_files_people_have(name: str, rows: int, hidden: int) -> None:
    """A format in the last row of a sheet is no row, and hidden rows are counted."""
    (table,), findings = opened(CASES / f"{name}.xlsx")
    assert (len(rows_below(table)), len(table.hidden)) == (rows, hidden)
    assert findings.warnings == ()


def test_limits_count_content(tmp_path: Path) -> None:
    """Five rows of content are five rows, and one more is too many."""
    path = workbook(tmp_path / "svar.xlsx", [["leder"], *[["L01"]] * 5])
    assert len(rows_below(opened(path, Limits(xlsx_rows=5))[0][0])) == 5
    assert faults(path, Limits(xlsx_rows=4)) == ["too_many_rows"]


def test_tower_of_elements(tmp_path: Path) -> None:
    """A sheet built deeper than any sheet is refused, however large the rest of it is."""
    path = workbook(tmp_path / "svar.xlsx", [["leder"], *[[f"L{row}", row] for row in range(9_000)]])
    _filled(path, "<row r='1'>" + "<c>" * 200 + "</c>" * 200 + "</row>")
    assert faults(path) == ["broken_workbook"]
