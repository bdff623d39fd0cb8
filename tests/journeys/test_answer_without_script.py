"""Sofie answers on an old phone on the bus: 360 pixels, no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from support.browser import OpenPage, follow, overflow
from support.invited import open_round
from support.respondent import rows
from support.visit import BEGIN, ONWARD, choose, listen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_link_to_the_receipt(live_server: LiveServer, open_page: OpenPage) -> None:
    """Link, promise, five statements and a comment, review, receipt; nothing to scroll sideways, no script, no cookie."""
    made = open_round()
    link = made.ask("Sofie Lund", "Karen Holm")
    tab = open_page("about:blank", width=360, height=740, scripts=False)
    heard = listen(tab)
    tab.goto(f"{live_server.url}/svar/{link}/")
    assert "Svar om Karen Holm" in tab.inner_text("h1")
    assert "Det er frivilligt at svare." in tab.inner_text(".promise")
    follow(tab, BEGIN)
    for item in sorted(made.instrument.themes[0].items, key=lambda item: item.id):
        choose(tab, item.id, "4")
    choose(tab, "dialogue", "no_disclose")
    tab.fill("textarea >> nth=0", "Hun tager de svære sager op.\nDet hjælper.")
    assert overflow(tab) == 0
    follow(tab, ONWARD)
    assert "Ønsker ikke at oplyse" in tab.inner_text(".answers")
    assert tab.inner_text(".written") == "Hun tager de svære sager op.\nDet hjælper."
    follow(tab, ".button-link >> nth=0")
    assert tab.is_checked("input[name='u.dialogue'][value='no_disclose']")
    assert tab.input_value("textarea >> nth=0") == "Hun tager de svære sager op.\nDet hjælper."
    follow(tab, ONWARD)
    follow(tab, ONWARD)
    assert tab.inner_text("h1") == "Tak for dit svar"
    assert overflow(tab) == 0
    assert len(rows()) == 1
    assert tab.context.cookies() == []
    assert {response.status for response in heard} == {200}
    assert sum("/static/" not in response.url for response in heard) == 6


def test_enter_goes_on(live_server: LiveServer, open_page: OpenPage) -> None:
    """Pressing Enter in the middle of the form goes on, as the big button does, and does not change the language."""
    made = open_round()
    tab = open_page(
        f"{live_server.url}/svar/{made.ask('Sofie Lund', 'Karen Holm')}/", width=360, scripts=False
    )
    follow(tab, BEGIN)
    tab.focus("input[name='u.dilemmas'][value='3']")
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Se dit svar igennem")


def test_language_on_the_way(live_server: LiveServer, open_page: OpenPage) -> None:
    """Half way she chooses English: the same page, her choices and words in it."""
    made = open_round(instrument="ledelse-af-fagprofessionelle@0.1")
    tab = open_page(
        f"{live_server.url}/svar/{made.ask('Sofie Lund', 'Karen Holm')}/", width=360, scripts=False
    )
    follow(tab, BEGIN)
    choose(tab, "strain", "2")
    follow(tab, ONWARD)
    choose(tab, "power", "5")
    tab.fill("textarea >> nth=1", "Mere tid")
    follow(tab, ".switch")
    assert tab.inner_text("h1") == "Demands on leadership"
    assert tab.is_checked("input[name='u.power'][value='5']")
    assert tab.input_value("textarea >> nth=1") == "Mere tid"
    follow(tab, ".acts .button-secondary")
    assert tab.is_checked("input[name='u.strain'][value='2']")
