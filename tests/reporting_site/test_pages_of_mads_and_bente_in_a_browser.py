"""What leaders' leaders and planners open, in a real browser: phone and screen, both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fagspejl.answering.promised import promised_words
from fagspejl.evaluation.types.policy import RoundPolicyValues
from reporting_site.test_leaders_pages_in_a_browser import _complaints, _enter
from support.browser import OpenPage, axe_faults, overflow
from support.published import PublishedRound, published_round
from support.staff import log_in, somebody

pytestmark = pytest.mark.browser
WIDTHS = [320, 1280]


@pytest.fixture
def made(transactional_db: None, live_server: Any, tmp_path: Path) -> PublishedRound:
    """A published round that named superiors, on a running site."""
    return published_round(tmp_path, promised=promised_words(RoundPolicyValues()))


def _faults(tab: Any, address: str) -> list[str]:
    complaints = _complaints(tab)
    tab.goto(address)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wide = [f"{overflow(tab)} px too wide"] if overflow(tab) else []
    return [f"{address}: {fault}" for fault in (*axe_faults(tab), *wide, *complaints)]


@pytest.mark.parametrize("width", WIDTHS)
def test_mads_reads_of_his_leaders(
    made: PublishedRound, live_server: Any, open_page: OpenPage, width: int
) -> None:
    """Mads reads of Karen, of all below him, and two units side by side: no rule broken, nothing wider than the page."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", width=width)
    _enter(tab, site, "Mads")
    paths = (
        f"/rapport/{made.part['Karen']}/",
        f"/rapport/{made.part['Karen']}/skridt/",
        f"/ledere/{made.id}/",
        f"/ledere/{made.id}/?sprog=en",
        f"/organisation/{made.id}/",
        f"/organisation/{made.id}/0/ved-siden-af/",
        f"/organisation/{made.id}/0/ved-siden-af/?enhed=0&enhed=1",
    )
    assert [fault for path in paths for fault in _faults(tab, site + path)] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_bente_takes_files(made: PublishedRound, live_server: Any, open_page: OpenPage, width: int) -> None:
    """Bente opens the list of files: no rule broken, nothing wider than the page."""
    site = str(live_server.url).replace("127.0.0.1", "localhost")
    tab = open_page(f"{site}/log-ind/", width=width)
    client = Client()
    log_in(client, somebody("Bente", "planner", app=True))
    tab.context.add_cookies([{"name": "fagspejl", "value": client.cookies["fagspejl"].value, "url": site}])
    assert _faults(tab, f"{site}/organisation/{made.id}/filer/") == []
