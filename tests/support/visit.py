"""What a browser test of the respondents' pages needs: a page of the site, and the names of its places."""

from __future__ import annotations

import os

from playwright.sync_api import Page, Response

# Playwright keeps an event loop in the tests' thread, and Django would refuse to ask its database from there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

BEGIN = "main form[action='/svar/start/'] button"
ONWARD = "main .acts .button-primary"
STATUS = "[data-status]"


def choose(tab: Page, item: str, value: str) -> None:
    """Touch one choice, where a finger would: on its label."""
    tab.click(f"input[name='u.{item}'][value='{value}'] + label")


def listen(tab: Page) -> list[Response]:
    """Return a list that every response to the page is added to."""
    heard: list[Response] = []
    tab.on("response", lambda response: heard.append(response))
    return heard
