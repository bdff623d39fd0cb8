"""Some programs leave out empty cells at the end of a row: that is read, and told; a row that was cut is refused."""

from __future__ import annotations

from pathlib import Path

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round
from intake.files import HEAD, facts, places, read, refusal
from intake.truth import CASES, MEANS, means

WITH_COMMENTS = HEAD + ",comment_more_of\n"


def test_the_fourteen_answers() -> None:
    """Karen's program ended each row after its last cell with something in it."""
    data = read_round(CASES / "c_short_rows.csv", load("faglig-ledelse"))
    assert means(data) == MEANS
    told = next(notice for notice in data.warnings if notice.code == "short_rows")
    assert facts(told) == {"count": "9", "rows": "3, 4, 8, 9, 10, 12, 13, 14, 15"}


def test_blank_answers_at_the_end(tmp_path: Path) -> None:
    """Where another row shows that empty ends are left out, Sofie's blank last answer is blank, and told of."""
    rows = "karen,employee,sofie,4,4,4\nkaren,employee,omar,4,4\nkaren,employee,per,4,4,4,Mere tid\n"
    data = read(tmp_path, WITH_COMMENTS + rows)
    assert data.table.values[:, 1].tolist() == [4, 4, 4]
    assert (data.table.missing > 0).sum() == 1
    assert [facts(notice)["rows"] for notice in data.warnings if notice.code == "short_rows"] == ["2, 3"]


def test_a_row_that_was_cut(tmp_path: Path) -> None:
    """Without such a row nobody knows whether Omar's last answer was blank or lost."""
    rows = "karen,employee,sofie,4,4,4,\nkaren,employee,omar,4,4\nkaren,employee,per,4,4,4,Mere tid\n"
    assert places(refusal(tmp_path, WITH_COMMENTS + rows).notices) == [("ragged_row", 3, None)]


def test_a_comment_with_a_line_break_outside_quotation_marks() -> None:
    """The second line of a comment is no row with its end left out."""
    refused = refusal_of("c_rawnewline.csv")
    assert refused == ["ragged_row"]


def test_many_rows_of_another_width_have_one_cause(tmp_path: Path) -> None:
    """Bente's headings have semicolons, her rows commas: one sentence, not one per row."""
    rows = "".join(f"karen,employee,p{n},4,4,4\n" for n in range(20))
    refused = refusal(tmp_path, HEAD.replace(",", ";") + "\n" + rows)
    assert [notice.code for notice in refused.notices] == ["ragged_rows"]
    assert facts(refused.notices[0])["count"] == "20"


def refusal_of(case: str) -> list[str]:
    """The errors of a case file."""
    from fagspejl.intake import IntakeRefused

    try:
        read_round(CASES / case, load("faglig-ledelse"))
    except IntakeRefused as refused:
        return [notice.code for notice in refused.notices]
    return []
