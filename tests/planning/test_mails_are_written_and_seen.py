"""Bente sees every mail of a round before anybody gets it, puts it in her own words, and is told how long sending takes."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client

from fagspejl.accounts.models import User
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import MailTemplate
from fagspejl.mailing.services.pace import choose_relay, chosen_relay
from fagspejl.mailing.types import Relay
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.services.post_office import limits_here
from fagspejl.operations.services.readiness import readiness
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, work
from support.roster import BENTE, CAST
from support.staff import HERE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    omar = "omar;Omar Said;omar@egedal.example;en;fam;;;medarbejder;;karen;;;;"
    made = drafted(tmp_path, *CAST[:-1], omar)
    before = plan_of(made)
    values = replace(
        before.values, contact="Bente Kjær", invitation_on=date(2099, 9, 1), reminders_on=(date(2099, 9, 8),)
    )
    save_plan(made, values, version=before.version, actor=BENTE, now=utc_now())
    return made


@pytest.fixture
def bente(client: Client, round_id: UUID) -> Client:
    planner(client)
    return client


def _read(client: Client, url: str) -> str:
    return html.unescape(client.get(url).content.decode())


def _sent(client: Client, url: str, act: str, subject: str, body: str, version: int = 0) -> tuple[int, str]:
    told = {"act": act, "subject": subject, "body": body, "version": version}
    answer = client.post(url, told, headers=HERE)
    return answer.status_code, html.unescape(answer.content.decode())


def test_three_who_will_get_it(bente: Client, round_id: UUID) -> None:
    """Before opening Bente sees three real people's invitations, in Danish and in English, with dots for links."""
    page = _read(bente, f"/planlaeg/runde/{round_id}/mails/invite/da/")
    assert page.count('<article class="mail"') == 3
    for name in ("Sofie Berg", "Ida Bro", "Omar Said"):
        assert f"Til: {name}, {name.split()[0].lower()}@egedal.example" in page
    assert 'Emne: <span lang="da">Evaluering 2026: Vil du svare?</span>' in page
    assert 'Emne: <span lang="en">Evaluering 2026: will you answer?</span>' in _read(
        bente, f"/planlaeg/runde/{round_id}/mails/invite/en/"
    )
    assert "Har du spørgsmål, så spørg Bente Kjær." in page
    assert "Svar om din lederkollega Karen Lund" in page
    assert "/svar/••••••••••/" in page
    assert not re.search(r"/svar/[a-z2-7]{26}/", page)
    assert "••••" in _read(bente, f"/planlaeg/runde/{round_id}/mails/remind/en/")
    assert not Invitation.objects.exists()


def test_no_link_where_links_are(bente: Client, round_id: UUID) -> None:
    """In the open round the preview still holds no link: the web has no key to make one."""
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    page = _read(bente, f"/planlaeg/runde/{round_id}/mails/invite/da/")
    assert page.count('<article class="mail"') == 3
    assert set(re.findall(r"/svar/([^/]*)/", page)) == {"••••••••••"}


def test_tried_out_then_kept_then_taken_back(bente: Client, round_id: UUID) -> None:
    """Bente looks at her own words first, which keeps nothing; kept they are there; and the usual ones come again."""
    url = f"/planlaeg/runde/{round_id}/mails/invite/da/"
    mine = "Tre minutter om {leaders}?\n\n{link}"
    status, page = _sent(bente, url, "show", "Hej fra {organisation}", mine)
    assert status == 200
    assert 'Emne: <span lang="da">Hej fra Egedal Kommune</span>' in page
    assert "Tre minutter om Karen Lund?" in page
    assert "Det er frivilligt at svare." in page
    assert not MailTemplate.objects.exists()
    assert _sent(bente, url, "save", "Hej", mine)[0] == 302
    assert "egne ord" in _read(bente, f"/planlaeg/runde/{round_id}/mails/")
    bente.post(url, {"act": "usual"}, headers=HERE)
    assert not MailTemplate.objects.exists()


def test_what_is_refused_is_told_and_stays(bente: Client, round_id: UUID) -> None:
    """A place that is not known and an address are refused at their field, and nothing Bente typed is gone."""
    url = f"/planlaeg/runde/{round_id}/mails/invite/da/"
    status, page = _sent(bente, url, "save", "Emne\r\nBcc: x", "Hej {kodeord}, se www.ond.example {{ x }}")
    assert status == 400
    for told in (
        "{kodeord} kan ikke bruges her.",
        "Skriv ingen webadresse.",
        "Emnet skal stå på én linje.",
        "{link} skal stå én gang",
        "Tegnene { og } må kun stå om det",
    ):
        assert told in page
    assert "Hej {kodeord}, se www.ond.example {{ x }}" in page
    assert not MailTemplate.objects.exists()


def test_the_second_planner_is_told(bente: Client, round_id: UUID) -> None:
    """Per saved while Bente wrote: she is told, sees his mail, and still has her own words in the form."""
    url = f"/planlaeg/runde/{round_id}/mails/invite/da/"
    _sent(bente, url, "save", "Pers", "Per skriver.\n\n{link}")
    status, page = _sent(bente, url, "save", "Bentes", "Bente skriver.\n\n{link}")
    assert status == 409
    assert "En anden har rettet teksten" in page
    assert "Per skriver." in page
    assert "Bente skriver." in page


def test_a_trial_mail_to_oneself(bente: Client, round_id: UUID) -> None:
    """Bente orders a trial mail: the worker sends it to her alone, marked as one, with no link that opens anything."""
    mail.outbox.clear()
    bente.post(f"/planlaeg/runde/{round_id}/mails/invite/en/", {"act": "try"}, headers=HERE)
    assert work() == ["trial-mail"]
    assert PlannerOrder.objects.get().state == "done"
    (sent,) = mail.outbox
    assert sent.to == [User.objects.get().email]
    assert sent.subject == "[Test] Evaluering 2026: will you answer?"
    assert "/svar/••••••••••/" in str(sent.body)


def test_how_long_it_takes(bente: Client, round_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Per has set no pace, Bente is asked what takes the mails, with the time beside each; she chooses, and it holds."""
    monkeypatch.delenv("FAGSPEJL_MAIL_PER_MINUTE", raising=False)
    url = f"/planlaeg/runde/{round_id}/mails/"
    page = _read(bente, url)
    assert "En almindelig postkasse, 25 i minuttet: 1 minut for 5 mails" in page
    assert "En mailserver for hele organisationen, 10 i sekundet: 1 minut for 5 mails" in page
    assert bente.post(url, {"relay": "relay"}, headers=HERE).status_code == 302
    assert chosen_relay() == Relay.RELAY
    assert "Tempoet er 10 i sekundet" in _read(bente, url)


def test_dates_and_lines_for_others(bente: Client, round_id: UUID) -> None:
    """Bente fetches all dates for a calendar, and lines for the intranet in both languages that promise what mails do."""
    dates = bente.get(f"/planlaeg/runde/{round_id}/mails/datoer.ics")
    assert dates["Content-Type"].startswith("text/calendar")
    file = dates.content.decode().replace("\r\n ", "")
    assert file.count("BEGIN:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20990901" in file
    assert "Fristen for at svare" in file
    page = _read(bente, f"/planlaeg/runde/{round_id}/mails/intranet/")
    assert "Du får en mail med dit eget link 1. september 2099." in page
    assert "Der står mindst fem mennesker bag hvert tal." in page
    assert "At least five people stand behind every figure." in page
    assert "Har du spørgsmål, så spørg Bente Kjær." in page


def test_the_pace_that_holds_is_told_before_opening(
    bente: Client, round_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Bente has chosen for the mails is what the checks before opening count with."""
    monkeypatch.delenv("FAGSPEJL_MAIL_PER_MINUTE", raising=False)
    choose_relay(Relay.RELAY, actor=BENTE, now=utc_now())
    assert limits_here().per_second == 10
    pace = next(one for one in readiness(round_id, now=utc_now()).checks if one.name == "pace")
    assert pace.facts["a_minute"] == 600
