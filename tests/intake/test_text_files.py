"""CSV in every common dress: delimiters, encodings, line ends; and text that is not what it seems is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.intake.codes import CellCodes, Names
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.opening import open_sheet
from fagspejl.intake.sheet import SheetColumn
from fagspejl.intake.texts import records
from fagspejl.intake.vocabulary import clean
from intake.files import HEAD, facts, places, read, refusal, written

ROWS = [HEAD.split(","), ["Åse", "employee", "p1", "4", "5", "1"], ["Åse", "self", "", "5", "5", ""]]


@pytest.mark.parametrize(
    ("delimiter", "encoding", "ending"),
    list(product(",;\t|", ["utf-8", "utf-8-sig", "utf-16", "cp1252"], ["\n", "\r\n", "\r"])),
)
def test_dresses(tmp_path: Path, delimiter: str, encoding: str, ending: str) -> None:
    """Åse's answers are the same in every delimiter, encoding and line end, with or without a last line break."""
    text = ending.join(delimiter.join(row) for row in ROWS)
    for whole in (text, text + ending):
        data = read(tmp_path, whole, encoding=encoding)
        assert [leader.id for leader in data.leaders] == ["Åse"]
        assert data.table.values.tolist() == [[4, 5, 5], [5, 5, 0]]


def test_delimiter_of_a_wordy_heading(tmp_path: Path) -> None:
    """Commas inside a heading do not make a comma file of a semicolon file."""
    data = read(
        tmp_path,
        "leader;perspective;quality;a, b, c, d, e, f\nkaren;self;4;x\n",
        mapping="[ignore]\ncolumns = []\n",
    )
    assert data.table.values[0, 0] == 4


def test_excel_names_its_delimiter(tmp_path: Path) -> None:
    """The line "sep=;" that spreadsheets put first is understood, and counts as a row."""
    refused = refusal(tmp_path, "sep=;\r\nleader;perspective;quality\r\nkaren;self;8\r\n")
    assert places(refused.notices) == [("out_of_scale", 3, "quality")]


def test_trailing_delimiters(tmp_path: Path) -> None:
    """A delimiter too many at the end of every row harms nobody."""
    assert read(tmp_path, "leader,perspective,quality\nkaren,self,4,\nmads,self,5,\n").table.rows == 2


def test_windows_1252_is_told(tmp_path: Path) -> None:
    """When the encoding had to be guessed, Bente is told to look at the letters."""
    data = read(tmp_path, f"{HEAD}\nÅse,employee,p,4,4,4\n", encoding="cp1252")
    assert [w.code for w in data.warnings] == ["guessed_encoding"]


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("Åse,self,,4,4,\n".encode() + "Åse,self,,4,4,\n".encode("cp1252"), "mixed_encoding", "3"),
        (b"a,self,,4,4,\n\x81\x8d,self,,4,4,\n", "wrong_encoding", "3"),
        (b"a,self,,4,4,\nb\0,self,,4,4,\n", "nul_bytes", "3"),
    ],
)
def test_not_text(tmp_path: Path, body: bytes, code: str, line: str) -> None:
    """Mixed and unknown encodings and NUL bytes are refused with the line they are near."""
    refused = refusal(tmp_path, HEAD.encode() + b"\n" + body)
    assert [(n.code, facts(n)["line"]) for n in refused.notices] == [(code, line)]


def test_utf_32(tmp_path: Path) -> None:
    """UTF-32 is refused, never half read."""
    refused = refusal(tmp_path, f"{HEAD}\nkaren,self,,4,4,\n".encode("utf-32"))
    assert {n.code for n in refused.notices} <= {"nul_bytes", "wrong_encoding"}


CELLS = st.text(st.sampled_from("4a\",;\n æø'€"), max_size=5) | st.sampled_from(
    ["4", "", "ved_ikke", "leder 1", "x" * 20, "x" * 50]
)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
    st.sampled_from([5, 64, 1 << 20]),
)
@settings(max_examples=300, deadline=None)
def test_fields_found_in_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    quoting: int,
    ending: str,
    encoding: str,
    block: int,
) -> None:
    """Whatever a csv writer wrote, the cells found in its bytes are the cells it was given."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting, lineterminator=ending)  # type: ignore[arg-type]
    writer.writerows([["leader", "b", "c"], *rows])
    path = written(tmp_path_factory.mktemp("csv"), "a.csv", text.getvalue(), encoding)
    wanted = [(n, row) for n, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    assert list(_cells(path, block)) == wanted


@given(st.text(st.sampled_from('ab4",\n\r æ'), max_size=30), st.sampled_from([5, 1 << 20]))
@settings(max_examples=300, deadline=None)
def test_odd_text(tmp_path_factory: pytest.TempPathFactory, body: str, block: int) -> None:
    """Of any other text, the same is read and the same refused whether its fields are looked for in bytes or not."""
    path = written(tmp_path_factory.mktemp("csv"), "a.csv", "leader,b\n" + body)
    findings, plain = Findings(50), Findings(50)
    by_bytes = list(_cells(path, block, findings))
    as_text = written(path.parent, "b.csv", "leader,b\n" + body, "utf-16")
    assert by_bytes == list(_cells(as_text, block, plain))
    assert findings.total == plain.total


def _cells(path: Path, block: int, findings: Findings | None = None) -> Iterator[tuple[int, list[str]]]:
    usual, records._BLOCK_BYTES = records._BLOCK_BYTES, block
    try:
        sheet = open_sheet(
            path,
            known=frozenset({"leader"}),
            limits=Limits(),
            findings=findings or Findings(50),
            progress=None,
        )
        assert sheet is not None
        for part in sheet.blocks:
            columns = [_one_way_or_another(column) for column in part.columns]
            for number, cells in zip(part.rows.tolist(), zip(*columns, strict=True), strict=True):
                if any(cell.strip() for cell in cells):
                    yield number, list(cells)
    finally:
        records._BLOCK_BYTES = usual


def _one_way_or_another(column: SheetColumn) -> list[str]:
    """The column's cells, after making sure that every way to read them gives the same."""
    cells = column.texts()
    assert [column.text(offset) for offset in range(len(cells))] == cells
    assert list(column.filled()) == [(offset, cell) for offset, cell in enumerate(cells) if cell]
    assert column.keys() == [clean(cell).encode() for cell in cells]
    for codes in (CellCodes(len), Names(), Names(["4"], closed=True)):
        assert column.coded(codes).tolist() == [codes[cell] for cell in cells]
    return cells
