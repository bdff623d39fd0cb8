"""Headings are found where they stand: below titles, in two or three rows, as codes under texts."""

from __future__ import annotations

from fagspejl.intake.findings import Findings
from fagspejl.intake.mapping.types import FileMapping
from intake.recognition.shapes import ITEMS, STEM, Form, Round, forms_of, read, table_of, understood

KAREN = Round((Form("L01", (1, 2, 3, 4, 5)), Form("L02", (5, 4, 3, 2, 1))))
HEAD = ["leder", *KAREN.statements]


def test_below_a_title() -> None:
    """Bente's workbook begins with a title, a date and an empty row."""
    rows = [["Ledelsesevaluering 2026"], ["Udtrukket", "12-03-2026"], [], HEAD, *KAREN.labelled]
    found = understood([table_of(rows)])
    assert found is not None
    assert found.heading.row == 4
    assert forms_of(read(table_of(rows))) == list(KAREN.forms)


def test_a_group_over_the_statements() -> None:
    """One wide cell spans the statements; the leader stands in its row alone."""
    rows = [["Leder", STEM, "", "", "", ""], ["", *KAREN.statements], *KAREN.labelled]
    assert forms_of(read(table_of(rows))) == list(KAREN.forms)


def test_codes_below_texts() -> None:
    """LimeSurvey's VV file has texts first and codes below them."""
    codes = ["id", "submitdate", "lastpage", "startlanguage", "leder", *(f"FL_SQ00{n}" for n in range(1, 6))]
    texts = ["Response ID", "Date submitted", "Last page", "Start language", "Leder", *KAREN.statements]
    meta = ["2026-03-02 09:00:00", "1", "da"]
    rows = [texts, codes, *([str(n), *meta, *row] for n, row in enumerate(KAREN.labelled))]
    assert forms_of(read(table_of(rows))) == list(KAREN.forms)


def test_texts_below_codes() -> None:
    """A system nobody knows writes its codes first; the row of texts below is no answer."""
    rows = [["q0", *(f"q{n}" for n in range(1, 6))], HEAD, *KAREN.labelled]
    found = understood([table_of(rows)])
    assert found is not None
    assert found.heading.names == tuple(rows[0])
    assert forms_of(read(table_of(rows))) == list(KAREN.forms)


def test_codes_nobody_knows_below_texts() -> None:
    """The codes below the texts hold no answer."""
    rows = [HEAD, ["v0", *(f"Q1_{n}" for n in range(1, 6))], *KAREN.labelled]
    assert forms_of(read(table_of(rows))) == list(KAREN.forms)


def test_a_first_answer_that_is_strange_is_no_heading() -> None:
    """A first row of our own format with strange answers is told of, not taken for headings."""
    rows = [
        ["leder", "perspektiv", *ITEMS],
        ["L01", "medarbejder", *"abcde"],
        ["L01", "medarbejder", *"12345"],
    ]
    found = understood([table_of(rows)])
    assert found is not None
    assert found.heading.row == 1


def test_a_list_of_statements_is_no_heading() -> None:
    """A sheet that explains the statements is not taken for answers."""
    explained = [["Nummer", "Udsagn"], *([str(n), text] for n, text in enumerate(KAREN.statements))]
    tables = [table_of(explained, "Forside"), table_of([HEAD, *KAREN.labelled], "Svar")]
    found = understood(tables)
    assert found is not None
    assert found.table.name == "Svar"


def test_a_told_row_counts() -> None:
    """Bente says in a mapping where the headings stand."""
    rows = [HEAD, HEAD, *KAREN.labelled]
    found = understood([table_of(rows)], told=FileMapping(heading_rows=(2,)))
    assert found is not None
    assert found.heading.row == 2


def test_a_told_row_without_headings() -> None:
    """A row that is not there is said."""
    findings = Findings(50)
    rows = [HEAD, *KAREN.labelled]
    assert understood([table_of(rows)], told=FileMapping(heading_rows=(9,)), findings=findings) is None
    assert findings.total == 1


def test_a_told_sheet_counts() -> None:
    """Bente says in a mapping which sheet holds the answers; another one is told by the names there are."""
    tables = [table_of([HEAD, *KAREN.labelled], "Ét"), table_of([HEAD, *KAREN.labelled], "To")]
    found = understood(tables, told=FileMapping(sheet="to"))
    assert found is not None
    assert found.table.name == "To"
    findings = Findings(50)
    assert understood(tables, told=FileMapping(sheet="Tre"), findings=findings) is None
    assert findings.total == 1


def test_the_heading_is_not_searched_for_in_answers() -> None:
    """A comment that quotes a statement is no heading."""
    comments = [*KAREN.statements[:1], "Tak"]
    rows = [[*HEAD, "Andet"], *([*row, text] for row, text in zip(KAREN.labelled, comments, strict=True))]
    assert forms_of(read(table_of(rows))) == list(KAREN.forms)
