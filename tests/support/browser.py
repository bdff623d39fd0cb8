"""A real Chromium for tests marked `browser`, cut off from every machine but this one.

    def test_report(open_page):
        tab = open_page(path, width=320)
        assert axe_faults(tab) == []

`open_page` takes a file or an http address on localhost. A page that asks for anything elsewhere fails its test.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, sync_playwright

OpenPage = Callable[..., Page]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_AXE = Axe().axe_script
# What axe found in order is a hundred times as long, and nobody reads it.
_VIOLATIONS = "axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations)"
_PHONE = 360  # CSS pixels: up to here a width is a phone's
_LOCAL_SCHEMES = {"file", "data", "blob", "about"}
_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}


def chromium_path() -> str | None:
    """Return the Chromium that `make test` found, or else one on the path, or None."""
    given = os.environ.get("FAGSPEJL_CHROMIUM")
    return given or next((found for name in _NAMES if (found := shutil.which(name))), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Look at each page twice in every run: in Danish on a phone, and in English at a desk; the slow tests look crosswise."""
    for item in items:
        told = getattr(getattr(item, "callspec", None), "params", {})
        if item.get_closest_marker("browser") and {"width", "language"} <= set(told):
            on_a_phone = told["width"] <= _PHONE
            if on_a_phone != (told["language"] == "da"):
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole session (one per worker when the tests run in parallel)."""
    path = chromium_path()
    if path is None:
        pytest.fail(
            "No Chromium found: 'make test' installs one where it may, and 'make test BROWSER=0' leaves it out",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Return open_page(target, *, width=1280, height=900, scripts=True) -> Page.

    `target` is a path or an address on localhost; without `scripts` the page runs no JavaScript of its own (axe
    cannot run there either). At the end the test fails if any page asked for another host.
    """
    contexts: list[BrowserContext] = []
    refused: list[str] = []

    def guard(route: Route) -> None:
        if _is_local(route.request.url):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    def open_one(target: Path | str, *, width: int = 1280, height: int = 900, scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, service_workers="block"
        )
        contexts.append(context)
        context.route("**/*", guard)
        tab = context.new_page()
        tab.goto(target.resolve().as_uri() if isinstance(target, Path) else target)
        return tab

    yield open_one
    for context in contexts:
        context.close()
    if refused:
        pytest.fail(f"The page asked for other machines: {', '.join(sorted(set(refused)))}", pytrace=False)


def follow(tab: Page, onward: str | Locator) -> None:
    """Click what leads to another page, and return when that page has come with its style and scripts.

    A bare click returns as soon as the next page begins to arrive: what is counted or measured then, on a busy
    machine, is a page without its style or half of its text.
    """
    with tab.expect_navigation(wait_until="load"):
        (tab.locator(onward) if isinstance(onward, str) else onward).click()


def axe_faults(tab: Page) -> list[str]:
    """Return axe-core's violations on an open page, one line each: rule, help text, the elements concerned."""
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(_AXE)
    found = tab.evaluate(_VIOLATIONS)
    return [
        f"{fault['id']}: {fault['help']} ({'; '.join(' '.join(map(str, n['target'])) for n in fault['nodes'])})"
        for fault in found
    ]


def overflow(tab: Page) -> int:
    """Return by how many CSS pixels the page is wider than its window; 0 where nothing needs sideways scrolling."""
    wider = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(wider, int)
    return wider


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in _LOCAL_SCHEMES or parts.hostname in _LOCAL_HOSTS
