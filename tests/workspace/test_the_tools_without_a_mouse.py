"""Ida has no mouse: on every page of the tools each stop is seen, in order, up to the button that sends the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.cases.models import CasePattern
from fagspejl.workspace.courses.models import CourseBlock
from fagspejl.workspace.responsibility.selectors import map_of
from support.browser import OpenPage
from support.competent import tasks_in
from support.held_course import lecturer, made_course
from support.held_quality import begun_picture
from support.keyboard import Keyboard
from support.loaded import levels_in
from support.noted import drafted_note
from support.responsible import mapped
from support.staff import Cast, log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser
UNIT = ("tema/",)
CASES = ("", "ny/", "rytme/", "roller/", "moenstre/")
RESPONSIBILITY = ("", "skriv/", "roller/", "session/")
COMPETENCE = ("", "opgaver/", "adgang/", "plan/", "kilder/")
RELIEF = ("", "slut/")  # its steps begin at their key: tests/relief/test_relief_in_a_browser.py


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _entered(open_page: OpenPage, site: str, who: Cast | None = None) -> Page:
    tab, client = open_page(f"{site}/log-ind/"), Client()
    log_in(client, who or leader("Ida"))
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])
    return tab


def test_every_page_to_its_end(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida tabs through pictures of quality, cases, levels of load, notes and the theme, from the first stop to the last."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    levels_in(here.cancer)
    picture, note = begun_picture(here.cancer), drafted_note(here.cancer)
    pages = [f"enhed/{here.cancer}/{page}" for page in UNIT]
    pages += [f"sager/{here.cancer}/{page}" for page in CASES]
    pages += [f"travlhed/{here.cancer}/{page}" for page in ("", "session/", "vagter/")]
    pages += [f"kvalitet/{page}" for page in ("", "ny/", f"{picture}/", f"{picture}/pejlemaerker/")]
    pages += [f"notater/{page}" for page in ("", "nyt/", f"{note}/", f"{note}/maerk/")]
    _walks(_entered(open_page, site), site, pages)


def test_every_page_of_the_later_tools(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida tabs through the map of responsibility, the competences and the relief round, from the first stop to the last."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    mapped(here.cancer)
    tasks_in(here.cancer)
    pages = [f"ansvar/{here.cancer}/{page}" for page in RESPONSIBILITY]
    pages += [f"kompetencer/{page}" for page in ("", *(f"{here.cancer}/{one}" for one in COMPETENCE))]
    pages += [f"aflastning/{here.cancer}/{page}" for page in RELIEF]
    _walks(_entered(open_page, site), site, pages)


def test_every_page_of_a_course(transactional_db: None, live_server: Any, open_page: OpenPage) -> None:
    """Underviseren tabs through her courses, a new one, the one that ships and one of its blocks."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    who = lecturer()
    course = made_course(who.staff)
    block = CourseBlock.objects.filter(course=course).order_by("place")[1].id
    pages = [f"kurser/{page}" for page in ("", "nyt/", f"{course}/", f"{course}/blok/{block}/")]
    _walks(_entered(open_page, site, who), site, pages)


def _walks(tab: Page, site: str, pages: Iterable[str]) -> None:
    for page in pages:
        tab.goto(f"{site}/arbejdsrum/{page}")
        keys = Keyboard(tab)
        keys.skip()
        keys.to_the_end()


def test_a_row_of_responsibility_is_written(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida changes who has a task, writes where she stays out, and saves with keys alone; the rest stays as it was."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    mapped(here.cancer)
    tab = _entered(open_page, site)
    tab.goto(f"{site}/arbejdsrum/ansvar/{here.cancer}/skriv/")
    keys = Keyboard(tab)
    keys.skip()
    keys.to("Hvem har den?")
    tab.keyboard.type("gruppen")
    keys.write("Hvor tager lederen ikke over?", "Når gruppen har svaret")
    keys.to("Gem kortet")
    keys.enter()
    assert tab.locator("[role=alert]").all_inner_texts() == []
    known = map_of(here.cancer)
    assert known is not None
    first, second = (one.values for one in known.rows)
    assert (first.holder, first.leader_stays_out) == ("gruppen", "Når gruppen har svaret")
    assert (first.can_be_asked, second.task) == ("to erfarne rådgivere", "Lære nye kolleger op")


def test_a_pattern_is_written(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida writes what the unit gives weight to with keys alone, and finds it among the unit's patterns."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = _entered(open_page, site)
    tab.goto(f"{site}/arbejdsrum/sager/{here.cancer}/moenstre/ny/")
    keys = Keyboard(tab)
    keys.skip()
    keys.write("Når", "en patient kommer sent")
    keys.write("lægger vi vægt på", "ro om aftenen")
    keys.write("fordi", "natten ellers går med at lede")
    keys.to("Borgerens behov og vores fagligheder", role="radio")
    tab.keyboard.press("Space")
    keys.to_the_end()
    keys.enter()
    assert tab.locator("[role=alert]").all_inner_texts() == []
    assert CasePattern.objects.get().because == "natten ellers går med at lede"
