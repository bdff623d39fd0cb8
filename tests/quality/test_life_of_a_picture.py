"""Ida's ward makes a picture, chooses its guide marks, prints the poster, and is told next year what has changed."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.workspace.quality.services.marks import choose_marks
from fagspejl.workspace.quality.types import MarkValues, PictureFacts
from fagspejl.workspace.sessions.selectors.sessions import session_of, starting_points
from fagspejl.workspace.sessions.types import OutcomeKind
from support.held_quality import GROUPS, held, in_session
from support.quality import DOCUMENTED, four_kinds
from support.room import KAREN
from support.town import Town, entered, form_with, leader, town

PLACE = 3  # of the ward's statement


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


def _read(who: Client, page: str) -> str:
    answered = who.get(page)
    assert answered.status_code == 200
    return answered.content.decode()


def _send(who: Client, page: str, **said: str) -> str:
    sent = {**form_with(who.get(page), "asked"), **said}
    answered = who.post(page, sent, follow=True)
    assert answered.status_code == 200
    return answered.content.decode()


def _at(known: PictureFacts, part: str = "") -> str:
    return f"/arbejdsrum/kvalitet/{known.id}/{part}"


def _marked(known: PictureFacts, places: tuple[int, ...] = (1, 2, PLACE)) -> None:
    marks = [
        MarkValues(one, one in places, OutcomeKind.TRIAL if one in places else None, "akut forværring")
        for one in range(4)
    ]
    choose_marks(known.id, in_session(known.session).revision, marks, actor=KAREN)


@pytest.mark.stores
def test_the_wards_picture_is_kept(ida: Client, here: Town) -> None:
    """Ida reads the ward's heading and sentence on the page of the closed picture, from what was kept alone."""
    known = held(here.cancer)
    page = _read(ida, _at(known))
    assert "Fælles, men ujævnt" in page
    assert "(midten 6,5 mod 3,5)" in page
    assert "dp-quality" in page
    assert page.index(f'data-item="{PLACE}" data-heading="shared_but_uneven"') > 0
    listed = _read(ida, "/arbejdsrum/kvalitet/")
    assert str(known.year) in listed
    assert "Pejlemærker er ikke valgt endnu" in listed


def test_started_from_a_blank_page(ida: Client, here: Town) -> None:
    """Ida types the short form's one statement, and the session that opens rates it by shift."""
    page = _send(
        ida,
        "/arbejdsrum/kvalitet/ny/",
        task_area="Dokumentation",
        form="kort",
        statements=DOCUMENTED,
        split="shift",
        shift_0=GROUPS[0].name,
        shift_0_size="10",
        shift_1=GROUPS[1].name,
        shift_1_size="6",
        shift_2="",
        shift_2_size="",
    )
    assert "Rummet er åbent" in page or "Styring" in page or "Dokumentation" in page
    listed = _read(ida, "/arbejdsrum/kvalitet/")
    assert "Dokumentation" in listed
    assert "Rummet er åbent" in listed


def test_a_long_form_collects(ida: Client, here: Town) -> None:
    """Without typed statements everybody writes on the phone first."""
    _send(ida, "/arbejdsrum/kvalitet/ny/", task_area="Overlevering", split="none")
    (point,) = [one for one in _sessions(here) if one.template == "quality"]
    assert point.phase == "collect"
    assert point.items == ()


def _sessions(here: Town):  # type: ignore[no-untyped-def]  # the selector's own type
    from fagspejl.workspace.sessions.selectors.sessions import sessions_of

    return sessions_of([here.cancer])
