"""XLSX: the first sheet is read like a CSV file, and what could harm or mislead is refused before it is read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fagspejl.intake import IntakeRefused, Limits, read_round
from fagspejl.intake.types import Notice
from intake.files import facts, places, tiny, workbook

HEAD: list[object] = ["leader", "perspective", "person", "quality", "dilemmas", "workload", "comment_more_of"]
ROWS: list[list[object]] = [HEAD, [101, "employee", 7, 4, 5.0, "ved ikke", "Mere ro\npå vagten"]]
SHEET = "xl/worksheets/sheet1.xml"


def _refused(path: Path, limits: Limits | None = None) -> tuple[Notice, ...]:
    with pytest.raises(IntakeRefused) as refused:
        read_round(path, tiny(), limits=limits or Limits())
    return refused.value.notices


def _changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Rewrite a workbook with some of its parts changed."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_numbers_and_words(tmp_path: Path) -> None:
    """Whole numbers are whole again, in answers and in the numbers that stand for leaders and persons."""
    data = read_round(workbook(tmp_path / "svar.xlsx", ROWS), tiny())
    assert [leader.id for leader in data.leaders] == ["101"]
    assert data.table.values.tolist() == [[4, 5, 0]]
    assert data.table.missing.tolist() == [[0, 0, 1]]
    assert data.comments[0].text == "Mere ro\npå vagten"


def test_same_leader_in_csv_and_xlsx(tmp_path: Path) -> None:
    """The leaders may stand in a workbook and the answers in text."""
    leaders = workbook(
        tmp_path / "ledere.xlsx", [["leader", "leader_name", "invited_employee"], [101, "Karen", 12]]
    )
    answers = tmp_path / "svar.csv"
    answers.write_text("leader;perspective;quality\n101;employee;4\n", encoding="utf-8")
    data = read_round(answers, tiny(), leaders=leaders)
    assert data.leaders[0].name == "Karen"
    assert data.table.invited[0, 0] == 12


def test_table_that_begins_further_in(tmp_path: Path) -> None:
    """Empty rows above and empty columns before the table are passed over; rows keep their numbers."""
    rows: list[list[object]] = [[], [], ["", *HEAD], ["", "karen", "self", "", 9, 4, "", ""], [], []]
    notices = _refused(workbook(tmp_path / "svar.xlsx", rows))
    assert places(notices) == [("out_of_scale", 4, "quality")]


def test_half_marks_dates_and_truth(tmp_path: Path) -> None:
    """3.5 is no answer, and neither is TRUE."""
    rows = [HEAD, ["karen", "employee", 1, 3.5, True, "", ""]]
    notices = _refused(workbook(tmp_path / "svar.xlsx", rows))
    assert [(n.code, facts(n)["value"]) for n in notices] == [
        ("unknown_value", "3.5"),
        ("unknown_value", "TRUE"),
    ]


def test_formulas(tmp_path: Path) -> None:
    """A formula is refused where it stands, though the workbook also holds the value it had when last saved."""
    rows = [*ROWS, [101, "employee", 8, "=2+2", 4, 4, ""]]
    assert places(_refused(workbook(tmp_path / "svar.xlsx", rows)))[0] == ("formula", 3, "quality")


def _prefixed(parts: dict[str, bytes]) -> None:
    parts[SHEET] = (
        re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", parts[SHEET])
        .replace(b"<?x:xml", b"<?xml")
        .replace(b"xmlns=", b"xmlns:x=")
    )


def _commented(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<sheetData><!-- from another program -->")


def _without_places(parts: dict[str, bytes]) -> None:
    parts[SHEET] = re.sub(rb'<(c|row) r="[A-Z0-9]+"', rb"<\1", parts[SHEET])


@pytest.mark.parametrize("change", [_prefixed, _commented, _without_places])
def test_formulas_however_written(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Programs write the same sheet in many ways; a formula is found in all of them."""
    rows = [*ROWS, [101, "employee", 8, 4, "=2+2", 4, ""]]
    path = _changed(workbook(tmp_path / "svar.xlsx", rows), change)
    assert places(_refused(path))[0] == ("formula", 3, "dilemmas")
    fine = _changed(workbook(tmp_path / "fine.xlsx", ROWS), change)
    assert read_round(fine, tiny()).table.values.tolist() == [[4, 5, 0]]


def test_formulas_elsewhere(tmp_path: Path) -> None:
    """A formula in a column that is not read harms nobody."""
    mapping = tmp_path / "m.toml"
    mapping.write_text('[ignore]\ncolumns = ["Sum"]\n', encoding="utf-8")
    path = workbook(tmp_path / "svar.xlsx", [[*HEAD, "Sum"], [*ROWS[1], "=A1"]])
    assert read_round(path, tiny(), mapping=mapping).table.rows == 1


def test_other_sheets_are_told(tmp_path: Path) -> None:
    """Only the first sheet is read, and Bente is told which were not."""
    path = workbook(tmp_path / "svar.xlsx", ROWS, sheets=("Svar", "Noter"))
    assert [(w.code, facts(w)["names"]) for w in read_round(path, tiny()).warnings] == [
        ("other_sheets", "Noter")
    ]


def test_empty_sheet(tmp_path: Path) -> None:
    """A workbook without a cell is empty."""
    assert [n.code for n in _refused(workbook(tmp_path / "svar.xlsx", []))] == ["empty_file"]


def _dtd(parts: dict[str, bytes]) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts[SHEET] = parts[SHEET].replace(b"?>", b"?>" + entity, 1)


def _dtd_in_strings(parts: dict[str, bytes]) -> None:
    name = "xl/sharedStrings.xml"
    parts[name] = parts[name].replace(b"?>", b'?><!DOCTYPE x SYSTEM "file:///etc/hostname">', 1)


def _dtd_in_another_encoding(parts: dict[str, bytes]) -> None:
    text = re.sub(r"<\?xml[^>]*\?>", "", parts[SHEET].decode())
    parts[SHEET] = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "a">]>{text}'.encode(
        "utf-16"
    )


def _macros(parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"x"


def _macro_type(parts: dict[str, bytes]) -> None:
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(
        b"officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )


def _links(parts: dict[str, bytes]) -> None:
    parts["xl/externalLinks/externalLink1.xml"] = b"<x/>"


def _far_down(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    )


def _cell_of_a_row_below(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>", b'<row r="9"><c r="A1048576"><v>1</v></c></row></sheetData>'
    )


def _row_above_a_row_below(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>", b'<row r="1048576"/><row r="9"><c r="A9"><v>1</v></c></row></sheetData>'
    )


def _corners(parts: dict[str, bytes]) -> None:
    corners = b'<row r="9"><c r="ZZ9"><v>1</v></c></row><row r="99999"><c r="A99999"><v>1</v></c></row>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", corners + b"</sheetData>")


def _corners_in_another_way(parts: dict[str, bytes]) -> None:
    _corners(parts)
    _commented(parts)


def _far_right(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(
        b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>'
    )


def _far_right_without_names(parts: dict[str, bytes]) -> None:
    cells = b"<x:c/>" * 3000 + b"<x:c><x:v>1</x:v></x:c>"
    row = b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + cells + b"</x:row>"
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", row + b"</sheetData>")


def _not_xml(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET][:-20]


def _no_workbook(parts: dict[str, bytes]) -> None:
    del parts["xl/workbook.xml"]


def _no_sheet(parts: dict[str, bytes]) -> None:
    del parts[SHEET]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_dtd, "dtd"),
        (_dtd_in_strings, "dtd"),
        (_dtd_in_another_encoding, "dtd"),
        (_macros, "macros"),
        (_macro_type, "macros"),
        (_links, "external_links"),
        (_far_down, "too_many_rows"),
        (_cell_of_a_row_below, "too_many_rows"),
        (_row_above_a_row_below, "too_many_rows"),
        (_corners, "too_many_cells"),
        (_corners_in_another_way, "too_many_cells"),
        (_far_right, "too_many_columns"),
        (_far_right_without_names, "too_many_columns"),
        (_not_xml, "broken_workbook"),
        (_no_workbook, "broken_workbook"),
        (_no_sheet, "broken_workbook"),
    ],
)
def test_unsafe_workbooks(tmp_path: Path, change: Callable[[dict[str, bytes]], None], code: str) -> None:
    """Document types, macros, links to other files, absurd reach and broken parts are refused by name."""
    path = _changed(workbook(tmp_path / "svar.xlsx", ROWS), change)
    assert [n.code for n in _refused(path)] == [code]


def test_bombs(tmp_path: Path) -> None:
    """A workbook that unpacks to far more than it weighs is refused from its directory alone."""

    def swell(parts: dict[str, bytes]) -> None:
        parts["xl/media/a.bin"] = bytes(30 << 20)

    path = _changed(workbook(tmp_path / "svar.xlsx", ROWS), swell)
    assert [n.code for n in _refused(path)] == ["packed_too_tightly"]
    assert [n.code for n in _refused(path, Limits(unpacked_bytes=10 << 20))] == ["unpacks_too_large"]


def test_directory_that_lies(tmp_path: Path) -> None:
    """A directory that tells a smaller size than the part has is found out when the part is unpacked."""
    path = workbook(tmp_path / "svar.xlsx", [HEAD, *([ROWS[1]] * 500)])
    with zipfile.ZipFile(path) as package:
        size = package.getinfo(SHEET).file_size
    raw = path.read_bytes()
    path.write_bytes(raw.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert [n.code for n in _refused(path)] == ["broken_workbook"]


def test_size_and_rows(tmp_path: Path) -> None:
    """Too heavy and too long workbooks are refused."""
    path = workbook(tmp_path / "svar.xlsx", [HEAD, *([ROWS[1]] * 5)])
    assert [n.code for n in _refused(path, Limits(xlsx_bytes=1000))] == ["file_too_large"]
    assert [n.code for n in _refused(path, Limits(xlsx_rows=4))] == ["too_many_rows"]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("word/document.xml", "other_file"),
        ("xl/workbook.bin", "other_workbook"),
        ("encrypted-package", "password"),
    ],
)
def test_other_packages(tmp_path: Path, part: str, code: str) -> None:
    """A document called .xlsx, a binary workbook and one with a password are refused for what they are."""
    path = tmp_path / "svar.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, b"x")
    assert [n.code for n in _refused(path)] == [code]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("svar.xlsx", b"leader,perspective\n", "wrong_signature"),
        ("svar.csv", b"PK\x03\x04rest", "wrong_signature"),
        ("svar.xlsx", b"PK\x03\x04rest", "broken_workbook"),
        ("svar.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "other_workbook"),
        ("svar.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "other_workbook"),
        ("svar.xls", b"x", "other_workbook"),
        ("svar.xlsm", b"PK\x03\x04", "other_workbook"),
        ("svar.ods", b"PK\x03\x04", "broken_workbook"),
        ("svar.ods", b"leader,perspective\n", "wrong_signature"),
        ("svar.xlsb", b"PK\x03\x04", "other_workbook"),
        ("svar.sav", b"leader,perspective\n", "wrong_signature"),
        ("svar.csv", b"$FL2@(#) SPSS DATA FILE", "wrong_signature"),
    ],
)
def test_names_that_lie(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """A file whose content does not fit its name, and other kinds of workbook, are refused."""
    path = tmp_path / name
    path.write_bytes(content)
    assert [n.code for n in _refused(path)] == [code]
