"""A note's whole life in a real browser on a phone, by keyboard and without script; and every page of notes judged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.audit.types import Actor
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person
from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.notes.selectors import notes_of
from fagspejl.workspace.notes.services.sending import answer_note
from fagspejl.workspace.notes.types import NoteStatus, Part, Reply
from fagspejl.workspace.sessions.evidence import registry
from fagspejl.workspace.sessions.services.planning import today_here
from support.browser import OpenPage, axe_faults, follow, overflow
from support.followed import put_above
from support.noted import IDA, RED, VALUES, drafted_note, marked, sent_note
from support.pdf import pdf_text
from support.staff import Cast, log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser
NOTES = "/arbejdsrum/notater/"


@pytest.fixture
def here(transactional_db: None, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town on a running site, with Mads above Ida, and a shift log that offers its red shifts."""
    made = town()
    put_above("Mads", "Karen", "Ida")
    Person.objects.filter(name="Mads").update(email="mads@fjordby.dk")
    monkeypatch.setitem(registry._OFFERS, RED.kind, lambda unit, words: (RED,) if unit == made.cancer else ())
    return made


def _site(live_server: Any) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost")


def _enter(tab: Page, site: str, who: Cast) -> None:
    client = Client()
    log_in(client, who)
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])


def _wall(here: Town) -> str:
    renew_address(here.cancer, seen=0, language="da", actor=Actor("ida", "Ida"))
    found = address_of(here.cancer)
    assert found is not None
    return found.path


def _write(tab: Page) -> None:
    """Fill in the whole form of a new note."""
    tab.fill("#id_about", VALUES.about)
    tab.fill("#id_decided_on", "2026-10-01")
    tab.check("[name=evidence]")
    for part, said in VALUES.parts.items():
        tab.fill(f"#id_{part}", "\n".join(said))
    tab.fill("#id_ask_text", VALUES.ask_text)
    tab.fill("#id_answer_by", (today_here() + timedelta(days=14)).isoformat())


def test_a_whole_life_on_a_phone(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida writes and sends on her phone, Mads answers on his, Sofie reads both on the unit's page: all at 360 px."""
    site = _site(live_server)
    ida = open_page(f"{site}/log-ind/", width=360)
    _enter(ida, site, leader("Ida"))
    ida.goto(f"{site}/arbejdsrum/")
    follow(ida, f'a[href^="{NOTES}"]')
    follow(ida, "main a.button-primary")
    follow(ida, "main button[type=submit]")  # nothing is filled in
    assert ida.title().startswith("Fejl:")
    _write(ida)
    follow(ida, "main button[type=submit]")
    assert ida.inner_text("h1") == "Mærk sætningerne"
    for place, one in enumerate(ida.locator("main select").all()):
        one.select_option("judgement" if place else "fact-1")
    ida.locator("main button[type=submit]").focus()
    with ida.expect_navigation():
        ida.keyboard.press("Enter")
    assert "Det er ikke bevis for en sammenhæng." in ida.inner_text("main")
    follow(ida, "main a.button-primary")
    follow(ida, "main button[type=submit]")
    assert "Sendt" in ida.inner_text(".panel")
    (note,) = notes_of([here.cancer])
    address = f"{site}{NOTES}{note.id}/"
    mads = open_page(f"{site}/log-ind/", width=360)
    mads.context.clear_cookies()
    _enter(mads, site, leader("Mads"))
    mads.goto(f"{site}/")
    assert "1 notat venter på dit svar." in mads.inner_text("main")
    mads.goto(address)
    top = mads.locator(".panel").bounding_box()
    assert top is not None
    assert top["y"] + top["height"] < 2 * 760  # the ask, by when and of whom within two screens of a phone
    follow(mads, "main a.button-primary")
    mads.check("[name=reply][value=partly]")
    mads.fill("#id_answer", "I får en fjerde i tre uger.")
    mads.fill("#id_because", "Budgettet er det samme.")
    follow(mads, "main button[type=submit]")
    assert "Delvist imødekommet" in mads.inner_text("main")
    sofie = open_page(f"{site}{_wall(here)}", width=360)
    sofie.context.clear_cookies()
    assert "Delvist imødekommet" in sofie.inner_text("main")
    follow(sofie, 'a[href*="/notat/"]')
    assert "I får en fjerde i tre uger." in sofie.inner_text("main")
    assert overflow(sofie) == 0
    assert axe_faults(sofie) == []
    assert notes_of([here.cancer])[0].status is NoteStatus.ANSWERED


def _pages(here: Town) -> list[str]:
    """Make a note of every kind, and return all the pages that Ida has of them."""
    sent, answered = (
        sent_note(here.cancer, "Mads"),
        sent_note(here.cancer, "Mads", decided_on=date(2026, 10, 1)),
    )
    answer_note(
        answered, 2, reply=Reply.PARTLY, text="Ja.", because="Nej.", by=None, actor=IDA, now=utc_now()
    )
    mads = Person.objects.get(name="Mads").id
    draft, bare = (
        marked(drafted_note(here.cancer, addressee=mads)),
        drafted_note(here.cancer, parts={}, offers=()),
    )
    return [
        "",
        "nyt/",
        *(f"{draft}/{act}" for act in ("", "ret/", "maerk/", "send/", "slet/")),
        *(f"{bare}/{act}" for act in ("", "ret/", "maerk/")),
        f"{sent}/",
        f"{answered}/",
        f"{answered}/luk/",
    ]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    here: Town, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Ida goes through all pages of her notes and Mads through his: no rule broken, nothing wider than the page."""
    site = _site(live_server)
    pages = _pages(here)
    for who, paths in (("Ida", pages), ("Mads", ["", pages[-3], f"{pages[-3]}svar/"])):
        tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
        tab.context.clear_cookies()
        _enter(tab, site, leader(who))
        for path in paths:
            tab.goto(f"{site}{NOTES}{path}?sprog={language}")
            assert tab.evaluate("document.documentElement.lang") == language
            tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert axe_faults(tab) == [], path
            assert overflow(tab) == 0, path
    if width == 1280 and language == "da":
        tab.goto(f"{site}{NOTES}{pages[-3]}")
        printed = tab.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
        assert pdf_text(printed).count("\f") == 0  # what the browser prints is one page too
        assert VALUES.parts[Part.COUNTER][0] in " ".join(pdf_text(printed).split())
