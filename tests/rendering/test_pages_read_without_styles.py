"""Pages without their styles: nothing is said by a style sheet, and nothing stands elsewhere than it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fagspejl.reporting.render.html import render_html
from rendering.sample_pages import reports
from support.source import PACKAGE

STYLES = sorted((PACKAGE / "web" / "styles").glob("*.css"))
SAID = re.compile(r"content:\s*(?:counter\([^)]*\)\s*)?\"([^\"]*)\"")
MOVED = re.compile(r"(?<![-\w])order:|row-reverse|column-reverse|direction:\s*rtl")
SKIPPED = re.compile(r"<(style|script|title|head)\b.*?</\1>", re.DOTALL)


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.name)
def test_no_word_stands_in_a_style(sheet: Path) -> None:
    """Asta's reader takes no styles: no letter and no figure is put into a page by one, and none moves what is read."""
    text = sheet.read_text(encoding="utf-8")
    said = [
        found for found in SAID.findall(text) if re.search(r"[^\W_]", found) and not found.startswith("\\")
    ]
    assert said == []
    assert MOVED.findall(text) == []


def test_parts_are_read_in_the_order_of_the_contents() -> None:
    """Asta hears each part of Karen's report in the order in which the contents name them."""
    for page in reports():
        html = SKIPPED.sub("", render_html(page))
        places = [html.index(f'id="{entry.id}"') for entry in page.contents]
        assert places == sorted(places)


def test_every_drawing_says_what_it_shows() -> None:
    """A drawing has a name for who cannot see it, or is only a sign beside the words that say the same."""
    for page in reports():
        drawings = re.findall(r'<svg class="[^>]*>', render_html(page))  # those inside another have no class
        assert len(drawings) > 5
        for drawing in drawings:
            assert "aria-labelledby" in drawing or 'aria-hidden="true"' in drawing, drawing
