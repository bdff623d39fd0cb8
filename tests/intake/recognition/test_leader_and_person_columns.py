"""The leader, the person and the system of a file are told by headings, and asked about where these do not say."""

from __future__ import annotations

import pytest

from fagspejl.intake import IntakeRefused
from fagspejl.intake.findings import Findings
from fagspejl.intake.mapping.types import ColumnMap, FileMapping
from fagspejl.intake.recognition.types import Understanding
from intake.recognition.shapes import Form, Round, questions, read, table_of, understood

FORMS = tuple(Form(leader, (n, 2, 3, 4, 5)) for leader in ("L01", "L02") for n in (1, 2, 3))
ASKED = Round(FORMS)


def _found(head: list[str], cells: list[list[str]]) -> Understanding:
    rows = [[*cell, *row[1:]] for cell, row in zip(cells, ASKED.labelled, strict=True)]
    found = understood([table_of([[*head, *ASKED.statements], *rows])])
    assert found is not None
    return found


@pytest.mark.parametrize(
    "heading",
    [
        "Hvem er din leder?",
        "LederID",
        "Leder-ID",
        "Nærmeste leder",
        "1. Vælg din leder",
        "Who is your manager?",
        "Hvem er din leder? (skriv navn)",
        "om/leder",
    ],
)
def test_headings_of_the_leader(heading: str) -> None:
    """Each says whom the answers are about."""
    answers = read(table_of([[heading, *ASKED.statements], *ASKED.labelled]))
    assert answers.leaders == ("L01", "L02")


def test_an_id_goes_before_a_name() -> None:
    """With an id and a name, the id is the leader."""
    cells = [["Anne Holm", form.leader] for form in FORMS]
    column = _found(["Hvem er din leder?", "LederID"], cells).column("leader")
    assert column is not None
    assert column.heading == "LederID"


def test_two_names_are_asked_about() -> None:
    """Two columns that say the same leave a question."""
    cells = [["Anne Holm", form.leader] for form in FORMS]
    found = _found(["Hvem er din leder?", "Nærmeste leder"], cells)
    assert [question.code for question in found.questions] == ["leader_columns"]


def test_contents_alone_are_asked_about() -> None:
    """A column with few names may be the leader, but its heading does not say so."""
    rows = [["Afdeling", *ASKED.statements], *ASKED.labelled]
    assert questions(table_of(rows)) == ["leader_by_contents"]
    told = FileMapping(file="m.toml", answers=ColumnMap({"leader": "afdeling"}, True))
    assert read(table_of(rows), told=told).leaders == ("L01", "L02")


def test_a_person_column_with_gaps_is_not_used() -> None:
    """Access codes that some rows lack tell nobody apart; LimeSurvey's own numbers do."""
    head = ["Svar-ID", "Dato afsendt", "Sidste side", "Adgangskode", "Leder"]
    tokens = ["tok1", "", "tok3", "tok4", "tok5", "tok6"]
    cells = [[str(n), "2026-03-02", "1", tokens[n], form.leader] for n, form in enumerate(FORMS)]
    column = _found(head, cells).column("person")
    assert column is not None
    assert column.heading == "Svar-ID"


def test_columns_left_aside_are_named() -> None:
    """What nobody needs is named, except what belongs to the system."""
    head = ["Timestamp", "Hvem er din leder?", "Alder"]
    found = _found(head, [["2026", form.leader, "40"] for form in FORMS])
    notes = {note.code: dict(note.facts) for note in found.notes}
    assert notes["system"]["name"] == "Google Forms"
    assert notes["columns_aside"]["names"] == "Alder"


def test_marks_of_two_systems() -> None:
    """Two exports side by side in one file are told in one sentence."""
    head = [
        "StartDate",
        "RecordedDate",
        "ResponseId",
        "respondentid",
        "closetime",
        "starttime",
        "organization",
        "leder",
    ]
    findings = Findings(50)
    rows = [[*head, *ASKED.statements], *([*["x"] * 7, *row] for row in ASKED.labelled)]
    assert understood([table_of(rows)], findings=findings) is None
    with pytest.raises(IntakeRefused) as refused:
        findings.refuse_if_any()
    assert [notice.code for notice in refused.value.notices] == ["two_systems"]


def test_comments_are_known_by_their_question() -> None:
    """The questionnaire's own open questions are comments; another text is left aside."""
    question = "Hvad vil du gerne have, at din leder gør mere af?"
    head = ["leder", question, "Hvad synes du ellers?"]
    found = _found(head, [[form.leader, "Flere møder", "Kaffen"] for form in FORMS])
    column = found.column("comment_more_of")
    assert column is not None
    assert column.heading == question
    assert found.columns[2].ours == ""


def test_a_column_that_says_whether_somebody_leads() -> None:
    """ "Leder: ja/nej" does not say whom the answers are about; the other column does."""
    cells = [["nej", form.leader] for form in FORMS]
    column = _found(["Leder", "Hvem er din leder?"], cells).column("leader")
    assert column is not None
    assert column.heading == "Hvem er din leder?"
    alone = [[*cell[:1], *row[1:]] for cell, row in zip(cells, ASKED.labelled, strict=True)]
    assert questions(table_of([["Leder", *ASKED.statements], *alone])) == ["leader_says_whether"]


def test_our_id_at_the_end_of_another_question() -> None:
    """A text about development is not the statement of that name."""
    question = "Kommentar: development"
    cells = [[form.leader, "Mere ro"] for form in FORMS]
    found = _found(["leder", question], cells)
    assert [column.heading for column in found.columns if not column.ours] == [question]
