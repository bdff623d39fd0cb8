"""Rows that are no answers are left out by a rule that is named, and create no leader."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.intake.files import written

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import CLI_LIMITS
from fagspejl.intake.mapping.leave_out import LeaveOut
from fagspejl.intake.opening import open_sheet
from fagspejl.intake.recognition.rows import RowFilter
from fagspejl.intake.sheet import Block, Sheet, TextColumn
from intake.truth import CASES, MEANS, means

HEAD = ["id", "leder", "Status", "quality", "dilemmas"]
PREVIEW = LeaveOut("Status", frozenset({"Survey Preview", "Survey Test"}), "preview", rule="qualtrics")
UNFINISHED = LeaveOut("status", frozenset({""}), "unfinished", rule="limesurvey")


def sheet(*rows: list[str], first: int = 2) -> Sheet:
    """A sheet whose headings are HEAD and whose rows are these."""
    numbers = np.arange(first, first + len(rows), dtype=np.int32)
    columns = [TextColumn(cells) for cells in zip(*rows, strict=True)]
    return Sheet("svar.csv", tuple(HEAD), first - 1, iter([Block(numbers, columns)]))


def filtered(
    *rows: list[str], rules: tuple[LeaveOut, ...] = (), **given: object
) -> tuple[list[int], list[tuple[str, list[int]]]]:
    """Return the rows that are kept, and reason and rows of those that are not."""
    found = RowFilter(sheet(*rows), rules, leader=1, statements=frozenset({3, 4}), **given)  # type: ignore[arg-type]
    kept = [row for block in found.sheet.blocks for row in block.rows.tolist()]
    return kept, [(one.reason, one.rows) for one in found.left_out]


def test_previews_are_left_out_by_their_status() -> None:
    """Bente's own look at the questionnaire is no answer, however its status is written."""
    rows = (["1", "L01", "IP Address", "4", "5"], ["2", "L02", " survey preview ", "5", "5"])
    assert filtered(*rows, rules=(PREVIEW,)) == ([2], [("preview", [3])])


def test_forms_without_an_end_are_left_out() -> None:
    """Omar stopped on the first page, and his row says so by a date that is missing."""
    rows = (["1", "L01", "2026-03-02", "4", "5"], ["2", "L02", " ", "5", ""], ["3", "L02", "", "5", ""])
    assert filtered(*rows, rules=(UNFINISHED,)) == ([2], [("unfinished", [3, 4])])


def test_a_rule_may_name_what_stays() -> None:
    """A progress of 100 stays, whatever the others say."""
    rule = LeaveOut("Status", frozenset({"100"}), "unfinished", unless=True)
    rows = (["1", "L01", "100,0", "4", "5"], ["2", "L02", "40", "5", ""], ["3", "L02", "", "5", ""])
    assert filtered(*rows, rules=(rule,)) == ([2], [("unfinished", [3, 4])])


def test_a_rule_of_a_column_that_is_not_there_does_nothing() -> None:
    """Another export of the same system has no such column, and all its rows are read."""
    rule = LeaveOut("Finished", frozenset({"False"}), "unfinished", rule="qualtrics")
    assert filtered(["1", "L01", "", "4", "5"], rules=(rule,)) == ([2], [])


@pytest.mark.parametrize(
    "row",
    [
        ["Gennemsnit", "", "", "3,4", "2,9"],
        ["", "I alt", "", "14", "14"],
        ["", "GENNEMSNIT:", "", "3", "4"],
        ["", "", "Mean", "3.4", "2.9"],
        ["  total", "L01", "", "14", "14"],
        ["", "L01 Total", "", "8", "8"],
        ["", "L01 i alt", "", "8", "8"],
        ["", "Hovedtotal", "", "14", "14"],
    ],
)
def test_totals_are_left_out(row: list[str]) -> None:
    """A row of means below the answers, as a spreadsheet or a person writes it, is nobody's answer."""
    kept, told = filtered(["1", "L01", "", "4", "5"], row)
    assert (kept, told) == ([2], [("total", [3])])


@pytest.mark.parametrize(
    "row",
    [
        ["Gennemsnitligt svar", "L01", "", "4", "5"],
        ["9", "Sumaya", "", "4", "5"],
        ["9", "Team Total", "", "4", "5"],
        ["-", "L01", "", "4", "5"],
        ["", "L01", "", "Total", ""],
        ["leder", "L01", "Status", "4", "5"],
    ],
)
def test_answers_that_only_look_so_stay(row: list[str]) -> None:
    """A leader whose name begins as a word for totals keeps her answers."""
    assert filtered(["1", "L02", "", "4", "5"], row) == ([2, 3], [])


def test_headings_that_come_again_are_left_out() -> None:
    """Somebody put two exports below each other, headings and all."""
    rows = (
        ["1", "L01", "", "4", "5"],
        ["ID", "Leder", "status", "quality", "dilemmas"],
        ["2", "L02", "", "3", "3"],
    )
    assert filtered(*rows) == ([2, 4], [("heading", [3])])


def test_second_headings_are_left_out_too() -> None:
    """The row of questions below the row of codes comes again in the second export."""
    again = ("Nr.", "Hvem er din leder?", "Status", "Kvalitet", "Dilemmaer")
    rows = (["1", "L01", "", "4", "5"], HEAD, list(again), ["2", "L02", "", "3", "3"])
    assert filtered(*rows, headings=(tuple(HEAD), again)) == ([2, 5], [("heading", [3, 4])])


def test_lines_between_groups_are_left_out() -> None:
    """A line of dashes between two leaders is no leader."""
    rows = (["1", "L01", "", "4", "5"], ["-----", "-----", "---", "-", "-"], ["", "====", "", "", ""])
    assert filtered(*rows) == ([2], [("other", [3, 4])])


def test_tests_are_left_out() -> None:
    """A form that was sent about nobody but "Test" creates no leader."""
    assert filtered(["1", "L01", "", "4", "5"], ["2", "TEST", "", "5", "5"]) == ([2], [("test", [3])])


def test_hidden_rows_are_left_out_when_told() -> None:
    """A filter hides Mads' rows in the workbook, and Bente says that they do not count."""
    rows = (["1", "L01", "", "4", "5"], ["2", "L02", "", "5", "5"])
    assert filtered(*rows, hidden=frozenset({3})) == ([2], [("hidden", [3])])


def test_each_row_is_told_once() -> None:
    """A preview that is unfinished too is told of once."""
    both = (PREVIEW, LeaveOut("dilemmas", frozenset({""}), "unfinished"))
    rows = (["1", "L01", "ok", "4", "5"], ["2", "L02", "Survey Preview", "5", ""])
    assert filtered(*rows, rules=both) == ([2], [("preview", [3])])


def test_text_files_keep_the_cells_of_the_rows_that_stay(tmp_path: Path) -> None:
    """Where rows in the middle of a text file are left out, the others keep quotation marks and letters."""
    text = 'id,leder,kommentar\n1,L01,"siger ""nej"""\n2,Total,\n3,Mads Østergård,"æ ""ø"""\n4,L01,x\n'
    findings = Findings(50)
    opened = open_sheet(
        written(tmp_path, "a.csv", text),
        known=frozenset(),
        limits=CLI_LIMITS,
        findings=findings,
        progress=None,
    )
    assert opened is not None
    found = RowFilter(opened, (), leader=1)
    cells = [[column.texts() for column in block.columns] for block in found.sheet.blocks]
    assert cells == [[["1", "3", "4"], ["L01", "Mads Østergård", "L01"], ['siger "nej"', 'æ "ø"', "x"]]]
    found.tell(findings)
    assert [(n.code, dict(n.facts)) for n in findings.warnings] == [
        ("left_out_total", {"count": "1", "rows": "3"})
    ]


def test_hidden_rows_are_named_and_make_no_leader() -> None:
    """A filter hides two rows in Bente's workbook: they are left out and named, or read where a mapping says so."""
    data = read_round(CASES / "x_hidden_rows.xlsx", load("faglig-ledelse"))
    told = [dict(n.facts) for n in data.warnings if n.code == "left_out_hidden"]
    assert len(told) == 1
    assert (data.table.rows, told[0]["count"], means(data)) == (14, "2", MEANS)


def test_hidden_rows_are_read_where_a_mapping_says_so(tmp_path: Path) -> None:
    """Bente hid rows while she looked through the answers, and they count all the same."""
    mapping = written(tmp_path, "m.toml", '[rows]\nhidden = "read"\n')
    data = read_round(CASES / "x_hidden_rows.xlsx", load("faglig-ledelse"), mapping=mapping)
    assert data.table.rows == 16
    assert "left_out_hidden" not in {notice.code for notice in data.warnings}


def test_a_rule_of_a_mapping_needs_its_column(tmp_path: Path) -> None:
    """Mads writes the name of a column wrongly in his rule, and no row is silently kept."""
    rule = '[[rows.leave_out]]\ncolumn = "Stautus"\nis = ["prøve"]\nreason = "test"\n'
    mapping = written(tmp_path, "m.toml", rule)
    with pytest.raises(IntakeRefused) as refused:
        read_round(CASES / "own.csv", load("faglig-ledelse"), mapping=mapping)
    assert [(n.code, n.column) for n in refused.value.notices] == [("rows_column_missing", "Stautus")]


@pytest.mark.parametrize(
    "rule",
    ['column = "a"', 'is = ["x"]', 'column = "a"\nis = ["x"]\nreason = "because"', "column = 1\nis = [1]"],
)
def test_a_rule_that_says_too_little_is_refused(rule: str, tmp_path: Path) -> None:
    """A rule without a column, a value or a known reason leaves nothing out in silence."""
    mapping = written(tmp_path, "m.toml", f"[[rows.leave_out]]\n{rule}\n")
    with pytest.raises(IntakeRefused) as refused:
        read_round(CASES / "own.csv", load("faglig-ledelse"), mapping=mapping)
    assert {n.code for n in refused.value.notices} == {"mapping_rule"}


def test_the_worksheet_that_has_the_answers_is_named(tmp_path: Path) -> None:
    """A mapping names the front page, and Bente is told which worksheet holds the answers."""
    mapping = written(tmp_path, "m.toml", '[sheet]\nname = "Structure"\n')
    with pytest.raises(IntakeRefused) as refused:
        read_round(CASES / "surveyxact_lastsheet.xlsx", load("faglig-ledelse"), mapping=mapping)
    told = refused.value.notices
    assert [(n.code, dict(n.facts)["other"]) for n in told] == [("other_sheet_has_answers", "Dataset")]
