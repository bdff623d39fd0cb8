"""Counts of answers are the ground everything else stands on."""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl.analysis.counts import count_options, distinct_raters, item_stats
from fagspejl.analysis.errors import LengthMismatch, NegativeGroup, NotWholeNumbers, UnknownGroup
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec


def table(values, *, missing=None, leader=None, person=None, items=None):
    values = np.array(values)
    rows, n_items = values.shape
    leader = np.zeros(rows, int) if leader is None else np.array(leader)
    return ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=items or [ItemSpec(f"q{i}", "t") for i in range(n_items)],
        values=values,
        missing=missing,
        leader=leader,
        group=np.zeros(rows, int),
        person=np.arange(rows) if person is None else person,
        invited=np.full((leader.max() + 1 if rows else 1, 5), -1),
    )


def test_counts_per_option_and_gaps_per_kind() -> None:
    """Sofie's 'ved ikke' is counted as a gap of kind 1 and never as an answer."""
    answers = table([[4, 0], [5, 2], [4, 0]], missing=[[0, 1], [0, 0], [0, 4]])
    counts = count_options(answers, [0, 0, 1], 2)
    assert counts.options.tolist() == [
        [[0, 0, 0, 1, 1], [0, 1, 0, 0, 0]],
        [[0, 0, 0, 1, 0], [0, 0, 0, 0, 0]],
    ]
    assert counts.missing.tolist() == [[[0, 0, 0, 0], [1, 0, 0, 0]], [[0, 0, 0, 0], [0, 0, 0, 1]]]


def test_reversed_items_are_counted_turned() -> None:
    """Omar's 1 on a reversed statement counts as a 5."""
    answers = table([[1], [2]], items=[ItemSpec("q", "t", reversed=True)])
    assert count_options(answers, [0, 0], 1).options.tolist() == [[[0, 0, 0, 1, 1]]]


def test_minus_one_leaves_a_row_out() -> None:
    """An answer outside every block is in no count."""
    answers = table([[4], [5]])
    assert count_options(answers, [-1, 0], 1).options.sum() == 1


def test_people_are_counted_not_answers() -> None:
    """Two peers rating three leaders are 2 people, whatever the number of forms."""
    answers = table([[4], [5], [3], [0]], leader=[0, 1, 2, 0], person=[0, 0, 0, 1])
    assert distinct_raters(answers, [0, 0, 0, 0], 1).tolist() == [[1]]
    assert count_options(answers, [0, 0, 0, 0], 1).options.sum() == 3


def test_item_stats_of_one_answer_have_no_variance() -> None:
    """A single answer to Ida's statement has a mean and no spread; no answer has neither."""
    stats = item_stats(count_options(table([[4, 0]]), [0], 1), 1)
    assert stats.mean[0, 0] == 4
    assert stats.median[0, 0] == 4
    assert np.isnan(stats.var[0, 0])
    assert np.isnan(stats.mean[0, 1])
    assert np.isnan(stats.median[0, 1])


def test_an_empty_round_counts_to_zero() -> None:
    """A round that nobody answered gives zeros, so that the report can say so."""
    empty = table(np.empty((0, 2), int))
    assert count_options(empty, np.empty(0, int), 3).options.sum() == 0
    assert distinct_raters(empty, np.empty(0, int), 3).shape == (3, 2)


@pytest.mark.parametrize(
    ("unit", "error"),
    [
        ([0, -2], NegativeGroup),
        ([0, 2], UnknownGroup),
        ([0], LengthMismatch),
        ([0, float("nan")], NotWholeNumbers),
        ([0, 0.5], NotWholeNumbers),
    ],
)
def test_bad_groups_are_named(unit, error) -> None:
    """Asta gets an error named for what is wrong with her grouping column."""
    with pytest.raises(error):
        count_options(table([[4], [5]]), unit, 2)
