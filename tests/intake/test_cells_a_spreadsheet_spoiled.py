"""Error cells and shortened numbers: one sentence for the cause, and no leader or person made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from fagspejl.intake.roster.read import read_roster
from fagspejl.intake.sentences import sentence
from fagspejl.intake.spoiled import SpoiledCells
from intake.books import CASES
from intake.files import HEAD, facts, places, read, refusal, tiny, written


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#VALUE!", "#I/T", "#VÆRDI!", "#DIVISION/0!", "Err:502", "#####"]
)
@pytest.mark.parametrize(
    ("column", "row"),
    [
        ("leader", "{},employee,1,4,5,3"),
        ("perspective", "karen,{},1,4,5,3"),
        ("person", "karen,employee,{},4,5,3"),
        ("dilemmas", "karen,employee,1,4,{},3"),
    ],
)
def test_error_cells(tmp_path: Path, error: str, column: str, row: str) -> None:
    """Wherever Bente's spreadsheet shows an error, the cell is named and nothing is made of it."""
    text = f"{HEAD}\nmads,employee,8,4,4,4\n{row.format(error)}\n{row.format(error)}\n"
    refused = refusal(tmp_path, text)
    assert places(refused.notices) == [("error_cell", 3, column)]
    assert facts(refused.notices[0]) | {"value": error, "count": "2", "rows": "3, 4"} == facts(
        refused.notices[0]
    )


def test_error_in_a_comment(tmp_path: Path) -> None:
    """A comment that is nothing but an error is one; a comment that begins with a number sign is a comment."""
    head = f"{HEAD},comment_more_of\n"
    refused = refusal(tmp_path, head + "karen,employee,1,4,5,3,#REF!\n")
    assert places(refused.notices) == [("error_cell", 2, "comment_more_of")]
    assert read(tmp_path, head + "karen,employee,1,4,5,3,#1 er ro\n").comments[0].text == "#1 er ro"


@pytest.mark.parametrize("number", ["1E+16", "1,23457E+15", "1.23457e+15"])
@pytest.mark.parametrize("column", ["leader", "person"])
def test_shortened_numbers(tmp_path: Path, number: str, column: str) -> None:
    """Omar is told that his spreadsheet shortened the numbers, once, not that people answered twice."""
    row = f'"{number}",employee,{{}},4,5,3' if column == "leader" else f'karen,employee,"{number}",4,5,3'
    refused = refusal(tmp_path, "\n".join([HEAD, *(row.format(n) for n in range(3))]) + "\n")
    assert places(refused.notices) == [("shortened_number", 2, column)]
    assert "forkortet lange numre" in sentence(refused.notices[0], "da")


def test_leaders_file(tmp_path: Path) -> None:
    """The leaders file is held to the same: no leader and no unit is called by an error."""
    leaders = "leader,leader_name,unit\nkaren,Karen,Nord\n1E+16,Mads,Nord\n1E+16,Sofie,#N/A\n"
    refused = refusal(tmp_path, f"{HEAD}\nkaren,employee,1,4,5,3\n", leaders=leaders)
    assert places(refused.notices) == [("shortened_number", 3, "leader"), ("error_cell", 4, "unit")]


def test_roster(tmp_path: Path) -> None:
    """HR's list of employees is held to the same, and its other faults wait: they follow from these."""
    head = "medarbejdernummer;navn;e-mail;enhed;rolle;leder\n"
    rows = "1,2E+16;Karen;;Nord;leder;\n1,2E+16;Mads;;#N/A;medarbejder;1,2E+16\n"
    with pytest.raises(IntakeRefused) as refused:
        read_roster(written(tmp_path, "liste.csv", head + rows), tiny())
    assert places(refused.value.notices) == [
        ("shortened_number", 2, "medarbejdernummer"),
        ("error_cell", 3, "enhed"),
        ("shortened_number", 3, "leder"),
    ]


def test_columns_looked_through() -> None:
    """A column of names may hold what only an id may not."""
    spoiled = SpoiledCells()
    assert spoiled.look(0, ["a", "1E+16", "#N/A"], [2, 3, 4], ids=False) == {2}
    assert spoiled.look(1, ["a", "1E+16", "#N/A"], [2, 3, 4], ids=True) == {1, 2}
    assert spoiled.look(2, ["a", "b"], [2, 3], ids=True) == frozenset()


def test_numbers_that_only_look_alike(tmp_path: Path) -> None:
    """An address with a plus and a room called 1E16 are ids as good as any."""
    text = f"{HEAD}\nkaren,employee,a+b@c.dk,4,5,3\nkaren,employee,1E16,4,5,3\n"
    assert read(tmp_path, text).table.rows == 2


def test_long_ids_of_a_workbook() -> None:
    """Ids of 17 digits typed into a spreadsheet are refused for what they are."""
    with pytest.raises(IntakeRefused) as refused:
        read_round(CASES / "x_long_ids.xlsx", load("faglig-ledelse"))
    assert places(refused.value.notices) == [("shortened_number", 2, "person")]
