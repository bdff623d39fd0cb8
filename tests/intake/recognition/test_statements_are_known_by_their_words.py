"""Our statements are known in headings by their words, whatever stands around them; what resembles one is asked about."""

from __future__ import annotations

import pytest

from fagspejl.intake import IntakeRefused
from fagspejl.intake.findings import Findings
from fagspejl.intake.recognition.statements import Statements
from intake.recognition.shapes import INSTRUMENT, Form, Round, forms_of, questions, read, table_of, understood

STATEMENTS = Statements(INSTRUMENT)
KAREN = Round((Form("L01", (1, 2, 3, 4, 5)),))
FOLLOW_UP = "Min leder følger op på den faglige kvalitet af vores arbejde."


@pytest.mark.parametrize(
    "heading",
    [
        FOLLOW_UP,
        FOLLOW_UP.removesuffix("."),
        FOLLOW_UP.upper(),
        f"<p style='x'><b>{FOLLOW_UP}</b></p>",
        FOLLOW_UP.replace("ø", "&oslash;"),
        f"1. Hvor enig er du i følgende udsagn? - {FOLLOW_UP}",
        f"Hvor enig er du? [{FOLLOW_UP}]",
        f"Faglig ledelse/{FOLLOW_UP}",
        f"Q3 {FOLLOW_UP}",
        f"FL_SQ003: {FOLLOW_UP}",
        f"Hvor enig er du?\n{FOLLOW_UP}",
        f"{FOLLOW_UP}2",
        f" {FOLLOW_UP} *",
        FOLLOW_UP.replace("leder ", "leder\u00a0").replace("arbejde", "ar\u00adbejde"),
        "${e://Field/leder} følger op på den faglige kvalitet af vores arbejde.",
        "Hvor enig er du? - [Leder] følger op på den faglige kvalitet af vores arbejde",
        "Anne Holm følger op på den faglige kvalitet af vores arbejde.",
    ],
)
def test_the_same_statement(heading: str) -> None:
    """Each is the statement about following up, as a system may write it."""
    found = STATEMENTS.find(heading)
    assert found is not None
    assert (found.item, found.whole) == ("follow_up", True)
    assert "employee" in found.perspectives


@pytest.mark.parametrize(
    "heading",
    [
        "Hvorfor mener du, at min leder følger op på den faglige kvalitet af vores arbejde?",
        "Mine kolleger følger op på den faglige kvalitet af vores arbejde.",
        "Min leder følger ikke op på den faglige kvalitet af vores arbejde.",
        "Min leder følger op på den faglige kvalitet",
        "Min leder følger op på den faglige kvalitet af vores arbejde hver dag",
    ],
)
def test_another_statement(heading: str) -> None:
    """A question about the statement, another subject, or a word more or less is not the statement."""
    assert STATEMENTS.find(heading) is None


def test_a_part_after_it_is_told() -> None:
    """A form about several leaders has their names after each statement."""
    found = STATEMENTS.find(f"{FOLLOW_UP} [Karen Holm]")
    assert found is not None
    assert (found.item, found.whole, found.after) == ("follow_up", False, "Karen Holm")


def test_one_word_changed_is_asked_about() -> None:
    """Bente changed a word: she is asked, and nothing is taken in silence."""
    head = ["leder", *KAREN.statements]
    head[3] = "Min leder følger op på den faglige kvalitet af jeres arbejde."
    assert questions(table_of([head, *KAREN.labelled])) == ["statement_alike"]


def test_two_columns_with_one_statement() -> None:
    """Bente pasted a column twice: one sentence names both."""
    head = ["leder", *KAREN.statements, KAREN.statements[0]]
    findings = Findings(50)
    assert understood([table_of([head, ["L01", *["Enig"] * 6]])], findings=findings) is None
    with pytest.raises(IntakeRefused) as refused:
        findings.refuse_if_any()
    assert [notice.code for notice in refused.value.notices] == ["claimed_twice"]


def test_a_comment_with_the_statement_as_its_question() -> None:
    """A column of remarks under the statement's words holds no answers, so the other one is the statement."""
    head = ["leder", *KAREN.statements, f"Uddyb: {KAREN.statements[0]}"]
    rows = [[*row, "Fordi hun lytter"] for row in KAREN.labelled]
    assert forms_of(read(table_of([head, *rows]))) == list(KAREN.forms)


def test_no_statement_is_whole_but_all_are_alike() -> None:
    """Bente wrote "lederen her" throughout: each is asked about, not the file as a whole."""
    head = ["leder", *(text.replace("Min leder", "Lederen her hos os") for text in KAREN.statements)]
    assert questions(table_of([head, *KAREN.labelled])) == ["statement_alike"] * 5
