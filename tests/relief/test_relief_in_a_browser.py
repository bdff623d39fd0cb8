"""The relief round and the competence overview in a real browser: both languages, narrow and wide, no rule broken."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from support.browser import OpenPage, axe_faults, follow, overflow
from support.competent import CAN, SUPPORT, marks, nurse, people_in, tasks_in
from support.staff import Cast, log_in
from support.town import Town, leader, town

pytestmark = pytest.mark.browser


@pytest.fixture
def here(transactional_db: None, live_server: Any) -> Town:
    """The town on a running site; nine of the ward have marked what they can, one of them with an account."""
    made = town()
    tasks_in(made.cancer)
    *people, last = people_in(made.cancer, 9)
    for one in people:
        marks(made.cancer, one, {1: CAN, 2: SUPPORT})
    marks(made.cancer, last, {1: CAN}, ask=(1,), opened=True)  # enough others stay closed in what was drawn
    return made


def _enter(tab: Any, site: str, who: Cast) -> None:
    client = Client()
    log_in(client, who)
    tab.context.clear_cookies()
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    here: Town, live_server: Any, open_page: OpenPage, language: str, width: int
) -> None:
    """Ida and Sofie open every page of the two tools: no rule broken, nothing too wide."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/?sprog={language}", width=width)
    skills, relief = f"/arbejdsrum/kompetencer/{here.cancer}/", f"/arbejdsrum/aflastning/{here.cancer}/"
    hers = [relief, f"{relief}runde/1/", f"{relief}runde/6/", f"{relief}slut/"]
    hers += [skills, *(f"{skills}{one}/" for one in ("opgaver", "adgang", "plan", "kilder"))]
    for who, paths in ((leader("Ida"), hers), (nurse(0), [skills, f"{skills}min/", f"{skills}min/slet/"])):
        _enter(tab, site, who)
        for path in paths:
            tab.goto(f"{site}{path}?sprog={language}")
            assert tab.evaluate("document.documentElement.lang") == language, path
            tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert axe_faults(tab) == [], path
            assert overflow(tab) == 0, path


def test_a_round_by_one_key(here: Town, live_server: Any, open_page: OpenPage) -> None:
    """Ida holds a round on a phone without script: Enter leads from step to step to the end, and she writes that seven were there."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", width=360, scripts=False)
    _enter(tab, site, leader("Ida"))
    tab.goto(f"{site}/arbejdsrum/aflastning/{here.cancer}/")
    follow(tab, "main a.button-primary")
    for _ in range(6):
        tab.wait_for_selector("main a.button-primary:focus")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
    tab.fill("#id_present", "7")
    tab.fill("#id_yes", "6")
    tab.fill("#id_partly", "1")
    follow(tab, "main button.button-primary")
    assert "6 af 7 syntes, at det var tiden værd." in tab.inner_text("main").replace("\u00a0", " ")
