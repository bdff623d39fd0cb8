"""The direction check: asked from the outcome to the close where the template asks, and seen by nobody until then."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fagspejl.workspace.sessions.errors import AnswerRefused, NotNow
from fagspejl.workspace.sessions.models import Participant, Session
from fagspejl.workspace.sessions.poll import ENDING, PHONES, SCREENS, mark_of
from fagspejl.workspace.sessions.selectors.sessions import display_key_here, exit_answers_among
from fagspejl.workspace.sessions.services.joining import leave
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.templates_library import TemplateInvalid, read, template
from fagspejl.workspace.sessions.types import NoneBecause, OutcomeKind, OutcomeValues, PhaseCode
from support.collected_room import source
from support.phone import Phone
from support.room import Room, open_room, sent

pytestmark = pytest.mark.django_db
ASKED = "Jeg kan se, hvordan det passer med vores retning."
NONE = OutcomeValues(kind=OutcomeKind.NONE, none_because=NoneBecause.NO_TIME)
CHANGES = re.compile(r"[0-9a-f-]{32,}|data-seconds=[^\n]*")  # keys of forms, and the clock


def _at_the_end(*, people: int = 6, template: str = "cases") -> Room:
    """A room whose people have judged, and which ends its case."""
    room = open_room(template=template)
    room.to(PhaseCode.JUDGE)
    for place in range(people):
        room.judged(room.phone(), place)
    room.to(PhaseCode.AGREE)
    record_outcome(room.control, room.facts.revision, NONE)
    return room


def _directions(room: Room) -> tuple[int, ...]:
    return exit_answers_among([room.id])[room.id].get("direction", ())


def test_asked_while_the_unit_agrees() -> None:
    """Sofie answers while the outcome is written and changes her mind; at the close it is not asked again."""
    room = _at_the_end()
    sofie = Phone(room).join()
    assert ASKED in sofie.open().text
    assert "Dit svar er gemt." in sofie.press("see", direction="7").text
    assert "Dit svar er gemt." in sofie.open().press("see", direction="9").text
    assert Participant.objects.get(direction=9).understood is None
    room.to(PhaseCode.CLOSE)
    assert ASKED not in sofie.open().text
    sofie.press("leave", understood="8")
    assert Participant.objects.get(understood=8).direction == 9
    sofie.open(f"{sofie.address}?sag=1").press("leave", understood="8", direction="4")
    assert Participant.objects.get(understood=8).direction == 4


def test_asked_again_at_the_close() -> None:
    """Omar skips it at first; it comes with the last two questions, and he answers it then."""
    room = _at_the_end()
    omar = Phone(room).join()
    assert "Du har sprunget spørgsmålet over." in omar.open().press("see", direction="-").text
    room.to(PhaseCode.CLOSE)
    assert ASKED in omar.open().text
    omar.press("leave", understood="6", heard="6", direction="5")
    assert Participant.objects.get(understood=6).direction == 5


def test_only_where_the_template_asks() -> None:
    """Lone holds a judgement: no phone is asked about the direction, and nothing of it is kept."""
    room = _at_the_end(template="judgement")
    lone = Phone(room).join()
    assert ASKED not in lone.open().text
    with pytest.raises(NotNow):
        leave(room.code, room.phones[0], sent(), direction=4)
    room.to(PhaseCode.CLOSE)
    assert ASKED not in lone.open().text
    assert not template("judgement", "da").direction
    with pytest.raises(TemplateInvalid):
        read("collected", source().replace("direction = true", "direction = 1"))


@pytest.mark.parametrize("phase", [PhaseCode.READ, PhaseCode.JUDGE, PhaseCode.TALK])
def test_not_before_the_outcome(phase: PhaseCode) -> None:
    """Per's phone sends it too early, or a number that is none: it is refused, and nothing is kept."""
    room = _at_the_end()
    with pytest.raises(AnswerRefused):
        leave(room.code, room.phones[0], sent(), direction=11)
    room.to(phase)
    with pytest.raises(NotNow):
        leave(room.code, room.phones[0], sent(), direction=4)
    assert not Participant.objects.filter(direction__isnull=False).exists()


@pytest.mark.parametrize(("people", "kept"), [(4, ()), (5, (1, 2, 2, 3, 3))])
def test_kept_from_five(people: int, kept: tuple[int, ...]) -> None:
    """Four answers and the leader's are too few; of five the numbers are left in order of size."""
    room = _at_the_end(people=people)
    leader = room.phone(is_leader=True)
    for place, token in enumerate(room.phones[:-1]):
        leave(room.code, token, sent(), direction=3 - place // 2)
    leave(room.code, leader, sent(), direction=0)
    assert exit_answers_among([room.id]) == {}
    room.close()
    assert _directions(room) == kept
    assert not Participant.objects.exists()


def test_nobody_sees_it_before_the_close() -> None:
    """Ida's phone, the wall, the control and the polls read the same, whatever the others see of the direction."""
    room = _at_the_end()
    ida = Phone(room).join()
    wall, control = Client(), Client()
    display = display_key_here(room.facts)

    def everything() -> list[str]:
        pages = [
            ida.open().page,
            wall.get(f"{SCREENS}{display}/").content.decode(),
            control.get(f"/styring/{room.control}/").content.decode(),
            *(str(mark_of(path)) for path in (f"{PHONES}{room.code}{ENDING}", f"{SCREENS}{display}{ENDING}")),
        ]
        return [CHANGES.sub("", one) for one in pages]

    for phase in (PhaseCode.AGREE, PhaseCode.CLOSE):
        room.to(phase)
        read_before = everything()
        for told in (0, 10):
            for token in room.phones:
                leave(room.code, token, sent(), direction=told)
            assert everything() == read_before
    assert Session.objects.get(id=room.id).exit_answers == {}
