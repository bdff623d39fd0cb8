"""What is wrong in a file of answers is told by row and column, all of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.intake import IntakeRefused, Limits, read_round
from intake.files import HEAD, facts, places, read, refusal, tiny

GOOD = "karen,employee,sofie,4,4,4\n"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("karen,employee,p1,6,4,4", ("out_of_scale", 3, "quality")),
        ("karen,employee,p1,0,4,4", ("out_of_scale", 3, "quality")),
        ("karen,employee,p1,4,-1,4", ("out_of_scale", 3, "dilemmas")),
        ("karen,employee,p1,4,3.5,4", ("unknown_value", 3, "dilemmas")),
        ("karen,employee,p1,4,måske,4", ("unknown_value", 3, "dilemmas")),
        ("karen,employee,p1,4,-,4", ("missing_mark", 3, "dilemmas")),
        ("karen,employee,p1,4,=2+2,4", ("formula", 3, "dilemmas")),
        ("=karen,employee,p1,4,4,4", ("formula", 3, "leader")),
        (",employee,p1,4,4,4", ("blank_leader", 3, "leader")),
        ("karen,,p1,4,4,4", ("blank_perspective", 3, "perspective")),
        ("karen,chef,p1,4,4,4", ("unknown_perspective", 3, "perspective")),
        ("karen,employee,,4,4,4", ("blank_person", 3, "person")),
        ("karen,peer,,4,4,", ("blank_person", 3, "person")),
        ("karen,employee,sofie,2,2,2", ("duplicate_person", 3, "person")),
        ("karen,subordinate_leader,sofie,2,2,2", ("person_in_two_groups", 3, "person")),
        ("karen,self,,4,4,2", ("not_asked_of_perspective", 3, "workload")),
        ("karen,employee,p1,4,4", ("ragged_row", 3, None)),
        ("karen,employee,p1,4,4,4,4", ("ragged_row", 3, None)),
    ],
)
def test_one_fault(tmp_path: Path, row: str, fault: tuple[str, int, str | None]) -> None:
    """Each fault in Bente's third row is named with its row and column."""
    refused = refusal(tmp_path, f"{HEAD}\n{GOOD}{row}\n")
    assert places(refused.notices) == [fault]
    assert refused.total == 1


def test_two_self_rows(tmp_path: Path) -> None:
    """Karen answers about herself once; the second row is told together with the first."""
    refused = refusal(tmp_path, f"{HEAD}\nkaren,self,,4,4,\nkaren,self,,5,5,\n")
    assert places(refused.notices) == [("two_self_rows", 3, "perspective")]
    assert facts(refused.notices[0]) == {"value": "karen", "first": "2"}


def test_one_person_as_both_is_fine_when_kept_apart(tmp_path: Path) -> None:
    """Kept apart from employees, a subordinate leader may answer in both groups."""
    rows = f"{HEAD}\n{GOOD}karen,subordinate_leader,sofie,2,,\n"
    asked = read(tmp_path, rows.replace("subordinate_leader", "peer"), separate_subordinate_leaders=True)
    assert asked.table.rows == 2
    codes = [notice.code for notice in refusal(tmp_path, rows, separate_subordinate_leaders=True).notices]
    assert codes == ["not_asked_of_perspective"]  # the tiny instrument has no words for that group


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Bente is told the first fifty faults in the order of the rows, and how many there are."""
    rows = "".join(f"karen,chef,,4,4,{n % 5 + 1}\n" for n in range(40))
    refused = refusal(tmp_path, f"{HEAD}\n{rows}")
    assert refused.total == 80
    assert len(refused.notices) == 50
    assert places(refused.notices[:3]) == [
        ("unknown_perspective", 2, "perspective"),
        ("blank_person", 2, "person"),
        ("unknown_perspective", 3, "perspective"),
    ]


def test_rows_count_quoted_line_breaks_once(tmp_path: Path) -> None:
    """A comment of three lines is one row, as in Bente's spreadsheet."""
    refused = refusal(
        tmp_path,
        'leader,perspective,quality,comment_more_of\nkaren,employee,4,"a\nb\nc"\n\nkaren,employee,8,\n',
    )
    assert places(refused.notices) == [("out_of_scale", 4, "quality")]


def test_values_are_shown_safely(tmp_path: Path) -> None:
    """A long value with control characters is shortened and cannot change the terminal."""
    refused = refusal(tmp_path, f'{HEAD}\nkaren,employee,p1,"\x1b[31m\u202e{"x" * 100}",4,4\n')
    value = facts(refused.notices[0])["value"]
    assert len(value) == 40
    assert value.startswith("\\x1b[31m\\u202exxx")
    assert value.endswith("…")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n  \n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (HEAD.encode(), "header_only"),
        (HEAD.encode() + b"\n,,,,,\n", "no_answers"),
        (HEAD.encode() + b"\nkaren,employee,p1,,,\n", "no_answers"),
    ],
)
def test_nothing_in_it(tmp_path: Path, content: bytes, code: str) -> None:
    """A file without answers is refused by what it lacks."""
    assert [notice.code for notice in refusal(tmp_path, content).notices] == [code]


def test_headings(tmp_path: Path) -> None:
    """Unknown, repeated and missing headings are all told."""
    refused = refusal(tmp_path, "perspective,quality,Quality,mood,quality_\nemployee,4,4,4,4\n")
    assert places(refused.notices) == [
        ("duplicate_column", 1, "Quality"),
        ("unknown_column", 1, "mood"),
        ("unknown_column", 1, "quality_"),
        ("missing_column", 1, None),
    ]


def test_missing_perspective(tmp_path: Path) -> None:
    """Without a perspective nobody knows who answers."""
    assert places(refusal(tmp_path, "leader,quality\nkaren,4\n").notices) == [
        ("missing_perspective", 1, None)
    ]


def test_no_statement(tmp_path: Path) -> None:
    """A file without a single statement belongs to something else."""
    assert places(refusal(tmp_path, "leader,perspective\nkaren,self\n").notices) == [("no_items", 1, None)]


def test_content_without_a_heading(tmp_path: Path) -> None:
    """A column without a heading is harmless while it is empty."""
    head = "leader,perspective,quality,\n"
    assert read(tmp_path, head + "karen,employee,4,\n").table.rows == 1
    refused = refusal(tmp_path, head + "karen,employee,4,\nkaren,employee,4,hej\n")
    assert places(refused.notices) == [("nameless_column", 3, None)]


def test_open_quotation_mark(tmp_path: Path) -> None:
    """A quotation mark that is never closed swallows the rest; the row where it opens is told."""
    refused = refusal(
        tmp_path, 'leader,perspective,quality\nkaren,employee,4\nkaren,employee,"4\nkaren,self,4\n'
    )
    assert places(refused.notices) == [("broken_quotes", 3, None)]


def test_too_many_rows(tmp_path: Path) -> None:
    """Reading stops at the limit."""
    body = GOOD * 4
    refused = refusal(tmp_path, f"{HEAD}\n{body}", limits=Limits(csv_rows=3))
    assert [notice.code for notice in refused.notices] == ["too_many_rows"]


def test_a_leader_who_is_not_in_the_leaders_file_is_told_once(tmp_path: Path) -> None:
    """Bente misspelled two leaders in forty rows: two lines tell her, each with the first of its rows."""
    body = "karin,employee,p{0},4,4,\nmats,employee,q{0},4,4,\n"
    rows = "".join(body.format(number) for number in range(20))
    refused = refusal(tmp_path, f"{HEAD}\n{rows}", leaders="leader\nkaren\n")
    assert places(refused.notices) == [("unknown_leader", 2, "leader"), ("unknown_leader", 3, "leader")]
    assert refused.total == 2


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    """A file of one gigabyte is refused by its size; not a byte of it is read."""
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    told: list[object] = []
    with pytest.raises(IntakeRefused) as refused:
        read_round(path, tiny(), progress=lambda *step: told.append(step))
    assert [(n.code, facts(n)) for n in refused.value.notices] == [
        ("file_too_large", {"limit": "512", "size": "1024"})
    ]
    assert told == []


def test_missing_files(tmp_path: Path) -> None:
    """Files that are not there, and folders, are told together."""
    refused = refusal(tmp_path, GOOD, leaders=tmp_path / "x.csv", mapping=tmp_path)
    assert [(n.code, n.file) for n in refused.notices] == [
        ("not_a_file", tmp_path.name),
        ("file_missing", "x.csv"),
    ]
