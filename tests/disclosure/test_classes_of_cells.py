"""What a cell prints at each size of group."""

from __future__ import annotations

import pytest

from fagspejl.disclosure.types import Answers, Code, Reason, Score, Withheld
from support.tiny import group_of, team, tiny_round


@pytest.mark.parametrize(
    ("answers", "printed"),
    [
        ([3, 3, 4, 4], Withheld(Reason.ANONYMITY)),
        ([3, 3, 4, 4, 4], Score(36)),
        ([1, 1, 2, 2, 1], Score(None, Code.AT_MOST)),
        ([1, 2, 1, 2, 2, 1, 2, 1, 1], Score(None, Code.AT_MOST)),
        ([5, 5, 5, 4, 4], Score(None, Code.AT_LEAST)),
        ([4] * 9, Score(40)),
        ([4] * 10, Score(None, Code.ALIKE_HIGH)),
        ([2] * 12, Score(None, Code.ALIKE_LOW)),
        ([3] * 10, Score(None, Code.ALIKE_LOW)),
        ([5] * 9 + [4], Score(49)),
    ],
)
def test_a_statement_is_printed_as_its_number_of_answers_allows(answers: list[int], printed: object) -> None:
    """Ida sees four answers nowhere, five to nine as a mean or an end of the scale, ten as a mean with dots."""
    item = group_of(tiny_round(team("Ida", [[a] for a in answers])).release().leader("Ida")).themes
    if len(answers) < 5:
        assert item[0].score == printed
        return
    assert item[0].items[0].mean == printed
    shown = item[0].items[0].answers
    if len(answers) >= 10 and len(set(answers)) > 1:
        assert shown == Answers(tuple(answers.count(v) for v in range(1, 6)), 0, 0)
    else:
        assert shown is None


def test_a_skipped_statement_is_withheld_without_a_word_of_why() -> None:
    """Five of Karen's team answered one statement and four the next: the second is withheld like any other place."""
    rows = [[4, 4, 3], [3, 4, 2], [4, 2, 4], [5, 3, 3], [3, 0, 4]]
    items = group_of(tiny_round(team("Karen", rows)).release().leader("Karen")).themes[0].items
    assert items[0].mean == Score(38)
    assert items[1].mean == Withheld(Reason.ANONYMITY)


def test_a_theme_needs_three_of_five_statements() -> None:
    """Karen's theme has no score when only two of its five statements may be shown."""
    rows = [[4, 4, 4, 4, 4]] * 4 + [[3, 3, 0, 0, 0]]
    theme = group_of(tiny_round(team("Karen", rows)).release().leader("Karen")).themes[0]
    assert theme.score == Withheld(Reason.ANONYMITY)
    assert theme.items[0].mean == Score(38)


def test_a_theme_whose_statements_are_all_coded_is_coded_too() -> None:
    """When every statement about Ida is at the high end, so is the theme: a number would undo the coding."""
    rows = [[5, 5, 5]] * 4 + [[4, 5, 4]]
    theme = group_of(tiny_round(team("Ida", rows)).release().leader("Ida")).themes[0]
    assert theme.score == Score(None, Code.AT_LEAST)
    assert (theme.band, theme.bounds) == (None, None)


def test_answers_without_a_number_are_counted_from_ten() -> None:
    """Ten of Ida's nurses answered and two chose 'ved ikke': from ten answers she sees both counts."""
    rows = [[v, 4] for v in (1, 2, 3, 4, 5, 4, 4, 3, 4, 5, 0, 0)]
    gaps = [[0, 0]] * 10 + [[1, 0], [2, 0]]
    item = group_of(tiny_round(team("Ida", rows), missing=gaps).release().leader("Ida")).themes[0].items[0]
    assert item.answers == Answers((1, 1, 2, 4, 2), 1, 1)


def test_a_reversed_statement_is_read_as_it_was_asked() -> None:
    """Karen reads a reversed statement in the direction in which her team answered it."""
    from fagspejl.analysis.types import ItemSpec

    rows = [[v] for v in (2, 2, 1, 3, 2, 1, 2, 4, 2, 1)]
    made = tiny_round(team("Karen", rows), items=[ItemSpec("q1", "t", reversed=True)])
    item = group_of(made.release().leader("Karen")).themes[0].items[0]
    assert item.mean == Score(40)
    assert item.as_asked(1, 5).mean == Score(20)
    assert item.as_asked(1, 5).answers == Answers((3, 5, 1, 1, 0), 0, 0)
