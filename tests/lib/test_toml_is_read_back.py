"""What is written as TOML is read back as the same values."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from fagspejl.lib.toml_text import NotToml, toml_text

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
VALUES: st.SearchStrategy[Any] = st.one_of(
    TEXTS,
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(date(1000, 1, 1)),
    st.lists(TEXTS, max_size=4),
)
TREES: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(TEXTS, VALUES, max_size=4),
    lambda inner: st.dictionaries(
        TEXTS, st.one_of(VALUES, inner, st.lists(inner, min_size=1, max_size=3)), max_size=4
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(TREES)
def test_values_are_the_same(tree: dict[str, Any]) -> None:
    """Bente may write quotation marks, backslashes and line breaks, and the file is still the same values."""
    assert tomllib.loads(toml_text(tree)) == tree


def test_half_a_sign_becomes_a_mark() -> None:
    """A surrogate that no file can hold is seen as a mark, and the file can be read."""
    assert tomllib.loads(toml_text({"a": "x\ud800y"}))["a"] == "x\ufffdy"


def test_a_decimal_number_is_refused() -> None:
    """A value that our files never hold is not written as something else."""
    with pytest.raises(NotToml):
        toml_text({"a": 1.5})
