"""The record that Bente confirms tells whether the counting went well, and of no single person whether she answered."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.commands.console import Terminal
from fagspejl.commands.round.closing import record_lines

POLICY = DisclosurePolicy()


def _record(invited: int, answered: int, **more: int) -> dict[str, int]:
    facts = {"counted": answered, "drafts": 0, "revoked": 0, "leaders_with_report": 1, **more}
    return {
        "invited": invited,
        "answered": answered,
        "no_answer": invited - answered,
        "rows": answered,
    } | facts


def _said(record: Mapping[str, int], policy: DisclosurePolicy = POLICY) -> list[str]:
    return [
        line.strip().replace("\N{NO-BREAK SPACE}", " ") for line in record_lines(Terminal(), record, policy)
    ]


def test_shares_in_steps() -> None:
    """Of a large round Bente reads what is needed to see that nothing went wrong."""
    assert _said(_record(12345, 8000, counted=7900, revoked=3, leaders_with_report=1207)) == [
        "Links, der tæller: 12.345",
        "Trukket tilbage: 3",
        "Ledere med mindst én gruppe vist: 1.207",
        "Har svaret: mindst 60 %",
        "Tæller med i rapporterne: mindst 60 %",
        "Andelen er af de links, der tæller, i trin på 10 %, så den ikke viser, om en bestemt person har svaret.",
    ]


@pytest.mark.parametrize("answered", range(5))
def test_fewer_than_five_look_alike(answered: int) -> None:
    """Whether nobody or four of a small round have answered cannot be seen."""
    assert _said(_record(9, answered)) == _said(_record(9, 0))
    assert "Har svaret: vises ikke" in _said(_record(4, min(answered, 4)))


def test_twelve_of_twelve_looks_like_eleven() -> None:
    """That all have answered is not told: it would tell of each one that she has."""
    assert "Har svaret: 90 % eller mere" in _said(_record(12, 12))
    assert _said(_record(12, 12)) == _said(_record(12, 11))


@given(st.integers(5, 400), st.integers(0, 400), st.integers(0, 4))
def test_drafts_and_rows_are_not_told(invited: int, answered: int, uncounted: int) -> None:
    """How many drafts there were, and how many rows, changes nothing in what Bente reads."""
    answered = min(answered, invited)
    counted = max(answered - uncounted, 0)
    drafts = (invited - answered) // 2
    record = _record(invited, answered, counted=counted, drafts=drafts)
    assert _said(record) == _said({**record, "drafts": 1, "no_answer": 1, "rows": 1})


def test_a_stricter_round_tells_less() -> None:
    """Where seven must stand behind any figure, six answers are not told either."""
    strict = DisclosurePolicy(k=7, k_comments=7)
    assert "Har svaret: vises ikke" in _said(_record(10, 6), strict)
    assert "Har svaret: mindst 60 %" in _said(_record(10, 6))
