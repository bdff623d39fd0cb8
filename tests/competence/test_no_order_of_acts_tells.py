"""Nurses do what they like, in any order: whatever Ida subtracts from pictures and open rows is of nobody, or of five."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.subtracting import ACTS, Ward

PEOPLE = 12
SHIFT = st.lists(st.integers(0, PEOPLE - 1), min_size=1, max_size=PEOPLE, unique=True)


@pytest.mark.either
@settings(max_examples=300)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), SHIFT, st.integers(0, 1)), min_size=3, max_size=14))
def test_nothing_is_subtracted(acts: list[tuple[str, list[int], int]]) -> None:
    """Twelve nurses mark, look through, open, change while they open, close and withdraw, some at a time."""
    ward = Ward()
    for act, shift, mark in acts:
        for who in shift:
            ward.acts(act, who, mark)
