"""Totals on the web: a leader opens the own unit, the planner all of them; every look is logged."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.accounts.types import Staff
from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.selectors import parts_of_round
from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.reporting.organisation_selectors import organisation_for
from support.pdf import pdf_text
from support.published import COMMENT, PublishedRound, account, published_round, sealed_round
from support.staff import PER, log_in, somebody


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round: Karen in Familie, Ida in Kræft, Mads above them."""
    return published_round(tmp_path)


def _as(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _units(made: PublishedRound, staff: Staff) -> set[int]:
    found = organisation_for(made.id, staff)
    return set() if found is None else set(found.units)


def test_each_opens_the_own_unit_and_what_is_below(made: PublishedRound) -> None:
    """Karen and Ida their own, Mads all three, a planner all, and Lone nothing."""
    assert _units(made, account("Karen").staff) == {1}
    assert _units(made, account("Ida").staff) == {2}
    assert _units(made, account("Mads").staff) == {0, 1, 2}
    assert _units(made, somebody("Bente", "planner").staff) == {0, 1, 2}
    assert _units(made, somebody("Lone").staff) == set()


def test_karen_reads_her_units_page(made: PublishedRound) -> None:
    """Karen is led to her unit: the path names the whole without a link, no comment stands there, the look is logged."""
    karen = _as("Karen")
    page = karen.get(f"/organisation/{made.id}/", follow=True)
    text = unescape(page.content.decode())
    assert page.redirect_chain == [(f"/organisation/{made.id}/1/", 302)]
    assert "Vises ikke af hensyn til anonymiteten." in text
    assert f'href="/organisation/{made.id}/0/"' not in text
    assert COMMENT not in text
    assert "<style" not in text
    assert "no-store" in page["Cache-Control"]
    logged = entries_about(made.id, events=(Event.ORGANISATION_READ,))
    assert [(entry.actor_name, entry.facts["as"]) for entry in logged] == [("Karen", "page")]


def test_mads_walks_from_unit_to_unit(made: PublishedRound) -> None:
    """Mads opens the whole and follows its links down, and up again."""
    mads = _as("Mads")
    for start, to in ((0, 1), (0, 2), (1, 0)):
        text = mads.get(f"/organisation/{made.id}/{start}/").content.decode()
        assert f'href="/organisation/{made.id}/{to}/"' in text
    assert mads.get(f"/organisation/{made.id}/0/2/").status_code == 404


def test_pdf_and_short_version_are_handed_out(made: PublishedRound) -> None:
    """Mads fetches both; the short version has two pages at most and names no leader."""
    mads = _as("Mads")
    for kind in ("pdf", "kort"):
        answer = mads.get(f"/organisation/{made.id}/0/{kind}/")
        assert answer["Content-Type"] == "application/pdf"
        text = pdf_text(answer.content)
        assert "Karen" not in text
    assert text.count("\f") <= 1


def test_nothing_is_there_before_publication(db: None, tmp_path: Path) -> None:
    """A sealed round has no totals to show, not even to the planner."""
    sealed = sealed_round(tmp_path)
    assert _units(sealed, somebody("Bente", "planner").staff) == set()


def test_a_withdrawn_unit_takes_the_totals_with_it(made: PublishedRound) -> None:
    """One unit's part is withdrawn: Mads reads why, and no figure."""
    part = next(one for one in parts_of_round(made.id) if one.kind == "unit")
    withdraw_part(part_id=part.id, note="Forkert enhed.", on=date(2026, 3, 20), actor=PER)
    answer = _as("Mads").get(f"/organisation/{made.id}/0/")
    assert answer.status_code == 410
    assert "Forkert enhed." in answer.content.decode()
