"""Sofie presses the browser's own Back and Reload after a draft is saved: it is safe, and the page says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Place
from support.browser import OpenPage, follow
from support.invited import OpenRound, open_round
from support.visit import BEGIN, ONWARD, choose

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAFE = "Du kan trygt gå tilbage eller hente siden igen."


@pytest.fixture
def asked() -> OpenRound:
    """A round with two pages of questions in which Sofie is asked about Karen."""
    made = open_round(instrument="ledelse-af-fagprofessionelle@0.1")
    made.ask("Sofie Lund", "Karen Holm")
    return made


def _begun(asked: OpenRound, live_server: LiveServer, open_page: OpenPage) -> Page:
    link = asked.links["Sofie Lund", "Karen Holm"]
    tab = open_page(f"{live_server.url}/svar/{link}/", width=360, height=740, scripts=False)
    follow(tab, BEGIN)
    assert SAFE not in tab.inner_text("main")
    return tab


def _draft(asked: OpenRound) -> dict[str, object]:
    found = open_answer(Place(asked.links["Sofie Lund", "Karen Holm"], asked.id, ""))
    return dict(found.draft or {}) | {"version": found.version}


def test_reload(asked: OpenRound, live_server: LiveServer, open_page: OpenPage) -> None:
    """She reloads the second page and the review: both said that it is safe, and the draft was saved once each."""
    tab = _begun(asked, live_server, open_page)
    choose(tab, "strain", "2")
    follow(tab, ONWARD)
    assert "Din kladde er gemt." in tab.inner_text("main")
    assert SAFE in tab.inner_text("main")
    tab.reload()
    assert SAFE in tab.inner_text("main")
    assert _draft(asked) == {"strain": 2, "version": 1}
    choose(tab, "power", "5")
    follow(tab, ONWARD)
    assert SAFE in tab.inner_text("main")
    tab.reload()
    assert tab.inner_text("h1") == "Se dit svar igennem"
    assert _draft(asked) == {"strain": 2, "power": 5, "version": 2}


def test_back_past_a_page_she_skipped(asked: OpenRound, live_server: LiveServer, open_page: OpenPage) -> None:
    """She skips the first page, answers the second and goes back from the review: what she chose stands there still."""
    tab = _begun(asked, live_server, open_page)
    follow(tab, ONWARD)
    choose(tab, "power", "5")
    follow(tab, ONWARD)
    tab.go_back()
    assert tab.is_checked("input[name='u.power'][value='5']")
    choose(tab, "power", "4")
    follow(tab, ONWARD)
    assert tab.inner_text("h1") == "Se dit svar igennem"
    assert _draft(asked) == {"power": 4, "version": 2}
    tab.go_back()
    tab.go_back()
    choose(tab, "strain", "1")
    follow(tab, ONWARD)
    assert _draft(asked) == {"power": 4, "strain": 1, "version": 3}
