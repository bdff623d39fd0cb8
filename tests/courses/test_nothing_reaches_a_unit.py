"""A course that was held and closed is on no page of a unit, in no note and no time line, and no unit's leader opens it."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from fagspejl.lib.wording import wording
from fagspejl.workspace.courses.questions.parts import TABLES, at_close
from fagspejl.workspace.courses.questions.services.asking import ask
from fagspejl.workspace.courses.services.closing import close_course
from fagspejl.workspace.courses.types import BlockKind
from fagspejl.workspace.sessions.evidence.registry import offered
from fagspejl.workspace.sessions.keys import new_token
from fagspejl.workspace.sessions.models import Session, SessionUnit, StartingPoint
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of, sessions_of, starting_points
from support.held_course import HeldCourse, held_course, lecturer
from support.staff import PER, somebody
from support.town import Town, entered, leader, town

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
_PASSING = re.compile(r'(name="(csrfmiddlewaretoken|once)" value="[^"]*"|/static/[^"]*)')
QUESTION = "Hvad med natholdet på femte?"


@pytest.fixture
def here() -> Town:
    """Karen's town."""
    return town()


def _pages(here: Town) -> list[str]:
    units = (here.family, here.cancer, here.whole)
    of_unit = [f"/arbejdsrum/enhed/{unit}/{page}" for unit in units for page in ("", "tema/")]
    return ["/", "/arbejdsrum/", "/arbejdsrum/ny/", *of_unit]


def _seen(web: Client, paths: list[str]) -> dict[str, tuple[int, str]]:
    found = {}
    for path in paths:
        answer = web.get(path, follow=True)
        found[path] = (answer.status_code, _PASSING.sub("", answer.content.decode()))
    return found


def _held() -> HeldCourse:
    """Let six phones guess and ask, show it, and close the course."""
    room = held_course(lecturer("Vibe").staff, phones=6)
    room.until(BlockKind.EXERCISE, "guess-profession")
    room.phase("judge")
    for token in room.phones:
        room.enters(token)
        room.answers(token, *[4] * 6)
    ask(room.code, room.phones[0], new_token(), QUESTION)
    room.phase("reveal")
    close_course(room.id, let_go=at_close, tables=TABLES, actor=PER)
    return room


def test_pages_of_units_stay_as_they_are(here: Town) -> None:
    """Karen, Ida and Mads see the same bytes before and after the course, and so does the lecturer who leads nobody."""
    webs = [entered(leader(name)) for name in ("Karen", "Ida", "Mads")]
    before = [_seen(web, _pages(here)) for web in webs]
    assert any(status == 200 for status, _ in before[0].values())
    _held()
    after = [_seen(web, _pages(here)) for web in webs]
    assert after == before


def test_no_evidence_no_outcome_no_starting_point(here: Town) -> None:
    """There is nothing of it to put into a note, to look back on or to begin from, whatever unit asks."""
    _held()
    words = wording("da", *settings.STAFF_WORDS)
    for unit in (here.family, here.cancer, here.whole):
        assert offered(unit, words) == ()
        assert (sessions_of([unit]), outcomes_of([unit]), starting_points([unit])) == ([], [], [])
    assert not StartingPoint.objects.exists()


def test_its_sessions_belong_to_the_course_alone(here: Town) -> None:
    """Every exercise has the course where a unit would stand, and no account of anybody's."""
    room = _held()
    units = set(SessionUnit.objects.values_list("unit", flat=True))
    assert units == {room.id}
    assert set(Session.objects.values_list("started_by", flat=True)) == {room.id}


def test_staff_pages_of_sessions_open_nothing_of_it(here: Town) -> None:
    """Karen, and the lecturer herself, ask for its sessions by the addresses of units' sessions: there are none."""
    room = _held()
    ids = [one.session for one in room.facts.blocks if one.session is not None]
    assert ids
    for who in (leader("Karen"), somebody("Bente", "planner", app=True)):
        web = entered(who)
        for one in ids:
            assert [web.get(path).status_code for path in _addresses(one, room.id)] == [404] * 6


def _addresses(session: UUID, course: UUID) -> list[str]:
    own = f"/arbejdsrum/session/{session}/"
    kept = [own, f"{own}svarsedler/", f"{own}ark/", f"{own}tast-ind/"]
    return [*kept, f"/arbejdsrum/enhed/{course}/", f"/arbejdsrum/kurser/{course}/"]
