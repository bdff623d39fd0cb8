"""Whose words the statements are in says who answers; where it does not, Bente is asked."""

from __future__ import annotations

import pytest

from fagspejl.analysis.types import Perspective
from fagspejl.intake import IntakeRefused
from intake.recognition.shapes import Form, Round, forms_of, questions, read, table_of

EMPLOYEES = Round((Form("L01", (1, 2, 3, 4, 5)), Form("L01", (2, 2, 3, 4, 4))))
HERSELF = Round((Form("L01", (5, 5, 4, 4, 3)),), perspective="self")
ABOVE = Round((Form("L01", (3, 3, 3, 3, 3)),), perspective="superior")
EMPTY = [""] * 5


def test_words_of_employees_and_of_herself() -> None:
    """Sofie answers about her leader, Karen about herself."""
    for asked, who in ((EMPLOYEES, Perspective.EMPLOYEE), (HERSELF, Perspective.SELF)):
        answers = read(table_of([["leder", *asked.statements], *asked.labelled]))
        assert set(answers.group.tolist()) == {int(who)}


def test_words_that_two_perspectives_share() -> None:
    """Colleagues have the words of the leader's leader: Bente says who answered."""
    table = table_of([["leder", *ABOVE.statements], *ABOVE.labelled])
    assert questions(table) == ["who_answers"]
    assert set(read(table, perspective=Perspective.PEER).group.tolist()) == {int(Perspective.PEER)}


def _both() -> list[list[str]]:
    head = ["leder", *EMPLOYEES.statements, *HERSELF.statements]
    rows = [[*row, *EMPTY] for row in EMPLOYEES.labelled]
    rows += [[row[0], *EMPTY, *row[1:]] for row in HERSELF.labelled]
    return [head, *rows]


def test_two_forms_in_one_file() -> None:
    """One survey shows Karen her own form and Sofie hers: each row is of the form that holds its answers."""
    answers = read(table_of(_both()))
    assert forms_of(answers) == [*EMPLOYEES.forms, *HERSELF.forms]
    assert answers.group.tolist() == [Perspective.EMPLOYEE, Perspective.EMPLOYEE, Perspective.SELF]


def test_two_forms_with_a_column_of_perspectives() -> None:
    """Where a column says who answers, it is believed."""
    said = ["perspektiv", "medarbejder", "medarbejder", "selv"]
    rows = [[row[0], who, *row[1:]] for row, who in zip(_both(), said, strict=True)]
    answers = read(table_of(rows))
    assert forms_of(answers) == [*EMPLOYEES.forms, *HERSELF.forms]
    assert answers.group.tolist() == [Perspective.EMPLOYEE, Perspective.EMPLOYEE, Perspective.SELF]


def test_one_of_two_forms_is_wanted() -> None:
    """Bente reads only what Karen said of herself."""
    answers = read(table_of(_both()), perspective=Perspective.SELF)
    assert forms_of(answers) == list(HERSELF.forms)


def test_a_row_with_answers_in_both_forms() -> None:
    """A row that answers as two people is refused."""
    head, row, *_ = _both()
    with pytest.raises(IntakeRefused) as refused:
        read(table_of([head, [*row[:6], *["Enig"] * 5]]))
    assert [notice.code for notice in refused.value.notices] == ["two_perspectives_in_row"]
