"""A unit steers by three to five guide marks, each of which leads somewhere."""

from __future__ import annotations

import pytest

from fagspejl.workspace.quality.errors import QualityRefused
from fagspejl.workspace.quality.rules import check_marks, check_task_area
from fagspejl.workspace.quality.types import LEADS_TO, MarkValues
from fagspejl.workspace.sessions.types import OutcomeKind


def _marks(chosen: int, kind: OutcomeKind | None = OutcomeKind.AGREEMENT) -> list[MarkValues]:
    return [MarkValues(place, place < chosen, kind if place < chosen else None) for place in range(8)]


@pytest.mark.parametrize("chosen", [3, 4, 5])
def test_three_to_five(chosen: int) -> None:
    """Karen's team chooses three, four or five."""
    check_marks(_marks(chosen), 8)


@pytest.mark.parametrize("chosen", [0, 2, 6])
def test_not_fewer_and_not_more(chosen: int) -> None:
    """Two are too few to steer by, and six are remembered by nobody."""
    with pytest.raises(QualityRefused) as refused:
        check_marks(_marks(chosen), 8)
    assert refused.value.facts == {"field": "marks", "fewest": 3, "most": 5, "count": chosen}


def test_one_statement_may_be_the_mark() -> None:
    """The short form has one statement, and Ida's unit may steer by it."""
    check_marks(_marks(1)[:1], 1)


@pytest.mark.parametrize("kind", [None, OutcomeKind.NONE])
def test_each_leads_somewhere(kind: OutcomeKind | None) -> None:
    """A mark that leads to nothing is refused at its statement."""
    with pytest.raises(QualityRefused) as refused:
        check_marks(_marks(3, kind), 8)
    assert refused.value.facts["at"] == "leads_to_0"


def test_four_outcomes() -> None:
    """Bente knows the four outcomes from every other session."""
    assert {*LEADS_TO} == {*OutcomeKind} - {OutcomeKind.NONE}


def test_a_line_is_short() -> None:
    """Lone's exception fits the poster, or she is told how long it may be."""
    marks = [*_marks(3)[:3], MarkValues(3, exceptions="x" * 161)]
    with pytest.raises(QualityRefused) as refused:
        check_marks(marks, 4)
    assert refused.value.facts["at"] == "exceptions_3"


@pytest.mark.parametrize("area", ["", "x" * 81])
def test_a_task_area_has_a_name(area: str) -> None:
    """Per's picture is about something, in one line."""
    with pytest.raises(QualityRefused):
        check_task_area(area)
