"""A sentence about change: from eight pairs, both ways, and otherwise that nothing can be said."""

from __future__ import annotations

from fagspejl.workspace.arithmetic.change import change
from fagspejl.workspace.arithmetic.findings import ChangeWord

APART = [(1, 4), (2, 4), (2, 5), (3, 5), (7, 5), (8, 6), (9, 6), (9, 5)]


def test_closer_wider_and_neither() -> None:
    """Ends that meet are closer, the same turned round is wider, and nobody moving is neither."""
    assert change(APART, seed=1).word is ChangeWord.CLOSER
    assert change([(after, before) for before, after in APART], seed=1).word is ChangeWord.WIDER
    still = change([(before, before) for before, _ in APART], seed=1)
    assert (still.word, still.enough, still.moved, still.stood) == (None, True, 0, 8)


def test_seven_pairs_are_too_few() -> None:
    """Seven of Mads' group moved together, and the room points to the dots."""
    found = change(APART[:7], seed=1)
    assert (found.enough, found.speak, found.delta) == (False, False, None)
