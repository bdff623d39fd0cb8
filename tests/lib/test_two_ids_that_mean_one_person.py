"""Two ids that differ by case, spaces, invisible characters or zeros mean one person; others do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.lib.identity import KnownIds, look_alike
from fagspejl.lib.sameness import folded
from support.spellings import pairs


@given(pairs())
def test_however_it_is_written(pair: tuple[str, str]) -> None:
    """Whatever a spreadsheet and a keyboard do to Sofie's id, it is still hers."""
    said, other = pair
    known = KnownIds()
    assert known.add(said, 7) is None
    assert known.find(other) == (said, 7)


@given(st.text())
def test_comparing_twice_changes_nothing(text: str) -> None:
    """What Omar's id is compared as is compared as itself, whatever stands in it."""
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("p1", "p2"),
        ("1 11", "11 1"),
        ("10", "1"),
        ("p10", "p1"),
        ("p01", "p1"),
        ("1.05", "1"),
        ("å1", "a1"),
        ("-1", "1"),
    ],
)
def test_others_stay_apart(one: str, other: str) -> None:
    """Sofie and Omar have different ids, however close these are."""
    assert not set(look_alike(one)) & set(look_alike(other))


@pytest.mark.parametrize("other", ["l 01", "l01"])
def test_a_space_that_does_not_break(other: str) -> None:
    """A no-break space may have been a space, or have come from nowhere."""
    assert set(look_alike("L\u00a001")) & set(look_alike(other))


@given(
    st.lists(st.from_regex(r"[A-Ca-c0-2]{1,3}(\.0)?", fullmatch=True), unique=True),
    st.lists(st.from_regex(r"[A-Ca-c0-2 ]{0,3}(\.0)?", fullmatch=True)),
)
def test_all_at_once_as_one_by_one(ids: list[str], asked: list[str]) -> None:
    """The quick way through Bente's half million ids finds the pairs that one after the other finds."""
    slow, found = KnownIds(), []
    for number, text in enumerate(ids):
        earlier = slow.add(text, number)
        if earlier is not None:
            found.append((number, earlier[1]))
    quick = KnownIds()
    assert quick.add_all(ids) == found
    assert [quick.find(text) for text in ids] == [slow.find(text) for text in ids]
    found_again = [slow.find(text) for text in asked]
    assert quick.find_all(asked) == [None if again is None else again[1] for again in found_again]
