"""Whoever gives no answer on the scale is no rater: not in n, not in a block, not in a threshold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.types import Missing
from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.types import Reason, Response, Withheld
from support.rounds import Round, rounds
from support.tiny import group_of, team, tiny_round

SILENT = st.sampled_from((Missing.DONT_KNOW, Missing.NO_DISCLOSE, Missing.BLANK))


def test_four_and_one_who_did_not_know() -> None:
    """Four of Karen's people answered and Omar said "ved ikke" to all: she has no five, and no figure."""
    made = tiny_round(team("Karen", [[4, 3]] * 4 + [[0, 0]]), missing=[[0, 0]] * 4 + [[1, 2]])
    assert group_of(made.release().leader("Karen")).response == Withheld(Reason.ANONYMITY)


def test_five_and_one_who_did_not_know() -> None:
    """Beside five who answered, Omar's "ved ikke" is not in the number of those who did."""
    made = tiny_round(team("Karen", [[4, 3]] * 5 + [[0, 0]]), missing=[[0, 0]] * 5 + [[1, 2]])
    response = group_of(made.release().leader("Karen")).response
    assert isinstance(response, Response)
    assert response.n == 5


def test_comments_need_raters() -> None:
    """Five of seven answered, and three who wrote are among them: with k_comments = 6 nothing is shown, at 5 all is."""
    forms = team("Karen", [[4]] * 5 + [[0]] * 2)
    written = [(row, "good", f"Tekst {row}") for row in (0, 1, 2, 5)]
    shown = [
        group_of(tiny_round(forms, comments=written, policy=policy).release().leader("Karen"))
        .comments[0]
        .texts
        for policy in (DisclosurePolicy(k_comments=6), DisclosurePolicy())
    ]
    assert shown[0] == Withheld(Reason.ANONYMITY)
    assert isinstance(shown[1], tuple)
    assert set(shown[1]) == {"Tekst 0", "Tekst 1", "Tekst 2", "Tekst 5"}


def test_comments_need_writers_among_raters() -> None:
    """Two of those who answered wrote, and two who did not: four texts, but two voices among those who count."""
    forms = team("Karen", [[4]] * 6 + [[0]] * 2)
    written = [(row, "good", f"Tekst {row}") for row in (0, 1, 6, 7)]
    found = group_of(tiny_round(forms, comments=written).release().leader("Karen")).comments[0].texts
    assert found == Withheld(Reason.ANONYMITY)


@settings(max_examples=100, deadline=None)
@given(rounds, st.data())
def test_saying_nothing_is_as_not_being_there(made: Round, data: st.DataObject) -> None:
    """Whatever mix of "ved ikke" and blanks the silent give in place of each other, not a byte of the Release moves."""
    table = made.table
    silent = ~(table.values > 0).any(axis=1) & np.isin(table.group, [0, 3, 4])
    missing = table.missing.copy(order="F")
    for row in np.flatnonzero(silent)[:20]:
        missing[row] = [data.draw(SILENT) for _ in table.items]
    other = replace(made, table=replace(table, missing=missing))
    first = made.release()
    assert dumps(first) == dumps(other.release())
    counted = np.unique(table.person[~silent]).size
    for group in first.printed.groups:
        own = group.blocks.leader >= 0
        for leader, n in zip(group.blocks.leader[own], group.blocks.n[own], strict=True):
            about = ~silent & (table.leader == leader)
            assert n <= min(counted, int(about.sum()))
