"""Every free text of a session refuses a citizen's number, and a text that is too long, before anything is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from fagspejl.workspace.sessions.errors import OutcomeRefused, PlanRefused, TextAsks, TextRefused
from fagspejl.workspace.sessions.models import Outcome, Session, StartingPoint
from fagspejl.workspace.sessions.services.joining import answer
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    DifferenceReason,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
)
from support.room import CASE, ITEM, Room, open_room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
CPR = "borgeren 010203-1234 ringede"
WHOLE = OutcomeValues(
    kind=OutcomeKind.ACCEPTED_DIFFERENCE,
    text="vi er uenige om nattevagten",
    reasons=(DifferenceReason.LAW,),
    when_to_ask="når familien beder om det",
)


def _agreeing() -> Room:
    room = open_room(units=[uuid4()])
    room.to(PhaseCode.AGREE)
    return room


@pytest.mark.parametrize(
    "wrong",
    [
        {"cases": (replace(CASE, title=CPR),)},
        {"cases": (replace(CASE, text=CPR),)},
        {"cases": (replace(CASE, what_if=CPR),)},
        {"items": (replace(ITEM, question=CPR),)},
        {"items": (replace(ITEM, low_pole=CPR),)},
        {"items": (replace(ITEM, actions=("ringe", CPR)),)},
        {"groups": (SplitGroup("nye", 5), SplitGroup(CPR, 5))},
    ],
)
def test_making_a_session(wrong: dict[str, object]) -> None:
    """Karen pastes from the record into a case, a question or a group: nothing is kept."""
    with pytest.raises(TextRefused):
        open_room(**wrong)  # type: ignore[arg-type]
    assert not Session.objects.exists()


@pytest.mark.parametrize("names", [("", "nye"), ("nye", "Nye "), ("*", "nye"), ("n" * 61, "nye")])
def test_names_of_groups(names: tuple[str, str]) -> None:
    """Two groups of one name, or one without, could not be told apart in a picture."""
    with pytest.raises(PlanRefused):
        open_room([SplitGroup(name, 5) for name in names])


def test_a_reason() -> None:
    """Omar writes a number, and is refused; Sofie writes a name, and is asked which one."""
    room = open_room()
    token = room.phone()
    room.to(PhaseCode.JUDGE)
    with pytest.raises(TextRefused):
        room.judged(token, 3, reason=CPR)
    with pytest.raises(TextAsks) as asked:
        room.judged(token, 3, reason="det sagde Lone Jensen")
    assert asked.value.facts["found"] == "Lone Jensen"
    values = AnswerValues(value=3, reason="det sagde Lone Jensen")
    answer(room.code, token, sent(), item=0, round_=1, values=values, asked=True)


@pytest.mark.parametrize("field", ["text", "when_to_ask", "considerations"])
def test_an_outcome(field: str) -> None:
    """The unit writes an outcome with a number or without end: neither is kept, and what stood before stays."""
    room = _agreeing()
    record_outcome(room.control, room.facts.revision, WHOLE)
    for text, refused in ((CPR, TextRefused), ("ord " * 200, OutcomeRefused)):
        given: object = ("", text, "", "") if field == "considerations" else text
        with pytest.raises(refused):
            record_outcome(room.control, room.facts.revision, replace(WHOLE, **{field: given}))  # type: ignore[arg-type]
    assert Outcome.objects.get(session=room.id).text == WHOLE.text


def test_the_role_that_tries() -> None:
    """A trial's role is a free text too."""
    room = _agreeing()
    trial = OutcomeValues(
        kind=OutcomeKind.TRIAL, text="vi prøver", by_role=CPR, due_on=today_here() + timedelta(days=7)
    )
    with pytest.raises(TextRefused):
        record_outcome(room.control, room.facts.revision, trial)


def test_what_took_its_place_is_offered_alone() -> None:
    """The unit writes its agreement anew: what the first one offered to other tools goes with it."""
    room = _agreeing()
    for text in ("vi ringer altid først", "vi ringer samme dag"):
        values = OutcomeValues(kind=OutcomeKind.AGREEMENT, text=text)
        record_outcome(room.control, room.facts.revision, values)
    assert [one.text for one in StartingPoint.objects.all()] == ["vi ringer samme dag"]
