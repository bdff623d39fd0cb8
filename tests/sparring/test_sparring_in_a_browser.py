"""A case from the fixed day to the newcomer, with phones at 360 px; and every page in both languages at 320 and 1280."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.cases.models import CaseCard, PatternIdea
from fagspejl.workspace.cases.services.cards import write_minutes
from fagspejl.workspace.cases.services.ideas import take_idea
from fagspejl.workspace.cases.services.rota import set_rhythm, set_rota
from fagspejl.workspace.cases.types import MinutesValues
from fagspejl.workspace.sessions.selectors.sessions import (
    code_here,
    control_key_here,
    outcomes_in,
    session_of,
)
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import PhaseCode
from support.browser import OpenPage, axe_faults, follow, overflow
from support.room import Room
from support.sparring import DIFFERENCE, KAREN, SHORT_OF_TIME, carded, patterned, talked_about
from support.staff import log_in
from support.town import Town, leader, town
from support.unit_page import page_of
from workspace.rooms_of_the_documents import CASE_1, CASE_5

pytestmark = pytest.mark.browser
SUBMIT = "main form button[type=submit]"


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _enter(tab: Page, site: str) -> None:
    client = Client()
    log_in(client, leader("Karen"))
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])


def _pages(here: Town) -> list[str]:
    """Make something of every kind, and return all the pages there are."""
    today, unit = today_here(), f"/arbejdsrum/sager/{here.family}/"
    set_rhythm(here.family, weekday=3, meeting="Punkt 3", weeks=8, short=False, actor=KAREN)
    set_rota(here.family, ["KJ", "SO", "OM", "BE", "LO", "ID", "PE"])
    first = talked_about(here.family, CASE_1, directions=[8] * 9)
    minutes = MinutesValues(learned=("Ring sammen.",), considerations=("Ro", "", "", ""), follow_up_on=today)
    write_minutes(first.id, 0, minutes, actor=KAREN)
    talked_about(here.family, CASE_5, DIFFERENCE, SHORT_OF_TIME)
    coming = carded(here.family, planned_on=today + timedelta(days=3), present=12)
    pattern = patterned(here.family, from_cases=[first.id])
    take_idea(here.family, "en pårørende ringer om natten")
    PatternIdea.objects.update(created_on=today - timedelta(days=20))
    idea, key = PatternIdea.objects.get().id, page_of(here.family)
    card = "/arbejdsrum/sager/sag/"
    return [
        unit,
        *(f"{unit}{one}/" for one in ("ny", "rytme", "roller", "moenstre", "moenstre/ny")),
        *(f"{card}{first.id}/{one}" for one in ("", "referat/", "hvordan-gik-det/", "slet/")),
        *(f"{card}{coming.id}/{one}" for one in ("", "ring/")),
        *(f"/arbejdsrum/sager/moenster/{pattern}/{one}" for one in ("", "ret/")),
        f"/arbejdsrum/sager/forslag/{idea}/",
        *(f"{key}{one}" for one in ("", "moenstre/", "efter-vagten/")),
    ]


def test_every_page_is_accessible(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Karen goes through all pages of her sparring: no rule broken, nothing wider than the page."""
    site, pages = str(live_server.url).replace("127.0.0.1", "localhost"), _pages(here)
    for number, (language, width) in enumerate((("da", 320), ("en", 1280))):
        tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
        if not number:
            _enter(tab, site)
            cookies = tab.context.cookies()
        else:
            tab.context.add_cookies([one for one in cookies if one["name"] == "fagspejl"])
        for path in pages:
            tab.goto(f"{site}{path}?sprog={language}")
            tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert axe_faults(tab) == [], path
            assert overflow(tab) == 0, path


def _phones(open_page: OpenPage, site: str, room: Room, values: tuple[int, ...]) -> None:
    for value in values:
        phone = open_page(f"{site}/d/{room.code}/", width=360, height=740, scripts=False)
        follow(phone, SUBMIT)
        assert phone.locator("legend", has_text="Hvor på linjen ligger du").count() == 1
        phone.check(f"[name=v0][value='{value}']", force=True)
        assert overflow(phone) == 0
        follow(phone, "#save")


def _controlled(control: Page, room: Room, open_page: OpenPage, site: str) -> None:
    """Go through all steps by "Videre", with five phones at the line and an outcome at the end; close the room."""
    while room.facts.phase is not PhaseCode.CLOSE:
        if room.facts.phase is PhaseCode.JUDGE:
            _phones(open_page, site, room, (1, 2, 3, 7, 9))
            control.reload()
        assert overflow(control) == 0, room.facts.phase
        if room.facts.phase is PhaseCode.AGREE and not outcomes_in(room.id):
            control.check("#kind-trial", force=True)
            control.fill("#text", "Vi ringer sammen.")
            control.fill("#by_role", "sagsbehandlerne")
            follow(control, ".outcome-form > .button")
        follow(control, ".control-bar [value=on]")
    follow(control, "[value=close]")


def test_a_case_from_thursday_to_newcomer(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Karen writes a case, five mark it in silence, they agree, she writes the minutes, a pattern comes of it."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    karen = open_page(f"{site}/log-ind/")
    _enter(karen, site)
    karen.goto(f"{site}/arbejdsrum/sager/{here.family}/ny/")
    karen.fill("#id_type", "Bekymring, hvor familien siger nej")
    karen.fill("#id_tension", "Familien vil klare sig selv, og Sofie på 7 år har brug for ro.")
    karen.fill("#id_question", "Hvornår tager vi selv over?")
    karen.check("[name=dilemma_type][value=citizen_professions]")
    follow(karen, SUBMIT)
    assert "Sofie på 7 år" in karen.inner_text(".form-error-message")
    karen.fill("#id_tension", "Familien vil klare sig selv, og barnet har brug for ro.")
    follow(karen, SUBMIT)
    assert karen.inner_text("h1") == "Bekymring, hvor familien siger nej"
    known = session_of(CaseCard.objects.get().session)  # type: ignore[arg-type]
    assert known is not None
    room = Room(known.id, code_here(known), control_key_here(known))
    control = open_page(f"{site}/styring/{room.control}/", width=360, height=740, scripts=False)
    _controlled(control, room, open_page, site)
    page = f"{site}/arbejdsrum/sager/sag/{CaseCard.objects.get().id}/"
    karen.goto(f"{page}referat/")
    karen.fill("#id_learned_1", "Ring sammen første gang.")
    karen.fill("#id_consideration_citizen", "Barnet skal vide, hvem der kommer.")
    follow(karen, SUBMIT)
    told = karen.inner_text("main").replace("\xa0", " ")
    assert "Vi ligger spredt" in told or "Vi er delt" in told
    assert "Vi ringer sammen." in told
    follow(karen, karen.get_by_role("link", name="Skriv et mønster af sagen"))
    karen.fill("#id_when", "en familie siger nej til hjælp")
    karen.fill("#id_because", "familien ofte vender tilbage selv")
    follow(karen, SUBMIT)
    asta = open_page(site + page_of(here.family), width=360, height=740, scripts=False)
    assert "Når en familie siger nej til hjælp" in asta.inner_text("main")
    follow(asta, "text=Foreslå et mønster efter vagten")
    asta.fill("#tekst", "når nogen ringer om natten")
    follow(asta, SUBMIT)
    assert "Tak" in asta.inner_text("h1")
    PatternIdea.objects.update(created_on=today_here() - timedelta(days=1))
    karen.goto(f"{site}/arbejdsrum/sager/{here.family}/")
    assert "Når nogen ringer om natten" in karen.inner_text("main")


def test_ring_counts_in_the_browser(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Without scripts: three of five have spoken, two are waited for, and no tick leaves the page."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    made = carded(here.family, present=5)
    tab = open_page(f"{site}/log-ind/", width=360, height=740, scripts=False)
    _enter(tab, site)
    tab.goto(f"{site}/arbejdsrum/sager/sag/{made.id}/ring/")
    sent: list[str] = []
    # A font may still be on its way when the page is there.
    tab.on("request", lambda request: request.resource_type == "font" or sent.append(request.url))
    for number in (1, 2, 4):
        tab.check(f"#plads-{number}")
    assert tab.locator(".turn-ring :checked").count() == 3
    assert sent == []
    assert re.search("Ikke inde endnu", tab.inner_text(".turn-left"))
