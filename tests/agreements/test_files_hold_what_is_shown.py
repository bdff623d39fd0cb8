"""Ida takes the figures of an agreement's life with her: the files hold what its page shows, and nothing besides."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.workspace.agreements.models import AgreementVersion, ObstacleLine, PulseCount
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import begun
from support.pulsing import section_nine
from support.town import entered, leader, town

pytestmark = pytest.mark.django_db


def _pressed(unit: UUID) -> UUID:
    """Let four weeks of section 9 be over, and somebody press in the week that is not."""
    made, today = begun(unit), today_here()
    this_week = today - timedelta(days=today.weekday())
    began = this_week - timedelta(weeks=4)
    AgreementVersion.objects.update(made_on=began, starts_on=began)
    counts = [one for one in section_nine()[0] if one.version == 1]
    monday = min(one.week for one in counts)
    for one in counts:
        for answer, count in one.answers.items():
            PulseCount.objects.create(
                agreement_id=made,
                version=1,
                week=began + (one.week - monday),
                side=one.side,
                answer=answer,
                exception=int(answer == "exception"),
                count=count,
            )
    for week in (began, this_week):
        PulseCount.objects.update_or_create(
            agreement_id=made, version=1, week=week, side="doer", answer="done", defaults={"count": 5}
        )
        for number in range(3):
            said = f"Sagt i uge {week}, {number}"
            ObstacleLine.objects.create(agreement_id=made, version=1, week=week, side="doer", text=said)
    return made


def _told(page: str) -> list[list[str]]:
    """Return the cells of the page's table, its head first."""
    table = page[page.index("<table") : page.index("</table>")]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [[unescape(one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


@pytest.fixture
def ida() -> tuple[Client, str]:
    """Ida's browser, and where the life of her agreement is."""
    made = _pressed(town().cancer)
    return entered(leader("Ida")), f"/arbejdsrum/aftaler/{made}/liv"


def test_every_cell(ida: tuple[Client, str]) -> None:
    """Ida finds in both files the cells of the table on the page, and the week under way in none of the three."""
    browser, path = ida
    shown = _told(browser.get(f"{path}/").content.decode())
    file = browser.get(f"{path}.csv").content.decode("utf-8-sig")
    data = browser.get(f"{path}.json").json()
    assert len(shown) == 1 + 8
    assert list(csv.reader(io.StringIO(file), delimiter=";")) == shown
    assert [data["head"], *([str(cell) for cell in row] for row in data["points"])] == shown


def test_nothing_besides(ida: tuple[Client, str]) -> None:
    """Ida reads every text of the file on the page too; lines of the week under way stand in neither."""
    browser, path = ida
    page = unescape(browser.get(f"{path}/").content.decode())
    data = browser.get(f"{path}.json").json()
    texts = [data["unit"], data["title"], *data["sentences"], *(flag["text"] for flag in data["flags"])]
    lines = [line for part in data["obstacles"] for line in part["lines"]]
    assert len(lines) == 3
    assert all(text in page for text in (*texts, *lines))
    assert str(today_here() - timedelta(days=today_here().weekday())) not in str(data)
    assert "26 af 36" in data["sentences"][0]


def test_before_anybody_pressed() -> None:
    """Ida downloads the file of a life that nobody pressed for: it holds no point and no flag."""
    made = begun(town().cancer)
    data = entered(leader("Ida")).get(f"/arbejdsrum/aftaler/{made}/liv.json").json()
    assert data == {
        "unit": "Kræftafdelingen",
        "title": "Dokumentation",
        "sentences": [],
        "points": [],
    }
