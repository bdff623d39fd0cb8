"""Bente has no mouse: she takes a round from her login to published reports with the keyboard alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from fagspejl.lib.clock import ZONE, utc_now
from support.browser import OpenPage
from support.keyboard import Keyboard
from support.mail import MailSink
from support.planner_tab import mailed_code
from support.roster import CAST, employees, roster_text
from support.served_desk import ServedDesk, served_desk
from support.site_process import execute
from support.staff import one_time_code

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BENTE, PER = "bente@egedal.example", "per@egedal.example"
ROUND = "Faglig ledelse 2027"
_PATIENCE = 60  # seconds that the worker may take with an order


@pytest.fixture
def desk(tmp_path: Path, mail_sink: MailSink) -> Iterator[ServedDesk]:
    with served_desk(tmp_path, mail_sink) as served:
        _run(served, "user", "add", BENTE, "--name", "Bente Kjær", "--role", "planner", "--as", PER)
        (tmp_path / "liste.csv").write_text(roster_text(*CAST, *employees(6)), encoding="utf-8")
        _run(served, "roster", "import", "liste.csv", "--apply", "--accept", "--as", BENTE)
        yield served


def _run(desk: ServedDesk, *words: str) -> None:
    made = desk.run(*words)
    assert made.returncode == 0, made.stderr


def _log_in(keys: Keyboard, sink: MailSink) -> None:
    """With a mailed code, then with a code app that she sets up."""
    keys.skip()
    keys.write("E-mail", BENTE)
    keys.tab.keyboard.press("Enter")
    keys.tab.wait_for_selector("#code")
    keys.skip()
    keys.write("Kode", mailed_code(sink, BENTE))
    keys.to("Log ind", role="button")
    keys.space()
    keys.press("Slå kode-app til")
    secret = re.sub(r"\s", "", keys.tab.locator(".secret").inner_text())
    keys.skip()
    keys.write("Kode fra appen", one_time_code(secret, int(time.time()) // 30))
    keys.enter()
    keys.to("Jeg har gemt koderne")
    keys.enter()


def _wait_for(keys: Keyboard, text: str) -> None:
    """Reload by key until the worker has done its part."""
    deadline = time.monotonic() + _PATIENCE
    while text not in keys.tab.inner_text("main"):
        assert time.monotonic() < deadline, keys.tab.inner_text("main")
        time.sleep(0.5)
        keys.tab.reload()


def _new_round(keys: Keyboard) -> None:
    """First with a mistake: it is told before the form and at the field, and what was typed stands."""
    keys.press("Planlæg evalueringer")
    keys.press("Ny runde")
    today = utc_now().astimezone(ZONE).date()
    keys.skip()
    keys.write("Rundens navn", ROUND)
    keys.to("Opret kladden")
    keys.enter()
    assert keys.tab.locator("main [role=alert]").count() == 1
    assert "Fejl" in keys.tab.title()
    keys.skip()
    told = keys.to("Organisation")
    assert "Skriv, hvem der spørger" in told["description"]
    keys.back_to("Rundens navn")
    assert keys.tab.evaluate("document.activeElement.value") == ROUND
    keys.write("Organisation", "Egedal Kommune")
    keys.date("Sidste dag, man kan svare", today + timedelta(days=21))
    keys.to("Opret kladden")
    keys.enter()


def _settle(keys: Keyboard, page: str) -> None:
    """Settings, the promise, and why no leader is asked to check her list."""
    today = utc_now().astimezone(ZONE).date()
    keys.skip()  # a new draft begins at its settings
    keys.write("Formål", "Vi vil vide, hvordan den faglige ledelse opleves.")
    keys.write("Kontaktperson", "Bente Kjær")
    keys.date("Drøftet i MED", today)
    keys.to("Gem, og vis runden")
    keys.enter()
    assert keys.tab.url.partition("#")[0] == page
    keys.press("Løftet til dem, der svarer")
    keys.skip()
    keys.tick("Jeg har læst ordene ovenfor")
    keys.to("Gem, at løftet er læst")
    keys.space()
    keys.tab.goto(page)
    keys.press("Lister")
    keys.skip()
    keys.write("Hvorfor bliver lederne ikke bedt om at se listen efter?", "De er set på ledermødet.")
    keys.to("Gem begrundelsen")
    keys.enter()
    keys.tab.goto(page)


def _open_and_send(keys: Keyboard, page: str) -> None:
    """Looked at, opened by the worker, the invitations on their way."""
    keys.press("Åbning og invitationer")
    keys.skip()
    keys.to("Få kopiens plads undersøgt")
    keys.enter()
    keys.tab.goto(f"{page}aabning/")
    keys.skip()
    keys.tick("Jeg ved, at løftet og spørgeskemaet")
    keys.to("Åbn runden", role="button")
    keys.enter()
    _wait_for(keys, "Det er gjort")
    keys.tab.goto(f"{page}aabning/")
    keys.press("Send invitationerne")


def _close(keys: Keyboard, page: str) -> None:
    """Counted, confirmed, published."""
    for name in ("Godkend, og slet nøglen", "Offentliggør rapporterne"):
        keys.tab.goto(f"{page}luk/")
        _wait_for(keys, name)
        deadline = time.monotonic() + _PATIENCE
        while not keys.tab.get_by_role("button", name=name).count():
            assert time.monotonic() < deadline, keys.tab.inner_text("main")
            time.sleep(0.5)
            keys.tab.reload()
        keys.press(name)
    _wait_for(keys, "Rapporterne er offentliggjort.")


def test_from_login_to_publication(desk: ServedDesk, open_page: OpenPage, mail_sink: MailSink) -> None:
    """Every stop is seen when it is reached and comes in the page's order; no page holds Bente fast."""
    began = time.monotonic()
    keys = Keyboard(open_page(f"{desk.url}/log-ind/"))
    _log_in(keys, mail_sink)
    _new_round(keys)
    found = re.search(r"/planlaeg/runde/([0-9a-f-]+)/", keys.tab.url)
    assert found is not None, keys.tab.url
    page, round_id = desk.url + found[0], found[1]
    _settle(keys, page)
    _open_and_send(keys, page)
    over = (utc_now() - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S")
    ids = f"'{round_id}', '{round_id.replace('-', '')}'"
    site = desk.told if "FAGSPEJL_DATABASE" in desk.told else {}
    execute(desk.folder, site, f"UPDATE round SET deadline = '{over}' WHERE id IN ({ids})")
    _close(keys, page)
    print(f"{keys.stops} stops, {time.monotonic() - began:.0f} s")
