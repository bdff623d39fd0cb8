"""Who wrote enough, with enough raters beside, and in an order that says nothing."""

from __future__ import annotations

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.types import Reason, Withheld
from support.tiny import group_of, team, tiny_round

TEAM = team("Karen", [[4]] * 6)
THREE = [(0, "good", "Vi har ugentlige møder"), (1, "more", "Mere tid"), (4, "good", "  Sparring   virker ")]


def _texts(made, name: str = "employee"):
    return {c.question: c.texts for c in group_of(made.release().leader("Karen"), name).comments}


def test_three_writers_among_six_are_shown() -> None:
    """Three of Karen's six people wrote something, over both questions: she reads it word for word."""
    found = _texts(tiny_round(TEAM, comments=THREE))
    assert set(found["good"]) == {"Vi har ugentlige møder", "Sparring virker"}
    assert found["more"] == ("Mere tid",)


def test_two_writers_are_not_shown_however_much_they_write() -> None:
    """Two people would be recognised, so their four comments are dropped, and blank text is no comment."""
    written = [(0, "good", "a"), (0, "more", "b"), (1, "good", "c"), (1, "more", "d"), (2, "good", "   ")]
    assert _texts(tiny_round(TEAM, comments=written)) == dict.fromkeys(
        ("good", "more"), Withheld(Reason.ANONYMITY)
    )


def test_a_higher_threshold_hides_them() -> None:
    """With k_comments = 7 six raters are too few."""
    found = _texts(tiny_round(TEAM, comments=THREE, policy=DisclosurePolicy(k_comments=7)))
    assert found["good"] == Withheld(Reason.ANONYMITY)


def test_a_group_without_comments_looks_like_a_group_below_the_threshold() -> None:
    """Nobody wrote: Karen sees the same neutral mark as when too few did."""
    assert _texts(tiny_round(TEAM))["good"] == Withheld(Reason.ANONYMITY)


def test_the_order_does_not_follow_the_rows() -> None:
    """The same comments from other people in another order are printed in the same order."""
    words = [f"Kommentar {letter}" for letter in "abcdef"]
    first = tiny_round(TEAM, comments=[(i, "good", w) for i, w in enumerate(words)])
    second = tiny_round(TEAM, comments=[(5 - i, "good", w) for i, w in enumerate(words)])
    assert _texts(first)["good"] == _texts(second)["good"]
    assert list(_texts(first)["good"]) != words
