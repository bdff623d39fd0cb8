"""Every page of the demo can be read by everybody, on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.browser import OpenPage, axe_faults, overflow

pytestmark = pytest.mark.browser


def test_every_page_is_accessible(demo: Path, open_page: OpenPage) -> None:
    """Mads opens reports on his screen: no fault of accessibility, and nothing to scroll sideways."""
    pages = sorted(demo.rglob("*.html"))
    assert len(pages) == 62
    tab = open_page(pages[0], width=1280)
    found: dict[str, list[str]] = {}
    for page in pages:
        tab.goto(page.as_uri())
        faults = axe_faults(tab)
        if wider := overflow(tab):
            faults.append(f"{wider} px wider than the window")
        if faults:
            found[page.name] = faults
    assert found == {}
