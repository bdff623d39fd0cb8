"""One file of answers for each perspective, or for each unit, is one round."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.files import facts, places, tiny, written

from fagspejl.analysis.types import Perspective
from fagspejl.intake import IntakeRefused, read_round
from fagspejl.intake.types import AnswerFile, RoundData

HEAD = "leder,person,quality,dilemmas,kommentar_more_of\n"
EMPLOYEES = HEAD + "karen,p1,4,5,Mere tid\nmads,p2,2,3,\n"
LEADERS = "leder,quality,dilemmas,kommentar_more_of\nkaren,5,5,Ro\n"


def both(folder: Path, first: str, second: str, **given: object) -> RoundData:
    """Read employees' answers and then leaders' own."""
    return read_round(
        [
            AnswerFile(written(folder, "a.csv", first), Perspective.EMPLOYEE),
            AnswerFile(written(folder, "b.csv", second), Perspective.SELF),
        ],
        tiny(),
        **given,  # type: ignore[arg-type]
    )


def refused(folder: Path, first: str, second: str, *who: Perspective | None) -> IntakeRefused:
    """Read two files that are refused together."""
    with pytest.raises(IntakeRefused) as caught:
        read_round(
            [
                AnswerFile(written(folder, name, text), perspective)
                for name, text, perspective in zip(("a.csv", "b.csv"), (first, second), who, strict=True)
            ],
            tiny(),
        )
    return caught.value


def test_both_files_are_one_round(tmp_path: Path) -> None:
    """Karen answers about herself in a second file, and her employees' answers and hers stand in one round."""
    data = both(tmp_path, EMPLOYEES, LEADERS)
    assert [leader.id for leader in data.leaders] == ["karen", "mads"]
    assert data.table.leader.tolist() == [0, 1, 0]
    assert data.table.group.tolist() == [Perspective.EMPLOYEE, Perspective.EMPLOYEE, Perspective.SELF]
    assert data.table.values.tolist() == [[4, 5, 0], [2, 3, 0], [5, 5, 0]]


def test_comments_stay_with_their_rows(tmp_path: Path) -> None:
    """Karen's own comment in the second file is that of the third answer."""
    data = both(tmp_path, EMPLOYEES, LEADERS)
    assert [(one.row, one.text) for one in data.comments] == [(0, "Mere tid"), (2, "Ro")]


def test_the_same_person_in_two_files_is_found(tmp_path: Path) -> None:
    """Sofie answers about Karen in two employees' files, and the second answer names the first one's file."""
    error = refused(tmp_path, EMPLOYEES, HEAD + "karen,P1,1,1,\n", Perspective.EMPLOYEE, Perspective.EMPLOYEE)
    assert places(error.notices) == [("two_persons_look_alike", 2, "person")]
    assert facts(error.notices[0])["first"] == "2 (a.csv)"
    error = refused(tmp_path, EMPLOYEES, HEAD + "karen,p1,1,1,\n", Perspective.EMPLOYEE, Perspective.EMPLOYEE)
    assert places(error.notices) == [("duplicate_person", 2, "person")]
    assert (error.notices[0].file, facts(error.notices[0])["first"]) == ("b.csv", "2 (a.csv)")


def test_leaders_that_look_alike_across_files_are_found(tmp_path: Path) -> None:
    """Karen written with a capital in the second file is not a second leader."""
    error = refused(
        tmp_path, EMPLOYEES, LEADERS.replace("karen", "Karen"), Perspective.EMPLOYEE, Perspective.SELF
    )
    assert [(n.code, n.file, n.row) for n in error.notices] == [("two_leaders_look_alike", "b.csv", 2)]


def test_faults_name_the_file_they_stand_in(tmp_path: Path) -> None:
    """A seven in each file is named with the file and the row it stands in."""
    error = refused(
        tmp_path,
        EMPLOYEES.replace("4,5", "7,5"),
        LEADERS.replace("5,5", "5,7"),
        Perspective.EMPLOYEE,
        Perspective.SELF,
    )
    assert [(n.code, n.file, n.row, n.column) for n in error.notices] == [
        ("out_of_scale", "a.csv", 2, "quality"),
        ("out_of_scale", "b.csv", 2, "dilemmas"),
    ]


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    """Bente gives one file twice under two names, and nobody is counted twice."""
    error = refused(tmp_path, EMPLOYEES, EMPLOYEES, Perspective.EMPLOYEE, Perspective.PEER)
    assert [(n.code, n.file, facts(n)["other"]) for n in error.notices] == [
        ("file_given_twice", "b.csv", "a.csv")
    ]


def test_persons_in_one_file_only_are_refused(tmp_path: Path) -> None:
    """Where colleagues' answers have no person, nobody can tell whether Omar answered in both files."""
    error = refused(tmp_path, EMPLOYEES, LEADERS, Perspective.EMPLOYEE, Perspective.PEER)
    assert [(n.code, n.file) for n in error.notices] == [("persons_in_some_files", "b.csv")]


def test_perspective_told_beside_a_column_is_refused(tmp_path: Path) -> None:
    """The option and a column both say who answers, and neither wins in silence."""
    told = "leder,perspektiv,person,quality,dilemmas\nkaren,selv,p1,4,5\n"
    error = refused(tmp_path, told, LEADERS, Perspective.EMPLOYEE, Perspective.SELF)
    assert ("perspective_and_column", 1, "perspektiv") in places(error.notices)


def test_a_mapping_that_says_otherwise_is_refused(tmp_path: Path) -> None:
    """A mapping says peers and the option employees, so Bente is asked to take one of them away."""
    mapping = written(tmp_path, "m.toml", '[constants]\nperspective = "peer"\n')
    with pytest.raises(IntakeRefused) as caught:
        read_round(
            [AnswerFile(written(tmp_path, "a.csv", EMPLOYEES), Perspective.EMPLOYEE)], tiny(), mapping=mapping
        )
    assert [n.code for n in caught.value.notices] == ["perspective_told_twice"]


def test_each_file_may_have_its_own_mapping(tmp_path: Path) -> None:
    """The leaders' file comes from another system, with a mapping of its own."""
    other = written(tmp_path, "other.toml", '[columns]\nquality = "v1"\ndilemmas = "v2"\n')
    data = read_round(
        [
            AnswerFile(written(tmp_path, "a.csv", EMPLOYEES), Perspective.EMPLOYEE),
            AnswerFile(written(tmp_path, "b.csv", "leder;v1;v2\nkaren;5;4\n"), Perspective.SELF, other),
        ],
        tiny(),
    )
    assert data.table.values.tolist() == [[4, 5, 0], [2, 3, 0], [5, 4, 0]]


def test_rows_that_are_not_counted_are_named_by_file(tmp_path: Path) -> None:
    """An employee without an answer in each of two files is named in each."""
    data = read_round(
        [
            AnswerFile(written(tmp_path, "a.csv", EMPLOYEES + "mads,p3,,,Ro\n"), Perspective.EMPLOYEE),
            AnswerFile(written(tmp_path, "b.csv", HEAD + "mads,p4,4,4,\nmads,p5,,,Ro\n"), Perspective.PEER),
        ],
        tiny(),
    )
    told = [(n.file, facts(n)["rows"]) for n in data.warnings if n.code == "rows_not_counted"]
    assert told == [("a.csv", "4"), ("b.csv", "3")]
