"""Familieenheden takes a case a week for eight weeks: what Karen, her twelve and a newcomer read afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from django.utils.html import strip_tags

from fagspejl.workspace.agreements.services.drafts import create_draft, start
from fagspejl.workspace.agreements.types import VersionValues
from fagspejl.workspace.cases.selectors import rhythm_of, rota_of
from fagspejl.workspace.cases.services.cards import follow_up, write_minutes
from fagspejl.workspace.cases.services.rota import advance_rota, set_rhythm, set_rota
from fagspejl.workspace.cases.types import MinutesValues
from fagspejl.workspace.sessions.types import DecisionMethod, OutcomeKind, OutcomeValues, SplitKind
from support.simulated_days import Days
from support.sparring import (
    DIFFERENCE,
    GROUPS,
    KAREN,
    SHORT_OF_TIME,
    TRIAL,
    WEIGHED,
    WORRY,
    patterned,
    talked_about,
)
from support.town import Town, entered, leader, town
from support.unit_page import in_order, page_of, read
from workspace.rooms_of_the_documents import CASE_1, CASE_5, CASE_8

THURSDAY: Final = date(2027, 2, 18)
AGREED: Final = OutcomeValues(kind=OutcomeKind.AGREEMENT, text="Barnet ved, hvem det kan ringe til.")
BETWEEN: Final = ([2, 3, 4, 5, 5, 6, 7], [4, 5, 6, 7, 8])
WEEKS: Final = (
    (CASE_1, TRIAL, WORRY),
    (BETWEEN, TRIAL, SHORT_OF_TIME),
    (BETWEEN, TRIAL, replace(WORRY, type="Uenighed mellem to forvaltninger")),
    (BETWEEN, TRIAL, replace(SHORT_OF_TIME, type="En afgørelse, der haster")),
    (CASE_5, DIFFERENCE, replace(WORRY, type="Hvem ringer til skolen")),
    (BETWEEN, TRIAL, replace(SHORT_OF_TIME, type="Et barn, der skal høres")),
    (BETWEEN, TRIAL, replace(WORRY, type="Støtte, som ingen bruger")),
    (CASE_8, AGREED, replace(SHORT_OF_TIME, type="Første møde med familien")),
)
CHECKS: Final = [7, 8, 8, 8, 9, 9, 8, 7, 8]
NINE: Final = "Retning: midten 8 (n\xa0=\xa09)"
FOUR: Final = (
    "Barnet fortæller kun én gang.",
    "Alle fag skriver samme sted.",
    "Ti minutter.",
    "Barnet skal høres.",
)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock, on a Thursday."""
    return Days(monkeypatch, THURSDAY)


@pytest.fixture
def here(db: None, days: Days) -> Town:
    """The town on a site that was installed this morning."""
    return town()


def _eight_weeks(here: Town, days: Days) -> list[str]:
    """Let the unit take its cases, follow each one up, and write what it learned; return the cards' ids."""
    set_rhythm(
        here.family,
        weekday=3,
        meeting="Gennemgang af sager på teammødet",
        weeks=8,
        short=False,
        split_kind=SplitKind.SENIORITY,
        groups=GROUPS,
        actor=KAREN,
    )
    set_rota(here.family, ["KJ", "SO", "OM", "BE", "LO", "ID", "PE"])
    cards = []
    for answers, outcome, values in WEEKS:
        made = talked_about(here.family, answers, outcome, values, directions=CHECKS)
        minutes = MinutesValues(
            considerations=("Barnet skal vide, hvem der kommer.", "", "", ""),
            learned=("Ring sammen første gang.",),
            follow_up_on=days.today,
        )
        write_minutes(made.id, 0, minutes, actor=KAREN)
        follow_up(made.id, 1, "Det gik, som vi håbede.", actor=KAREN)
        advance_rota(here.family, [one.initials for one in rota_of(here.family)])
        cards.append(str(made.id))
        days.pass_by(7)
    return cards


def _text(page: bytes) -> str:
    return " ".join(strip_tags(page.decode().replace("<", " <")).replace("\xa0", " ").split())


def test_eight_weeks(here: Town, days: Days) -> None:
    """Eight rows with the figures of the eight weeks, a direction check each week, and nothing said across them."""
    cards = _eight_weeks(here, days)
    karen = entered(leader("Karen"))
    page = karen.get(f"/arbejdsrum/sager/{here.family}/").content
    text = _text(page)
    assert page.decode().count('class="ap-row"') == 2 * 8
    assert text.count(NINE.replace("\xa0", " ")) == 3 * 8  # on both pictures and in the table
    assert "Den nyeste sag, »Første møde med familien«: De fleste ligger tæt: 11 af 12" in text
    assert "8. april 2027: Første møde med familien 12 4 Enige" in text
    assert "18. februar 2027: Bekymring, hvor familien siger nej 12 4,5 Delte" in text
    assert "18. marts 2027: Hvem ringer til skolen 12 5 Delte" in text
    assert not any(one in text for one in ("tættere efter", "længere fra hinanden", "flyttede sig"))
    assert "Ugerne er gået" in text
    rhythm = rhythm_of(here.family)
    assert rhythm is not None
    days_page = _text(karen.get(f"/arbejdsrum/sager/{here.family}/rytme/").content)
    assert days_page.count(": holdt") == 8
    first, fifth, eighth = (
        _text(karen.get(f"/arbejdsrum/sager/sag/{cards[place]}/").content) for place in (0, 4, 7)
    )
    assert "Vi er delt: 5 af 12 ligger lavt (0-3) og 4 højt (7-10)." in first
    assert "Nye ligger typisk højere end erfarne (midten 8 mod 3)." in first
    assert "Prøvehandling" in first
    assert "Det gik, som vi håbede." in first
    assert "Vi er delt:" in fifth
    assert "Uenighed vi lever med" in fifth
    assert "rolle" in fifth.lower()
    assert "11 af 12 er højst halvandet trin fra midten (4)." in eighth
    assert "Forskellen kan lige så godt være mellem personer som mellem nye og erfarne." in eighth
    assert "Tomt. Det sagde ingen noget om." in first


def test_a_newcomer_reads_the_unit(here: Town, days: Days) -> None:
    """Asta is new: three patterns stand first on the unit's page, and the agreement with all it weighs below."""
    _eight_weeks(here, days)
    for when in ("en familie siger nej til hjælp", "skolen ringer først", "et barn skal høres"):
        patterned(here.family, replace(WEIGHED, when=when))
    made = create_draft(
        here.family,
        "da",
        title="Barnet ved, hvem det kan ringe til",
        values=VersionValues(
            text="Barnet får et navn og et nummer ved første møde.",
            why="Et barn skal kun fortælle én gang.",
            for_whom="Alle sagsbehandlere",
            considerations=FOUR,
            decided_how=DecisionMethod.CONSENSUS,
            visible_sign="Nummeret står i brevet til barnet.",
        ),
        actor=KAREN,
        account=here.family,
    )
    start(made, 0, actor=KAREN)
    status, text = read(page_of(here.family))
    assert status == 200
    assert in_order(
        text,
        [
            "Ny her? Begynd med det, vi lægger vægt på",
            "Når et barn skal høres",
            "Alle 3 mønstre",
            "Det har vi aftalt",
            "Barnet får et navn og et nummer ved første møde.",
            "Det prøver vi",
            "Her er vi uenige, og det lever vi med",
        ],
    )


def test_a_rhythm_that_was_not_kept(here: Town, days: Days) -> None:
    """One Thursday nobody had time: the page says so for that day alone."""
    set_rhythm(here.family, weekday=3, meeting="Punktet", weeks=8, short=True, actor=KAREN)
    talked_about(here.family, CASE_1)
    days.pass_by(14)
    talked_about(here.family, CASE_8)
    page = _text(entered(leader("Karen")).get(f"/arbejdsrum/sager/{here.family}/rytme/").content)
    assert (page.count(": holdt"), page.count(": ikke holdt"), page.count(": kommer")) == (2, 1, 5)
