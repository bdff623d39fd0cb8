"""What a unit sees is always of five rows, differs from what it saw before by five, and leaves no closed row to subtract."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fagspejl.workspace.competence.errors import TooFewClosed
from fagspejl.workspace.competence.models import CompetenceRow
from fagspejl.workspace.competence.selectors import coverage_of
from fagspejl.workspace.competence.services.rows import forget_who_left, withdraw_row
from fagspejl.workspace.competence.types import Mark
from support.competent import CAN, SUPPORT, TEACH, WANTS, marks, people_in, tasks_in
from support.subtracting import ACTS, Ward
from support.town import town

LIMIT = 5
PEOPLE = 9
DONE = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, PEOPLE - 1), st.sampled_from((CAN, WANTS))),
    min_size=10,
    max_size=60,
)


def _acts(ward: UUID, person: UUID, act: str, mark: Mark, *, opened: bool) -> None:
    if act == "withdraw":
        withdraw_row(ward, person)
        return
    row = CompetenceRow.objects.filter(person=person).first()
    said = Mark(row.marks["1"]) if row is not None and act in ("again", "open", "close") else mark
    with suppress(TooFewClosed):
        marks(ward, person, {1: said}, opened=opened)


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=DONE)
def test_any_order_of_acts(acts: list[tuple[str, int, Mark]]) -> None:
    """Nine nurses do what they like in any order: a picture stands where the rules let it, and is of those who are there."""
    from django.db import transaction

    with transaction.atomic():
        ward, rules = town().cancer, Ward()
        tasks_in(ward)
        people = people_in(ward, PEOPLE)
        for act, who, mark in acts:
            opened = rules.acts(act, who, (CAN, WANTS).index(mark))
            _acts(ward, people[who], act, mark, opened=opened)
            now = coverage_of(ward)
            assert (now is not None) == rules.stands
            if now is not None:
                assert now.n == len(rules.drawn) >= LIMIT
                assert now.tasks[0].full == sum(not said for _, said in rules.drawn.values())
        transaction.set_rollback(True)


def _line(ward: UUID) -> tuple[int, int, int] | None:
    """The first task as it is shown."""
    found = coverage_of(ward)
    return None if found is None else (found.tasks[0].full, found.tasks[0].support, found.tasks[0].wants)


@pytest.mark.django_db
def test_open_rows_hide_nobody() -> None:
    """Four whom Ida reads save again, and Omar, who is closed, learns a task: the picture stays until more have changed."""
    ward = town().cancer
    tasks_in(ward)
    people = people_in(ward, 10)
    for one in people:
        marks(ward, one, {1: WANTS})
    for one in people[:4]:
        marks(ward, one, {1: WANTS}, opened=True)
    marks(ward, people[9], {1: WANTS})
    for one in people[:4]:
        marks(ward, one, {1: WANTS}, opened=True)
    marks(ward, people[9], {1: TEACH})
    assert _line(ward) == (0, 0, 10)
    for one in people[4:8]:
        marks(ward, one, {1: CAN})
    assert _line(ward) == (5, 0, 5)


@pytest.mark.django_db
def test_a_new_row_is_not_in_the_picture() -> None:
    """Five are drawn and a sixth marks: Sofie cannot open, since four of those that were drawn would be left."""
    ward = town().cancer
    tasks_in(ward)
    people = people_in(ward, 6)
    for one in people:
        marks(ward, one)
    with pytest.raises(TooFewClosed):
        marks(ward, people[0], opened=True)
    for one in people[1:]:
        marks(ward, one)
    marks(ward, people[0], opened=True)
    assert CompetenceRow.objects.filter(opened=True).count() == 1


@pytest.mark.django_db
def test_one_who_comes_and_goes_is_one() -> None:
    """Sofie withdraws and marks again and again: no picture comes of that, until five people have changed something."""
    ward = town().cancer
    tasks_in(ward)
    people = people_in(ward, 6)
    for one in people:
        marks(ward, one)
    assert _line(ward) == (5, 0, 0)
    for _ in range(7):
        withdraw_row(ward, people[0])
        marks(ward, people[0], {1: WANTS})
        assert _line(ward) is None
    for one in people[1:4]:
        marks(ward, one)
    assert _line(ward) == (5, 0, 1)


@pytest.mark.django_db
def test_who_closes_among_open_rows() -> None:
    """All five are open; Sofie closes hers: the picture goes at once, since it and four open rows would tell hers."""
    ward = town().cancer
    tasks_in(ward)
    people = people_in(ward, 5)
    for one in people:
        marks(ward, one, {1: SUPPORT}, opened=True)
    assert _line(ward) == (0, 5, 0)
    marks(ward, people[0], {1: SUPPORT})
    assert _line(ward) is None
    for one in people[1:]:
        marks(ward, one, {1: SUPPORT}, opened=True)
    assert _line(ward) is None


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


@pytest.mark.django_db
def test_who_changes_while_she_opens() -> None:
    """Ten are drawn and four open as they are; Sofie changes hers while she opens it: what she said before is not told."""
    ward = town().cancer
    tasks_in(ward)
    people = people_in(ward, 10)
    for one in people:
        marks(ward, one, {1: WANTS})
    marks(ward, people[0], {1: CAN}, opened=True)
    for one in people[1:5]:
        marks(ward, one, {1: WANTS}, opened=True)
    assert _line(ward) == (0, 0, 10)
    for one in people[5:]:
        marks(ward, one, {1: WANTS})
    assert _line(ward) == (1, 0, 9)


@pytest.mark.django_db
def test_who_stays_alone_is_not_opened() -> None:
    """Five are drawn and four withdraw: Sofie, who stays, cannot open, since the old picture less hers would be of four."""
    ward = town().cancer
    tasks_in(ward)
    people = people_in(ward, 5)
    for one in people:
        marks(ward, one)
    for one in people[1:]:
        withdraw_row(ward, one)
    with pytest.raises(TooFewClosed):
        marks(ward, people[0], opened=True)
