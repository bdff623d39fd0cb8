"""Karen's path in a browser, day by day from the published report to the second look back, with every mail caught.

The worker's own duties run each day at nine as `fagspejl worker` runs them, and mail goes to a real mail server. What
must be mailed is written here by hand from the table of docs/explanation/paths.md, and nothing else may arrive.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from playwright.sync_api import Page

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.lib.wording import wording
from fagspejl.operations.services import duties
from support.browser import OpenPage, axe_faults, follow, overflow
from support.followed import Followed, followed
from support.post import Clock, Server, body, post_to, serving
from support.published import account
from support.simulated_days import Days
from support.staff import log_in, somebody

pytestmark = pytest.mark.browser

FIRST: Final = date(2027, 1, 11)
GOAL: Final = "Vi aftaler fast, hvem der ringer tilbage"
SIGN: Final = "Telefonen ligger aldrig ubesvaret hen"
HIDDEN: Final = "Jeg øver mig i at spørge først"
LINE: Final = "Mads tager normeringen med til budgettet"
SEEN: Final = "De fleste opkald bliver nu taget"
WRITTEN: Final = (GOAL, SIGN, HIDDEN, LINE, SEEN, "ringer", "normeringen", "Klarhed", "gennemsnit")
TALK: Final = "Aftal en samtale om rapporten"
STEP: Final = "Om tre dage: næste trin i opfølgningen"
MISSING: Final = "Et trin i opfølgningen mangler"
ABOUT_GOAL: Final = "En dato i din opfølgning"
# Day after the release, to whom, which mail, of whose path, and the day that it tells: docs/explanation/paths.md, for what Karen
# does below. Ida and Mads do nothing; Mads has no own leader, and is the own leader of both.
EXPECTED: Final = (
    *((7, to, TALK, whose, 14) for to, whose in (("karen", "Karen"), ("mads", "Karen"))),
    *((7, to, TALK, whose, 14) for to, whose in (("ida", "Ida"), ("mads", "Ida"), ("mads", "Mads"))),
    *((10, to, STEP, "Karen", 13) for to in ("karen", "mads")),
    *((12, to, TALK, whose, 14) for to, whose in (("ida", "Ida"), ("mads", "Ida"), ("mads", "Mads"))),
    (22, "karen", STEP, "Karen", 25),
    *((28, to, MISSING, whose, 28) for to, whose in (("ida", "Ida"), ("mads", "Mads"))),
    *((42, to, MISSING, whose, 42) for to, whose in (("ida", "Ida"), ("karen", "Karen"), ("mads", "Mads"))),
    *((day, "karen", ABOUT_GOAL, "Karen", 60) for day in (53, 60, 74)),
    (87, "karen", STEP, "Karen", 90),
)
# The round itself thanks those who were asked, the morning after it was published.
THANKED: Final = tuple(
    (1, to, "Evaluering 2026: Tak, og hvad der sker nu") for to in ("ida", "karen", "mads")
)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock."""
    return Days(monkeypatch, FIRST)


@pytest.fixture
def world(transactional_db: None, days: Days, tmp_path: Path, live_server: Any) -> Followed:
    """A site on which a round was published this morning; nobody has a date yet."""
    return followed(tmp_path)


class Worker:
    """Runs everything that is due, once a day, and keeps what arrived with its day."""

    def __init__(self, days: Days, server: Server, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.days, self.server, self.seen, self.day = days, server, 0, 0
        self.mails: list[tuple[int, str, str]] = []
        self.said: list[str] = []
        self.clock = Clock(days.moment)
        post = post_to(server.port, KeyStore(folder, None), self.clock)
        patch.setattr(duties, "post", lambda stop=None: post)

    def until(self, day: int) -> None:
        """Let days pass until this one, the worker's round done each morning."""
        while self.day < day:
            self.days.pass_by()
            self.clock.now = self.days.moment
            self.day += 1
            for _ in range(2):  # what one duty queues another sends when it comes round again
                for name in settings.DUE:
                    import_string(name)(self.days.moment).do(lambda *said, **facts: None, lambda: False)
            for mail in self.server.received[self.seen :]:
                name = str(mail["X-Envelope-To"]).partition("@")[0]
                self.mails.append((self.day, name, str(mail["Subject"])))
                self.said.append(f"{mail['Subject']}\n{body(mail)}".replace("\xa0", " "))
            self.seen = len(self.server.received)


class Karen:
    """Karen at her browser, on the page of her path."""

    def __init__(self, tab: Page, site: str, at: str, days: Days) -> None:
        self.tab, self.site, self.at, self.days, self.cast = tab, site, at, days, account("Karen")

    def comes(self) -> None:
        """Log in and find the way from the home page to the path."""
        client = Client()
        log_in(client, self.cast)
        cookie = client.cookies["fagspejl"].value
        self.tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": self.site}])
        self.tab.goto(f"{self.site}/")
        follow(self.tab, "main a[href='/opfoelgning/']")
        follow(self.tab, f"main a[href='{self.at}']")
        self.looks()

    def looks(self) -> None:
        """See a page that breaks no rule and has lost nothing."""
        assert axe_faults(self.tab) == []
        assert overflow(self.tab) == 0
        assert self.tab.locator("[role=alert]").count() == 0, self.tab.inner_text("main")

    def form(self, act: str, about: str = "") -> Any:
        """The form of one act."""
        chosen = self.tab.locator(f"main form:has([name=act][value='{act}'])")
        return (
            chosen.locator(f"xpath=self::*[.//input[@name='about' and @value='{about}']]")
            if about
            else chosen
        )

    def sends(self, act: str, about: str = "", tick: str = "", untick: str = "", **fields: str) -> None:
        """Open the step or goal that a form is about, fill it in and send it."""
        opened = {"goal": "maal/", "lines": "trin/own_leader_talk/"}.get(act, f"trin/{about}/")
        follow(self.tab, self.tab.locator(f"main a[href='{self.at}{opened}']").first)
        self.looks()
        form = self.form(act, about).last
        for name, text in fields.items():
            form.locator(f"[name={name}]").fill(text)
        if tick:
            form.locator(tick).check()
        if untick:
            form.locator(untick).uncheck()
        follow(self.tab, form.locator("button[type=submit]"))
        self.looks()

    def on(self, days: int) -> str:
        """A day to come, as a field of dates takes it."""
        return (self.days.today + timedelta(days=days)).isoformat()


def _says(day: date) -> str:
    return wording("da", "fagspejl.workspace.paths.words").day(day).replace("\xa0", " ")


def _walk(karen: Karen, worker: Worker) -> None:
    """From the report to the second look back."""
    karen.comes()
    assert "Næste trin: Læs rapporten" in karen.tab.inner_text("main")
    karen.sends("held", "read", held_on=karen.on(0))
    worker.until(8)
    karen.comes()
    assert "Næste trin: Samtale med din egen leder" in karen.tab.inner_text("main")
    karen.sends("plan", "own_leader_talk", planned_on=karen.on(5))
    worker.until(13)
    karen.comes()
    karen.sends("held", "own_leader_talk", held_on=karen.on(0))
    karen.sends("lines", line_1=LINE)
    karen.sends("plan", "staff_dialogue", planned_on=karen.on(12))
    worker.until(25)
    karen.comes()
    karen.sends("held", "staff_dialogue", held_on=karen.on(0))
    worker.until(43)  # the plan is a day late
    karen.comes()
    assert "Overskredet: skulle være sket senest" in karen.tab.inner_text("main")
    karen.sends("goal", text=GOAL, visible_sign=SIGN, due_on=karen.on(60 - 43))
    karen.sends("goal", text=HIDDEN, untick="[name=shared_with_own_leader]")
    worker.until(80)
    karen.comes()
    karen.sends("plan", "look_back_90", planned_on=karen.on(10))
    worker.until(90)
    karen.comes()
    karen.sends("look", "look_back_90", tick="[value=partly]", seen=SEEN)
    worker.until(180)
    karen.comes()
    karen.sends("look", "look_back_180", tick="[value=yes]", seen=SEEN)
    worker.until(200)


def _arrived(worker: Worker, world: Followed) -> None:
    """See that exactly these mails came, each with the link of its path and a day, and none with anything written."""
    whose = {world.url(name): name for name in ("Ida", "Karen", "Mads")}
    came = []
    for mail, said in zip(worker.mails, worker.said, strict=True):
        assert not [text for text in WRITTEN if text in said], mail
        if mail in THANKED:
            came.append((*mail, "", 0))
            continue
        (path,) = [name for url, name in whose.items() if url in said]
        (day,) = set(re.findall(r"\d+\. \w+ \d{4}", said))
        told = next(days for days in range(200) if _says(FIRST + timedelta(days=days)) == day)
        came.append((*mail, path, told))
    assert sorted(came) == sorted([*((*one, "", 0) for one in THANKED), *EXPECTED])


def _mads_reads(world: Followed) -> None:
    """Mads finds every date, the shared goal and the line; neither the other goal nor what was seen."""
    mads = Client()
    log_in(mads, account("Mads"))
    page = unescape(mads.get(world.url()).content.decode()).replace("\xa0", " ")
    assert all(text in page for text in (GOAL, LINE))
    assert not [text for text in (HIDDEN, SEEN, SIGN) if text in page]
    assert [day for day in (13, 25, 43, 90, 180) if _says(FIRST + timedelta(days=day)) not in page] == []


def _hr_reads(world: Followed) -> None:
    """Bente finds Karen's four dates on the page, in the CSV and in the XLSX, and nothing else of hers."""
    bente = Client()
    log_in(bente, somebody("Bente", "planner", app=True))
    base = f"/opfoelgning/runde/{world.made.id}/"
    wanted = [
        ["Leder", "Samtale med egen leder", "Dialog med medarbejderne", "Plan lavet", "Set tilbage"],
        ["Ida", *["Overskredet"] * 4],
        ["Karen", *(_says(FIRST + timedelta(days=day)) for day in (13, 25, 43, 180))],
        ["Mads", *["Overskredet"] * 4],
    ]
    file = bente.get(f"{base}datoer.csv").content.decode("utf-8-sig").replace("\xa0", " ")
    assert list(csv.reader(io.StringIO(file), delimiter=";")) == wanted
    with zipfile.ZipFile(io.BytesIO(bente.get(f"{base}datoer.xlsx").content)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    texts = [one.text for one in ElementTree.fromstring(parts["xl/sharedStrings.xml"]).iter() if one.text]
    assert {text.strip().replace("\xa0", " ") for text in texts} - {""} == {
        cell for row in wanted for cell in row
    }
    page = unescape(bente.get(base).content.decode()).replace("\xa0", " ")
    assert [cell for row in wanted for cell in row if cell not in page] == []
    for text in WRITTEN[:5]:
        assert not [name for name, part in {**parts, "page": page, "csv": file}.items() if text in part]


def test_every_day_and_every_mail(
    world: Followed,
    days: Days,
    live_server: Any,
    open_page: OpenPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Karen reads, talks, plans and looks back twice; she and Mads get the table's mails and no other, and HR four dates."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    with serving() as server:
        worker = Worker(days, server, tmp_path, monkeypatch)
        _walk(Karen(open_page(f"{site}/log-ind/"), site, world.url(), days), worker)
    _arrived(worker, world)
    _mads_reads(world)
    _hr_reads(world)
