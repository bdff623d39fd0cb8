"""The leader's own answers and her superiors' are single marks, in no sum."""

from __future__ import annotations

import json

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.types import Code
from support.tiny import group_of, team, tiny_round

TEAM = team("Karen", [[3, 3], [4, 3], [3, 4], [3, 3], [4, 4]])


def _with(own: list[int], superiors: list[list[int]]):
    forms = [*TEAM, ("Karen", "self", "Karen", own)]
    forms += [("Karen", "superior", f"s{i}", values) for i, values in enumerate(superiors)]
    return tiny_round(forms, invited={"Karen": (5, 0, 0)})


def test_they_change_no_group_figure() -> None:
    """Whatever Karen and Mads answer, her team's figures are the same; only the gap word may differ."""
    rows = []
    for own, above in (([1, 1], [[5, 5]]), ([5, 5], [[1, 1], [2, 2]])):
        document = json.loads(dumps(_with(own, above).release()))
        rows.append([row for row in document["figures"] if row["kind"] != "gap"])
    assert rows[0] == rows[1]


def test_several_superiors_are_several_marks() -> None:
    """Karen has two leaders; they stand apart, numbered by what they answered and not by the file's order."""
    first = _with([4, 4], [[5, 5], [2, 3]]).release().leader("Karen").marks
    second = _with([4, 4], [[2, 3], [5, 5]]).release().leader("Karen").marks
    assert [(m.role, m.number, m.themes[0].tenths) for m in first] == [
        ("self", 1, 40),
        ("superior", 1, 25),
        ("superior", 2, 50),
    ]
    assert first == second


def test_the_gap_word_compares_printed_numbers() -> None:
    """Karen's own 4,0 against her team's 3,4 (all five answered) is higher; 3,5 would be about the same."""
    theme = group_of(_with([4, 4], []).release().leader("Karen")).themes[0]
    assert theme.score.tenths == 34
    assert theme.gap is Code.GAP_HIGHER
    assert group_of(_with([3, 4], []).release().leader("Karen")).themes[0].gap is Code.GAP_SAME
    assert group_of(_with([2, 2], []).release().leader("Karen")).themes[0].gap is Code.GAP_LOWER


def test_without_her_own_answers_there_is_no_gap_word() -> None:
    """Karen did not answer about herself: nothing is compared."""
    theme = group_of(tiny_round(TEAM).release().leader("Karen")).themes[0]
    assert theme.gap is None
