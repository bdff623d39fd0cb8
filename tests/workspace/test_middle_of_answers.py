"""Median and middle half of a picture are the linear percentiles of its answers, exact in quarters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.workspace.charts.picture import Block, DotPicture, middle


@given(st.lists(st.integers(0, 10), min_size=1, max_size=60).map(sorted))
def test_middle_is_the_linear_percentile(values: list[int]) -> None:
    """Karen's middle half is the one that any textbook gives for the same answers."""
    found = middle(values)
    assert found is not None
    assert [found.low, found.median, found.high] == list(np.percentile(values, [25, 50, 75]))


def test_no_answers_have_no_middle() -> None:
    """A round that nobody held has no median for Mads to read."""
    assert middle(()) is None


@pytest.mark.parametrize(
    ("first", "second", "pairs", "n"),
    [
        ((3, 2), (), (), 2),
        ((2, 11), (), (), 2),
        ((-1, 2), (), (), 2),
        ((2, 3), (4, 5), ((2, 6),), 3),
        ((2, 3), (4, 5), ((2, 4), (2, 5)), 2),
        ((2, 3), (), (), 1),
        ((2, 3), (4, 5), ((2, 4), (3, 5)), 3),
    ],
)
def test_a_block_that_cannot_be_is_refused(
    first: tuple[int, ...], second: tuple[int, ...], pairs: tuple[tuple[int, int], ...], n: int
) -> None:
    """No picture shows Karen answers out of order or scale, a pair that nobody gave, or too few or many people."""
    with pytest.raises(ValueError, match="Erfarne"):
        Block("Erfarne", n, first, second, pairs)


def test_an_empty_picture_is_refused() -> None:
    """Karen never meets an empty frame: without answers a picture needs the sentence that stands instead."""
    with pytest.raises(ValueError, match="sentence"):
        DotPicture("Hvor langt?", "Lidt", "Meget")
