"""The version for employees on the web: the leader alone opens it, where it was promised and enough answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from support.pdf import pdf_text, pdf_ua_faults
from support.published import COMMENT, PublishedRound, account, published_round
from support.staff import PER, log_in

PROMISED = RoundPolicyValues(access=AccessPolicy(team_version=True))
PATHS = ("", "pdf/", "skaerm/")


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round that promised a version for employees."""
    return published_round(tmp_path, policy=PROMISED)


def _as(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _address(made: PublishedRound, name: str, path: str = "") -> str:
    return f"/rapport/{made.part[name]}/medarbejdere/{path}"


def test_karen_shows_prints_and_projects(made: PublishedRound) -> None:
    """Karen finds it above her report and opens page, PDF and screen: no comment, each in the log, nothing kept."""
    karen = _as("Karen")
    assert _address(made, "Karen") in karen.get(f"/rapport/{made.part['Karen']}/").content.decode()
    page, pdf, screen = (karen.get(_address(made, "Karen", path)) for path in PATHS)
    for answer in (page, screen):
        text = answer.content.decode()
        assert COMMENT not in text
        assert "<style" not in text
        assert "no-store" in answer["Cache-Control"]
    assert "projector" in screen.content.decode()
    assert "<script src=" in screen.content.decode()
    assert "<script" not in page.content.decode()
    assert pdf_ua_faults(pdf.content) == []
    assert "Plan for mødet" in pdf_text(pdf.content)
    facts = [one.facts for one in entries_about(made.part["Karen"], events=(Event.TEAM_VERSION_READ,))]
    assert sorted(str(one["as"]) for one in facts) == ["page", "pdf", "projector"]


def test_nobody_elses(made: PublishedRound) -> None:
    """Mads reads Karen's report and is offered no version; it is hers to show. Neither he nor Ida opens it."""
    mads = _as("Mads")
    assert "/medarbejdere/" not in mads.get(f"/rapport/{made.part['Karen']}/").content.decode()
    for name in ("Mads", "Ida"):
        client = _as(name)
        assert [client.get(_address(made, "Karen", path)).status_code for path in PATHS] == [404] * 3


def test_not_where_it_was_not_promised(db: None, tmp_path: Path) -> None:
    """In a round that promised none Karen has none to show."""
    made = published_round(tmp_path)
    karen = _as("Karen")
    assert "/medarbejdere/" not in karen.get(f"/rapport/{made.part['Karen']}/").content.decode()
    assert [karen.get(_address(made, "Karen", path)).status_code for path in PATHS] == [404] * 3


def test_not_where_few_answered(made: PublishedRound) -> None:
    """Mads himself was rated by two leaders and by no employees: nothing to show, and no way to it."""
    mads = _as("Mads")
    assert "/medarbejdere/" not in mads.get(f"/rapport/{made.part['Mads']}/").content.decode()
    assert mads.get(_address(made, "Mads")).status_code == 404


def test_gone_with_a_withdrawn_report(made: PublishedRound) -> None:
    """Karen's report is withdrawn, and so is what she could show."""
    withdraw_part(part_id=made.part["Karen"], note="Forkert leder.", on=date(2026, 4, 1), actor=PER)
    assert _as("Karen").get(_address(made, "Karen")).status_code == 404
