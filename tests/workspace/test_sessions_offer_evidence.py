"""What closed sessions offer to a note upward: how the unit judged, all together, in words; never a picture or a group."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.sessions.collecting import cases_and_items
from fagspejl.workspace.sessions.evidence.pictures import offer
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.types import OutcomeKind, OutcomeValues, PhaseCode, SplitGroup
from support.collected_room import collected_template, open_collected
from support.room import KAREN, Room, open_room

pytestmark = pytest.mark.django_db
GROUPS = (SplitGroup("Erfarne", 7), SplitGroup("Nye", 5))
WORDS = wording("da", "fagspejl.workspace.words")
UNIT = uuid4()


def _held(values: tuple[tuple[int, ...], ...], *, units: tuple[UUID, ...] = (UNIT,)) -> Room:
    room = open_room(GROUPS, units=units)
    room.to(PhaseCode.JUDGE)
    for place, some in enumerate(values):
        for value in some:
            room.judged(room.phone(place), value)
    room.to(PhaseCode.AGREE)
    lifted = OutcomeValues(kind=OutcomeKind.ESCALATION, text="Vi kan ikke nå begge dele.")
    record_outcome(room.control, room.facts.revision, lifted)
    close_session(room.id, actor=KAREN)
    return room


def test_a_divided_unit(transactional_db: None) -> None:
    """Karen's twelve were divided and lifted it: she is offered the counts of all, the outcome, and no group."""
    room = _held(((1, 2, 2, 3, 3, 4, 8), (5, 6, 8, 9, 9)))
    (one,) = offer(UNIT, WORDS)
    assert "Vi er delt: 5 af 12 ligger lavt (0-3) og 4 højt (7-10)." in one.sentence
    assert "at løfte det opad" in one.sentence
    assert (one.n, one.source, one.series) == (12, f"{room.id}:0", None)
    assert "Erfarne" not in one.sentence + one.heading
    assert offer(uuid4(), WORDS) == ()


def test_too_few_an_open_one_and_a_joint_one(transactional_db: None) -> None:
    """Four answers, a session that runs, and one that two units held together: nothing is offered to either."""
    _held(((1, 2, 3, 4),))
    open_room(GROUPS, units=(UNIT,))
    other = uuid4()
    _held(((1, 2, 3, 4, 5), (5, 6, 7, 8, 9)), units=(UNIT, other))
    assert offer(UNIT, WORDS) == ()
    assert offer(other, WORDS) == ()


def test_practice_and_a_talk_about_a_report(transactional_db: None) -> None:
    """A practice room's made-up colleagues and a talk about Karen's report are no evidence of anything."""
    room = _held(((1, 2, 2, 3, 3, 4, 8), (5, 6, 8, 9, 9)))
    Session.objects.filter(id=room.id).update(source="practice")
    assert offer(UNIT, WORDS) == ()
    Session.objects.filter(id=room.id).update(source="live", report=uuid4())
    assert offer(UNIT, WORDS) == ()


def test_of_many_statements_the_splits(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve statements shown at once are told by their tool: Karen is offered those alone that divide the unit."""
    cases, items = cases_and_items(
        collected_template(monkeypatch), ("Vi ringer selv.", "Vi ringer samme dag.")
    )
    room = open_collected(cases=cases, items=items)
    room.to(PhaseCode.JUDGE)
    for value in (1, 2, 2, 3, 7, 8, 9, 9):
        token = room.phone(None)
        room.judged(token, value, item=0)
        room.judged(token, 8, item=2)
    room.to(PhaseCode.AGREE)
    close_session(room.id, actor=KAREN)
    (one,) = offer(room.facts.units[0], WORDS)
    assert (one.n, one.source) == (8, f"{room.id}:0")
    assert "Vi ringer selv." in one.heading
