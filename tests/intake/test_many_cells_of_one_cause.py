"""What many cells share is told in one sentence: a mark for an empty cell, a label nobody knows, the wrong column."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.analysis.types import Missing
from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from intake.files import HEAD, facts, places, read, refusal
from intake.truth import CASES, MEANS, means


def _rows(cell: str, count: int = 12) -> str:
    return HEAD + "\n" + "".join(f"karen,employee,p{n},4,{cell},4\n" for n in range(count))


def test_na_in_the_case() -> None:
    """Omar's statistics program wrote NA where nothing was answered: one sentence that says so."""
    with pytest.raises(IntakeRefused) as caught:
        read_round(CASES / "z_na.csv", load("faglig-ledelse"))
    assert [notice.code for notice in caught.value.notices] == ["missing_mark"]
    assert facts(caught.value.notices[0])["value"] == "NA"


def test_na_translated(tmp_path: Path) -> None:
    """Once the mapping says that NA is an empty cell, the fourteen answers are there."""
    mapping = tmp_path / "m.toml"
    mapping.write_text('[values]\n"NA" = ""\n', encoding="utf-8")
    assert means(read_round(CASES / "z_na.csv", load("faglig-ledelse"), mapping=mapping)) == MEANS


@pytest.mark.parametrize("mark", ["NA", "n/a", "NULL", "NaN", "-", ".", "\\N", "<NA>", "None"])
def test_marks_of_an_empty_cell(tmp_path: Path, mark: str) -> None:
    """Whatever Per's program writes in empty cells is told once, with the rows."""
    refused = refusal(tmp_path, _rows(mark))
    assert places(refused.notices) == [("missing_mark", 2, "dilemmas")]
    assert facts(refused.notices[0])["count"] == "12"


@pytest.mark.parametrize(("cell", "code"), [("måske", "unknown_value_often"), ("9", "out_of_scale_often")])
def test_one_text_in_many_cells(tmp_path: Path, cell: str, code: str) -> None:
    """A label that nobody knows is one question to Bente, not one for each of her employees."""
    refused = refusal(tmp_path, _rows(cell))
    assert places(refused.notices) == [(code, 2, "dilemmas")]
    assert refused.total == 1


def test_the_wrong_column(tmp_path: Path) -> None:
    """A column of free text under a statement's name is one mistake."""
    rows = "".join(f"karen,employee,p{n},4,text {n},4\n" for n in range(30))
    refused = refusal(tmp_path, f"{HEAD}\n{rows}")
    assert places(refused.notices) == [("column_without_answers", 2, "dilemmas")]
    assert facts(refused.notices[0])["count"] == "30"


def test_comments_of_limesurvey(tmp_path: Path) -> None:
    """Sofie's comment has the line break and the quotation marks she wrote, and a question not shown has none."""
    head = "leader\tperspective\tperson\tquality\tdilemmas\tworkload\tcomment_more_of\n"
    rows = (
        "karen\temployee\tsofie\t4\t{question_not_shown}\t4\t{quote}Mere{quote} tid{newline}til {lbrace}alt}\n"
        "karen\temployee\tomar\t4\t4\t4\t{question_not_shown}\n"
    )
    data = read(tmp_path, head + rows)
    assert [comment.text for comment in data.comments] == ['"Mere" tid\ntil {alt}']
    assert data.table.missing[:, 1].tolist() == [Missing.NOT_ASKED, 0]
