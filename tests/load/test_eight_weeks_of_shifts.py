"""Kræftafdelingen's levels, from the first word to the sentence of eight weeks, in a browser and in simulated time.

Ida's pages and one shift of each week are a real browser's, the phone at 360 px without JavaScript; the other shifts
come over HTTP, as from any phone.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.load.models import ShiftLog
from support.browser import OpenPage, axe_faults, follow, overflow
from support.pdf import pdf_text
from support.simulated_days import Days
from support.staff import Cast, log_in
from support.town import Town, leader, town
from support.ward_shifts import WARD_SHIFTS

pytestmark = pytest.mark.browser

MONDAY: Final = date(2027, 2, 15)  # the clocks go forward on the Sunday of the sixth week
SUBMIT: Final = "main form button[type=submit]"
SENTENCE: Final = "9 af 56 vagter var røde. Dokumentation veg i 7 af dem."


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock."""
    return Days(monkeypatch, MONDAY)


@pytest.fixture
def here(transactional_db: None, days: Days, live_server: Any) -> Town:
    """The town on a site that was installed this morning."""
    return town()


def _enters(tab: Page, site: str, who: Cast) -> Client:
    """Log in, as on any morning."""
    client = Client()
    log_in(client, who)
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])
    return client


def _goes(tab: Page, address: str) -> str:
    tab.goto(address)
    assert axe_faults(tab) == [], address
    assert overflow(tab) == 0, address
    return tab.inner_text("main").replace("\xa0", " ")


def _agrees(tab: Page, at: str) -> None:
    """Write the ward's levels: four tasks, one of which never yields."""
    _goes(tab, f"{at}skriv/")
    for name, text in {
        "signs_yellow": "En mangler, eller tre indlæggelser før kl. 12.",
        "signs_red": "To mangler.",
        "who_declares": "Den koordinerende",
        "shifts": "Dagvagt",
        "task_0": "Dokumentation",
        "harm_0": "Aftenvagten og patienten",
        "task_1": "Bad",
        "task_2": "Oprydning i depotet",
    }.items():
        tab.fill(f"#id_{name}", text)
    for place, (yellow, red) in enumerate(
        (("if_possible", "can_wait"), ("always", "if_possible"), ("can_wait",) * 2)
    ):
        tab.select_option(f"#id_yellow_{place}", yellow)
        tab.select_option(f"#id_red_{place}", red)
    follow(tab, SUBMIT)
    assert "Udgave 1, gælder fra 15. februar 2027." in tab.inner_text("main").replace("\xa0", " ")


def _taps(phone: Page, link: str, level: str, yielded: tuple[int, ...]) -> None:
    """Write today's shift on a phone: the level, and what yielded."""
    phone.goto(link)
    assert overflow(phone) == 0
    follow(phone, phone.locator(f"a.level-{level}").first)
    assert overflow(phone) == 0
    for number in yielded:
        phone.check(f"#veg-{number}")
    follow(phone, SUBMIT)
    assert "Tak" in phone.inner_text("h1")


def _over_http(link: str, day: date, level: str, yielded: tuple[int, ...]) -> None:
    sent = {"dag": day.isoformat(), "vagt": "Dagvagt", "trin": level, "set": "0", "grund": ""}
    body = urlencode({**sent, "veg": [str(one) for one in yielded]}, doseq=True).encode()
    with urlopen(link, body) as page:
        assert "Tak" in page.read().decode()


def _reads_the_same(tab: Page, client: Client, site: str, at: str) -> None:
    """Read the sentence on the page, in the drawing and from the file."""
    text = _goes(tab, site + at)
    assert SENTENCE in text
    assert "56 af 56 vagter er skrevet." in text
    assert tab.locator(".for-screen svg title").text_content() == SENTENCE
    assert tab.locator(".for-screen svg .lp-red").count() == 9
    table = {row.locator("th").inner_text(): row for row in tab.locator("caption + thead + tbody tr").all()}
    assert table["1 Dokumentation"].locator("td").all_inner_texts() == ["0", "0", "7"]
    file = client.get(f"{at}vagter.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))[1:]
    assert len(rows) == 56
    assert sum(row[2] == "Rød" for row in rows) == 9
    assert sum("1 Dokumentation" in row[3] for row in rows) == 7


def test_nine_red_of_fifty_six(here: Town, days: Days, live_server: Any, open_page: OpenPage) -> None:
    """Ida's ward agrees, hangs up the code, writes eight weeks of shifts, and reads how many were red and what yielded."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    at = f"/arbejdsrum/travlhed/{here.cancer}/"
    tab = open_page(f"{site}/log-ind/")
    phone = open_page(f"{site}/log-ind/", width=360, height=740, scripts=False)
    ida = leader("Ida")
    client = _enters(tab, site, ida)
    assert "I har ikke aftalt noget endnu." in _goes(tab, site + at)
    _agrees(tab, site + at)
    _goes(tab, f"{site}{at}opslag/")
    found = re.search(r"/vagt/[a-z2-7]{26}/", tab.content())
    assert found is not None
    link = site + found.group()
    poster = " ".join(pdf_text(client.get(f"{at}opslag.pdf").content).split())
    assert "Oprydning i depotet" in poster
    for place, (level, yielded) in enumerate(WARD_SHIFTS):
        if place % 14 == 3:
            _taps(phone, link, level.value, yielded)
        else:
            _over_http(link, days.today, level.value, yielded)
        days.pass_by()
    assert ShiftLog.objects.count() == 56
    client = _enters(tab, site, ida)
    _reads_the_same(tab, client, site, at)
    tab.set_viewport_size({"width": 320, "height": 740})
    _goes(tab, site + at)
    assert tab.locator(".for-phone svg").is_visible()
    assert not tab.locator(".for-screen svg").is_visible()
