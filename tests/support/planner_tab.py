"""Bente's browser: she logs in for the first time with a mailed code and a code app, as on any fresh site."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page

from support.browser import follow
from support.mail import MailSink
from support.staff import code_in, one_time_code

MAIN = "main form button"


def log_in_first_time(tab: Page, url: str, sink: MailSink, email: str) -> None:
    """Log in, set the code app up, and end at the home page."""
    tab.goto(f"{url}/log-ind/")
    tab.fill("#email", email)
    follow(tab, "main form:not([data-passkey]) button")
    tab.fill("#code", mailed_code(sink, email))
    follow(tab, MAIN)
    tab.goto(f"{url}/sikkerhed/app/")
    secret = re.sub(r"\s", "", tab.locator(".secret").inner_text())
    tab.fill("#code", one_time_code(secret, int(time.time()) // 30))
    follow(tab, MAIN)
    tab.goto(f"{url}/")


def log_in_as_reader(tab: Page, url: str, sink: MailSink, email: str) -> None:
    """Log in with a mailed code alone, as whoever reads a report."""
    tab.goto(f"{url}/log-ind/")
    tab.fill("#email", email)
    follow(tab, "main form:not([data-passkey]) button")
    tab.fill("#code", mailed_code(sink, email))
    follow(tab, MAIN)


def mailed_code(sink: MailSink, email: str) -> str:
    """The code in the newest mail to somebody, waited for."""
    for _ in range(200):
        for mail in reversed(sink.received):
            if mail["X-Envelope-To"] == email and "kode" in str(mail["Subject"]):
                body = mail.get_body(preferencelist=("plain",))
                assert body is not None
                return code_in(body.get_content())
        time.sleep(0.1)
    raise AssertionError("no mail came")
