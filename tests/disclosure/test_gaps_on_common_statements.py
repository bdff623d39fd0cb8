"""A leader and her group are compared on the statements for which both have a figure."""

from __future__ import annotations

import pytest

from fagspejl.disclosure.types import Code
from support.tiny import group_of, team, tiny_round

ROWS = [[3, 3, 4, 5, 5], [3, 4, 3, 5, 4], [3, 3, 3, 4, 5], [4, 3, 3, 5, 4], [3, 4, 3, 4, 4], [3, 3, 3, 4, 5]]


def _gap(rows: list[list[int]], own: list[int], invited: int = 6) -> Code | None:
    forms = [*team("Karen", rows), ("Karen", "self", "Karen", own)]
    made = tiny_round(forms, invited={"Karen": (invited, 0, 0)})
    return group_of(made.release().leader("Karen")).themes[0].gap


def test_statements_that_only_one_side_has_do_not_count() -> None:
    """Karen skips the two statements on which her team is happiest: on the other three they answer alike."""
    assert _gap(ROWS, [3, 3, 3, 0, 0]) is Code.GAP_SAME
    assert _gap(ROWS, [3, 3, 3, 5, 5]) is Code.GAP_SAME
    assert _gap(ROWS, [3, 3, 3, 2, 2]) is Code.GAP_LOWER  # 2.6 against 3.7 on all five


def test_statements_that_the_group_does_not_print_do_not_count() -> None:
    """Four of six answer the last two statements, which are withheld: Karen's fives there lift nothing."""
    rows = [[*row[:3], *(row[3:] if i < 4 else [0, 0])] for i, row in enumerate(ROWS)]
    assert _gap(rows, [3, 3, 3, 5, 5]) is Code.GAP_SAME
    assert _gap(rows, [4, 4, 4, 1, 1]) is Code.GAP_HIGHER


def test_fewer_than_three_of_five_in_common_give_no_word() -> None:
    """Karen answers three statements, of which her group prints two: no word."""
    rows = [[*row[:3], *(row[3:] if i < 4 else [0, 0])] for i, row in enumerate(ROWS)]
    assert _gap(rows, [5, 5, 0, 5, 5]) is None


def test_the_band_moves_to_the_common_statements() -> None:
    """Six of nine answered: half a point on three statements lies inside the band round their mean, two points do not."""
    assert _gap(ROWS, [4, 4, 4, 0, 0], invited=6) is Code.GAP_HIGHER
    assert _gap(ROWS, [4, 4, 3, 0, 0], invited=9) is Code.GAP_SAME
    assert _gap(ROWS, [5, 5, 5, 0, 0], invited=9) is Code.GAP_HIGHER


@pytest.mark.parametrize(
    ("own", "word"),
    [
        ([4, 4, 3], Code.GAP_SAME),  # the first two may be 3 and the third is 4.5: 3.5 is permitted
        ([4, 4, 4], Code.GAP_HIGHER),
        ([1, 2, 4], Code.GAP_SAME),  # 2.33 against 2.17 at least
        ([1, 1, 1], Code.GAP_LOWER),
    ],
)
def test_coded_statements_are_compared_at_their_nearest(own: list[int], word: Code) -> None:
    """Twelve are alike on two statements, somewhere from 1 to 3; the nearest score that this permits decides."""
    rows = [[2, 3, 4]] * 6 + [[2, 3, 5]] * 6
    assert _gap(rows, own, invited=12) is word


def test_a_coded_score_of_a_few_answers_must_be_clear_of_the_rest() -> None:
    """Six of fourteen put every statement at the low end: the eight who are silent could lift it past Karen's 3."""
    rows = [[1, 1, 1]] * 5 + [[1, 2, 1]]
    assert _gap(rows, [3, 3, 3], invited=8) is Code.GAP_HIGHER
    assert _gap(rows, [3, 3, 3], invited=14) is Code.GAP_SAME
