"""Two ids in a file that seem to mean one person, or one leader, are an error with both rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from fagspejl.intake.vocabulary import clean
from intake.files import HEAD, facts, places, read, refusal
from support.source import ROOT
from support.spellings import pairs

CASES = ROOT / "tests" / "cases"


def _quoted(text: str) -> str:
    return f'"{text}"'


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_one_person_twice(pair: tuple[str, str]) -> None:
    """Sofie answers twice under two spellings: refused with both rows, or counted once where trimming makes them one."""
    one, other = map(_quoted, pair)
    with tempfile.TemporaryDirectory() as folder:
        refused = refusal(Path(folder), f"{HEAD}\nkaren,employee,{one},4,4,4\nkaren,employee,{other},4,4,4\n")
    code = refused.notices[0].code
    assert code in (
        "two_persons_look_alike",
        "duplicate_person",
    )  # the second where they are the same once trimmed
    assert (refused.notices[0].row, facts(refused.notices[0])["first"]) == (3, "2")


@settings(max_examples=60, deadline=None)
@given(pairs())
def test_one_leader_twice(pair: tuple[str, str]) -> None:
    """Karen under two spellings would be two leaders with too few answers each."""
    one, other = map(_quoted, pair)
    with tempfile.TemporaryDirectory() as folder:
        rows = f"{HEAD}\n{one},employee,rater-1,4,4,4\n{other},employee,rater-2,4,4,4\n"
        if clean(pair[0]) == clean(pair[1]):
            assert read(Path(folder), rows).table.n_leaders == 1
        else:
            found = places(refusal(Path(folder), rows).notices)
            assert found == [("two_leaders_look_alike", 3, "leader")]


def test_one_leader_twice_in_the_leaders_file(tmp_path: Path) -> None:
    """The leaders file has Karen twice, once with a capital letter."""
    refused = refusal(
        tmp_path, f"{HEAD}\nkaren,employee,a,4,4,4\n", leaders="leader,unit\nkaren,a\nKaren,a\n"
    )
    assert places(refused.notices) == [("two_leaders_look_alike", 3, "leader")]
    assert facts(refused.notices[0]) == {"value": "Karen", "other": "karen", "first": "2"}


def test_a_leader_written_otherwise_in_the_answers(tmp_path: Path) -> None:
    """Leader 007 of the leaders file is leader 7 of the answers, since a spreadsheet took the zeros: both rows are told."""
    refused = refusal(
        tmp_path, f"{HEAD}\n7,employee,a,4,4,4\n7,employee,b,4,4,4\n", leaders="leader,unit\n008,a\n007,a\n"
    )
    assert places(refused.notices) == [("leader_looks_alike", 2, "leader")]
    assert facts(refused.notices[0]) == {"value": "7", "other": "007", "first": "3", "table": "ledere.csv"}


def test_ids_of_rows_left_out_do_not_matter(tmp_path: Path) -> None:
    """A row without an answer is left out, and so is the id in it."""
    data = read(tmp_path, f"{HEAD}\nkaren,employee,sofie,4,4,4\nkaren,employee,SOFIE,,,\n")
    assert data.table.rows == 1


def test_cases_that_were_published() -> None:
    """Three people once stood behind a figure of five, and four behind another."""
    found = []
    for answers in ("figures/person_case/answers.csv", "files/p_case_dup.csv"):
        try:
            read_round(CASES / answers, load("faglig-ledelse"))
        except IntakeRefused as refused:
            found.append([(n.code, n.row, facts(n)["first"]) for n in refused.notices])
    code = "two_persons_look_alike"
    assert found == [[(code, 3, "2"), (code, 5, "4")], [(code, 6, "2")]]
