"""What the demo's first page leads to after a report: two units' walls, and notes that are Karen's alone."""

from __future__ import annotations

import re
from html import unescape
from urllib.request import urlopen

import pytest

from support.demo_site import DemoSite
from support.staff_forms import Staff

pytestmark = pytest.mark.browser  # beside the others that visit the demo, which is made once for them

NOTES = "/arbejdsrum/refleksion/"


def _open(url: str) -> str:
    with urlopen(url, timeout=60) as answer:
        return unescape(answer.read().decode())


def test_both_units_walls(visited_demo: DemoSite) -> None:
    """Asta, who has no account, opens Familieområdet's and Kræftafdelingen's agreement and page from the first page."""
    start = _open(f"{visited_demo.url}/")
    said = [_open(visited_demo.url + path) for path in re.findall(r'href="(/(?:aftale|enhed)/[^"]+)"', start)]
    titles = [re.sub(r"\s+", " ", re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[0]) for page in said]
    assert len(titles) == 4
    assert "Familieområdet" in titles[1]
    assert "Dokumentationen er færdig, før jeg går hjem" in titles[2]
    assert "Kræftafdelingen" in titles[3]


def test_notes_are_karens_alone(visited_demo: DemoSite) -> None:
    """Karen finds a note of her reading and one of a question, due today; Ida finds none."""
    karen, ida = Staff(visited_demo.url, "karen"), Staff(visited_demo.url, "ida")
    for one in (karen, ida):
        one.walk(NOTES, within=(NOTES,), write=False, most=1)
    assert all(said in karen.seen[NOTES] for said in ("Da du læste din rapport", "Tid til at se tilbage"))
    assert "Du har ikke skrevet noget endnu" in ida.seen[NOTES]
