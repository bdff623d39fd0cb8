"""Headings, rows and files of further kinds: read where they say enough, refused in one sentence where they do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from fagspejl.intake.types import RoundData
from intake.files import HEAD, facts, read, refusal
from intake.truth import CASES, MEANS, means

INSTRUMENT = load("faglig-ledelse")
LINES = [line.split(";") for line in (CASES / "own_wording.csv").read_text(encoding="utf-8-sig").splitlines()]


def _read(folder: Path, lines: list[list[str]]) -> RoundData:
    path = folder / "svar.csv"
    path.write_text("\n".join("\t".join(line) for line in lines), encoding="utf-8")
    return read_round(path, INSTRUMENT)


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.replace(" ", "."),
        lambda text: text.replace(" ", "_"),
        lambda text: text.replace(" ", "&nbsp;").replace("ø", "&oslash;"),
        lambda text: text.replace("Min leder", "Karen Holm-Nielsen"),
    ],
    ids=["as R writes it", "as a database writes it", "HTML entities", "a name with a hyphen"],
)
def test_headings(tmp_path: Path, written: Callable[[str], str]) -> None:
    """However Mads' system wrote the statements, they are found."""
    head = LINES[0][:3] + [written(text) for text in LINES[0][3:]]
    assert means(_read(tmp_path, [head, *LINES[1:]])) == MEANS


@pytest.mark.parametrize("first", ["Total", "I alt", "Hele organisationen", "Antal", "N=14", "Alle", "Gns."])
def test_a_row_of_sums_proves_no_direction(tmp_path: Path, first: str) -> None:
    """Whole numbers in the last row of Lone's file are sums: they are left out, and nobody is asked what they mean."""
    data = _read(tmp_path, [*LINES, [first, "", "", "4", "4", "4", "4", "4"]])
    assert means(data) == MEANS
    assert "left_out_total" in {notice.code for notice in data.warnings}


def test_points_beside_answers(tmp_path: Path) -> None:
    """Ida made a quiz of her form: points and feedback are no answers."""
    lines = [
        line[:3]
        + [
            cell
            for text in line[3:]
            for cell in ((text, "3", "") if row else (text, f"Point - {text}", f"Feedback - {text}"))
        ]
        for row, line in enumerate(LINES)
    ]
    assert means(_read(tmp_path, lines)) == MEANS


@pytest.mark.parametrize("number", ["6", "99"])
def test_a_number_beside_the_scale_is_named(tmp_path: Path, number: str) -> None:
    """Per's system wrote a number for "Ved ikke": that number is named, since no direction would make it an answer."""
    lines = [[number if cell == "Ved ikke" else cell for cell in line] for line in LINES]
    with pytest.raises(IntakeRefused) as refused:
        _read(tmp_path, lines)
    assert {notice.code for notice in refused.value.notices} == {"out_of_scale"}


@pytest.mark.parametrize(
    "content",
    [b'{"svar": [1, 2]}', b"<!DOCTYPE html><html><table></table></html>", b"\n<html>", rb"{\rtf1\ansi hej}"],
    ids=["JSON", "HTML", "HTML after a line", "RTF"],
)
def test_no_table(tmp_path: Path, content: bytes) -> None:
    """Omar gave something else the name of a table: one sentence says what can be read."""
    assert [notice.code for notice in refusal(tmp_path, content).notices] == ["other_file"]


def test_persons_by_cpr_are_refused(tmp_path: Path) -> None:
    """Bente's file has civil registration numbers for people: it is refused, and no number is told."""
    rows = "".join(f"karen,employee,0{day}0180-12{day}4,4,4,4\n" for day in range(1, 7))
    refused = refusal(tmp_path, f"{HEAD}\n{rows}")
    assert [notice.code for notice in refused.notices] == ["cpr_ids"]
    assert "0180" not in str(refused.notices)


def test_cpr_in_a_comment_is_masked(tmp_path: Path) -> None:
    """Sofie wrote a number in her comment: it is gone, and the row is named."""
    answers = f"{HEAD},comment_more_of\nkaren,employee,sofie,4,4,4,Ring til 010180-1234 om det\n"
    data = read(tmp_path, answers)
    assert [comment.text for comment in data.comments] == ["Ring til ••••••-•••• om det"]
    assert [facts(n)["rows"] for n in data.warnings if n.code == "cpr_cells"] == ["2"]
