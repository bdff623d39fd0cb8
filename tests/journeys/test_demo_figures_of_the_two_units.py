"""Figures of the demo's two units on the pages of their leaders, from the report that begins it to the answer that ends it.

They are those of the design's two runs, written here by hand; test_demo_two_units_afterwards.py looks at the pages themselves.
"""

from __future__ import annotations

from typing import Final

import pytest

from support.demo_site import DemoSite
from support.walked_demo import Page, Walker

# Case, who is in it, the sentence, whether it is said of the groups, how it ended.
CASES: Final = (
    (
        "En forælder får ikke ringet",
        "Vi er delt: 5 af 12 ligger lavt (0-3) og 4 højt (7-10).",
        "Nye ligger typisk højere end erfarne (midten 8 mod 3).",
        "Prøvehandling",
    ),
    (
        "En forælder vil have os med til mødet",
        "Vi er delt: 6 af 12 ligger lavt (0-3) og 6 højt (7-10).",
        "Forskellen handler om rolle og ansvar.",
        "Uenighed vi lever med",
    ),
    (
        "Den unge møder ikke op",
        "De fleste ligger tæt: 11 af 12 er højst halvandet trin fra midten (4).",
        "Forskellen kan lige så godt være mellem personer som mellem nye og erfarne.",
        "Faglig aftale",
    ),
)
# Done, exception, not of the day shift; yes, partly, no of the evening shift, and how many there are of each.
WEEKS: Final = (
    ("5 0 3 8", "2 1 3 6"),
    ("6 0 3 9", "2 1 3 6"),
    ("6 1 2 9", "2 2 2 6"),
    ("7 1 2 10", "3 1 2 6"),
    ("7 1 1 9", "4 1 1 6"),
    ("7 2 1 10", "4 1 1 6"),
    ("8 1 1 10", "5 1 0 6"),
    ("8 2 0 10", "5 0 1 6"),
)


@pytest.fixture(scope="module")
def karen(visited_demo: DemoSite) -> Walker:
    """Karen at her pages."""
    return Walker(visited_demo, "karen")


@pytest.fixture(scope="module")
def ida(visited_demo: DemoSite) -> Walker:
    """Ida at hers."""
    return Walker(visited_demo, "ida")


def _from_home(who: Walker, *links: str) -> Page:
    page = who.opens("/arbejdsrum/")
    for name in links:
        page = who.follows(page, name)
    return page


def test_karens_report_leads_to_her_theme(karen: Walker) -> None:
    """Karen's staff answer 2,9 on dilemmas and 3,6 to 3,9 on the rest: her report suggests sparring, and nothing beside it."""
    page = karen.opens(f"/rapport/{karen.site.person('karen')['report']}/")
    for row in (
        "Fælles forståelse af kvalitet 3,8 ",
        "Støtte i faglige dilemmaer 2,9 ",
        "Opfølgning på kvaliteten 3,7 ",
        "Løbende faglig dialog 3,9 ",
        "Ansvar for faglig udvikling 3,6 ",
    ):
        assert row in page.text
    step = karen.follows(page, "Dit næste skridt").text
    offered = step[step.index("Rapportens forslag") : step.index("Vælg selv")]
    assert "Sagssparring, 45 minutter" in offered
    assert offered.count("Dine medarbejdere svarer") == 1
    assert "Onsdag i 8 uger" in _from_home(karen, "Sagssparring").text


@pytest.mark.parametrize(("case", "said", "more", "outcome"), CASES)
def test_karens_cases(karen: Walker, case: str, said: str, more: str, outcome: str) -> None:
    """Karen reads the seven and the five of three cases, what is said of them, and what came of it."""
    page = _from_home(karen, "Tema: Svære sager", f"Session: »Sagssparring: {case}«").text
    assert "Erfarne 7" in page
    assert "Nye 5" in page
    assert said in page
    assert more in page
    assert f"Det endte I med {outcome} " in page


def test_idas_picture(ida: Walker) -> None:
    """Ida reads ten and six: all find the documentation important, and it is done by the day more than by the evening."""
    page = _from_home(ida, "Kvalitetsbilleder", "Overlevering mellem vagter").text
    assert "Fælles, men ujævnt. Hvor vigtigt: Enige. 16 af 16 ligger tæt på midten (9)." in page
    assert "I hverdagen: Dagvagt ligger typisk højere end aftenvagt (midten 6,5 mod 3,5)." in page


def test_idas_agreement(ida: Walker) -> None:
    """Ida reads each of the eight weeks, three exceptions, the six who were told with their question, and where it stands now."""
    page = _from_home(ida, "Faglige aftaler", "Dokumentationen er færdig").text
    weeks = page[page.index("Undtagelser brugt") :]
    found = 0
    for doers, receivers in WEEKS:
        week = weeks.index(f"De, der gør det {doers} ", found)
        found = weeks.index(f"De, der modtager {receivers} ", week)
        assert found - week < 60  # the same week's row
    assert "36 af 39 gjorde det eller brugte en undtagelse, og 18 af 24 kunne se det." in page
    assert "langt fra hinanden" not in page
    for said in (
        "1. Akut forværring",
        "2. Bemandingen er under det aftalte.",
        "3. Indlæggelse efter kl. 14.",
        "udgave 2, fordi:",
        "6 har sagt, at de har forstået den",
        "Hvem spørger vi, når noten mangler, og dagvagten er gået?",
    ):
        assert said in page


def test_idas_shifts_and_note(ida: Walker) -> None:
    """Ida counts nine red shifts of 56 and seven without documentation; her note has three cards, and an answer."""
    assert "9 af 56 vagter var røde. Dokumentationen veg i 7 af dem." in _from_home(ida, "Travlhedstrin").text
    note = ida.follows(ida.opens("/arbejdsrum/notater/"), "Dagvagten har én færre siden foråret").text
    cards = note[note.index("Belæg ") :]
    assert cards.count("Tallet er hentet ") == 3
    assert "I må flytte én vagt til kl. 11-19 i seks uger." in note
