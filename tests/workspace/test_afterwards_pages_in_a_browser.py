"""What follows a report, in a real browser on a small phone: every new page, both languages, without a rule broken."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.organisation.models import Person
from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.services.living import end, suspend
from fagspejl.workspace.paths.models import Goal
from fagspejl.workspace.paths.types import StepKind
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import IDA, begun, drafted, known
from support.browser import OpenPage, axe_faults, overflow
from support.followed import Followed, followed, planner, write_goal
from support.lived import lived
from support.published import account
from support.staff import log_in
from support.unit_page import outcome, page_of
from support.wall_link import Poster

pytestmark = pytest.mark.browser
ACTS = ("", "liv/", "opslag/", "fortalt/", "ny-udgave/", "bero/", "gennemgang/", "afslut/")


@pytest.fixture
def world(transactional_db: None, live_server: Any, tmp_path: Path) -> Followed:
    """The published round with its paths, on a running site."""
    return followed(tmp_path)


def _as(tab: Page, site: str, client: Client) -> None:
    cookie = client.cookies["fagspejl"].value
    tab.context.clear_cookies()
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])


def _client(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _look(tab: Page, address: str, language: str) -> None:
    tab.goto(f"{address}{'&' if '?' in address else '?'}sprog={language}")
    assert tab.locator("h1").count() == 1, address
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe_faults(tab) == [], address
    assert overflow(tab) == 0, address


def _agreements(unit: UUID) -> list[str]:
    """Make an agreement of every kind, and return the paths of all their pages."""
    long, today = lived(unit, "Dokumentation"), today_here()
    lived(unit, "Telefonen")
    rests, over = (begun(unit, title=title) for title in ("Hviler", "Ophørt"))
    suspend(rests, known(rests).revision, because="Ferie", until=today + timedelta(days=20), actor=IDA)
    end(over, known(over).revision, taught="Det sad fast", actor=IDA)
    draft = drafted(unit, title="Forslag")
    ones = [*(f"{long}/{act}" for act in ACTS), f"{rests}/", f"{rests}/genoptag/", f"{over}/", f"{over}/liv/"]
    ones += [f"{draft}/", f"{draft}/begynd/", f"{draft}/ret/", f"{draft}/slet/"]
    return ["arbejdsrum/", *(f"arbejdsrum/aftaler/{one}" for one in ("", "ny/", *ones))]


@pytest.mark.parametrize("language", ["da", "en"])
def test_staff_and_phones(world: Followed, live_server: Any, open_page: OpenPage, language: str) -> None:
    """Karen, Mads, Bente and Sofie open all that follows a report at 320 px: no rule broken, nothing wider."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    unit = Person.objects.get(name="Karen").unit_id
    pages = _agreements(unit)
    outcome(unit, "trial", "Vi ringer, før vi skriver.")
    outcome(unit, "accepted_difference", "Hvor meget vi vejleder i telefonen.")
    shared = page_of(unit, language).lstrip("/")
    karen, path = _client("Karen"), world.url().lstrip("/")
    write_goal(karen, world.url(), shared_with_unit="on")
    assert Goal.objects.filter(shared_with_unit=True).count() == 1
    tab = open_page(f"{site}/log-ind/", width=320, height=740)
    _as(tab, site, karen)
    own = [f"arbejdsrum/enhed/{unit}/{more}" for more in ("", "side/", "fortael/")]
    opened = [f"{path}maal/{Goal.objects.get().id}/", *(f"{path}trin/{kind}/" for kind in StepKind)]
    for page in (*pages, *own, "opfoelgning/", path, *opened):
        _look(tab, f"{site}/{page}", language)
    _as(tab, site, _client("Mads"))
    for page in ("opfoelgning/", path):
        _look(tab, f"{site}/{page}", language)
    _as(tab, site, planner()[0])
    for page in ("opfoelgning/", f"opfoelgning/runde/{world.path().round}/"):
        _look(tab, f"{site}/{page}", language)
    tab.context.clear_cookies()
    _look(tab, f"{site}/{shared}", language)
    assert tab.locator(".life svg").count() == 2
    wall = Poster(Agreement.objects.get(title="Dokumentation").id)
    for page in (wall.front, wall.at, f"{wall.front}modtager/"):
        _look(tab, f"{site}{page}", language)
    tab.keyboard.press("Tab")  # by keyboard alone: to the first answer, chosen, and sent with Enter
    while tab.evaluate("document.activeElement.name") != "svar":
        tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    with tab.expect_navigation(wait_until="load"):
        tab.keyboard.press("Enter")
    assert tab.locator("form").count() == 0
    assert axe_faults(tab) == []
    assert overflow(tab) == 0
