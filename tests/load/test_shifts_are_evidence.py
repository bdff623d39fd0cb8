"""A note upward may say how many shifts were red and what yielded: counts as logged, in the words the unit reads."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.load.evidence import KIND, offer
from fagspejl.workspace.sessions.evidence.registry import offered
from fagspejl.workspace.sessions.services.planning import today_here
from support.loaded import GREEN, RED, a_shift, levels_in
from support.town import town
from support.ward_shifts import WARD_SHIFTS

WORDS = wording("da", "fagspejl.workspace.home.words")


@pytest.fixture
def ward(db: None) -> UUID:
    """Ida's ward, whose levels have held for eight weeks."""
    unit = town().cancer
    levels_in(unit, weeks=8)
    return unit


def test_eight_weeks_of_the_ward(ward: UUID) -> None:
    """Ida is offered the sentence of her page, the tasks that yielded, and the red shifts week for week."""
    for place, (level, yielded) in enumerate(WARD_SHIFTS):
        a_shift(ward, level, *yielded, day=today_here() - timedelta(days=56 - place))
    red, *tasks = offer(ward, WORDS)
    assert red.sentence == "9 af 56 vagter var røde. Dokumentation veg i 7 af dem."
    assert (red.source, red.n, red.shown_on) == ("red", 56, today_here() - timedelta(days=1))
    assert red.series is not None
    assert sum(point.count for point in red.series.points) == 9
    assert sum(point.of for point in red.series.points) == 56
    assert tasks[0].sentence == "Dokumentation veg i 7 af 56 vagter."
    assert len({one.source for one in tasks}) == len(tasks)


def test_tools_read_it_from_the_registry(ward: UUID) -> None:
    """The note's tool knows no shifts: it finds them among what all tools offer."""
    a_shift(ward, RED, 1)
    a_shift(ward, GREEN, day=today_here() - timedelta(days=1))
    assert [one.source for one in offered(ward, WORDS) if one.kind == KIND] == ["red", "task-1"]


def test_nothing_to_offer(ward: UUID) -> None:
    """One shift is no count, and a unit without levels has none."""
    a_shift(ward, RED, 1)
    assert offer(ward, WORDS) == ()
    assert offer(UUID(int=7), WORDS) == ()


def test_the_same_questions_however_many(ward: UUID, django_assert_num_queries: object) -> None:
    """A year of shifts asks the database no more than two days do."""
    for place, (level, yielded) in enumerate(WARD_SHIFTS[:20]):
        a_shift(ward, level, *yielded, day=today_here() - timedelta(days=56 - place))
    with django_assert_num_queries(3):  # type: ignore[operator]
        offer(ward, WORDS)
