"""The web server cannot open the folder of keys, and Bente does with a round everything that needs one all the same."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from fagspejl.lib.clock import utc_now
from support.browser import OpenPage, follow
from support.mail import MailSink
from support.pdf import pdf_text
from support.planner_tab import log_in_first_time
from support.roster import CAST, roster_text
from support.served_desk import ServedDesk, served_desk, without_rights

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BENTE, PER = "bente@egedal.example", "per@egedal.example"


@pytest.fixture
def desk(tmp_path: Path, mail_sink: MailSink) -> Iterator[ServedDesk]:
    with served_desk(tmp_path, mail_sink) as served:
        _run(served, "user", "add", BENTE, "--name", "Bente", "--role", "planner", "--as", PER)
        (tmp_path / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
        _run(served, "roster", "import", "liste.csv", "--apply", "--accept", "--as", BENTE)
        yield served


def _run(desk: ServedDesk, *words: str) -> str:
    made = desk.run(*words)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def _draft(desk: ServedDesk) -> str:
    deadline = f"{utc_now() + timedelta(days=20):%Y-%m-%d} 12:00"
    told = ("--title", "Runde", "--organisation", "Egedal", "--deadline", deadline, "--quiet")
    return _run(desk, "round", "create", *told, "--as", BENTE)


def _wait_for(tab: Page, text: str) -> None:
    for _ in range(120):
        if text in tab.content():
            return
        time.sleep(0.5)
        tab.reload()
    raise AssertionError(f"{text!r} never came: {tab.locator('main').inner_text()}")


def test_a_round_is_opened_by_the_worker(desk: ServedDesk, open_page: OpenPage, mail_sink: MailSink) -> None:
    """Bente opens a round in her browser; its key lies where the web server cannot look, and Omar's letter holds a code."""
    looked = subprocess.run(
        [sys.executable, "-c", f"import os; os.listdir({str(desk.keys)!r})"],
        preexec_fn=without_rights,
        capture_output=True,
        text=True,
        check=False,
    )
    assert os.geteuid() != 0 or "PermissionError" in looked.stderr
    page = f"{desk.url}/planlaeg/runde/{_draft(desk)}/"
    tab = open_page(f"{desk.url}/log-ind/")
    log_in_first_time(tab, desk.url, mail_sink, BENTE)
    tab.goto(f"{page}opsaetning/")
    tab.fill("#id_union_told_on", f"{utc_now():%Y-%m-%d}")
    follow(tab, "main form[method=post] button.button-primary")
    tab.goto(f"{page}loefte/")
    tab.check("form:has(input[value=read]) input[type=checkbox]")
    follow(tab, "form:has(input[value=read]) button")
    tab.goto(f"{page}lister/")
    tab.fill("#waive", "Listerne er set på ledermødet.")
    follow(tab, "button[value=waive]")
    tab.goto(f"{page}aabning/")
    tab.check("#id_sure")
    follow(tab, "form:has(#id_sure) button")
    _wait_for(tab, "Det er gjort")
    (key,) = desk.keys.glob("*.key")
    assert key.stat().st_mode & 0o077 == 0
    tab.goto(f"{page}breve/")
    follow(tab, "main form button")
    for _ in range(60):
        if tab.locator("form[action$='/papir/']").count():
            break
        time.sleep(0.5)
        follow(tab, "main form button.button-primary")
    with tab.expect_download() as fetched:
        tab.click("form[action$='/papir/'] button")
    assert "Omar Said" in pdf_text(fetched.value.path().read_bytes())
