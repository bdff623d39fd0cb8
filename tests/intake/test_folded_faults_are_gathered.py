"""Faults that one sentence tells of are gathered row by row, and what is told does not hang on the gathering."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, Mending, read_round
from fagspejl.intake.roster.read import read_roster
from intake.files import HEAD, tiny, written
from support.mended import faults_of, looked_at
from support.roster import CAST, SOFIE, roster_text

LEADERS = "leader\nkaren\n007\n"


def _row(number: int, **cells: str) -> str:
    given = {"leader": "karen", "who": "employee", "quality": "3", "dilemmas": "4", "workload": "2"} | cells
    return f"{given['leader']},{given['who']},p{number},{given['quality']},{given['dilemmas']},{given['workload']}"


CASES = {
    "one text in two columns": [_row(n, quality="9", dilemmas="9") for n in range(1500)],
    "one text late in another column": [
        _row(n, **{"quality" if n < 1200 else "dilemmas": "måske"}) for n in range(1500)
    ],
    "marks in two columns": [_row(n, quality="NA", workload="NA") for n in range(1200)],
    "a column of other texts, and marks": [_row(n, quality=f"tekst {n}") for n in range(1100)]
    + [_row(n, dilemmas="NA") for n in range(1100, 1103)],
    "marks within a column of other texts": [
        _row(n, quality=f"tekst {n}" if n % 3 else "NA") for n in range(60)
    ],
    "error cells": [_row(n, quality="#N/A", dilemmas="#REF!") for n in range(60)],
    "formulas": [_row(n, quality="=1+1") for n in range(60)],
    "an unknown perspective": [_row(n, who="chef") for n in range(60)],
    "an unknown leader": [_row(n, leader="ukendt") for n in range(60)],
    "a leader who looks like another": [_row(n, leader="7") for n in range(60)],
    "few of each": [_row(n, quality="måske", dilemmas="9") for n in range(3)],
}


@pytest.mark.parametrize("case", CASES)
def test_every_row_is_gathered_and_the_same_is_told(tmp_path: Path, case: str) -> None:
    """Bente is told the same whether she wants the rows or not, and gets every one of them."""
    bad, good = CASES[case], [_row(n) for n in range(9000, 9003)]
    path = written(tmp_path, "svar.csv", "\n".join([HEAD, *good, *bad]) + "\n")
    leaders = written(tmp_path, "ledere.csv", LEADERS)
    refusals = []
    for mending in (None, Mending([path, leaders], gathers=True)):
        with pytest.raises(IntakeRefused) as refused:
            read_round(path, tiny(), leaders=leaders, mending=mending)
        refusals.append((refused.value.total, refused.value.notices))
    assert refusals[0] == refusals[1]
    sheets = mending.sheets() if mending else ()
    assert [row.row for row in sheets[0].rows] == list(range(5, 5 + len(bad)))
    assert all(row.notices and row.marks for row in sheets[0].rows)


def test_each_row_has_the_words_of_its_own_cell(tmp_path: Path) -> None:
    """Beside Omar's row stands what is wrong with his cell, in his column, not where the others are."""
    rows = [_row(n, **{"quality" if n < 5 else "dilemmas": "9"}) for n in range(8)]
    path = written(tmp_path, "svar.csv", "\n".join([HEAD, *rows]) + "\n")
    made = faults_of(lambda m: read_round(path, tiny(), mending=m), [path], tmp_path / "fejl.xlsx")
    said = [row[0] for row in looked_at(made)["svar.csv"][1:]]
    scale = "»9« ligger uden for skalaen. Skriv et helt tal fra 1 til 5, eller lad feltet stå tomt."
    assert said == [f"Kolonne »{'quality' if n < 5 else 'dilemmas'}«: {scale}" for n in range(8)]


def test_alike_leaders_are_named_beside_every_row(tmp_path: Path) -> None:
    """Leader 007 is leader 7 of the answers: each of those rows says so to Bente, not only the first."""
    path = written(tmp_path, "svar.csv", "\n".join([HEAD, *(_row(n, leader="7") for n in range(3))]) + "\n")
    leaders = written(tmp_path, "ledere.csv", LEADERS)
    mending = Mending([path, leaders], gathers=True)
    with pytest.raises(IntakeRefused):
        read_round(path, tiny(), leaders=leaders, mending=mending)
    (sheet,) = mending.sheets()
    assert [row.notices[0].code for row in sheet.rows] == ["leader_looks_alike"] * 3


@pytest.mark.parametrize("change", [("karen", "ukendt"), (";medarbejder;", ";medarbejdr;")])
def test_rows_of_a_roster(tmp_path: Path, change: tuple[str, str]) -> None:
    """Of 70 people of the roster with the same fault, Bente is told the same either way, and gets all of them."""
    people = [SOFIE.replace("sofie", f"sofie{n}").replace(*change) for n in range(70)]
    path = written(tmp_path, "liste.csv", roster_text(*CAST, *people))
    refusals = []
    mending = Mending([path], gathers=True)
    for one in (None, mending):
        with pytest.raises(IntakeRefused) as refused:
            read_roster(path, load("faglig-ledelse"), mending=one)
        refusals.append((refused.value.total, refused.value.notices))
    assert refusals[0] == refusals[1]
    (sheet,) = mending.sheets()
    assert [row.row for row in sheet.rows][-70:] == list(range(len(CAST) + 2, len(CAST) + 72))
