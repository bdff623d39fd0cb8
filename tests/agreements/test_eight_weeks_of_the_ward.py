"""Kræftafdelingen's agreement, from the first word to the review, in a browser and through eight weeks of the wall.

The weeks are those of docs/explanation and of the demo: the lines part, an exception is added, and they meet. Staff's
pages and one press of each side and week are a real browser's; the other presses come over HTTP, as from any phone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any, Final
from urllib.parse import urlencode, urljoin
from urllib.request import urlopen

import pytest
from django.test import Client
from playwright.sync_api import Page

from fagspejl.workspace.agreements.models import PulseCount
from support.browser import OpenPage, axe_faults, follow, overflow
from support.pdf import pdf_text
from support.simulated_days import Days
from support.staff import log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser

MONDAY: Final = date(2027, 2, 15)  # the clocks go forward on the Sunday of the sixth week
SUBMIT: Final = "main form button[type=submit]"
TITLE: Final = "Dokumentationen er færdig, før jeg går hjem"
ACUTE: Final = ("Akut forværring hos en patient", "Sig det vigtigste", "Den på stuen", "På tavlen")
UNDERSTAFFED: Final = (
    "Bemandingen er under det aftalte",
    "Skriv det, der haster",
    "Koordinator",
    "I vagtplanen",
)
LATE: Final = (
    "Indlæggelse efter kl. 14",
    "Aftenvagten skriver resten",
    "De to ved vagtskiftet",
    "I journalen",
)
QUESTION: Final = "Hvem spørger vi, når noten mangler?"
# done, exception, not done of the day shift; yes, partly, no of the evening shift; which exceptions were used
WEEKS: Final = (
    ((5, 0, 3), (2, 1, 3), ()),
    ((6, 0, 3), (2, 1, 3), ()),
    ((6, 1, 2), (2, 2, 2), (1,)),
    ((7, 1, 2), (3, 1, 2), (2,)),
    ((7, 1, 1), (4, 1, 1), (3,)),
    ((7, 2, 1), (4, 1, 1), (3, 1)),
    ((8, 1, 1), (5, 1, 0), (3,)),
    ((8, 2, 0), (5, 0, 1), (3, 2)),
)
APART: Final = (
    "Linjerne er langt fra hinanden: 26 af 36 gjorde det eller brugte en undtagelse, 9 af 24 kunne se det."
)
TOGETHER: Final = "I de seneste fire uger, der er talt op: 36 af 39 gjorde det eller brugte en undtagelse, og 18 af 24 kunne se det."


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock."""
    return Days(monkeypatch, MONDAY)


@pytest.fixture
def here(transactional_db: None, days: Days, live_server: Any) -> Town:
    """The town on a site that was installed this morning."""
    return town()


class Ida:
    """The ward's leader at her browser, and what she reads of the agreement."""

    def __init__(self, tab: Page, site: str) -> None:
        self.tab, self.site, self.cast, self.at = tab, site, leader("Ida"), ""

    def enters(self) -> None:
        """Log in, as on any morning."""
        self.client = Client()
        log_in(self.client, self.cast)
        cookie = self.client.cookies["fagspejl"].value
        self.tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": self.site}])

    def fills(self, **fields: str) -> None:
        """Write into fields that are named by their ids, also those that are folded."""
        self.tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for name, text in fields.items():
            self.tab.fill(f"#id_{name}", text)

    def goes(self, where: str) -> None:
        """Open a page of the agreement, or the one it leads to by this address's end."""
        self.tab.goto(f"{self.site}{self.at}{where}")
        assert axe_faults(self.tab) == [], where
        assert overflow(self.tab) == 0, where

    def sends(self, heading: str = TITLE) -> None:
        """Send the form, and stand on the page with this heading."""
        follow(self.tab, SUBMIT)
        assert self.tab.inner_text("h1") == heading, self.tab.inner_text("main")

    def reads(self) -> str:
        """What stands on the page, with spaces that are spaces."""
        return self.tab.inner_text("main").replace("\xa0", " ")

    def poster(self) -> str:
        """The address that the posters carry."""
        self.goes("opslag/")
        found = re.search(r"/aftale/[a-z2-7]{26}/", self.tab.content())
        assert found is not None
        return str(found.group())


def _exception(place: int, said: tuple[str, str, str, str]) -> dict[str, str]:
    names = ("when", "instead", "who_decides", "noted_where")
    return {f"{name}_{place}": text for name, text in zip(names, said, strict=True)}


def _writes_the_agreement(ida: Ida) -> None:
    """Write it whole, with its two exceptions, let it hold, and tell the evening shift."""
    ida.tab.goto(f"{ida.site}/arbejdsrum/aftaler/ny/")
    ida.fills(
        title=TITLE,
        text="Den, der har haft patienten, skriver færdig, før vagten slutter.",
        why="Aftenvagten møder patienter, den ikke kender.",
        for_whom="Dagvagten alle ugens dage",
        visible_sign="Dagens status står øverst ved hver patient.",
        **_exception(0, ACUTE),
        **_exception(1, UNDERSTAFFED),
        consideration_citizen="Patienten fortæller sin historie én gang",
        consideration_professions="Alle fag skriver samme sted",
        consideration_resources="Et kvarter sidst på vagten",
        consideration_politics_law="Journalen skal føres",
        decided_n="10",
        minority_reason="To mener, at det er nok at sige det til hinanden.",
        doers="Dagvagt",
        doers_size="10",
        receivers="Aftenvagt",
        receivers_size="6",
    )
    ida.sends()
    ida.at = ida.tab.url.removeprefix(ida.site)
    ida.goes("begynd/")
    ida.sends()
    ida.goes("fortalt/")
    assert ida.tab.input_value("#id_group") == "Aftenvagt"
    ida.fills(people="6", understood="6", questions=QUESTION)
    ida.sends()
    told = ida.reads()
    assert "Aftenvagt: fortalt den 15. februar 2027, 6 har sagt, at de har forstået den" in told
    assert ida.tab.locator("li", has_text=QUESTION).count() == 1


def _answers(
    counts: tuple[int, int, int], names: tuple[str, str, str], used: tuple[int, ...]
) -> Iterator[str]:
    which = iter(used)
    for name, count in zip(names, counts, strict=True):
        for _ in range(count):
            yield f"{name}-{next(which)}" if name == "exception" else name


def _over_http(address: str, answer: str) -> None:
    """Open the page as any phone does, and send its form."""
    with urlopen(address) as page:
        found = re.search(r'name="side" value="(\w+)"', page.read().decode())
    assert found is not None
    sent = urlencode({"side": found.group(1), "svar": answer, "linje": ""}).encode()
    with urlopen(address, sent) as page:
        assert "Tak" in unescape(page.read().decode())


def _week_passes(phone: Page, poster: str, week: int, days: Days) -> None:
    """Let the ten and the six press who did in this week, the first of each side in a browser; then it is Monday."""
    doers, receivers, used = WEEKS[week]
    sides = (
        ("goer", list(_answers(doers, ("done", "exception", "not_done"), used))),
        ("modtager", list(_answers(receivers, ("yes", "partly", "no"), ()))),
    )
    days.pass_by(2)
    for side, answers in sides:
        phone.goto(urljoin(poster, f"{side}/"))
        assert axe_faults(phone) == [], side
        assert overflow(phone) == 0
        phone.check(f"[name=svar][value='{answers[0]}']")
        follow(phone, SUBMIT)
        assert "Tak" in phone.inner_text("h1")
        for answer in answers[1:]:
            _over_http(urljoin(poster, f"{side}/"), answer)
    days.pass_by(5)


def _figures(weeks: range) -> list[list[str]]:
    """What the table and the file must hold of these weeks, in section nine's figures."""
    uses = {
        (1,): "nr. 1: 1 gang",
        (2,): "nr. 2: 1 gang",
        (3,): "nr. 3: 1 gang",
        (3, 1): "nr. 1: 1 gang, nr. 3: 1 gang",
        (3, 2): "nr. 2: 1 gang, nr. 3: 1 gang",
        (): "",
    }
    rows = []
    for week in weeks:
        doers, receivers, used = WEEKS[week]
        number = str(MONDAY.isocalendar().week + week)
        rows.append([number, "De, der gør det", *map(str, doers), str(sum(doers)), uses[used]])
        rows.append([number, "De, der modtager", *map(str, receivers), str(sum(receivers)), ""])
    return sorted(rows)


def _says_the_same_everywhere(ida: Ida, sentence: str, weeks: range) -> None:
    """Read sentence and figures on the agreement's page, on the wall's page, in the PDF and in the file."""
    for where in ("", "liv/"):
        ida.goes(where)
        said = ida.tab.locator("section.life > p").all_inner_texts()
        assert [one for one in said if " af " in one] == [sentence], where
        table = [
            [cell.strip().replace("\xa0", " ") for cell in row.locator("th, td").all_text_contents()]
            for row in ida.tab.locator("section.life tbody tr").all()
        ]
        assert sorted(table) == _figures(weeks), where
    file = ida.client.get(f"{ida.at}liv.csv").content.decode("utf-8-sig").replace("\xa0", " ")
    assert sorted(list(csv.reader(io.StringIO(file), delimiter=";"))[1:]) == _figures(weeks)
    paper = " ".join(pdf_text(ida.client.get(f"{ida.at}liv.pdf").content).split())
    assert sentence in paper
    assert ("Linjerne er langt fra hinanden" in paper) == (sentence == APART)


def _adds_an_exception(ida: Ida) -> None:
    """Add the third exception, which makes a second version; the two before stay."""
    ida.goes("ny-udgave/")
    ida.fills(because="Det, der oftest stod i vejen, var sene indlæggelser.", **_exception(0, LATE))
    assert ida.tab.locator("[name=kept]:checked").count() == 2
    ida.sends()
    page = ida.reads()
    assert [f"{number}. {one[0]}" in page for number, one in enumerate((ACUTE, UNDERSTAFFED, LATE), 1)] == [
        True
    ] * 3
    assert "udgave 2, fordi: Det, der oftest stod i vejen, var sene indlæggelser." in page
    assert f"undtagelse tilføjet, {LATE[0]}" in page


def test_lines_part_and_meet(here: Town, days: Days, live_server: Any, open_page: OpenPage) -> None:
    """Ida's ward agrees, tells the evening shift, sees the lines part, adds an exception, sees them meet, and keeps it."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    ida, phone = (
        Ida(open_page(f"{site}/log-ind/"), site),
        open_page(f"{site}/log-ind/", width=360, height=740),
    )
    ida.enters()
    _writes_the_agreement(ida)
    poster = site + ida.poster()
    for week in range(4):
        _week_passes(phone, poster, week, days)
    ida.enters()
    _says_the_same_everywhere(ida, APART, range(4))
    _adds_an_exception(ida)
    for week in range(4, 8):
        _week_passes(phone, poster, week, days)
    assert sum(PulseCount.objects.values_list("count", flat=True)) == 36 + 24 + 39 + 24
    ida.enters()
    _says_the_same_everywhere(ida, TOGETHER, range(8))
    ida.goes("gennemgang/")
    assert ida.tab.locator("li", has_text=QUESTION).count()
    ida.fills(line="Vi beholder den.")
    ida.sends()
    assert "set igennem og beholdt: Vi beholder den." in ida.reads()
