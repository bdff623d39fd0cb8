"""Bente begins the follow-up in one half on a small phone: she reads what it can show, registers, draws, and all stands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from fagspejl.evaluation.selectors.lots import lot_of
from support.browser import OpenPage, axe_faults, follow, overflow
from support.by_lot import THEME, first_round
from support.staff import somebody
from support.town import entered

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _sound(tab: Page, address: str) -> None:
    """In both languages: no rule of accessibility broken, nothing wider than the phone."""
    for language in ("en", "da"):
        tab.goto(f"{address}?sprog={language}")
        assert tab.locator("html").get_attribute("lang") == language
        assert axe_faults(tab) == []
        assert overflow(tab) == 0
        if folder := os.environ.get("FAGSPEJL_SHOTS"):
            done = len(list(Path(folder).glob("*.png")))
            tab.screenshot(path=f"{folder}/{done}-{language}.png", full_page=True)


def test_from_the_promise_to_the_lot(
    transactional_db: None, live_server: Any, tmp_path: Path, open_page: OpenPage
) -> None:
    """The power stands before the button; after the lot both halves, the hash and the seed, and no pair."""
    made, _ = first_round(tmp_path)
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    cookie = entered(somebody("Bente", "planner", app=True)).cookies["fagspejl"].value
    tab = open_page(f"{site}/log-ind/", width=320, height=740)
    tab.context.add_cookies([{"name": "fagspejl", "value": cookie, "url": site}])
    address = f"{site}/planlaeg/runde/{made.id}/lod/"
    _sound(tab, address)
    text = tab.inner_text("main")
    assert text.index("15 ud af 100") < text.index("86 ud af 100") < text.index("Registrér lodtrækningen")
    follow(tab, "button[value=register]")
    assert tab.inner_text("[role=alert]") == "Vælg et tema."
    assert lot_of(made.id) is None
    tab.check(f"input[value={THEME}]")
    follow(tab, "button[value=register]")
    _sound(tab, address)
    lot = lot_of(made.id)
    assert lot is not None
    assert lot.sha256 in tab.inner_text("main")
    assert "Begynder efter næste runde" not in tab.inner_text("main")
    follow(tab, "button[value=draw]")
    _sound(tab, address)
    lot = lot_of(made.id)
    assert lot is not None
    assert tab.locator("button[value=draw]").count() == 0
    named = [one.inner_text() for one in tab.locator("main ul li").all()]
    assert named == [*sorted(lot.begins), *sorted(lot.later)]
    assert lot.seed in tab.inner_text("main")
