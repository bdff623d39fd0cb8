"""Bente's file of answers becomes one table: who, in which perspective, what, and what was written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fagspejl.analysis.types import Missing, Perspective
from intake.files import HEAD, read, tiny

BLANK, DONT_KNOW, NO_DISCLOSE, NOT_ASKED = (
    Missing.BLANK,
    Missing.DONT_KNOW,
    Missing.NO_DISCLOSE,
    Missing.NOT_ASKED,
)


def test_one_row_per_response(tmp_path: Path) -> None:
    """Sofie and Omar answer about Karen, Karen about herself, Mads about her; each row keeps its perspective."""
    data = read(
        tmp_path,
        f"{HEAD}\nkaren,employee,sofie,4,5,1\nkaren,employee,omar,2,3,5\nkaren,self,,5,5,\nkaren,superior,,4,4,\n",
    )
    table = data.table
    assert table.values.tolist() == [
        [4, 5, 5],
        [2, 3, 1],
        [5, 5, 0],
        [4, 4, 0],
    ]  # the last statement is turned
    assert table.group.tolist() == [0, 0, 1, 2]
    assert table.leader.tolist() == [0, 0, 0, 0]
    assert len(set(table.person.tolist())) == 4
    assert data.has_person


@pytest.mark.parametrize(
    ("said", "value", "missing"),
    [
        ("4", 4, 0),
        (" 4 ", 4, 0),
        ("4.0", 4, 0),
        ('"4,0"', 4, 0),
        ("", 0, BLANK),
        ("   ", 0, BLANK),
        ("ved_ikke", 0, DONT_KNOW),
        ("Ved ikke", 0, DONT_KNOW),
        ("dont_know", 0, DONT_KNOW),
        ("oensker_ikke", 0, NO_DISCLOSE),
        ("Ønsker ikke at oplyse", 0, NO_DISCLOSE),
        ("ØNSKER IKKE", 0, NO_DISCLOSE),
    ],
)
def test_ways_to_answer(tmp_path: Path, said: str, value: int, missing: int) -> None:
    """However Sofie's system writes an answer or its absence, the table holds the same."""
    data = read(tmp_path, f"{HEAD}\nkaren,employee,sofie,{said},3,\n")
    assert (data.table.values[0, 0], data.table.missing[0, 0]) == (value, missing)


@pytest.mark.parametrize(
    ("said", "perspective"),
    [
        ("employee", Perspective.EMPLOYEE),
        ("Medarbejder", Perspective.EMPLOYEE),
        ("subordinate_leader", Perspective.SUBORDINATE_LEADER),
        ("underordnet leder", Perspective.SUBORDINATE_LEADER),
        ("SELF", Perspective.SELF),
        ("leder selv", Perspective.SELF),
        ("overordnet leder", Perspective.SUPERIOR),
        ("superior", Perspective.SUPERIOR),
        ("sideordnet leder", Perspective.PEER),
        ("lederkollega", Perspective.PEER),
        ("peer", Perspective.PEER),
    ],
)
def test_perspectives_in_two_languages(tmp_path: Path, said: str, perspective: Perspective) -> None:
    """Bente may write the perspectives in Danish or English, in any case."""
    data = read(tmp_path, f"{HEAD}\nkaren,{said},p1,4,3,\n")
    assert data.table.group.tolist() == [perspective]


def test_headings_in_any_case(tmp_path: Path) -> None:
    """Headings are found with spaces around them, in capitals and in Danish."""
    data = read(tmp_path, " Leder , PERSPEKTIV,Person,Quality,DILEMMAS ,workload\nkaren,selv,p1,4,3,\n")
    assert data.table.values[0].tolist() == [4, 3, 0]


def test_statements_not_asked(tmp_path: Path) -> None:
    """Karen is not asked about workload, so her blank there leaves every denominator; Sofie's blank is a blank."""
    data = read(tmp_path, f"{HEAD}\nkaren,self,,4,,\nkaren,employee,sofie,4,,\n")
    assert data.table.missing.tolist() == [[0, BLANK, NOT_ASKED], [0, BLANK, BLANK]]


def test_statement_without_a_column(tmp_path: Path) -> None:
    """A statement that has no column was not asked, and Bente is told."""
    data = read(tmp_path, "leader,perspective,quality\nkaren,employee,4\n")
    assert data.table.missing.tolist() == [[0, NOT_ASKED, NOT_ASKED]]
    assert [(w.code, dict(w.facts)["names"]) for w in data.warnings] == [
        ("items_not_asked", "dilemmas, workload")
    ]


def test_subordinate_leaders_get_the_employees_form(tmp_path: Path) -> None:
    """Ida answers about Mads as a subordinate leader: merged with employees she is asked what they are asked."""
    rows = f"{HEAD}\nmads,subordinate_leader,ida,4,3,2\n"
    assert read(tmp_path, rows).table.missing.tolist() == [[0, 0, 0]]


def test_comments(tmp_path: Path) -> None:
    """Comments keep their words and line breaks; empty ones and control characters are gone."""
    data = read(
        tmp_path,
        "leader,perspective,quality,comment_more_of\n"
        'karen,employee,4,"Tid til sager;\r\nsammen, ""ofte"""\nkaren,employee,,  \nkaren,employee,,Mere ro\x07\n',
    )
    assert [(c.row, c.question, c.text) for c in data.comments] == [
        (0, "more_of", 'Tid til sager;\nsammen, "ofte"'),
        (1, "more_of", "Mere ro"),
    ]


def test_empty_forms_are_left_out(tmp_path: Path) -> None:
    """A form without an answer or a comment is no response; one with only "ved ikke" is, but counts nowhere."""
    data = read(tmp_path, f"{HEAD}\nkaren,employee,sofie,,,\nkaren,employee,omar,ved_ikke,,\n")
    assert data.table.rows == 1
    assert [(w.code, dict(w.facts)["count"], dict(w.facts)["rows"]) for w in data.warnings] == [
        ("rows_without_answers", "1", "2"),
        ("rows_not_counted", "1", "3"),
    ]


def test_empty_lines_of_spreadsheets(tmp_path: Path) -> None:
    """Lines that hold only delimiters, as spreadsheets leave them, are passed over in silence."""
    data = read(tmp_path, f"{HEAD}\nkaren,employee,sofie,4,4,4\n\n,,,,,\n ,,,,,\n")
    assert (data.table.rows, data.warnings) == (1, ())


def test_same_person_about_several_leaders(tmp_path: Path) -> None:
    """Ida rates Karen and Mads as a peer under one pseudonym: two responses, one person."""
    data = read(tmp_path, f"{HEAD}\nkaren,peer,ida,4,4,\nmads,peer, ida ,5,5,\n")
    assert data.table.person.tolist() == [0, 0]


def test_without_pseudonyms(tmp_path: Path) -> None:
    """Without a person column each row is somebody of their own, and the round says so."""
    data = read(tmp_path, "leader,perspective,quality\nkaren,employee,4\nkaren,employee,4\n")
    assert data.table.person.tolist() == [0, 1]
    assert not data.has_person


def test_composed_and_decomposed_letters(tmp_path: Path) -> None:
    """Åse is one leader, whether her Å is written as one character or, as some machines do, as two."""
    data = read(tmp_path, f"{HEAD}\n\u00c5se,employee,p1,4,4,4\nA\u030ase ,employee,p2,4,4,4\n")
    assert [leader.id for leader in data.leaders] == ["Åse"]


def test_several_superiors(tmp_path: Path) -> None:
    """Karen has two leaders above her; both marks are kept."""
    data = read(tmp_path, f"{HEAD}\nkaren,superior,mads,4,4,\nkaren,superior,ida,2,2,\n")
    assert data.table.values[:, 0].tolist() == [4, 2]


def test_flat_without_a_leaders_file(tmp_path: Path) -> None:
    """Without a leaders file: one unit, leaders as they appear, nobody knows how many were invited."""
    data = read(tmp_path, f"{HEAD}\nmads,employee,p1,4,4,4\nkaren,employee,p2,4,4,4\n")
    assert [(u.id, u.name, u.parent) for u in data.units] == [("", "Organisationen", -1)]
    assert [(leader.id, leader.name, leader.unit) for leader in data.leaders] == [
        ("mads", "mads", 0),
        ("karen", "karen", 0),
    ]
    assert (data.table.invited == -1).all()
    assert not data.has_invited


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    """Bente sees how far the reading has come, up to the last byte."""
    told: list[tuple[str, int, int]] = []
    body = "".join(f"karen,employee,p{n},4,4,4\n" for n in range(3000))
    read(tmp_path, f"{HEAD}\n{body}", progress=lambda *step: told.append(step))
    size = (tmp_path / "svar.csv").stat().st_size
    assert told[-1] == ("svar.csv", size, size)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_invariant_of_the_table(tmp_path: Path) -> None:
    """Every cell of the table is an answer or has a reason for being none."""
    data = read(
        tmp_path, f"{HEAD}\nkaren,employee,a,1,,ved_ikke\nkaren,self,,5,oensker_ikke,\n", instrument=tiny()
    )
    assert np.array_equal(data.table.values == 0, data.table.missing > 0)
