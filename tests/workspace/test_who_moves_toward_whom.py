"""Who moves toward whom: from five sessions with a way to go, and only when one moves more than the other."""

from __future__ import annotations

import pytest

from fagspejl.workspace.arithmetic.pull import pull

LOW, HIGH = [1, 2, 2, 3, 2], [7, 8, 8, 9, 8]
YIELDS = {"Nye": (HIGH, [5, 5, 5, 5, 5]), "Erfarne": (LOW, LOW)}


def test_who_yields_is_named() -> None:
    """The new go half the way in every session and the experienced stay: it is said from five sessions."""
    assert not pull([YIELDS] * 4, seed=1).enough
    found = pull([YIELDS] * 5, seed=1)
    assert (found.speak, found.mover, found.toward, found.n) == (True, "Nye", "Erfarne", 5)
    assert found.p == pytest.approx(2 / 32)
    (pair,) = found.pairs
    assert (pair.left, pair.right, pair.left_pull, pair.right_pull) == ("Erfarne", "Nye", 0, 0.5)


def test_equal_steps_are_no_asymmetry() -> None:
    """Both go as far: no group has clearly moved more."""
    both = {"Nye": (HIGH, [7] * 5), "Erfarne": (LOW, [3] * 5)}
    found = pull([both] * 12, seed=1)
    assert (found.enough, found.speak, found.p) == (True, False, 1)


def test_sessions_without_a_way_to_go_do_not_count() -> None:
    """Groups that begin together, or alone, are no session of this picture."""
    together = {"Nye": (LOW, HIGH), "Erfarne": (LOW, LOW)}
    alone = {"Nye": (LOW, HIGH)}
    unanswered = {"Nye": (LOW, HIGH), "Erfarne": (HIGH, [])}
    found = pull([YIELDS] * 5 + [together, alone, unanswered] * 5, seed=1)
    assert (found.n, found.pairs[0].sessions) == (5, 5)


def test_the_side_of_the_scale_does_not_matter() -> None:
    """The new yield from above in some cases and from below in others: it adds up."""
    below = {"Nye": (LOW, [5] * 5), "Erfarne": (HIGH, HIGH)}
    found = pull([YIELDS, below] * 3, seed=1)
    assert (found.mover, found.toward) == ("Nye", "Erfarne")
