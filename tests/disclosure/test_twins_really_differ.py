"""The twins of the property tests are different truths with equal cells: a check of the checker."""

from __future__ import annotations

import numpy as np

from support.rounds import _members, make_round, twin


def test_most_twins_differ_and_print_the_same() -> None:
    """Asta trusts the property only because the two truths behind it differ in hundreds of answers."""
    same = 0
    for seed in range(40):
        made = make_round(seed, leaders=10)
        other = twin(made, seed + 1)
        assert (other.table.values != made.table.values).sum() > 20
        pairs = zip(made.release().printed.groups, other.release().printed.groups, strict=True)
        same += all(
            (a.cells.tenths == b.cells.tenths).all() and (a.spread == b.spread).all() for a, b in pairs
        )
    assert same == 40


def test_twins_differ_where_a_word_on_spread_stands() -> None:
    """Asta counts the blocks that print a word on spread: in most of them who answered what has changed."""
    words = changed = 0
    for seed in range(40):
        made = make_round(seed, leaders=10, themes=(5, 3))
        other = twin(made, seed + 1)
        printed = made.release().printed
        for group in printed.groups:
            members = _members(made, group.group)
            for block, theme in np.argwhere(group.spread > 0):
                rows = members[made.table.leader[members] == group.blocks.leader[block]]
                part = np.ix_(rows, printed.columns()[theme])
                words += 1
                changed += bool((made.table.values[part] != other.table.values[part]).any())
    assert words > 100
    assert changed / words > 0.8
