"""The next step on the web: suggestions, her own choice, sheets and a date, for those who may read the report."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.lib.clock import ZONE
from support.pdf import pdf_text
from support.published import PublishedRound, account, published_round
from support.staff import PER, log_in, somebody

STATEMENT = "Min leder følger op på den faglige kvalitet af vores arbejde."


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round."""
    return published_round(tmp_path)


def _as(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _home(made: PublishedRound) -> str:
    return f"/rapport/{made.part['Karen']}/skridt/"


def test_karen_picks_a_statement(made: PublishedRound) -> None:
    """Karen comes from her report, picks a statement, and sees its question, its sheet and a date; nothing is kept."""
    karen = _as("Karen")
    assert _home(made) in karen.get(f"/rapport/{made.part['Karen']}/").content.decode()
    first = karen.get(_home(made)).content.decode()
    assert first.count('type="radio"') == 5
    assert "Ikke nu" in first
    assert "Sæt en dato" not in first
    page = karen.get(_home(made), {"udsagn": "1.3"}).content.decode()
    assert "Hvordan opdager vi, om det, vi gjorde, var godt nok?" in page
    assert "skridt/ark/meeting/?udsagn=1.3" in page
    assert 'value="1.3" checked' in page
    assert "checked" not in karen.get(_home(made)).content.decode()


def test_a_place_that_is_not_there_is_no_choice(made: PublishedRound) -> None:
    """Karen follows an old or mistyped address: she is asked to choose, and what she typed is not repeated."""
    for place in ("9.9", "1", "", "<b>", "1.3.", "٣"):
        page = _as("Karen").get(_home(made), {"udsagn": place}).content.decode()
        assert "checked" not in page
        assert "<b>" not in page


def test_meeting_sheet_is_ready_to_show(made: PublishedRound) -> None:
    """Karen projects the sheet of the third statement: stem and statement word for word, and the minutes add up."""
    page = _as("Karen").get(f"{_home(made)}ark/meeting/", {"udsagn": "1.3"}).content.decode()
    assert STATEMENT in page
    assert "Hvor enig er du i følgende udsagn?" in page
    assert [f"{minutes}\u00a0min." in page for minutes in (30, 3, 4, 8, 7, 6, 2)] == [True] * 7
    assert "<script" not in page


def test_every_sheet_opens_and_no_other(made: PublishedRound) -> None:
    """Karen opens each tool's sheet; one that does not exist is not there."""
    karen = _as("Karen")
    for name in ("talk", "judgement", "quality", "agreement", "cases", "cases_short", "load", "upward"):
        assert karen.get(f"{_home(made)}ark/{name}/").status_code == 200
    assert karen.get(f"{_home(made)}ark/none/").status_code == 404


def test_all_sheets_as_one_file(made: PublishedRound) -> None:
    """Karen fetches every sheet as one PDF, with the agenda for her and Mads."""
    answer = _as("Karen").get(f"{_home(made)}ark/")
    text = " ".join(pdf_text(answer.content).split())
    assert answer["Content-Type"] == "application/pdf"
    assert "Samtale med din egen leder" in text
    assert STATEMENT in text


def test_date_opens_in_a_calendar(made: PublishedRound) -> None:
    """Karen takes a date in summer: the file is one event at her clock's time, with the question and no figure."""
    asked = {"udsagn": "1.3", "dag": "2027-06-14", "tid": "9.30"}
    answer = _as("Karen").get(f"{_home(made)}dato/", asked)
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2027, 6, 14, 9, 30, tzinfo=ZONE)
    assert (event.decoded("dtend") - event.decoded("dtstart")).seconds == 30 * 60
    assert "Hvordan opdager vi" in str(event["description"])
    assert not any(digit in str(event["description"]) for digit in "0123456789")


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("14.6.2027", "9:30", "Datoen kunne ikke læses"),
        ("0001-01-01", "9:30", "Datoen kunne ikke læses"),
        ("2027-02-30", "9:30", "Datoen kunne ikke læses"),
        ("2027-06-14", "halv ti", "Klokkeslættet kunne ikke læses"),
    ],
)
def test_a_date_that_cannot_be_read_is_asked_for_again(
    made: PublishedRound, day: str, time: str, said: str
) -> None:
    """Karen's browser has no date field and she mistypes: her words stand there still, and what to do."""
    page = _as("Karen").get(f"{_home(made)}dato/", {"udsagn": "1.3", "dag": day, "tid": time})
    text = page.content.decode()
    assert page["Content-Type"].startswith("text/html")
    assert said in text
    assert f'value="{day}"' in text
    assert 'aria-invalid="true"' in text


def test_only_a_page_with_figures_is_a_look(made: PublishedRound) -> None:
    """Mads sees Karen's suggestions, which tell figures: she can see that he did. A sheet tells none."""
    mads = _as("Mads")
    assert "Hvor der står »du«, er det Karen." in mads.get(_home(made)).content.decode()
    mads.get(f"{_home(made)}ark/talk/")
    mads.get(f"{_home(made)}dato/", {"udsagn": "1.3"})
    found = [(entry.actor_name, entry.event) for entry in entries_about(made.part["Karen"], events=Event)]
    assert found == [("Mads", "report_read")]


def test_others_cannot_tell_it_from_nothing(made: PublishedRound) -> None:
    """Ida and Lone get for Karen's next step what they get for a report that never was."""
    somebody("Lone")
    for name in ("Ida", "Lone"):
        client = _as(name)
        for path in ("", "dato/", "ark/", "ark/talk/"):
            real = client.get(f"{_home(made)}{path}")
            none = client.get(f"/rapport/{uuid4()}/skridt/{path}")
            assert (real.status_code, real.content) == (none.status_code, none.content) == (404, none.content)


def test_a_withdrawn_report_has_no_next_step(made: PublishedRound) -> None:
    """Karen's report was withdrawn: every address of its next step tells so."""
    withdraw_part(
        part_id=made.part["Karen"], note="Forkerte svar var talt med.", on=date(2026, 4, 1), actor=PER
    )
    for path in ("", "dato/", "ark/", "ark/talk/"):
        answer = _as("Karen").get(f"{_home(made)}{path}")
        assert answer.status_code == 410
        assert "Forkerte svar var talt med." in answer.content.decode()
