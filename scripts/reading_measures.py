"""Measure how soon a leader's report answers: `python scripts/reading_measures.py REPORT.html`, its PDF beside it.

Prints y of the first number on a phone and on a laptop (px from the top of the page), pages of the PDF, words on the page
as it opens, and words with everything unfolded. Needs Chromium (scripts/chromium.sh) and the packages of
requirements/test.in. The table in docs/explanation/reading-a-report.md is what it printed of Karen's report in the demo.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ((360, 740), (1280, 800))
NUMBER = "svg text.value, ul.values .value, ul.values li"  # a result written in a chart, or right below it


@dataclass(frozen=True)
class Measures:
    """`first`: y of the first number at each of SCREENS, in whole px; `pages` of the PDF; words seen, and all words."""

    first: tuple[int, ...]
    pages: int
    seen: int
    words: int


def measured(report: Path, browser: Browser) -> Measures:
    """Measure one report in one browser. Raises FileNotFoundError without its PDF."""
    first = []
    for width, height in SCREENS:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(report.resolve().as_uri())
        first.append(round(page.locator(NUMBER).first.bounding_box()["y"]))
        seen = len(page.locator("body").inner_text().split())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        words = len(page.locator("body").inner_text().split())
        page.close()
    pdf = pypdfium2.PdfDocument(report.with_suffix(".pdf"))
    return Measures(tuple(first), len(pdf), seen, words)


def main(report: Path) -> None:
    """Print the measures of one report."""
    chromium = subprocess.run(
        ["sh", ROOT / "scripts" / "chromium.sh"], check=True, capture_output=True, text=True
    )
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.stdout.strip())
        found = measured(report, browser)
        browser.close()
    for (width, height), y in zip(SCREENS, found.first, strict=True):
        print(f"first number at {width}x{height}: {y} px")
    print(
        f"pages of the PDF: {found.pages}\nwords on the page as it opens: {found.seen}\nall words: {found.words}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
