"""Answers on scales that begin at 0 or end at 7 or 10: 0 is an answer, and what lies outside is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from fagspejl.analysis.types import Missing
from fagspejl.instrument.types import Scale
from intake.files import HEAD, read, refusal, tiny

SCALES = [(0, 4), (0, 10), (1, 7), (0, 1), (3, 9)]


def asking(lo: int, hi: int):
    """The tiny instrument on another scale; its third statement is turned."""
    return replace(tiny(), scale=Scale(lo, hi))


@pytest.mark.parametrize(("lo", "hi"), SCALES)
def test_every_number_of_the_scale_is_read(tmp_path: Path, lo: int, hi: int) -> None:
    """Mads's file holds every number of the scale once: each becomes its place on it, the turned statement from above."""
    rows = [f"karen,employee,p{n},{n},{n},{n}" for n in range(lo, hi + 1)]
    data = read(tmp_path, "\n".join([HEAD, *rows]) + "\n", instrument=asking(lo, hi))
    places = np.arange(1, hi - lo + 2)
    assert data.table.values[:, 0].tolist() == places.tolist()
    assert data.table.values[:, 2].tolist() == places[::-1].tolist()
    assert not data.table.missing.any()


def test_a_zero_is_no_gap_and_a_gap_is_no_zero(tmp_path: Path) -> None:
    """Sofie answers 0, "ved ikke" and nothing on a scale of 0-10: one answer and two kinds of silence."""
    data = read(tmp_path, f"{HEAD}\nkaren,employee,p1,0,ved ikke,\n", instrument=asking(0, 10))
    assert data.table.values[0].tolist() == [1, 0, 0]
    assert data.table.missing[0].tolist() == [0, Missing.DONT_KNOW, Missing.BLANK]


@pytest.mark.parametrize("wrong", ["-1", "11", "0.5"])
def test_numbers_outside_the_scale_are_refused(tmp_path: Path, wrong: str) -> None:
    """Omar's file holds a number that is not on the scale of 0-10, and he is told where."""
    refused = refusal(tmp_path, f"{HEAD}\nkaren,employee,p1,{wrong},4,0\n", instrument=asking(0, 10))
    assert [notice.row for notice in refused.notices] == [2]


def test_a_mapping_may_lead_to_zero(tmp_path: Path) -> None:
    """Another system's "Slet ikke" is our 0, and its 0 is "ved ikke" where the mapping says so."""
    mapping = '[values.items]\n"Slet ikke" = 0\n"99" = "ved_ikke"\n'
    data = read(
        tmp_path,
        f"{HEAD}\nkaren,employee,p1,Slet ikke,99,10\n",
        instrument=asking(0, 10),
        mapping=mapping,
    )
    assert data.table.values[0].tolist() == [1, 0, 1]
    assert data.table.missing[0].tolist() == [0, Missing.DONT_KNOW, 0]
