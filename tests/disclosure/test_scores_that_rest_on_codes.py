"""A score that a coded or unanimous statement enters is told as "about", and nothing is built on it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.types import ItemSpec
from fagspejl.disclosure.arithmetic.theme_scores import about
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.measured.cells import CODED, Ends, Form
from fagspejl.disclosure.measured.printed import NONE
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.types import Code, Score, Withheld
from support.rounds import Round, rounds
from support.tiny import group_of, team, tiny_round


def _theme(rows: list[list[int]], invited: int):
    made = tiny_round(team("Karen", rows), invited={"Karen": (invited, 0, 0)})
    return group_of(made.release().leader("Karen")).themes[0]


def test_five_to_nine_with_one_coded_statement() -> None:
    """Six of eight answer Karen, one statement at the top: 4.75 stands in for it, and the score is told as about."""
    theme = _theme([[5, 3, 4]] * 3 + [[5, 4, 3]] * 3, 8)
    assert theme.items[0].mean == Score(None, Code.AT_LEAST)
    assert theme.score == Score(39, Code.ABOUT)  # (4.75 + 3.5 + 3.5) / 3
    assert (theme.band, theme.bounds, theme.method) == (None, None, None)


def test_one_unanimous_statement_among_ten() -> None:
    """All twelve choose the same option of one statement: two stands in for the lower part, without band or bounds."""
    theme = _theme([[3, 3, 4]] * 6 + [[3, 4, 3]] * 6, 15)
    assert theme.items[0].mean == Score(None, Code.ALIKE_LOW)
    assert theme.score == Score(30, Code.ABOUT)
    assert (theme.band, theme.bounds) == (None, None)


def test_parts_of_both_ends_are_about() -> None:
    """Two statements unanimous in the lower part and one in the upper: (2 + 2 + 4.5) / 3, told as about."""
    assert _theme([[1, 3, 4]] * 12, 15).score == Score(28, Code.ABOUT)


def test_all_on_one_side_stays_coded() -> None:
    """All three statements unanimous in the upper part: so is the theme."""
    assert _theme([[4, 5, 4]] * 12, 15).score == Score(None, Code.ALIKE_HIGH)


@settings(max_examples=60, deadline=None)
@given(rounds)
def test_no_interval_and_no_strength_rests_on_a_code(made: Round) -> None:
    """In any round, where a shown statement is coded Karen's score has no band, no bounds and is no strength."""
    released = made.release()
    for group, scores in zip(released.printed.groups, released.figures.scores, strict=True):
        for t, columns in enumerate(released.printed.columns()):
            coded = np.isin(group.cells.form[:, list(columns)], CODED).any(axis=1)
            for ends in (scores.band_lower, scores.band_upper, scores.bounds_lower, scores.bounds_upper):
                assert (ends[coded, t] == NONE).all()
            assert not scores.strength[coded, t].any()
            assert not np.isin(scores.form[coded, t], (Form.FEW_MEAN,)).any()
            assert (scores.form[~coded, t] != Form.ABOUT).all()


def test_a_theme_that_codes_could_lift_takes_the_strength_away() -> None:
    """Karen's third theme lies clear of the others as lent, but not of what their unanimous statements permit."""
    items = [ItemSpec(f"q{i}", f"t{i // 3}") for i in range(9)]

    def strong(first: list[list[int]]) -> bool:
        rows = [[*first[i % 2], *[3 + i % 2] * 3, *[4 - i % 2] * 3] for i in range(12)]
        made = tiny_round(team("Karen", rows), items=items, invited={"Karen": (12, 0, 0)})
        theme, _, last = group_of(made.release().leader("Karen")).themes
        assert theme.score.tenths == 23
        assert last.score == Score(35)
        return last.strength

    assert strong([[1, 3, 2], [3, 1, 4]])  # 2, 2 and 3: the average of themes is 3.1
    assert not strong(
        [[2, 2, 2], [2, 2, 4]]
    )  # 2 and 2 stand for anything up to 3, and the average for up to 3.3


def test_three_options_name_no_part() -> None:
    """On a scale of three options a part would be one option: alike is all that is said, and nothing is lent."""
    ends = Ends.of(1, 3, DisclosurePolicy())
    form, none = np.array([Form.ALIKE], dtype=np.int8), np.zeros(1, dtype=np.int16)
    assert ends.parts is None
    assert np.isnan(ends.lent(form, none)).all()


def test_alike_on_three_options_is_a_cell_without_a_value() -> None:
    """Twelve choose alike on two of three statements of three options: the score would rest on one, so it is withheld."""
    made = tiny_round(team("Karen", [[3, 1, 2]] * 6 + [[3, 1, 3]] * 6), invited={"Karen": (12, 0, 0)})
    narrow = replace(made, table=replace(made.table, hi=3))
    theme = group_of(narrow.release().leader("Karen")).themes[0]
    assert [item.mean for item in theme.items[:2]] == [Score(None, Code.ALIKE)] * 2
    assert isinstance(theme.score, Withheld)
    assert theme.spread is Code.SPREAD_ALIKE
    document = json.loads(dumps(narrow.release()))
    assert audit(document).faults == ()


@pytest.mark.parametrize(
    ("scale", "parts", "lent"),
    [
        ((1, 5), (3, 4), (2.0, 4.5)),
        ((1, 7), (4, 5), (2.5, 6.25)),
        ((0, 10), (5, 6), (2.5, 8.75)),
        ((1, 4), (2, 3), (1.75, 3.625)),
        ((1, 2), None, None),
    ],
)
def test_parts_of_other_scales_are_in_proportion(
    scale: tuple[int, int], parts: tuple[int, int] | None, lent: tuple[float, float] | None
) -> None:
    """The middle lies in the lower part; a quarter up and an eighth down stand in for the two."""
    ends = Ends.of(*scale, DisclosurePolicy())
    form, none = np.array([Form.ALIKE_LOW, Form.ALIKE_HIGH], dtype=np.int8), np.zeros(2, dtype=np.int16)
    assert ends.parts == parts
    if lent is not None:
        assert tuple(ends.lent(form, none)) == lent


def test_a_total_is_about_only_where_codes_could_move_it() -> None:
    """One coded cell among thirty moves the whole by less than half a tenth; among three it moves it by more."""
    ends = Ends.of(1, 5, DisclosurePolicy())

    def told(numbers: int) -> bool:
        form = np.array([Form.FEW_LOW] + [Form.FEW_MEAN] * numbers, dtype=np.int8)
        tenths = np.array([0] + [34] * numbers, dtype=np.int16)
        least, most = ends.permitted(form, tenths)
        return bool(
            about(*(np.atleast_1d(part.mean()) for part in (ends.lent(form, tenths), least, most)))[0]
        )

    assert told(2)
    assert not told(29)
