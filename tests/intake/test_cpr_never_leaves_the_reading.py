"""A CPR number is found however it is written, and no sentence repeats one."""

from __future__ import annotations

import random

import pytest

from fagspejl.intake.cpr import MASK, heading_is_cpr, is_cpr, is_cpr_column, mask_cells, masked
from fagspejl.intake.findings import Findings, shown
from fagspejl.intake.sentences import sentence

WRITTEN = (
    "010150-1234",
    "0101501234",
    "010150 1234",
    "010150\u00a01234",
    "010150–1234",
    "010150 - 1234",
    "2902041234",
)


@pytest.mark.parametrize("number", WRITTEN)
def test_a_number_is_masked_wherever_it_stands(number: str) -> None:
    """Sofie's CPR number is dots in a comment, in a cell of its own and beside letters."""
    assert is_cpr(number)
    assert masked(number) == MASK
    assert masked(f"Ring om {number}, tak") == f"Ring om {MASK}, tak"
    assert masked(f"CPR{number}x") == f"CPR{MASK}x"
    assert masked(number[:3] + "\u200b" + number[3:]) == MASK


@pytest.mark.parametrize(
    "text",
    [
        "310250-1234",  # no such day
        "011350-1234",
        "000150-1234",
        "290201-1234",  # no leap year
        "01015012345",
        "0.0101501234",
        "12345678",
        "2026-03-01 12:30",
        "+45 12 34 56 78",
        "db5b5fab-8f4d-4e27-9da1-010150123456",
        "db5b5fab-8f4d-4e27-9da1-a0101501234b",
        "Afdeling 4711",
    ],
)
def test_other_numbers_stand(text: str) -> None:
    """A telephone number, a UUID and a date that is none are left as Bente wrote them."""
    assert masked(text) is text


@pytest.mark.parametrize(
    "heading", ["CPR", "CPR-nr.", "cpr_nr", "LedersCPR", "Personnummer", "Person\u200bnummer", "SSN"]
)
def test_a_heading_says_it(heading: str) -> None:
    """Bente's column is one of CPR by its heading alone."""
    assert is_cpr_column(heading, ["x"])


@pytest.mark.parametrize("heading", ["Medarbejdernummer", "Person", "Pnummer", "Navn"])
def test_other_headings_do_not(heading: str) -> None:
    """A number of another kind is no CPR because it is a number."""
    assert not heading_is_cpr(heading)


def test_a_column_is_told_by_its_values() -> None:
    """Six of ten are enough, five are not; a spreadsheet that took the first zero changes nothing."""
    real, other = ["010150-1234", "", "0203601111"], ["17", "18", "19", "20"]
    assert is_cpr_column("nr", real * 3 + other)
    assert not is_cpr_column("nr", real + other)
    assert is_cpr_column("nr", ["101501234", "203601111.0", "1203601111"])
    assert not is_cpr_column("nr", ["", " "])


def test_random_numbers_are_no_cpr_column() -> None:
    """Ten-digit numbers begin with a date now and then, by chance; the column is not taken for CPR."""
    rng = random.Random(13)
    numbers = [f"{rng.randrange(10**10):010}" for _ in range(5_000)]
    assert not is_cpr_column("nr", numbers)
    cells, places = mask_cells(numbers)
    assert 0.025 < len(places) / len(numbers) < 0.05
    assert all(cells[place] == MASK for place in places)


def test_no_sentence_repeats_one() -> None:
    """Bente's error names file, row and column; the number is dots in each of them, in a list too, and not half of it."""
    findings = Findings(50)
    findings.error("roster_role", "liste 0101501234.csv", 2, "rolle 010150-1234", value="x 010150 1234")
    findings.warn("roster_letters", "liste.csv", rows=shown("2 0101501234"), count=1)
    long = shown("a" * 30 + "010150-1234")
    told = [sentence(notice, "da") for notice in (*findings._errors, *findings.warnings)]
    for text in (*told, long):
        assert "0101" not in text
        assert "••••" in text
