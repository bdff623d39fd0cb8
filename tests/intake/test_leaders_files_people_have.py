"""A list of leaders may have columns of its own; one of ours that is misspelt is still told."""

from __future__ import annotations

from pathlib import Path

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round
from intake.files import HEAD, places, refusal
from intake.truth import CASES, MEANS, means


def test_further_columns_are_left_alone() -> None:
    """Ida's list of leaders has their number and title too: they are left alone and named."""
    data = read_round(CASES / "own.csv", load("faglig-ledelse"), leaders=CASES / "leaders_extra.csv")
    assert means(data) == MEANS
    assert [leader.name for leader in data.leaders] == ["Anne Holm", "Bo Lund"]
    assert "columns_left_out" in {notice.code for notice in data.warnings}


def test_a_misspelt_column_is_not_left_alone(tmp_path: Path) -> None:
    """Per wrote "inviteret_medarbejdere": without the column nobody would know how many were asked."""
    refused = refusal(
        tmp_path, f"{HEAD}\nkaren,employee,p1,4,4,4\n", leaders="leder,inviteret_medarbejdere\nkaren,8\n"
    )
    assert places(refused.notices) == [("unknown_column", 1, "inviteret_medarbejdere")]
