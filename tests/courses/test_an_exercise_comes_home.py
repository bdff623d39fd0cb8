"""Tag med hjem: a leader who took part begins the same exercise in her own unit. Nothing of the course comes along."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.workspace.courses.library import EXERCISES, exercise, home_items
from fagspejl.workspace.courses.types import BlockKind
from fagspejl.workspace.sessions.models import Session, SessionUnit
from fagspejl.workspace.sessions.phases import phases_of
from fagspejl.workspace.sessions.selectors.sessions import session_of, sessions_of
from fagspejl.workspace.sessions.types import PhaseCode, Source
from support.held_course import held_course, lecturer
from support.staff import HERE, somebody
from support.town import Town, entered, form_with, leader, town

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
GUESS = "/arbejdsrum/med-hjem/guess-profession/"


@pytest.fixture
def here() -> Town:
    """Karen's town."""
    return town()


@pytest.fixture
def web(here: Town) -> Client:
    """Karen's browser."""
    return entered(leader("Karen"))


def test_the_same_exercise_in_her_own_unit(here: Town, web: Client) -> None:
    """Karen finds the way on the phone of the course, presses twice, and has one open session with all its phases."""
    room = held_course(lecturer().staff, phones=1)
    room.to(BlockKind.HOME)
    assert f'href="{GUESS}"' in room.sees(room.at(room.phones[0]))
    form = form_with(web.get(GUESS), "replaces")
    for _ in range(2):
        answer = web.post(GUESS, form, headers=HERE)
        assert answer.status_code == 302
    (made,) = sessions_of([here.family])
    assert answer["Location"] == f"/arbejdsrum/session/{made.id}/"
    found = exercise("guess-profession", "da")
    assert found is not None
    assert (made.title, made.items, made.is_open) == (found.title, found.items, True)
    assert made.source is not Source.COURSE
    assert {PhaseCode.AGREE, PhaseCode.CLOSE} <= set(phases_of(made))
    assert list(SessionUnit.objects.filter(session=made.id).values_list("unit", flat=True)) == [here.family]


def test_nothing_comes_along(here: Town, web: Client) -> None:
    """What the room of the course answered is no part of her session, and neither is the course's id."""
    room = held_course(lecturer().staff, phones=6)
    room.until(BlockKind.EXERCISE, "guess-profession")
    room.phase("reveal")
    held = room.exercise
    web.post(GUESS, form_with(web.get(GUESS), "replaces"), headers=HERE)
    (made,) = sessions_of([here.family])
    row = Session.objects.get(id=made.id)
    told = {str(getattr(row, one.attname)) for one in Session._meta.concrete_fields}
    theirs = {str(room.id), str(held.id), str(held.seed), room.code, "Ledelse af fagprofessionelle"}
    assert not told & theirs
    assert session_of(held.id) == held


@pytest.mark.parametrize("code", EXERCISES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_way_home_is_there(web: Client, code: str, language: str) -> None:
    """Every exercise and everything that one may choose at the end leads Karen to a page of her own, in both languages."""
    for what in (code, *(one.tool for one in home_items(language))):
        answer = web.get(f"/arbejdsrum/med-hjem/{what}/?sprog={language}", follow=True)
        assert answer.status_code == 200, what
        assert "/log-ind/" not in str(answer.redirect_chain), what


def test_not_for_everybody(here: Town, web: Client) -> None:
    """Lone leads nobody, and Karen does not lead Ida's unit: there is nothing for them, and no session is made."""
    lone = entered(somebody("Lone"))
    theirs = f"{GUESS}?enhed={here.cancer}"
    assert lone.get(GUESS).status_code == 404
    assert web.get(theirs).status_code == 404
    form = form_with(web.get(GUESS), "replaces")
    for one, unit in ((lone, here.family), (web, here.cancer)):
        assert one.post(GUESS, form | {"enhed": [str(unit)]}, headers=HERE).status_code == 404
    assert web.get("/arbejdsrum/med-hjem/noget-andet/").status_code == 404
    assert not Session.objects.exists()


def test_what_is_missing_is_told(web: Client) -> None:
    """She leaves the item of the meeting empty and is told; what she chose beside it stands there."""
    form = form_with(web.get(GUESS), "replaces") | {"replaces": [""], "present": ["9"]}
    answer = web.post(GUESS, form, headers=HERE)
    page = answer.content.decode()
    assert "Skriv, hvilket punkt den træder i stedet for." in page
    assert 'value="9"' in page
    assert not Session.objects.exists()
