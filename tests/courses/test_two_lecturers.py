"""Two lecturers hold one course: they press at once, lose the net, hand it on, and are outlived by it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fagspejl.accounts.services import take_role
from fagspejl.audit.models import AccessEntry
from fagspejl.workspace.courses.errors import CourseRefused, StillHeld
from fagspejl.workspace.courses.permissions import without_lecturer
from fagspejl.workspace.courses.questions.selectors import questions_of
from fagspejl.workspace.courses.questions.services.asking import ask
from fagspejl.workspace.courses.selectors import lecturers_of
from fagspejl.workspace.courses.services.holding import hand_over_control
from fagspejl.workspace.courses.services.lecturing import leave_course, share_course, take_over
from fagspejl.workspace.courses.types import BlockKind
from fagspejl.workspace.sessions.keys import new_token
from support.held_course import FORM, HeldCourse, held_course, lecturer, made_course
from support.staff import PER, Cast, log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def vibe() -> Cast:
    """Underviseren."""
    return lecturer("Vibe")


@pytest.fixture
def room(vibe: Cast) -> HeldCourse:
    """Her course, open, with two phones."""
    return held_course(vibe.staff, phones=2)


def test_both_press_at_once(room: HeldCourse) -> None:
    """Both saw the first block and press "Videre": the course goes one step, and the second is told where it is."""
    seen = room.web.get(room.control).content.decode()
    assert room.pressed(seen, "on", room.control) == 303
    assert room.pressed(seen, "on", room.control) == 409
    assert room.facts.place == 1


def test_both_press_within_an_exercise(room: HeldCourse) -> None:
    """The same in the middle of an exercise: one step of it, and no more."""
    room.phase("judge")
    seen = room.web.get(room.control).content.decode()
    assert room.pressed(seen, "on", room.control) == 303
    assert room.pressed(seen, "on", room.control) == 409
    assert room.exercise.phase.value == "reveal"
    assert room.exercise.item == 0


def test_one_comes_back_after_a_while(room: HeldCourse) -> None:
    """Offline through three blocks, the second lecturer presses what she saw: nothing is skipped, and she may go on."""
    seen = room.web.get(room.control).content.decode()
    for _ in range(3):
        assert room.presses() == 303
    before = room.facts.revision
    assert room.pressed(seen, "back", room.control) == 409
    assert room.facts.revision == before
    assert room.presses() == 303


def test_both_offline_while_the_room_goes_on(room: HeldCourse) -> None:
    """Neither reaches the site for a while: phones join and ask meanwhile, and whoever comes back first goes one step."""
    room.to(BlockKind.QUESTIONS)
    seen = room.web.get(room.control).content.decode()
    before = room.facts.place
    room.joins()
    for number, token in enumerate(room.phones):
        ask(room.code, token, new_token(), f"Hvad med nummer {number}?")
    assert room.facts.block.title in room.sees(room.wall)
    assert "3 spørgsmål er ubesvarede" in room.sees(room.wall)
    assert room.pressed(seen, "on", room.control) == 303
    assert room.pressed(seen, "on", room.control) == 409
    assert room.facts.place == before + 1
    assert "3 spørgsmål venter på dig" in room.sees(room.control)


def test_both_sort_what_they_saw_before(room: HeldCourse) -> None:
    """The first to come back hides a question; the second, with the list from before, is told, and nothing of it is done."""
    for number in range(2):
        ask(room.code, room.phones[number], new_token(), f"Hvad med nummer {number}?")
    path = f"{room.control}spoergsmaal/"
    rows = re.findall(r'name="(v-([0-9a-f]{32}))" value="(\d+)"', room.sees(path))
    versions = "".join(f"&{name}={version}&valgt={key}" for name, key, version in rows)
    hidden = room.web.post(path, f"act=hide&because=Hjemme+hos+jer{versions}", content_type=FORM)
    assert hidden.status_code == 303
    late = room.web.post(path, f"act=let_in{versions}", content_type=FORM)
    assert late.status_code == 409
    assert "En anden har imens" in late.content.decode()
    assert {one.hidden_because for one in questions_of(room.id)} == {"Hjemme hos jer"}


def test_another_device(room: HeldCourse, vibe: Cast) -> None:
    """She scans a new key: the control she lost opens nothing any more, and the phones stay."""
    lost = room.control
    hand_over_control(room.id, actor=vibe.staff.actor)
    assert room.web.get(lost).status_code == 404
    assert room.presses() == 303
    assert room.facts.block.title in room.sees(room.at(room.phones[0]))


def test_shared_and_given_away(vibe: Cast) -> None:
    """She shares with Asta and leaves; the last one cannot leave, and whoever holds no courses is not let in."""
    asta, lone = lecturer("Asta"), somebody("Lone")
    course = made_course(vibe.staff)
    with pytest.raises(CourseRefused):
        leave_course(course, vibe.staff.id, actor=vibe.staff.actor)
    with pytest.raises(CourseRefused):
        share_course(course, lone.staff.id, actor=vibe.staff.actor)
    share_course(course, asta.staff.id, actor=vibe.staff.actor)
    share_course(course, asta.staff.id, actor=vibe.staff.actor)
    leave_course(course, vibe.staff.id, actor=vibe.staff.actor)
    assert lecturers_of(course) == [asta.staff.id]
    shared = AccessEntry.objects.filter(event="course_shared").order_by("number")
    assert [one.facts["act"] for one in shared] == ["add", "leave"]


def test_a_course_that_outlives_its_lecturer(vibe: Cast) -> None:
    """Vibe loses the role: her course is offered to Asta, who takes it over by the page; before that she could not."""
    asta = lecturer("Asta")
    course = made_course(vibe.staff)
    with pytest.raises(StillHeld):
        take_over(course, asta.staff.id, actor=asta.staff.actor)
    web = Client()
    log_in(web, asta)
    assert "Kurser uden underviser" not in web.get("/arbejdsrum/kurser/").content.decode()
    assert web.get(f"/arbejdsrum/kurser/{course}/").status_code == 404
    take_role(email=vibe.email, role="lecturer", actor=PER)
    assert without_lecturer() == [course]
    assert "Kurser uden underviser" in web.get("/arbejdsrum/kurser/").content.decode()
    answer = web.post(f"/arbejdsrum/kurser/{course}/goer/", {"act": "take_over"}, follow=True)
    assert "Ledelse af fagprofessionelle" in answer.content.decode()
    assert lecturers_of(course) == [asta.staff.id]


def test_it_outlives_her_while_it_is_held(room: HeldCourse, vibe: Cast) -> None:
    """Vibe's role ends in the middle: phones and the control go on, Asta takes over, closes it, and the phones go."""
    take_role(email=vibe.email, role="lecturer", actor=PER)
    ask(room.code, room.phones[0], new_token(), "Og nu?")
    assert room.presses() == 303
    assert room.facts.block.title in room.sees(room.at(room.phones[1]))
    web = Client()
    log_in(web, lecturer("Asta"))
    path = f"/arbejdsrum/kurser/{room.id}/"
    assert web.get(path).status_code == 404
    for act in ("take_over", "close"):
        web.post(f"{path}goer/", {"act": act})
    assert not room.facts.is_open
    assert "1 spørgsmål er ubesvaret" in web.get(path).content.decode()
    assert room.web.get(room.at(room.phones[0])).status_code == 404
