"""Hvem flytter sig mod hvem: an arrow from each end as long as its pull, and none where a group did not move."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.picture import PullPicture, Rail
from fagspejl.workspace.charts.pull import pull_drawing
from fagspejl.workspace.charts.table import pull_table
from support.dot_pictures import WORDS

SIZES: tuple[Size, ...] = ("room", "phone")
PULLS = st.lists(st.tuples(st.integers(-5, 14), st.integers(-5, 14)), min_size=1, max_size=15)


def _arrows(svg: str) -> list[tuple[int, str, int, float]]:
    """Return (pair, side, tenths told, share of the rail that the arrow covers) of every arrow."""
    found = []
    for number, pair in enumerate(svg.split("<g data-pair=")[1:]):
        rail = re.search(r'class="pp-rail" d="M([\d.]+) [\d.]+H([\d.]+)', pair)
        assert rail
        left, right = map(float, rail.groups())
        drawn = re.findall(r'data-side="(\w+)" data-tenths="(\d+)".*?class="pp-head" d="M([\d.]+) ', pair)
        for side, tenths, tip in drawn:
            way = float(tip) - left if side == "left" else right - float(tip)
            found.append((number, side, int(tenths), way / (right - left)))
    return found


@settings(max_examples=40, deadline=None)
@given(PULLS)
def test_arrows_are_as_long_as_the_pulls(pulls: list[tuple[int, int]]) -> None:
    """Lone sees how far the doctors moved toward the lawyers, and no arrow where they moved apart."""
    rails = tuple(Rail("Læger", "Jurister", 6, left, right) for left, right in pulls)
    expected = [
        (number, side, min(pull, 10))
        for number, pair in enumerate(pulls)
        for side, pull in zip(("left", "right"), pair, strict=True)
        if pull > 0
    ]
    for size in SIZES:
        drawn = _arrows(pull_drawing(PullPicture("Hvem flytter sig", rails, "Ingen."), size, "a"))
        assert [arrow[:3] for arrow in drawn] == expected
        assert all(share == pytest.approx(tenths / 10, abs=1e-3) for _, _, tenths, share in drawn)


def test_table_says_sessions_and_pulls() -> None:
    """Ida reads the same pair, sessions and tenths in the table, the moves apart too."""
    told = pull_table(PullPicture("Hvem", (Rail("Læger", "Jurister", 6, 4, -1),), "Ingen."), WORDS["da"])
    assert told is not None
    assert told.head[:2] == ("Grupper", "Sessioner")
    row = told.rows[0]
    assert (row.pair, row.sessions, row.left, row.right) == ("Læger og Jurister", 6, 4, -1)
