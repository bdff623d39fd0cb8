"""What is wrong with any page of the demo, for the two files that look at them in windows of two widths."""

from __future__ import annotations

from pathlib import Path

from support.browser import OpenPage, axe_faults, overflow

PAGES = 121  # 60 leaders, the units, the short version, the sheets and the index


def faults_by_page(demo: Path, open_page: OpenPage, *, width: int, each: int = 1) -> dict[str, list[str]]:
    """Return the faults of each page that has any: rules of accessibility, and what needs sideways scrolling.

    `each`: of the reports of leaders and of units, which are many of a kind, only every so many'th is opened.
    """
    pages = sorted(demo.rglob("*.html"))
    assert len(pages) == PAGES
    many = [page for page in pages if page.parent != demo]
    pages = [page for page in pages if page.parent == demo] + many[::each]
    tab = open_page(pages[0], width=width)
    found: dict[str, list[str]] = {}
    for page in pages:
        tab.goto(page.as_uri())
        faults = axe_faults(tab)
        if wider := overflow(tab):
            faults.append(f"{wider} px wider than the window")
        if faults:
            found[page.name] = faults
    return found
