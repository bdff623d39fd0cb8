"""Bente sees every form in a frame as wide as a phone: the respondent's own page, with nothing behind its buttons."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.answering.models import Response
from fagspejl.instrument.loader import load
from support.desk import planner
from support.roster import draft

pytestmark = pytest.mark.django_db
TESTED = load("faglig-ledelse")


@pytest.fixture
def round_id() -> UUID:
    return draft()


@pytest.fixture
def bente(client: Client, round_id: UUID) -> Client:
    planner(client)
    return client


def test_every_role_profession_and_language(bente: Client, round_id: UUID) -> None:
    """Sofie's words with the school's example in Danish, and a peer's in English: each as it will be asked."""
    for who, fag, language in (("employee", "school", "da"), ("peer", "-", "en"), ("self", "police", "en")):
        path = f"/planlaeg/runde/{round_id}/skema/proeve/"
        page = bente.get(path, {"rolle": who, "fag": fag, "paa": language})
        (source,) = re.findall(r'<iframe class="phone-frame" src="([^"]+)"', page.content.decode())
        framed = unescape(bente.get(source).content.decode())
        words = TESTED.wordings[language]  # type: ignore[index]
        for text in words.themes["faglig_ledelse"].items[who].values():  # type: ignore[index]
            assert text in framed
        assert (words.examples.get(fag, words.examples["school"]) in framed) is (fag != "-")
        assert f'lang="{language}"' in framed


def test_only_this_site_frames_it_and_no_button_works(bente: Client, round_id: UUID) -> None:
    """The framed page sends no form and runs no script; respondents' pages let nobody frame them, as before."""
    framed = bente.get(f"/planlaeg/runde/{round_id}/skema/proeve/employee/-/da/1/")
    policy = framed["Content-Security-Policy"]
    assert "form-action 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert "<script" not in framed.content.decode()
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    answering = bente.get("/svar/")
    assert "frame-ancestors 'none'" in answering["Content-Security-Policy"]
    assert answering["X-Frame-Options"] == "DENY"
    assert not Response.objects.exists()


def test_what_is_not_there_is_not_shown(bente: Client, round_id: UUID) -> None:
    """A role, profession, language or page that the form does not have is not there."""
    base = f"/planlaeg/runde/{round_id}/skema/proeve"
    for path in (
        "boss/-/da/1",
        "employee/piloter/da/1",
        "employee/-/de/1",
        "employee/-/da/0",
        "employee/-/da/9",
    ):
        assert bente.get(f"{base}/{path}/").status_code == 404
