"""A word on spread is measured from raters' own means, once, and only where the cells beside it allow one."""

from __future__ import annotations

import json

import numpy as np
import pytest

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.types import Code
from support.rounds import Round, make_round
from support.tiny import group_of, team, tiny_round

MIDDLE = [[3, 3, 3, 4, 3] if i % 2 else [3, 4, 3, 3, 4] for i in range(12)]


def _word(made: Round) -> Code | None:
    return group_of(made.release().leader("Ida")).themes[0].spread


def test_the_same_counts_can_earn_different_words() -> None:
    """Each statement gets six 2s and six 4s: in Ida's ward from two camps, in the next from nurses who balance them."""
    balanced = tiny_round(team("Ida", [[2, 2, 4, 4]] * 6 + [[4, 4, 2, 2]] * 6))
    camps = tiny_round(team("Ida", [[2] * 4] * 6 + [[4] * 4] * 6))
    cells = [made.release().printed.groups[0].cells for made in (balanced, camps)]
    assert (cells[0].options == cells[1].options).all()
    assert _word(balanced) is Code.SPREAD_ALIKE
    assert _word(camps) is Code.SPREAD_DIVIDED


def test_statements_that_vary_more_than_chance_are_divided() -> None:
    """Nobody's own mean is far from 3, but every statement stands between 1 and 5: that is no agreement."""
    assert _word(tiny_round(team("Ida", [[1, 5, 1, 5]] * 6 + [[5, 1, 5, 1]] * 6))) is Code.SPREAD_DIVIDED


@pytest.mark.parametrize(("last", "stands"), [(4, True), (5, False), (9, False), (10, True), (12, True)])
def test_every_shown_statement_must_print_counts(last: int, stands: bool) -> None:
    """Twelve answer Ida, the last statement only some: of five to nine it has no counts, and no word stands.

    Below five it is not shown at all, and the word rests on the others.
    """
    rows = [[*row[:4], row[4] if i < last else 0] for i, row in enumerate(MIDDLE)]
    assert _word(tiny_round(team("Ida", rows))) is (Code.SPREAD_ALIKE if stands else None)


def test_too_few_statements_carry_no_word() -> None:
    """Only two of five statements are shown: neither score nor word."""
    rows = [[*row[:2], *(row[2:] if i < 4 else [0, 0, 0])] for i, row in enumerate(MIDDLE)]
    assert _word(tiny_round(team("Ida", rows))) is None


def test_ten_must_have_answered_enough() -> None:
    """Each statement has ten answers of fifteen, but only five nurses answered three or more: no word."""
    rows = [[3, 4, 3, 4, 3]] * 5
    rows += [[3, 4, 0, 0, 0], [0, 0, 3, 4, 0], [4, 0, 0, 0, 3], [0, 4, 3, 0, 0], [0, 0, 0, 4, 3]] * 2
    rows += [[3, 0, 0, 0, 0], [0, 3, 0, 0, 0], [0, 0, 3, 0, 0], [0, 0, 0, 3, 0], [0, 0, 0, 0, 3]]
    made = tiny_round(team("Ida", rows))
    assert (np.asarray(made.table.values > 0).sum(axis=0) >= 10).all()
    assert _word(made) is None
    more = [[3, 4, 3, 4, 3]] * 5 + rows
    assert _word(tiny_round(team("Ida", more))) is Code.SPREAD_ALIKE


def test_answers_that_are_all_alike_are_alike() -> None:
    """All twelve choose the same options: the word is measured like any other."""
    assert _word(tiny_round(team("Ida", [[2, 3, 3, 5, 5]] * 12))) is Code.SPREAD_ALIKE


def test_nine_earn_no_word() -> None:
    """Nine answered Ida: nothing is said of how alike they see it."""
    assert _word(tiny_round(team("Ida", MIDDLE[:9]))) is None


def test_a_file_holds_one_word_and_no_number() -> None:
    """Lone looks into the file: one row for a block and theme, with a word in it and nothing else."""
    found = 0
    for seed in range(20):
        document = json.loads(dumps(make_round(seed, leaders=12, themes=(5, 3)).release()))
        places = [(row["block"], row["theme"]) for row in document["spread"]]
        assert len(set(places)) == len(places)
        assert all(set(row) == {"block", "theme", "word"} for row in document["spread"])
        assert {row["word"] for row in document["spread"]} <= {"alike", "some", "divided"}
        found += len(places)
    assert found > 50
