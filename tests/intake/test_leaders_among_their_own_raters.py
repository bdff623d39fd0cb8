"""A leader, or a superior of the leader, does not answer among the people whose answers are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from intake.files import HEAD, facts, places, read, refusal
from support.source import ROOT

TEAM = "".join(f"karen,employee,p{n},4,4,4\n" for n in range(4))


@pytest.mark.parametrize(
    "row", ["karen,employee,karen,4,4,4", "karen,employee,KAREN ,4,4,4", "karen,peer,karen,4,4,"]
)
def test_her_id_is_the_leaders(tmp_path: Path, row: str) -> None:
    """Karen's own id among her employees or peers would make five of four people and herself."""
    refused = refusal(tmp_path, f"{HEAD}\n{TEAM}{row}\n")
    assert places(refused.notices) == [("leader_rates_herself", 6, "person")]
    assert facts(refused.notices[0])["leader"] == "karen"


def test_her_pseudonym_is_that_of_her_own_row(tmp_path: Path) -> None:
    """Karen answers about herself as k17, so k17 is not one of her employees."""
    refused = refusal(tmp_path, f"{HEAD}\n{TEAM}karen,employee,k17,4,4,4\nkaren,self,k17,5,5,\n")
    assert places(refused.notices) == [("leader_rates_herself", 6, "person")]


@pytest.mark.parametrize("perspective", ["employee", "peer"])
def test_her_leader(tmp_path: Path, perspective: str) -> None:
    """Mads, who answers as Karen's leader, is not among her employees or peers too."""
    work = "4" if perspective == "employee" else ""
    rows = f"karen,superior,mads,5,5,\nkaren,{perspective},mads,4,4,{work}\n"
    refused = refusal(tmp_path, f"{HEAD}\n{TEAM}{rows}")
    assert places(refused.notices) == [("superior_among_raters", 7, "person")]


def test_others_of_hers_may(tmp_path: Path) -> None:
    """Mads answers about Karen as her leader and about Ida as a peer; Karen's employee may be Ida's."""
    rows = "karen,superior,mads,5,5,\nida,peer,mads,4,4,\nida,employee,p0,4,4,4\nida,employee,karen,4,4,4\n"
    assert read(tmp_path, f"{HEAD}\n{TEAM}{rows}").table.rows == 8


def test_numbers_counted_from_one_are_told(tmp_path: Path) -> None:
    """Leaders and persons are each counted from 1, so employee 1 of leader 1 is told, and taken for somebody else."""
    data = read(tmp_path, HEAD + "\n" + "".join(f"1,employee,{n},4,4,4\n" for n in range(1, 6)))
    assert [(w.code, facts(w)["rows"]) for w in data.warnings] == [("numbers_shared", "2")]


def test_a_leaders_own_row_tells_that_numbers_are_shared(tmp_path: Path) -> None:
    """Leader 2 answers about herself as person 2, so persons and leaders have the same numbers: employee 1 is leader 1."""
    rows = "".join(f"1,employee,{n},4,4,4\n" for n in range(1, 6)) + "2,self,2,5,5,\n"
    assert places(refusal(tmp_path, f"{HEAD}\n{rows}").notices) == [("leader_rates_herself", 2, "person")]


def test_numbers_of_a_staff_list_are_no_count(tmp_path: Path) -> None:
    """Number 30117 is on nobody's count from 1: the employee with it is the leader with it."""
    rows = "".join(f"30117,employee,{n},4,4,4\n" for n in range(30115, 30120))
    assert places(refusal(tmp_path, f"{HEAD}\n{rows}").notices) == [("leader_rates_herself", 4, "person")]


def test_case_that_was_published() -> None:
    """Four colleagues and the leader herself once stood behind a figure of five."""
    folder = ROOT / "tests" / "cases" / "figures" / "own_employee"
    with pytest.raises(IntakeRefused) as refused:
        read_round(folder / "answers.csv", load("faglig-ledelse"), leaders=folder / "leaders.csv")
    assert places(refused.value.notices) == [("leader_rates_herself", 6, "person")]
