"""Without person ids, equal rows are named where it hangs on them whether enough people have answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.files import facts, places, read

HEAD = "leader,perspective,quality,dilemmas,workload"
FOUR = ["karen,employee,1,2,3", "karen,employee,2,2,3", "karen,employee,3,2,3", "karen,employee,4,2,3"]


def _named(folder: Path, *rows: str, **given: object) -> list[tuple[str, str]]:
    data = read(folder, "\n".join((HEAD, *rows)) + "\n", **given)
    return [(facts(w)["value"], facts(w)["rows"]) for w in data.warnings if w.code == "equal_rows"]


def test_five_of_which_two_are_equal(tmp_path: Path) -> None:
    """Karen has five answers, two of them alike: the rows are named, since they may be one person."""
    assert _named(tmp_path, *FOUR, FOUR[1]) == [("karen", "3, 6")]


def test_six_with_one_pair_are_enough(tmp_path: Path) -> None:
    """Six answers with one pair are five people at least, and people do answer alike."""
    assert _named(tmp_path, *FOUR, FOUR[1], "karen,employee,5,2,3") == []


def test_a_higher_limit_is_the_one_that_counts(tmp_path: Path) -> None:
    """With six as the limit, five different answers among six are too few."""
    assert _named(tmp_path, *FOUR, FOUR[1], "karen,employee,5,2,3", k=6) == [("karen", "3, 6")]


def test_too_few_anyhow(tmp_path: Path) -> None:
    """Four answers get no report, so that two are equal decides nothing."""
    assert _named(tmp_path, *FOUR[:3], FOUR[1]) == []


@pytest.mark.parametrize("other", ["ida,employee,2,2,3", "karen,peer,2,2,", "karen,employee,ved_ikke,2,3"])
def test_other_rows_are_not_equal(tmp_path: Path, other: str) -> None:
    """The same answers about another leader, from another perspective, or with "ved ikke", are another row."""
    assert _named(tmp_path, *FOUR, other) == []


def test_persons_settle_it(tmp_path: Path) -> None:
    """Five people with ids may answer alike."""
    rows = "".join(f"karen,employee,p{n},4,4,4\n" for n in range(5))
    assert read(tmp_path, f"leader,perspective,person,quality,dilemmas,workload\n{rows}").warnings == ()


def test_rows_without_an_answer_are_not_counted(tmp_path: Path) -> None:
    """A row of "ved ikke" is nobody who is counted, so it does not make five of four; it is told."""
    data = read(tmp_path, "\n".join((HEAD, *FOUR, "karen,employee,ved_ikke,,")) + "\n")
    assert places(data.warnings) == [("rows_not_counted", None, None)]
    assert facts(data.warnings[0])["rows"] == "6"
