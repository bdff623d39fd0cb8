"""Enige, Delte, Spredte: what each needs, and that no two hold at once."""

from __future__ import annotations

from itertools import combinations_with_replacement
from statistics import median

import pytest

from fagspejl.analysis.errors import NotWholeNumbers, ValueOutsideScale
from fagspejl.workspace.arithmetic.constants import outside_limit
from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.arithmetic.spread import guess_against_actual, near_of_ten, option_spread, spread

ALL_SIZES = [4, 5, pytest.param(6, marks=pytest.mark.slow), pytest.param(7, marks=pytest.mark.slow)]


@pytest.mark.parametrize("n", ALL_SIZES)
def test_never_agreed_and_divided(n: int) -> None:
    """Whatever four to seven colleagues of Karen answer, the room is never both agreed and divided (S1)."""
    seen = set()
    for values in combinations_with_replacement(range(11), n):
        middle = median(values)
        m = outside_limit(n)
        agreed = sum(abs(v - middle) > 1.5 for v in values) < m
        divided = sum(v <= 3 for v in values) >= m and sum(v >= 7 for v in values) >= m
        assert not (agreed and divided), values
        word = SpreadWord.AGREED if agreed else SpreadWord.DIVIDED if divided else SpreadWord.SCATTERED
        assert spread(values).word is word, values
        seen.add(word)
    assert seen == set(SpreadWord)


def test_the_limit_is_that_of_expert_panels() -> None:
    """A panel of 8-10, 11-13 and 14-16 allows fewer than 3, 4 and 5 outside (S1)."""
    assert [outside_limit(n) for n in range(8, 17)] == [3, 3, 3, 4, 4, 4, 5, 5, 5]
    for n in range(1, 500):
        assert 10 * outside_limit(n) - 9 <= 3 * n <= 10 * outside_limit(n)


def test_under_the_limit_no_word_is_said() -> None:
    """Three colleagues of Mads answer alike, and the room says no word about them."""
    assert (spread([5, 5, 5]).speak, spread([5, 5, 5]).word) == (False, None)
    assert spread([5, 5, 5, 5]).word is SpreadWord.AGREED
    assert spread([5, 5, 5, 5], limit=5).word is None
    assert spread([]).median is None


def test_answers_outside_the_scale_are_refused() -> None:
    """A number that no slider gives is an error, never a dot."""
    with pytest.raises(ValueOutsideScale):
        spread([1, 2, 3, 11])
    with pytest.raises(NotWholeNumbers):
        spread([1, 2, 3, 4.5])  # type: ignore[list-item]
    with pytest.raises(ValueOutsideScale):
        option_spread([0, 1, 2, -1])


def test_options_agree_divide_and_scatter() -> None:
    """Sofie's room chooses between options: nearly all one, two camps, or something else."""
    assert option_spread([1] * 8 + [2] * 2).word is SpreadWord.AGREED
    assert option_spread([1] * 7 + [2] * 3).word is SpreadWord.DIVIDED
    assert option_spread([1] * 6 + [2] * 2 + [3] * 2).word is SpreadWord.SCATTERED
    assert option_spread([1, 1, 1]).word is None
    assert option_spread([]).top == 0


def test_the_guess_is_told_against_what_it_was() -> None:
    """Omar's room guesses eight of ten, and it is four."""
    found = guess_against_actual([8, 9, 7, 8, 10], [1, 2, 2, 3, 3, 4, 8, 5, 6, 8, 9, 9])
    assert (found.speak, found.guess, found.actual, found.n, found.guesses) == (True, 8, 4, 12, 5)
    assert not guess_against_actual([8, 9, 7], [5, 5, 5, 5]).speak
    assert not guess_against_actual([8, 9, 7, 7], [5, 5, 5]).speak


def test_of_ten_is_rounded_half_up() -> None:
    """One of four is three of ten: two and a half goes up."""
    assert [near_of_ten(near, 4) for near in range(5)] == [0, 3, 5, 8, 10]
