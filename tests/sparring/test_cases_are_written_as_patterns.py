"""A case from the form to the minutes: written as a pattern, similar patterns first, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from fagspejl.workspace.cases.errors import CaseRefused
from fagspejl.workspace.cases.models import CaseCard
from fagspejl.workspace.cases.selectors import card
from fagspejl.workspace.cases.services.cards import follow_up, write_minutes
from fagspejl.workspace.cases.services.rota import set_rhythm
from fagspejl.workspace.cases.types import MinutesValues, Strain
from fagspejl.workspace.sessions.errors import TextAsks, TextRefused
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import session_of
from fagspejl.workspace.sessions.types import PhaseCode, SplitKind
from support.simulated_days import Days
from support.sparring import (
    GROUPS,
    KAREN,
    WEIGHED,
    carded,
    judged,
    opened,
    patterned,
    talked_about,
)
from support.staff import account_at
from support.town import Town, entered, form_with, leader, town
from workspace.rooms_of_the_documents import CASE_1

TYPED = {
    "type": "Bekymring, hvor familien siger nej",
    "tension": "Familien vil klare sig selv, og barnet har brug for ro.",
    "question": "Hvornår tager vi selv over?",
    "dilemma_type": "citizen_professions",
}


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock, on a Monday."""
    return Days(monkeypatch, date(2027, 2, 15))


@pytest.fixture
def here(db: None, days: Days) -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def _new(karen: Client, here: Town, **typed: str) -> tuple[int, str, str]:
    page = f"/arbejdsrum/sager/{here.family}/ny/"
    answer = karen.post(page, {**form_with(karen.get(page), "type"), **TYPED, **typed})
    return answer.status_code, answer.get("Location", ""), answer.content.decode()


def test_card_and_session_are_made(karen: Client, here: Town) -> None:
    """Karen writes four fields and presses once: the room is open, and its first words are the case as a pattern."""
    status, where, _ = _new(karen, here)
    assert status == 302
    row = CaseCard.objects.get()
    assert where == f"/arbejdsrum/sager/sag/{row.id}/"
    assert row.session is not None
    known = session_of(row.session)
    assert known is not None
    assert known.is_open
    assert known.items[0].low_pole == "vejlede"
    assert known.items[0].high_pole == "løse for"
    assert TYPED["question"] in known.cases[0].text
    assert "Sådan har vi vejet det før" not in known.cases[0].text


def test_rhythm_fills_the_form_in(karen: Client, here: Town) -> None:
    """With a fixed Thursday the form has the day, the standing item and the groups: the case is all Karen types."""
    told = {"weekday": 3, "meeting": "Punkt 3 på teammødet", "weeks": 8, "short": True}
    set_rhythm(here.family, **told, split_kind=SplitKind.SENIORITY, groups=GROUPS, actor=KAREN)  # type: ignore[arg-type]
    assert _new(karen, here)[0] == 302
    session = Session.objects.get()
    assert session.planned_on == date(2027, 2, 18)
    assert session.replaces == "Punkt 3 på teammødet"
    assert session.template == "cases_short"
    assert [one["name"] for one in session.groups] == ["Erfarne", "Nye"]


def test_sent_twice_is_made_once(karen: Client, here: Town) -> None:
    """Karen presses twice: one card, one session."""
    page = f"/arbejdsrum/sager/{here.family}/ny/"
    sent = {**form_with(karen.get(page), "type"), **TYPED}
    assert {karen.post(page, sent)["Location"] for _ in range(2)} == {
        f"/arbejdsrum/sager/sag/{CaseCard.objects.get().id}/"
    }
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("tension", "Borger 010170-1234 siger nej", "ligner et cpr-nummer"),
        ("tension", "Sofie på 7 år siger nej", "Teksten kan nævne en person: Sofie på 7 år"),
        ("question", "Hvad gjorde vi den 3. maj?", "3. maj"),
        ("type", "Sagen på Elmevej 4", "Elmevej 4"),
        ("type", "x" * 61, "højst 60 tegn"),
        ("high_pole", "Vejlede", "Skriv et andet ord"),
        ("question", "", "Skriv sagsgiverens spørgsmål."),
    ],
)
def test_case_facts_are_not_kept(karen: Client, here: Town, field: str, text: str, said: str) -> None:
    """What tells of one case, and what is too long or missing, is told at its field; the rest stands there still."""
    status, _, page = _new(karen, here, **{field: text})
    assert status == 200
    assert said in page
    assert TYPED["tension" if field != "tension" else "question"].split(",")[0] in page
    assert not CaseCard.objects.exists()
    assert not Session.objects.exists()


def test_asked_once(karen: Client, here: Town) -> None:
    """Karen is asked about a day, presses again, and it is kept as it stands."""
    page = f"/arbejdsrum/sager/{here.family}/ny/"
    sent = {**form_with(karen.get(page), "type"), **TYPED, "question": "Hvad gør vi den 1. juni?"}
    again = form_with(karen.post(page, sent), "type")
    assert karen.post(page, again).status_code == 302
    assert CaseCard.objects.get().question == "Hvad gør vi den 1. juni?"


def test_earlier_pattern_is_read_first(here: Town) -> None:
    """The unit has weighed this dilemma before: everybody reads how, before the question, on wall and phone."""
    patterned(here.family)
    patterned(here.cancer, replace(WEIGHED, when="en anden enhed har sit"))
    known = session_of(carded(here.family).session or here.family)
    assert known is not None
    text = known.cases[0].text
    assert text.index("Når en familie siger nej til hjælp, lægger vi vægt på") < text.index("Spørgsmålet:")
    assert "en anden enhed" not in text


def test_agenda_before_and_minutes_after(karen: Client, here: Town) -> None:
    """Before the meeting the page is the agenda with all steps; when the room is closed it is the minutes."""
    made = carded(here.family, planned_on=date(2027, 2, 18))
    page = f"/arbejdsrum/sager/sag/{made.id}/"
    agenda = karen.get(page).content.decode()
    for text in (
        "Dagsorden",
        "de 45 minutter",
        "Kun opklarende spørgsmål.",
        "journalen",
        "aktindsigt",
        "mailto:",
    ):
        assert text in agenda
    room = opened(made)
    judged(room, CASE_1)
    room.to(PhaseCode.REVEAL)
    room.close()
    minutes = karen.get(page).content.decode()
    assert "Referat" in minutes
    assert "Vi er delt: 5 af 12" in minutes
    assert minutes.count('class="empty"') == 4


def test_minutes_are_written_while_people_meet(karen: Client, here: Town) -> None:
    """Sofie writes three lines and one consideration before the close: nothing is left to do afterwards."""
    made = carded(here.family)
    page = f"/arbejdsrum/sager/sag/{made.id}/referat/"
    sent = {
        **form_with(karen.get(page), "learned_1"),
        "learned_1": "Ring sammen.",
        "learned_3": "Spørg barnet.",
    }
    sent |= {"consideration_citizen": "Ro", "strain": "heavy", "follow_up_on": "2027-03-01"}
    assert karen.post(page, sent).status_code == 302
    known = card(made.id)
    assert known is not None
    assert known.minutes.learned == ("Ring sammen.", "Spørg barnet.")
    assert known.minutes.considerations == ("Ro", "", "", "")
    assert known.minutes.strain is Strain.HEAVY
    assert "En anden har ændret det" in karen.post(page, sent).content.decode()
    assert "Ring sammen." in karen.post(page, sent).content.decode()


def test_asked_on_the_date(karen: Client, here: Town, days: Days) -> None:
    """On the day the page asks how it went, and not before; one line answers it, and then it rests."""
    made = talked_about(here.family, CASE_1)
    write_minutes(made.id, 0, MinutesValues(follow_up_on=date(2027, 3, 1)), actor=KAREN)
    home = f"/arbejdsrum/sager/{here.family}/"
    with pytest.raises(CaseRefused):
        follow_up(made.id, 1, "Det gik.", actor=KAREN)
    assert "Nu er det tid at spørge" not in karen.get(home).content.decode()
    days.pass_by(14)
    karen = entered(account_at("karen@fjordby.dk"))
    assert "Nu er det tid at spørge" in karen.get(home).content.decode()
    page = f"/arbejdsrum/sager/sag/{made.id}/hvordan-gik-det/"
    karen.post(page, {**form_with(karen.get(page), "followed_up"), "followed_up": "Familien ringede selv."})
    assert "Nu er det tid at spørge" not in karen.get(home).content.decode()
    assert "Familien ringede selv." in karen.get(f"/arbejdsrum/sager/sag/{made.id}/").content.decode()


def test_heavy_cases_are_said(karen: Client, here: Town) -> None:
    """Two heavy ones of the last five: the page says so and leads to a relief round, and of one it says nothing."""
    for number in range(2):
        made = talked_about(here.family, CASE_1)
        write_minutes(made.id, 0, MinutesValues(strain=Strain.HEAVY), actor=KAREN)
        told = karen.get(f"/arbejdsrum/sager/{here.family}/").content.decode()
        assert ("var tunge" in told) is (number == 1)
        assert (f'href="/arbejdsrum/aflastning/{here.family}/"' in told) is (number == 1)


def test_texts_of_minutes_are_screened(here: Town) -> None:
    """A name, a day and a CPR number are found in the minutes as on the card."""
    made = carded(here.family)
    with pytest.raises(TextRefused):
        write_minutes(made.id, 0, MinutesValues(learned=("010170-1234",)), actor=KAREN)
    for line in ("Ring til Karen Madsen i dag", "Mødet den 3. maj"):
        with pytest.raises(TextAsks):
            write_minutes(made.id, 0, MinutesValues(learned=("Ja.", f"Vi siger: {line}")), actor=KAREN)


def test_deleted_when_the_unit_wants(karen: Client, here: Town) -> None:
    """Karen deletes a card: it is gone, and its session stays."""
    made = talked_about(here.family, CASE_1)
    karen.post(f"/arbejdsrum/sager/sag/{made.id}/slet/")
    assert card(made.id) is None
    assert Session.objects.count() == 1


def test_ring_sends_nothing(karen: Client, here: Town) -> None:
    """The ring has ticks and no form: there is nothing that could be sent, and no field has a name."""
    page = karen.get(f"/arbejdsrum/sager/sag/{carded(here.family, present=12).id}/ring/").content.decode()
    main = page[page.index("turn-ring") : page.index("</main>")]
    assert main.count('type="checkbox"') == 12
    assert "<form" not in main
    assert " name=" not in main


def test_others_find_nothing(here: Town) -> None:
    """Ida, who leads another unit, and Mads, who leads above, find none of Karen's pages."""
    made, pattern = talked_about(here.family, CASE_1), patterned(here.family)
    unit = f"/arbejdsrum/sager/{here.family}/"
    pages = [unit, *(f"{unit}{one}/" for one in ("ny", "rytme", "roller", "moenstre", "moenstre/ny"))]
    pages += [
        f"/arbejdsrum/sager/sag/{made.id}/{one}"
        for one in ("", "referat/", "hvordan-gik-det/", "ring/", "slet/")
    ]
    pages += [f"/arbejdsrum/sager/moenster/{pattern}/", f"/arbejdsrum/sager/moenster/{pattern}/ret/"]
    for name in ("Ida", "Mads"):
        client = entered(leader(name))
        assert {client.get(page).status_code for page in pages} == {404}
