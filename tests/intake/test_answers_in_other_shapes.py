"""Rows for each answer, columns for each leader and turned tables are read to the same answers, or told in one sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, look, read_round
from fagspejl.intake.types import AnswerFile
from intake.truth import CASES, MEANS, means

INSTRUMENT = load("faglig-ledelse")
Rows = list[list[str]]
with (CASES / "own_wording.csv").open(encoding="utf-8") as _file:
    HEAD, *FORMS = csv.reader(_file, delimiter=";")
SAID = range(3, 8)
NAMES = {"L01": "Karen Holm", "L02": "Mads Lund"}
STATEMENTS = HEAD[3:]


def written(folder: Path, rows: Rows) -> Path:
    """Write rows as a text file."""
    path = folder / "svar.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def by_answer(*, forms: bool = True) -> Rows:
    """One row for each answer."""
    head = ["Svar-ID", "Leder", "Perspektiv", "Udsagn", "Svar"]
    rows = [head, *([f[2], f[0], f[1], HEAD[i], f[i]] for f in FORMS for i in SAID)]
    return rows if forms else [row[1:] for row in rows]


def by_leader(heading: str) -> Rows:
    """One row for each form, with columns for each leader."""
    asked = [
        heading.format(leader=name, said=said, rest=said.removeprefix("Min leder "))
        for name in NAMES.values()
        for said in STATEMENTS
    ]
    empty = [""] * len(STATEMENTS)
    answers = [[cell for leader in NAMES for cell in (f[3:] if f[0] == leader else empty)] for f in FORMS]
    return [["Svar-ID", *asked], *([f[2], *row] for f, row in zip(FORMS, answers, strict=True))]


def turned(*, leaders: bool = True) -> Rows:
    """One column for each form."""
    head = [["Udsagn", *(f[2] for f in FORMS)], *([["Leder", *(f[0] for f in FORMS)]] if leaders else [])]
    return [*head, *([HEAD[i], *(f[i] for f in FORMS)] for i in SAID)]


def mapped(path: Path, folder: Path) -> Path:
    """Write the mapping of a file."""
    mapping = folder / "m.toml"
    mapping.write_text(look(AnswerFile(path), INSTRUMENT, "da").mapping, encoding="utf-8")
    return mapping


def renamed(path: Path, **given: object) -> dict[str, list[float]]:
    """Return the means by leader id, whatever the leaders are called."""
    said = means(read_round(path, INSTRUMENT, **given))  # type: ignore[arg-type]
    ids = {name: leader for leader, name in NAMES.items()}
    return {ids.get(name, name): values for name, values in said.items()}


@pytest.mark.parametrize(
    "rows", [by_answer(), [by_answer()[0], *sorted(by_answer()[1:], key=lambda r: r[3])]]
)
def test_a_row_for_each_answer(rows: Rows, tmp_path: Path) -> None:
    """Bente's file has a row for each of Sofie's answers, form by form or statement by statement."""
    path = written(tmp_path, rows)
    assert renamed(path) == MEANS
    assert renamed(path, mapping=mapped(path, tmp_path)) == MEANS


def test_a_column_for_each_form(tmp_path: Path) -> None:
    """In Bente's spreadsheet the statements stand below each other, and each form is a column."""
    path = written(tmp_path, turned())
    data = read_round(path, INSTRUMENT)
    assert (means(data), data.has_person) == (MEANS, True)
    assert renamed(path, mapping=mapped(path, tmp_path)) == MEANS


@pytest.mark.parametrize(
    "heading", ["{leader} - {said}", "{said} [{leader}]", "Hvor enig er du? - {leader} - {said}"]
)
def test_columns_for_each_leader(heading: str, tmp_path: Path) -> None:
    """Names before or after a statement may be leaders: asked about once, and then said in the mapping."""
    path = written(tmp_path, by_leader(heading))
    with pytest.raises(IntakeRefused) as refused:
        read_round(path, INSTRUMENT)
    assert [notice.code for notice in refused.value.notices] == ["several_leaders"]
    assert renamed(path, mapping=mapped(path, tmp_path)) == MEANS


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (by_answer(forms=False), "one_row_per_answer"),
        (turned(leaders=False), "turned_table"),
        ([["Udsagn", *NAMES], *([said, "3,4", "2,9"] for said in STATEMENTS)], "results_not_answers"),
        (
            [["Udsagn", *INSTRUMENT.wordings["da"].options], *([said, *"12345"] for said in STATEMENTS)],
            "results_not_answers",
        ),
    ],
)
def test_one_sentence_where_the_shape_does_not_say_enough(rows: Rows, code: str, tmp_path: Path) -> None:
    """Bente reads the cause once, not a fault for each cell."""
    with pytest.raises(IntakeRefused) as refused:
        read_round(written(tmp_path, rows), INSTRUMENT)
    assert [notice.code for notice in refused.value.notices] == [code]


def test_two_answers_to_one_statement_are_refused(tmp_path: Path) -> None:
    """One form cannot say two things about the same statement."""
    rows = [*by_answer(), [*by_answer()[1][:4], "Enig"]]
    with pytest.raises(IntakeRefused) as refused:
        read_round(written(tmp_path, rows), INSTRUMENT)
    assert [(n.code, n.row) for n in refused.value.notices] == [("shape_answered_twice", len(rows))]
