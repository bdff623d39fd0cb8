"""Draw the planner's pages that stand in docs/how-to, from the demo; `make pictures` is its door. Needs Chromium.

The demo is built into a folder of its own and served; nothing of it is left.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
MESSY = ROOT / "examples" / "roster" / "messy.xlsx"
LANGUAGES = ("da", "en")
_WIDTH, _HEIGHT = 1000, 900
_COLOURS = 32
_FAGSPEJL = Path(sys.executable).with_name("fagspejl")


@contextlib.contextmanager
def served_demo() -> Iterator[str]:
    """Build the demo, serve it with its worker, and give its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        out = f"--out={folder}/demo"
        command = [_FAGSPEJL, "demo", out, "--serve", f"--port={port}"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            _wait(f"http://localhost:{port}/", process)
            yield f"http://localhost:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(address):
            return
        time.sleep(0.5)
    raise SystemExit("the demo did not start")


def draw(tab: Page, name: str, language: str, *, only: str = "main") -> None:
    """Keep a picture of the page, as tall as a screen at most, in few colours."""
    target = FOLDER / f"desk-{name}-{language}.png"
    place = tab.locator(only).first.bounding_box()
    assert place is not None
    height = min(place["height"], _HEIGHT)
    tab.screenshot(
        path=target, clip={"x": 0, "y": place["y"], "width": _WIDTH, "height": height}, full_page=True
    )
    with Image.open(target) as picture:
        picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=_COLOURS).save(target, optimize=True)


def walk(tab: Page, address: str, language: str) -> None:
    """Go through the desk as a planner does."""

    def go(path: str) -> None:
        tab.goto(f"{address}{path}{'&' if '?' in path else '?'}sprog={language}")

    go("/planlaeg/personer/")
    tab.set_input_files("#files", MESSY)
    tab.locator("form:has(#files) button").click()
    draw(tab, "columns", language)
    tab.select_option("#field-email", label="Kontakt (arbejde)")
    tab.locator("button[value=keep]").click()
    draw(tab, "faults", language)
    go("/planlaeg/personer/")
    tab.locator("form[action$='/kasser/'] button").click()
    go("/planlaeg/")
    rounds = [str(one.get_attribute("href")) for one in tab.locator("main a[href*='/runde/']").all()]
    draft, present = rounds[0], rounds[1]
    for path, name in (
        (draft, "round"),
        (f"{draft}loefte/", "promise"),
        (f"{draft}lister/", "lists"),
        (f"{draft}mails/", "mails"),
        (f"{draft}aabning/", "opening"),
        (f"{present}forloeb/", "course"),
        (f"{present}luk/", "closing"),
    ):
        go(path)
        draw(tab, name, language)
    go(f"{draft}prognose/")
    tab.locator("main form button.button-primary").first.click()
    draw(tab, "forecast", language)


def main() -> None:
    """Draw every picture in both languages."""
    os.umask(0o077)
    found = subprocess.run(
        ["sh", "scripts/chromium.sh"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with served_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        for language in LANGUAGES:
            context = browser.new_context(viewport={"width": _WIDTH, "height": _HEIGHT})
            tab = context.new_page()
            tab.goto(address)
            tab.get_by_role("button", name="Log ind som Bente").first.click()
            walk(tab, address, language)
            context.close()
        browser.close()
    for one in sorted(FOLDER.glob("desk-*.png")):
        one.chmod(0o644)


if __name__ == "__main__":
    main()
