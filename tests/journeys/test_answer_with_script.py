"""Sofie answers on a phone of today: the link leaves the address bar, and what she chooses is saved on the way."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Opened, Place
from support.browser import OpenPage, follow
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows
from support.visit import BEGIN, ONWARD, STATUS, choose, listen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOT_SAVED = "Ikke gemt endnu. Vi prøver igen. Luk ikke siden."


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie is asked about Karen."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    return made


def _stored(asked: OpenRound) -> Opened:
    return open_answer(Place(asked.links["Sofie Lund", "Karen Holm"], asked.id, ""))


def _form(asked: OpenRound, live_server: LiveServer, open_page: OpenPage) -> Page:
    """Sofie's form, with a clock that only the test moves."""
    tab = open_page("about:blank", width=360, height=740)
    tab.clock.install()
    tab.goto(f"{live_server.url}/svar/{asked.links['Sofie Lund', 'Karen Holm']}/")
    follow(tab, BEGIN)
    return tab


def test_link_leaves_the_address_bar(asked: OpenRound, live_server: LiveServer, open_page: OpenPage) -> None:
    """A colleague who looks over Sofie's shoulder, or takes over the phone, sees no link; nothing is kept in the browser."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    tab = open_page("about:blank", width=360)
    heard = listen(tab)
    tab.goto(f"{live_server.url}/svar/{link}/")
    assert tab.url == f"{live_server.url}/svar/"
    assert len(heard) <= 3
    assert sum(len(response.body()) for response in heard) < 60_000
    follow(tab, BEGIN)
    choose(tab, "dilemmas", "4")
    for _ in range(2):
        follow(tab, ONWARD)
    assert tab.inner_text("h1") == "Tak for dit svar"
    assert link not in tab.url
    assert tab.context.cookies() == []
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
    assert tab.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0
    assert {response.status for response in heard} == {200}


def test_saved_on_the_way_and_not_too_often(
    asked: OpenRound, live_server: LiveServer, open_page: OpenPage
) -> None:
    """Nothing is sent before she touches anything; then at once, and after that not before ten seconds have passed."""
    tab = _form(asked, live_server, open_page)
    heard = listen(tab)
    tab.clock.run_for(60_000)
    assert heard == []
    choose(tab, "dilemmas", "4")
    tab.clock.run_for(1_100)
    expect(tab.locator(STATUS)).to_have_text("Gemt")
    assert _stored(asked).draft == {"dilemmas": 4}
    choose(tab, "follow_up", "2")
    tab.clock.run_for(8_000)
    assert len(heard) == 1
    tab.fill("textarea >> nth=0", "Hun lytter.")
    tab.clock.run_for(2_000)
    expect(tab.locator("[name=version]")).to_have_value("2")
    assert len(heard) == 2
    assert _stored(asked).draft == {"dilemmas": 4, "follow_up": 2, "comment:works_well": "Hun lytter."}
    tab.clock.run_for(60_000)
    assert len(heard) == 2
    follow(tab, ONWARD)
    assert _stored(asked).version == 2
    follow(tab, ONWARD)
    assert tab.inner_text("h1") == "Tak for dit svar"
    assert len(rows()) == 1


def test_tunnel(asked: OpenRound, live_server: LiveServer, open_page: OpenPage) -> None:
    """No net in the tunnel: the page says so, keeps her words, sends the same thing again, and goes on where she pressed."""
    tab = _form(asked, live_server, open_page)
    sent: list[str] = []

    def lose(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.abort()

    tab.route("**/svar/side/", lose)
    tab.fill("textarea >> nth=0", "Hun lytter.")
    tab.click(ONWARD)
    expect(tab.locator(STATUS)).to_have_text(NOT_SAVED)
    assert tab.input_value("textarea >> nth=0") == "Hun lytter."
    tab.clock.run_for(5_100)
    tab.wait_for_timeout(100)
    tab.clock.run_for(5_100)
    tab.wait_for_timeout(100)
    assert len(sent) >= 2
    assert len({parse_qs(body)["gem"][0] for body in sent}) == 1
    assert rows() == []
    tab.unroute("**/svar/side/")
    tab.clock.run_for(5_100)
    expect(tab.locator("h1")).to_have_text("Se dit svar igennem")
    assert _stored(asked).draft == {"comment:works_well": "Hun lytter."}
    assert _stored(asked).version == 1


def test_acknowledgement_that_got_lost(
    asked: OpenRound, live_server: LiveServer, open_page: OpenPage
) -> None:
    """The saving arrived but its answer did not: the retry is recognised, and what came after it is saved too."""
    tab = _form(asked, live_server, open_page)

    def arrive_and_lose(route: Route) -> None:
        route.fetch()
        route.abort()

    tab.route("**/svar/side/", arrive_and_lose, times=1)
    choose(tab, "dilemmas", "4")
    tab.clock.run_for(1_100)
    expect(tab.locator(STATUS)).to_have_text(NOT_SAVED)
    choose(tab, "dilemmas", "5")
    tab.clock.run_for(5_100)
    expect(tab.locator("[name=version]")).to_have_value("1")
    follow(tab, ONWARD)
    expect(tab.locator("h1")).to_have_text("Se dit svar igennem")
    assert _stored(asked) == Opened(2, False, {"dilemmas": 5})


def test_other_window(asked: OpenRound, live_server: LiveServer, open_page: OpenPage) -> None:
    """She went on at home: the window at work says so at its next saving, and hands her text back when she presses."""
    tab = _form(asked, live_server, open_page)
    Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin().press("/svar/side/", u_dilemmas="4")
    tab.fill("textarea >> nth=0", "Skrevet på arbejdet.")
    tab.clock.run_for(1_100)
    expect(tab.locator(STATUS)).to_have_text("Dit svar er åbent i et andet vindue")
    follow(tab, ONWARD)
    expect(tab.locator("h1")).to_have_text("Dit svar er åbent i et andet vindue")
    assert tab.input_value("textarea") == "Skrevet på arbejdet."
    follow(tab, ONWARD)
    assert tab.is_checked("input[name='u.dilemmas'][value='4']")


def test_answer_is_being_moved_while_she_sends(
    asked: OpenRound, live_server: LiveServer, open_page: OpenPage
) -> None:
    """The database is busy for a moment when she sends: the page tries again by itself, and she gets her receipt."""
    tab = _form(asked, live_server, open_page)
    choose(tab, "dilemmas", "4")
    follow(tab, ONWARD)
    expect(tab.locator("h1")).to_have_text("Se dit svar igennem")
    invitation = asked.invitation("Sofie Lund")
    invitation.moving = True
    invitation.save()
    follow(tab, ONWARD)
    expect(tab.locator("h1")).to_have_text("Ikke gemt endnu")
    expect(tab.locator(STATUS)).to_have_text(NOT_SAVED)
    tab.clock.run_for(5_100)
    expect(tab.locator("h1")).to_have_text("Ikke gemt endnu")
    invitation.moving = False
    invitation.save()
    tab.clock.run_for(5_100)
    expect(tab.locator("h1")).to_have_text("Tak for dit svar")
    assert _stored(asked) == Opened(2, True, None)
