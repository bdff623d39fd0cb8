"""Karen's second report: what her unit did in between stands beside it, with the sentence that it proves nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags

from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.lib.clock import ZONE
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.services.planning import today_here
from support.published import PublishedRound, account, published_round
from support.room import open_room
from support.second_round import year_after
from support.staff import PER, log_in
from support.unit_page import in_order

pytestmark = pytest.mark.django_db

PROVES_NOTHING = "Det er ikke bevis for, at det ene skyldes det andet."


@pytest.fixture
def rounds(tmp_path: Path) -> tuple[PublishedRound, PublishedRound]:
    """Last year's round and this year's."""
    first = published_round(tmp_path / "2026")
    return first, year_after(first, tmp_path / "2027", lambda rater, place: 1 + (ord(rater[-1]) + place) % 5)


def _page(part: object, name: str = "Karen") -> tuple[int, str]:
    client = Client()
    log_in(client, account(name))
    answer = client.get(f"/arbejdsrum/rapport/{part}/tidslinje/")
    text = strip_tags(unescape(answer.content.decode()).replace("\u00a0", " "))
    return answer.status_code, " ".join(text.split())


def _held(title: str, first: PublishedRound, days: int) -> None:
    """Let Karen's unit hold a session so many days after last year's round closed."""
    made = open_room(units=(Unit.objects.get(key="familie").id,))
    made.close()
    closed = (first.made.round.deadline + timedelta(days=days)).astimezone(ZONE).date()
    Session.objects.filter(id=made.id).update(title=title, closed_on=closed)


def test_what_was_done_in_between(rounds: tuple[PublishedRound, PublishedRound]) -> None:
    """Two sessions lie between the rounds, one before and one after: the two stand there, beside the same figures."""
    first, second = rounds
    for title, days in (("For tidlig", -2), ("Vinter", 90), ("Sommer", 200), ("For sen", 380)):
        _held(title, first, days)
    status, text = _page(second.part["Karen"])
    assert status == 200
    assert in_order(text, (PROVES_NOTHING, "Udviklingen siden sidst", "Session: »Vinter«", "Sommer"))
    assert "For tidlig" not in text
    assert "For sen" not in text
    client = Client()
    log_in(client, account("Karen"))
    report = client.get(f"/rapport/{second.part['Karen']}/").content.decode()
    section = re.search(r'<section id="udvikling".*?</section>', report, re.S)
    beside = client.get(f"/arbejdsrum/rapport/{second.part['Karen']}/tidslinje/").content.decode()
    assert section is not None
    assert "".join(section[0].split()) in "".join(beside.split())
    assert f"/arbejdsrum/rapport/{second.part['Karen']}/tidslinje/" in report


def test_nothing_to_lay_it_beside(rounds: tuple[PublishedRound, PublishedRound]) -> None:
    """The first report has none before it, and neither page nor link."""
    first, _ = rounds
    assert _page(first.part["Karen"])[0] == 404
    client = Client()
    log_in(client, account("Karen"))
    assert "tidslinje" not in client.get(f"/rapport/{first.part['Karen']}/").content.decode()


@pytest.mark.parametrize("name", ["Mads", "Ida"])
def test_nobody_else(rounds: tuple[PublishedRound, PublishedRound], name: str) -> None:
    """Mads reads Karen's report, Ida her own: what Karen's unit did is neither's to see."""
    assert _page(rounds[1].part["Karen"], name)[0] == 404


def test_withdrawn(rounds: tuple[PublishedRound, PublishedRound]) -> None:
    """The report was withdrawn: nothing of it stands beside anything."""
    withdraw_part(part_id=rounds[1].part["Karen"], note="Fejl i listen", on=today_here(), actor=PER)
    assert _page(rounds[1].part["Karen"])[0] == 404


def test_of_another_unit(rounds: tuple[PublishedRound, PublishedRound]) -> None:
    """Karen leads another unit by now: her report is not laid beside what that unit did."""
    _held("Vinter", rounds[0], 90)
    elsewhere = Unit.objects.create(key="anden", name="Anden enhed", order=9)
    Person.objects.filter(name="Karen").update(unit=elsewhere)
    status, text = _page(rounds[1].part["Karen"])
    assert status == 200
    assert "handler om en anden enhed" in text
    assert "Vinter" not in text
