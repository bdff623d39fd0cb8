"""What a unit sees is always of five rows, differs from what it saw before by five, and leaves no closed row to subtract."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fagspejl.workspace.competence.errors import TooFewClosed
from fagspejl.workspace.competence.models import CompetenceRow
from fagspejl.workspace.competence.selectors import coverage_of
from fagspejl.workspace.competence.services.rows import close_row, forget_who_left, withdraw_row
from fagspejl.workspace.competence.types import CoverageFacts
from support.competent import CAN, SUPPORT, TEACH, WANTS, marks, people_in, tasks_in
from support.town import town

LIMIT = 5
PEOPLE = 9
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("mark", "mark", "mark", "open", "close", "withdraw")),
        st.integers(0, PEOPLE - 1),
        st.sampled_from((TEACH, CAN, SUPPORT, WANTS)),
    ),
    min_size=10,
    max_size=40,
)


@dataclass
class _Watched:
    """What the ward saw last, and who has done something since."""

    last: CoverageFacts | None = None
    since: set[int] = field(default_factory=set)


def _does(ward: UUID, person: UUID, act: str, mark: object) -> bool:
    row = CompetenceRow.objects.filter(person=person).first()
    if act == "withdraw":
        withdraw_row(ward, person)
        return row is not None
    if act == "close":
        close_row(ward, person)
        return False
    try:
        marks(ward, person, {1: mark}, opened=act == "open" or bool(row and row.opened))
    except TooFewClosed:
        return False
    return True


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_order_of_acts(acts: list[tuple[str, int, object]]) -> None:
    """Nine nurses mark, open, close and withdraw in any order: no picture and no difference is of fewer than five."""
    from django.db import transaction

    with transaction.atomic():
        ward = town().cancer
        tasks_in(ward)
        people = people_in(ward, PEOPLE)
        watched = _Watched()
        for act, who, mark in acts:
            if _does(ward, people[who], act, mark):
                watched.since.add(who)
            now = coverage_of(ward)
            if act == "withdraw" and who in watched.since:
                assert now is None
            if now is not None and now != watched.last:
                assert now.n >= LIMIT
                assert len(watched.since) >= LIMIT
                watched.last, watched.since = now, set()
            if now is not None:
                closed = CompetenceRow.objects.filter(unit=ward, opened=False).count()
                assert closed == 0 or closed >= LIMIT
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_who_leaves_is_gone() -> None:
    """Sofie changes her unit: at night her row is gone, and the picture that held it too."""
    from fagspejl.organisation.models import Person

    here = town()
    tasks_in(here.cancer)
    people = people_in(here.cancer, 6)
    for one in people:
        marks(here.cancer, one)
    assert coverage_of(here.cancer) is not None
    Person.objects.filter(id=people[0]).update(unit_id=here.family)
    assert forget_who_left(here.cancer) == 1
    assert coverage_of(here.cancer) is None
    assert CompetenceRow.objects.count() == 5


@pytest.mark.django_db
def test_counts_are_those_of_the_rows() -> None:
    """Asta counts by hand: three can, one with support, one wants to learn; one alone can the last task, so it is thin."""
    here = town()
    tasks_in(here.cancer)
    said = [{1: TEACH, 3: CAN}, {1: CAN}, {1: CAN}, {1: SUPPORT, 2: SUPPORT}, {1: WANTS, 2: WANTS}]
    for person, one in zip(people_in(here.cancer, 5), said, strict=True):
        marks(here.cancer, person, one)
    found = coverage_of(here.cancer)
    assert found is not None
    assert [(one.full, one.support, one.wants, one.thin) for one in found.tasks] == [
        (3, 1, 1, False),
        (0, 1, 1, True),
        (1, 0, 0, True),
    ]
