"""A worksheet searched as bytes tells the same as the same worksheet parsed as XML, and so do other kinds of file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import xlsxwriter

from fagspejl.intake.books.markup import PackageRefused
from fagspejl.intake.books.survey import Survey, survey
from fagspejl.intake.limits import Limits
from intake.books import cells, ods, ods_row, ods_sheet, opened, xml2003, xml_row, xml_sheet

LIMITS = Limits(xlsx_rows=40)
LETTERS = ("A", "B", "Z", "AA", "AZ", "ZZ")
CELLS = (
    '<c r="{}" s="1"/>',
    '<c r="{}" s="1"></c>',
    '<c r="{}"><v>4</v></c>',
    '<c r="{}" t="e"/>',
    '<c r="{}" t="e"><v>#N/A</v></c>',
    '<c r="{}" s="2" t="e"><f>NA()</f><v>#REF!</v></c>',
    '<c r="{}"><f t="shared" si="0"/><v>4</v></c>',
    '<c r="{}" t="inlineStr"><is><t>hidden="1" og ht="0"</t></is></c>',
)
ROWS = (
    "",
    ' spans="1:9"',
    ' hidden="1"',
    ' ht="0" customHeight="1"',
    ' s="1" hidden="0"',
    ' ht="15" hidden="true"',
)


def _sheet(rng: random.Random) -> str:
    rows, number = [], 0
    for _ in range(rng.randrange(1, 12)):
        number += rng.choice((1, 1, 1, 5, 20))
        places = sorted(rng.sample(range(len(LETTERS)), k=rng.randrange(4)))
        made = "".join(rng.choice(CELLS).format(f"{LETTERS[place]}{number}") for place in places)
        rows.append(f'<row r="{number}"{rng.choice(ROWS)}>{made}</row>')
    return "<worksheet><sheetData>{}" + "".join(rows) + "</sheetData></worksheet>"


def _told(data: str, limits: Limits = LIMITS) -> Survey | str:
    try:
        return survey(data.encode(), limits)
    except PackageRefused as refused:
        return refused.code


@pytest.mark.parametrize("seed", range(4))
def test_searched_or_parsed(seed: int) -> None:
    """Whatever the sheet holds, a comment in it, which sends it to the parser, changes nothing."""
    rng = random.Random(seed)
    told = []
    for _ in range(50):
        sheet = _sheet(rng)
        told.append(_told(sheet.format("")))
        assert told[-1] == _told(sheet.format("<!-- x -->"))
    assert "too_many_rows" in told
    assert any(isinstance(one, Survey) and one.errors and one.hidden and one.formulas for one in told)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('<row r="30001"><c r="A30001"><v>1</v></c></row>', "fine"),
        ('<row r="30001"><c r="A30001" r="XFD1048576"><v>1</v></c></row>', "broken_workbook"),
        ('<row r="30001"><c r="A30001"\tr = "XFD1048576"><v>1</v></c></row>', "broken_workbook"),
        ('<row r="30001" r="1048576"><c><v>1</v></c></row>', "broken_workbook"),
        ('<row r="30001"><c r="A30001"><v>' + "<v>" * 300 + "</v></c></row>", "broken_workbook"),
        ('<row r="30001"><c r="A30001" t="str"><v>a r="1"</v></c></row>', "fine"),
    ],
)
def test_large_sheets_are_held_to_the_same(row: str, told: str) -> None:
    """A sheet too large to be parsed for nothing is parsed as soon as any tag of it is not of the usual kind."""
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>4</v></c></row>' for number in range(1, 30_001))
    data = f"<worksheet><sheetData>{rows}{row}</sheetData></worksheet>"
    assert len(data) > 1 << 20
    assert _told(data, Limits()) == (Survey() if told == "fine" else told)


@pytest.mark.parametrize("seed", range(4))
def test_same_cells_in_every_kind(tmp_path: Path, seed: int) -> None:
    """Sofie saves the same random table as XLSX, ODS and Excel-XML 2003; all three hold the same cells."""
    rng = random.Random(seed)
    words = ("", "", "Mere ro", "æ ø å", "5", "5,0", " to  ord ", "<&>", "ved ikke", "L01", "=1+1")
    table = [[rng.choice(words) for _ in range(5)] for _ in range(8)]
    table[0] = [f"k{column}" for column in range(5)]
    safe = [[text.replace("&", "&amp;").replace("<", "&lt;") for text in row] for row in table]
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx"), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Svar")
        for number, row in enumerate(table):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    paths = (
        tmp_path / "t.xlsx",
        ods(tmp_path / "t.ods", ods_sheet(*(ods_row(*row) for row in safe))),
        xml2003(tmp_path / "t.xml", xml_sheet(*(xml_row(*row) for row in safe))),
    )
    expected = [tuple(row) for row in table if any(row)]
    assert [cells(opened(path)[0][0]) for path in paths] == [expected] * 3
