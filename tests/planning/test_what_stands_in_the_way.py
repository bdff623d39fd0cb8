"""One page says what is not in order before Bente opens; red blocks the button, whatever her browser sends."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.test import Client

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.rules import days_out_of_order
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import wording
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.services.readiness import readiness
from fagspejl.operations.services.readiness.sender_domain import Found, SenderDomain
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, ready, work
from support.roster import BENTE, CAST, employees
from support.source import PACKAGE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
_NEVER = (Found.THERE, Found.UNTOLD)
TODAY = utc_now().astimezone(ZONE).date()


@pytest.fixture
def round_id(tmp_path: Path, settings: LazySettings) -> UUID:
    """A draft with everything in order."""
    settings.BASE_URL = "https://fagspejl.egedal.example"
    made = drafted(tmp_path, *CAST, *employees(6))
    ready(made)
    return made


def _settle(round_id: UUID, **values: Any) -> None:
    seen = plan_of(round_id)
    save_plan(round_id, replace(seen.values, **values), version=seen.version, actor=BENTE, now=utc_now())


def _lights(round_id: UUID, domain: SenderDomain | None = None) -> dict[str, str]:
    found = readiness(round_id, now=utc_now(), domain=None if domain is None else lambda: domain)
    assert found.may_open is ("red" not in [check.light for check in found.checks])
    return {check.name: str(check.light) for check in found.checks}


def test_nothing(round_id: UUID) -> None:
    """All is settled: nothing is red, and what nobody has looked at yet is amber."""
    lights = _lights(round_id)
    assert {name for name, light in lights.items() if light == "amber"} == {"copy", "days"}
    assert "red" not in lights.values()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"promise_read_on": None}, "promise"),
        ({"union_told_on": None}, "union"),
        ({"union_told_on": TODAY + timedelta(days=3)}, "union"),
        ({"lists_waived": ""}, "lists"),
        ({"scope": "leaders"}, "asked"),
    ],
)
def test_what_was_not_settled(round_id: UUID, values: dict[str, Any], name: str) -> None:
    """A promise that nobody read, a discussion still to come, unchecked lists, nobody to ask about: each is red."""
    _settle(round_id, **values)
    assert [one for one, light in _lights(round_id).items() if light == "red"] == [name]


@pytest.mark.parametrize(
    "address", ["http://localhost:8000", "https://127.0.0.1", "http://fagspejl.egedal.example"]
)
def test_an_address_that_leads_nowhere(round_id: UUID, settings: LazySettings, address: str) -> None:
    """Links would lead to the machine itself, or unencrypted over the network."""
    settings.BASE_URL = address
    assert _lights(round_id)["address"] == "red"


@pytest.mark.parametrize(
    ("found", "light"),
    [
        (Found.THERE, "green"),
        (Found.WEAK, "amber"),
        (Found.UNKNOWN, "amber"),
        (Found.UNTOLD, "amber"),
        (Found.MISSING, "red"),
    ],
)
def test_the_senders_domain(round_id: UUID, found: Found, light: str) -> None:
    """What is missing is red; what could not be looked up, or is weak, is in nobody's way."""
    lights = _lights(round_id, SenderDomain("egedal.example", found, found, found, found))
    assert {lights[part] for part in ("spf", "dkim", "dmarc", "tls")} == {light}


def test_no_sender(round_id: UUID, settings: LazySettings) -> None:
    """Nobody set the address that mails come from: red, and nothing is looked up."""
    settings.DEFAULT_FROM_EMAIL = "Egedal Kommune"
    assert _lights(round_id)["sender"] == "red"


def test_a_pace_at_which_nothing_goes(round_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pace is no number: red before anything is opened."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "mange")
    assert _lights(round_id)["pace"] == "red"


def test_the_place_of_the_copy(round_id: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker cannot write where the copy is to lie: red until it has looked again and can."""
    blocked = tmp_path / "disk"
    blocked.write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(blocked / "escrow"))
    place_order(OrderKind.CHECK_COPY, round_id=round_id, actor=BENTE, now=utc_now())
    assert _lights(round_id)["copy"] == "amber"
    assert work() == ["check-copy"]
    assert _lights(round_id)["copy"] == "red"
    blocked.unlink()
    place_order(OrderKind.CHECK_COPY, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["check-copy"]
    assert _lights(round_id)["copy"] in ("green", "amber")  # amber: the tests' folders lie on one disk
    assert list((blocked / "escrow").iterdir()) == []


def test_red_blocks_the_button(client: Client, round_id: UUID) -> None:
    """The page has no button, and a form sent all the same orders nothing; nor does one without its tick."""
    planner(client)
    url = f"/planlaeg/runde/{round_id}/aabning/"
    assert client.post(url, {"act": "open"}).status_code == 422
    Round.objects.filter(id=round_id).update(deadline=utc_now() + timedelta(hours=2))
    page = client.get(url)
    assert not page.context["may_open"]
    assert 'value="open"' not in page.content.decode()
    assert client.post(url, {"act": "open", "sure": "on"}).status_code == 409
    assert PlannerOrder.objects.count() == 0


def test_who_is_left_out_and_why(client: Client, tmp_path: Path, settings: LazySettings) -> None:
    """Of Karen's people one is exempt and one came a week ago: the page says how many are asked, and why not all."""
    came = (TODAY - timedelta(days=7)).isoformat()
    rows = [
        "ny;Ny Ansat;ny@egedal.example;da;fam;;;medarbejder;;karen;;" + came + ";;",
        "fri;Fri Taget;fri@egedal.example;da;fam;;;medarbejder;;karen;;;;ja",
    ]
    round_id = drafted(tmp_path, *CAST, *employees(6), *rows)
    planner(client)
    page = client.get(f"/planlaeg/runde/{round_id}/aabning/")
    said = dict(page.context["left_out"])
    assert set(said.values()) == {1}
    assert len(said) == 2
    assert {name: left for name, _, left in page.context["perspectives"]}["medarbejdere"] == 2


def test_days_follow_one_another() -> None:
    """A reminder before the invitation, a last day after the deadline, lists due too late: each is named once."""
    plan = PlanValues(
        information_on=date(2026, 9, 1),
        lists_due_on=date(2026, 9, 9),
        invitation_on=date(2026, 9, 7),
        reminders_on=(date(2026, 9, 3), date(2026, 9, 14)),
        last_day_on=date(2026, 9, 22),
    )
    assert days_out_of_order(plan, date(2026, 9, 21)) == ("reminders_on", "deadline", "lists_due_on")
    assert days_out_of_order(PlanValues(), date(2026, 9, 21)) == ()


def test_a_questionnaire_that_is_gone(client: Client, round_id: UUID) -> None:
    """The folder of the questionnaire was moved away: the page says so, its settings still open, nothing is ordered."""
    Round.objects.filter(id=round_id).update(instrument="/nowhere/skema", instrument_sha="0" * 64)
    planner(client)
    url = f"/planlaeg/runde/{round_id}/"
    page = client.get(f"{url}aabning/")
    assert page.status_code == 409
    assert "Spørgeskemaet findes ikke længere" in page.content.decode()
    assert client.post(f"{url}aabning/", {"act": "open", "sure": "on"}).status_code == 409
    assert client.get(f"{url}opsaetning/").status_code == 200
    assert PlannerOrder.objects.count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_its_sentence(language: Language) -> None:
    """No check meets a page without its words, in either language."""
    source = (PACKAGE / "operations" / "services" / "readiness" / "checks.py").read_text(encoding="utf-8")
    said = set(re.findall(r'Check\(\s*"(\w+)", Light\.\w+, "(\w+)"', source))
    said |= {(part, found.value) for part in ("spf", "dmarc") for found in Found if found not in _NEVER}
    said |= {("dkim", "untold"), ("promise", "missing"), ("union", "later")}
    keys = wording(language, "fagspejl.planning.opening.words").keys
    assert len(said) > 15
    wanted = {f"opening_check.{name}_{reason}" for name, reason in said}
    wanted |= {f"opening_check.{name}" for name, _ in said}
    assert {key for key in wanted if key not in keys} == set()
