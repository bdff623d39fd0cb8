"""The log in sentences: every act that is recorded can be said, in Danish and in English, with its facts."""

from __future__ import annotations

import re
from dataclasses import fields
from uuid import uuid4

import pytest
from django.test import Client

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Entry, Event
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.services.drafting import DraftHead
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import wording
from fagspejl.organisation.models import Person
from fagspejl.planning.running.groups import GROUPS, PLANNERS
from fagspejl.planning.running.said import UNSAID, Names, said, sentence
from support.desk import planner
from support.small_round import small_round
from support.source import ROOT
from support.staff import Cast, log_in, somebody

_NOBODY = Names({}, {}, {}, {}, {}, {})
_BENTE = Actor("7", "Bente")


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_act_lacks_one(language: str) -> None:
    """Whatever Bente does, Dorte can read what it was: each act has a sentence of its own in either language."""
    words = wording(language, "fagspejl.planning.running.words", "fagspejl.planning.words")
    told = {
        event: sentence(Entry(1, utc_now(), "7", "Bente", event, "", {}), _NOBODY, words) for event in Event
    }
    assert [event for event in Event if f"running_event.{event}" not in words.keys] == []
    assert len(set(told.values())) == len(Event)
    assert all("Bente" in text and text.endswith(".") for text in told.values())


def test_every_act_is_of_one_kind() -> None:
    """Whoever filters the log by kind leaves no act out, and finds none twice."""
    listed = [event for group in GROUPS.values() for event in group]
    assert sorted(listed) == sorted(Event)
    words = wording("da", "fagspejl.planning.running.words")
    assert all(f"running_log.group_{name}" in words.keys for name in GROUPS)
    assert GROUPS["looks"] & PLANNERS == set()


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_setting_is_called_by_its_name_in_the_code(language: str) -> None:
    """Dorte reads what Bente changed of a draft in words: all that a plan, a head or a promise settles has some."""
    words = wording(language, "fagspejl.planning.running.words")
    settled = {one.name for one in fields(PlanValues)} | {one.name for one in fields(DraftHead)} | {"policy"}
    assert [one for one in settled - {"again"} if f"running_setting.{one}" not in words.keys] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_fact_lacks_words(language: str) -> None:
    """Every fact that the table of acts names is said in words; ids and marks, which tell a reader nothing, are not."""
    words = wording(language, "fagspejl.planning.running.words")
    table = (ROOT / "docs" / "reference" / "audit-events.md").read_text(encoding="utf-8")
    cells = [row.split("|")[4] for row in table.splitlines() if row.startswith("| `")]
    named = {
        name
        for cell in cells
        for piece in cell.split(";")
        for name in re.findall(r"`(\w+)`", piece.split(":")[0])
    }
    said = {key.removeprefix("running_fact.") for key in words.keys if key.startswith("running_fact.")}
    assert {"reason", "second_factor", "fault"} <= named
    values = {key.removeprefix("why_") for key in said}  # of one fact, told behind a semicolon
    missing = {name for name in named if not any(key == name or key.startswith(f"{name}_") for key in said)}
    assert missing - UNSAID - values == {"account"}  # which is said by its name


@pytest.mark.django_db
def test_facts_are_said_in_words(client: Client) -> None:
    """Bente reads how many people a reminder was for, which role was given, and why a link was revoked."""
    made = small_round({"Karen": {"employee": ["Sofie"]}})
    round_id, person = made.round.id, Person.objects.get(name="Sofie").id
    for event, about, facts in (
        (Event.MAILING_QUEUED, round_id, {"kind": "remind", "number": 2, "people": 412}),
        (Event.LINK_REVOKED, round_id, {"invitation": str(uuid4()), "reason": "left"}),
        (Event.ADDRESS_CORRECTED, person, {"alike": True}),
        (Event.ROUND_PLANNED, round_id, {"changed": "contact reminders_on"}),
        (Event.ROUND_EXTENDED, uuid4(), {"machine_user": "per"}),
    ):
        record(actor=_BENTE, event=event, object=about, facts=facts)
    from fagspejl.audit.selectors import lines

    words = wording("da", "fagspejl.planning.running.words", "fagspejl.planning.words")
    assert [line.text for line in said(lines(), words)] == [
        "Bente satte mails i kø i »Evaluering 2026«: Påmindelse 2, personer: 412.",
        "Bente tog et link tilbage i »Evaluering 2026«: personen er holdt op.",
        "Bente rettede e-mailadressen for Sofie: domænet ligner et andet, og det blev bekræftet.",
        "Bente ændrede planen for »Evaluering 2026«: kontaktperson og dage for påmindelser.",
        "Bente gav »noget, der ikke findes længere« en senere frist: på serveren som per.",
    ]


@pytest.mark.django_db
def test_planners_see_acts_and_their_own_looks_alone(client: Client) -> None:
    """Bente sees rounds, mail and her own looks, never that Mads read Karen's report; Dorte sees all; Lone nothing."""
    bente = planner(client)
    for actor, event in (
        (Actor("8", "Mads"), Event.REPORT_READ),
        (bente.staff.actor, Event.ORGANISATION_READ),
        (Actor("worker", "worker"), Event.ROUND_CLOSED),
        (Actor("9", "Per"), Event.ROLE_GIVEN),
    ):
        record(actor=actor, event=event, object=uuid4())
    hers = client.get("/planlaeg/log/").text
    assert "Fagspejl lukkede" in hers
    assert "åbnede en enheds tal" in hers
    assert "Mads" not in hers
    assert "Per gav" not in hers
    other = Client()
    log_in(other, somebody("Dorte", "dpo", app=True))
    everything = other.get("/planlaeg/log/").text
    assert "Mads åbnede rapporten" in everything
    assert "Per gav" in everything
    assert "/planlaeg/log/" in other.get("/").text
    assert other.get("/planlaeg/").status_code == 404
    lone = Client()
    log_in(lone, somebody("Lone"))
    assert lone.get("/planlaeg/log/").status_code == 404


@pytest.mark.django_db
def test_lines_are_sought_and_paged(client: Client) -> None:
    """Dorte looks for one name, one kind, one round and one day; of many lines she gets a hundred at a time."""
    made = small_round({"Karen": {"employee": ["Sofie"]}})
    other = Round.objects.exclude(id=made.round.id)
    assert not other.exists()
    dorte: Cast = somebody("Dorte", "dpo", app=True)
    for number in range(130):
        record(actor=_BENTE, event=Event.ROUND_EXTENDED, object=made.round.id, facts={"count": number})
    record(actor=Actor("9", "Per Drift"), event=Event.LETTERS_MADE, object=uuid4())
    log_in(client, dorte)
    first = client.get(f"/planlaeg/log/?runde={made.round.id}").text
    assert first.count("senere frist") == 100
    older = first.split("foer=")[1].split('"')[0]
    rest = client.get(f"/planlaeg/log/?runde={made.round.id}&foer={older}").text
    assert rest.count("senere frist") == 30
    assert client.get("/planlaeg/log/?navn=per+d").text.count("Per Drift") == 1
    assert "senere frist" not in client.get("/planlaeg/log/?hvad=accounts").text
    assert "Ingen linjer passer." in client.get("/planlaeg/log/?til=2020-01-01").text
    assert "Skriv en dag" in client.get("/planlaeg/log/?fra=i+morgen").text
    assert client.get("/planlaeg/log/?runde=xx&foer=-1").status_code == 200
