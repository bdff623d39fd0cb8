"""The pages of agreements in a real browser: phone and screen, both languages, without a rule broken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.services.living import add_version, end, suspend, tell
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import DOCUMENTED, IDA, LATE_ARRIVAL, begun, drafted, known
from support.browser import OpenPage, axe_faults, follow, overflow
from support.staff import log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site."""
    return town()


def _enter(tab: Page, site: str) -> None:
    client = Client()
    log_in(client, leader("Ida"))
    cookie = client.cookies["fagspejl"].value
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])


def _pages(here: Town) -> list[str]:
    """Make an agreement of every kind, and return all the pages there are."""
    long, today = begun(here.cancer), today_here()
    tell(
        long,
        1,
        group="Aftenvagt",
        told_on=today,
        people=6,
        understood=6,
        questions=["Hvad med akut?"],
        actor=IDA,
    )
    add_version(
        long, 2, values=DOCUMENTED, because="Sene indlæggelser", kept=(1, 2), added=[LATE_ARRIVAL], actor=IDA
    )
    rests, over, late = (begun(here.cancer, title=title) for title in ("Hviler", "Ophørt", "Overskredet"))
    suspend(rests, 1, because="Ferie", until=today + timedelta(days=20), actor=IDA)
    end(over, known(over).revision, taught="Det sad fast", actor=IDA)
    Agreement.objects.filter(id=late).update(review_on=today - timedelta(days=1))
    draft = drafted(here.cancer, title="Forslag")
    acts = ("fortalt", "ny-udgave", "bero", "gennemgang", "afslut", "overtag")
    return [
        "",
        "ny/",
        "ny/?fra=rapport",
        f"{draft}/",
        *(f"{draft}/{act}/" for act in ("ret", "begynd", "slet")),
        *(f"{one}/" for one in (long, rests, over, late)),
        *(f"{long}/{act}/" for act in acts),
        f"{rests}/genoptag/",
    ]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    here: Town, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Ida goes through all pages of her agreements: no rule broken, nothing wider than the page."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
    _enter(tab, site)
    for path in _pages(here):
        tab.goto(f"{site}/arbejdsrum/aftaler/{path}{'&' if '?' in path else '?'}sprog={language}")
        assert tab.evaluate("document.documentElement.lang") == language
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert axe_faults(tab) == [], path
        assert overflow(tab) == 0, path


def test_nothing_typed_is_lost(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida forgets the title, is told so at its field, and her text and exception still stand."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", width=360)
    _enter(tab, site)
    tab.goto(f"{site}/arbejdsrum/aftaler/ny/")
    tab.fill("#id_text", "Vi siger det højt.")
    tab.fill("#id_when_0", "Når det brænder")
    follow(tab, "main button[type=submit]")
    assert tab.title().startswith("Fejl:")
    assert axe_faults(tab) == []
    assert tab.input_value("#id_text") == "Vi siger det højt."
    assert tab.input_value("#id_when_0") == "Når det brænder"
    tab.fill("#id_title", "Sig det højt")
    for part in ("instead", "who_decides", "noted_where"):
        tab.fill(f"#id_{part}_0", "Alle")
    follow(tab, "main button[type=submit]")
    assert tab.inner_text("h1") == "Sig det højt"
