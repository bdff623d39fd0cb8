"""A text is a table with each delimiter that may have been meant, read from whichever row its headings are in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import CLI_LIMITS
from fagspejl.intake.opening import open_book
from fagspejl.intake.tables import Heading, Table
from intake.files import written


def _tables(folder: Path, content: str | bytes, encoding: str = "utf-8") -> tuple[Table, ...]:
    findings = Findings(50)
    path = written(folder, "a.csv", content, encoding)
    tables = open_book(path, limits=CLI_LIMITS, findings=findings, progress=None)
    findings.refuse_if_any()
    return tables


def _rows(table: Table, heading: Heading) -> list[tuple[int, list[str]]]:
    found = []
    for block in table.open(heading).blocks:
        cells = zip(*(column.texts() for column in block.columns), strict=True)
        found += list(zip(block.rows.tolist(), map(list, cells), strict=True))
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "||"])
def test_likeliest_first(tmp_path: Path, delimiter: str) -> None:
    """Karen's file is cut where its rows agree, whatever signs stand in her comments."""
    rows = [["leder", "svar", "kommentar"], ["L01", "4", "ja, nej; måske"], ["L02", "5", "a"]]
    first = _tables(tmp_path, "\n".join(delimiter.join(map(_quoted(delimiter), row)) for row in rows))[0]
    assert first.delimiter == delimiter
    assert [list(record.cells) for record in first.head] == rows
    assert _rows(first, Heading(("leder", "svar", "kommentar"), 1)) == [(2, rows[1]), (3, rows[2])]


def test_two_bars_with_a_backslash(tmp_path: Path) -> None:
    """In a feed with two bars a backslash keeps the sign after it, and a quotation mark is a sign like any other."""
    table = _tables(tmp_path, 'id||navn\n1||Ole \\|\\| "Bo"\n2||a\\\\b\n')[0]
    assert _rows(table, Heading(("id", "navn"), 1)) == [(2, ["1", 'Ole || "Bo"']), (3, ["2", "a\\b"])]


def test_one_column(tmp_path: Path) -> None:
    """A text that nothing cuts is one table of one column, so that it can be said what it lacks."""
    tables = _tables(tmp_path, "leder^svar\nL01^4\n")
    assert [[record.cells for record in table.head] for table in tables] == [[("leder^svar",), ("L01^4",)]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_rows_passed_over(tmp_path: Path, encoding: str) -> None:
    """Titles above the headings and rows below that are none are left out, in bytes and in text."""
    text = 'Svar på måling\n\nid;leder\ntekst;"leder, ""id"""\n1;Åse\n2;Bo\n3;"a ""b"""\n'
    table = next(table for table in _tables(tmp_path, text, encoding) if table.delimiter == ";")
    heading = Heading(("id", "leder"), 3, frozenset({4, 6}))
    assert _rows(table, heading) == [(5, ["1", "Åse"]), (7, ["3", 'a "b"'])]


def test_no_headings_at_all(tmp_path: Path) -> None:
    """Where the mapping names the columns of a file without headings, its first row is an answer."""
    table = _tables(tmp_path, "L01;4\nL02;5\n", "utf-8-sig")[0]
    assert _rows(table, Heading(("leder", "svar"), 0)) == [(1, ["L01", "4"]), (2, ["L02", "5"])]


def _quoted(delimiter: str) -> Callable[[str], str]:
    return lambda cell: f'"{cell}"' if delimiter in cell and delimiter != "||" else cell
