"""What the demo shows the lecturer: a course that is ready, one that is being held, and one of last week."""

from __future__ import annotations

import pytest

from support.demo_site import DemoSite
from support.walked_demo import Page, Walker

pytestmark = [pytest.mark.slow, pytest.mark.either]
NAME = "Ledelse af fagprofessionelle"
ASKED = (
    "Hvordan får man et fag til at sige højt, hvad det ikke ved?",
    "Hvad gør man, når økonomien har afgjort det på forhånd?",
    "Kan man lede et fag, man ikke selv har?",
)


@pytest.fixture(scope="module")
def vibe(visited_demo: DemoSite) -> Walker:
    """Vibe, logged in."""
    return Walker(visited_demo, "vibe")


def _course(vibe: Walker, state: str) -> Page:
    """One of her three courses, by what its page says of itself."""
    listed = vibe.opens("/arbejdsrum/kurser/")
    pages = [vibe.follows(listed, f"{NAME}#{place}") for place in (1, 2, 3)]
    found = [one for one in pages if state in one.text]
    assert len(found) == 1, state
    return found[0]


def test_the_course_that_is_ready(vibe: Walker) -> None:
    """Vibe finds twelve blocks of 90 minutes in all, each with its heading, and no room that is open yet."""
    page = _course(vibe, "Planlagt til")
    assert "90 minutter i alt" in page.text
    blocks = [one for one in page.links if "/blok/" in one.path and not one.path.endswith("/blok/")]
    assert len(blocks) == 12
    assert blocks[1].text in vibe.follows(page, blocks[1].text).text
    assert "Styr kurset" not in page.text


def test_the_course_that_is_held(vibe: Walker) -> None:
    """Fourteen phones have guessed: control and wall say the same, and three questions wait for her."""
    page = _course(vibe, "Kurset er i gang")
    for name in ("Styr kurset", "Vis fællesskærmen"):
        assert (
            "10 af 14 gættede SOSU. I et tidligere rum gættede flest også det."
            in vibe.follows(page, name).text
        )
    asked = vibe.follows(page, "Rummets spørgsmål").text
    assert "3 spørgsmål er ubesvarede" in asked
    assert all(one in asked for one in ASKED)


def test_the_course_of_last_week(vibe: Walker, visited_demo: DemoSite) -> None:
    """Nine guessed last week: the pictures are kept, and whoever was there may begin the same at home without an account of the course."""
    page = _course(vibe, "Holdt ")
    assert "7 af 9 gættede SOSU." in page.text
    kept = Walker(visited_demo, "").follows(page, "Kursets side")
    assert kept.status == 200
    assert "gættede" not in kept.text
    assert "Begynd i din egen enhed" in kept.text
    karen = Walker(visited_demo, "karen")
    assert karen.follows(kept, "Gæt hinandens fag").status == 200
