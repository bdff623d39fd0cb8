"""Bente takes a messy workbook to published reports in her browser, on a fresh site, and never sees a terminal."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from fagspejl.lib.clock import ZONE, utc_now
from support.browser import OpenPage, axe_faults, follow, overflow
from support.import_desk import CORRECTIONS, MESSY, corrected_book
from support.mail import MailSink
from support.planner_tab import log_in_as_reader, log_in_first_time
from support.served_desk import ADDRESS, ServedDesk, served_desk
from support.site_process import execute
from support.visit import BEGIN, ONWARD, choose

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BENTE, PER = "bente@egedal.example", "per@egedal.example"
STATEMENTS = ("shared_quality", "dilemmas", "follow_up", "dialogue", "development")
PRIMARY = "main form[method=post] button.button-primary"


@pytest.fixture
def desk(tmp_path: Path, mail_sink: MailSink) -> Iterator[ServedDesk]:
    with served_desk(tmp_path, mail_sink) as served:
        made = served.run("user", "add", BENTE, "--name", "Bente Kjær", "--role", "planner", "--as", PER)
        assert made.returncode == 0, made.stderr
        yield served


def _look(tab: Page, name: str) -> None:
    """Nothing on the page is wrong for a screen reader or a narrow screen."""
    assert axe_faults(tab) == [], name
    assert overflow(tab) == 0, name


def _wait_for(tab: Page, text: str) -> None:
    """Ask for the page again until the worker has done its part."""
    for _ in range(120):
        if text in tab.inner_text("main"):
            return
        time.sleep(0.5)
        tab.reload()
    raise AssertionError(f"{text!r} never came: {tab.inner_text('main')}")


def _mails(sink: MailSink, subject: str) -> list[str]:
    """The plain text of the mails whose subject holds a word, waited for."""
    for _ in range(120):
        found = [mail for mail in sink.received if subject in str(mail["Subject"])]
        if found:
            break
        time.sleep(0.5)
    bodies = [mail.get_body(preferencelist=("plain",)) for mail in found]
    return [body.get_content() for body in bodies if body is not None]


def _take_in(tab: Page, tmp_path: Path) -> None:
    """From the messy workbook to a roster."""
    follow(tab, "main a[href='/planlaeg/personer/']")
    _look(tab, "people")
    tab.set_input_files("#files", MESSY)
    follow(tab, "form:has(#files) button")
    _look(tab, "columns")
    tab.select_option("#field-email", label="Kontakt (arbejde)")
    tab.fill("#source", "Lønsystemet")
    follow(tab, "button[value=keep]")
    _look(tab, "faults")
    with tab.expect_download() as fetched:
        tab.click("a[download]")
    corrected = tmp_path / "rettet.xlsx"
    corrected.write_bytes(corrected_book(fetched.value.path().read_bytes(), CORRECTIONS))
    tab.set_input_files("#files", corrected)
    follow(tab, "form:has(#files) button")
    follow(tab, "main a.button-primary")
    _look(tab, "decisions")
    while tab.locator("input[name=notice]").count():
        for box in tab.locator("input[name=notice]").all():
            box.check()
        tab.fill("#reason", "Det er sådan hos os.")
        follow(tab, "button[value=ticked]")
        if tab.locator("main a.button-primary").count():
            break
    follow(tab, "main a.button-primary")
    _look(tab, "difference")
    follow(tab, PRIMARY)
    assert "28" in tab.inner_text("main")


def _draft(tab: Page, url: str) -> str:
    """A new round with its settings, its promise read and its lists waived; returns its page."""
    tab.goto(f"{url}/planlaeg/")
    follow(tab, "main a[href='/planlaeg/ny-runde/']")
    _look(tab, "new")
    today = utc_now().astimezone(ZONE).date()
    tab.fill("#id_title", "Faglig ledelse 2027")
    tab.fill("#id_organisation", "Egedal Kommune")
    tab.fill("#id_deadline_on", f"{today + timedelta(days=21)}")
    tab.fill("#id_deadline_at", "12:00")
    follow(tab, PRIMARY)
    found = re.search(r"/planlaeg/runde/[0-9a-f-]+/", tab.url)
    assert found is not None, tab.url
    page = url + found[0]
    tab.goto(f"{page}opsaetning/")
    _look(tab, "settings")
    tab.fill("#id_purpose", "Vi vil vide, hvordan den faglige ledelse opleves.")
    tab.fill("#id_contact", "Bente Kjær")
    tab.fill("#id_union_told_on", f"{today}")
    tab.fill("#id_reminder_1", f"{today + timedelta(days=8)}")
    follow(tab, PRIMARY)
    tab.goto(f"{page}skema/")
    _look(tab, "questionnaire")
    tab.goto(f"{page}loefte/")
    _look(tab, "promise")
    tab.check("#id_read")
    follow(tab, "form:has(#id_read) button")
    tab.goto(f"{page}lister/")
    _look(tab, "lists")
    tab.fill("#waive", "Listerne er set på ledermødet.")
    follow(tab, "button[value=waive]")
    tab.goto(f"{page}prognose/")
    _look(tab, "forecast")
    follow(tab, "main form button.button-primary")
    _look(tab, "forecast made")
    return page


def _open(tab: Page, page: str) -> None:
    """Everything green, the round open, the invitations on their way."""
    tab.goto(f"{page}mails/")
    _look(tab, "mails")
    tab.goto(f"{page}aabning/")
    _look(tab, "preflight")
    follow(tab, "button[value=look]")
    tab.check("#id_sure")
    follow(tab, "form:has(#id_sure) button")
    _wait_for(tab, "Det er gjort")
    _look(tab, "order")
    tab.goto(f"{page}aabning/")
    _look(tab, "sending")
    follow(tab, "button[value=send]")


def _answer(phone: Page, link: str) -> None:
    phone.goto(link)
    follow(phone, BEGIN)
    for statement in STATEMENTS:
        choose(phone, statement, "4")
    follow(phone, ONWARD)
    follow(phone, ONWARD)
    assert phone.inner_text("h1") == "Tak for dit svar"


def _remind(tab: Page, page: str, sink: MailSink) -> None:
    """The reminder is moved to today by its date field, and goes."""
    tab.goto(f"{page}forloeb/")
    _look(tab, "course")
    tab.goto(f"{page}forloeb/datoer/")
    _look(tab, "days")
    tab.fill("#id_reminder_1", f"{utc_now().astimezone(ZONE).date()}")
    follow(tab, PRIMARY)
    assert _mails(sink, "Påmindelse"), [str(mail["Subject"]) for mail in sink.received]


def _moved(round_id: str, over: str) -> str:
    key = round_id.replace("-", "")
    return f"UPDATE round SET deadline = '{over}' WHERE id IN ('{key}', '{round_id}')"


def _close(tab: Page, page: str) -> None:
    """Counted, looked at, the key destroyed, published: one page that can be left and come back to."""
    tab.goto(f"{page}luk/")
    for _ in range(120):
        if tab.locator("button[value=confirm]").count():
            break
        time.sleep(0.5)
        tab.goto(f"{page}luk/")
    _look(tab, "close record")
    follow(tab, "button[value=confirm]")
    for act in ("publish",):
        for _ in range(120):
            if tab.locator(f"button[value={act}]").count():
                break
            time.sleep(0.5)
            tab.goto(f"{page}luk/")
        _look(tab, act)
        follow(tab, f"button[value={act}]")
    for _ in range(120):
        if tab.locator("a[href$='/resultater/']").count():
            break
        time.sleep(0.5)
        tab.goto(f"{page}luk/")
    follow(tab, "main a[href$='/resultater/']")
    _look(tab, "results")
    tab.goto(tab.url.partition("/planlaeg/")[0] + "/planlaeg/log/")
    _look(tab, "log")


def test_from_a_messy_list_to_reports(
    desk: ServedDesk, open_page: OpenPage, mail_sink: MailSink, tmp_path: Path
) -> None:
    """Every step is a page, a button or a form; what the worker does, she waits for on a page."""
    tab = open_page(f"{desk.url}/log-ind/")
    log_in_first_time(tab, desk.url, mail_sink, BENTE)
    follow(tab, "main a[href='/planlaeg/']")
    _look(tab, "desk")
    _take_in(tab, tmp_path)
    page = _draft(tab, desk.url)
    round_id = page.rstrip("/").rpartition("/")[2]
    _open(tab, page)
    links = [
        link.replace(ADDRESS, desk.url)
        for body in _mails(mail_sink, "svar")
        for link in re.findall(rf"{re.escape(ADDRESS)}/svar/[a-z2-7]{{26}}/", body)
    ]
    phone = open_page(f"{desk.url}/svar/", width=360, height=740, scripts=False)
    for link in links[:-2]:  # two are left to be reminded
        _answer(phone, link)
    _remind(tab, page, mail_sink)
    over = (utc_now() - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S")
    execute(desk.folder, desk.told if "FAGSPEJL_DATABASE" in desk.told else {}, _moved(round_id, over))
    _close(tab, page)
    assert _mails(mail_sink, "rapport")
    leader = open_page(f"{desk.url}/log-ind/")
    log_in_as_reader(leader, desk.url, mail_sink, "karen.holm.1100@egedal.example")
    follow(leader, "main a:has-text('Læs din rapport')")
    assert "Karen" in leader.inner_text("main")
