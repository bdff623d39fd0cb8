"""Units side by side: only those she may open, what the reader rule leaves her, in tree order whatever the results."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.disclosure.types import Response
from fagspejl.reporting.page_types.organisation import Beside
from fagspejl.reporting.pages.of_units.beside import build_beside
from reporting.cast_pages import ALL, organisation_release
from reporting.questionnaires import fitting
from support.published import PublishedRound, account, published_round
from support.staff import log_in


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round: Karen in Familie, Ida in Kræft, Mads above them."""
    return published_round(tmp_path)


def _client(name: str) -> Client:
    client = Client()
    log_in(client, account(name))
    return client


def _page(places: tuple[int, ...]) -> Beside:
    released = organisation_release(ALL)
    units = list(released.units())
    return build_beside(released, fitting(released), "da", [units[place] for place in places])


def test_units_stand_in_tree_order_in_every_table() -> None:
    """Bente sees Kommunen, Familieområdet and Kræftafdelingen in that order in every table, never by result."""
    found = _page((0, 1, 2))
    names = ["Kommunen", "Familieområdet", "Kræftafdelingen"]
    tables = [found.groups[0].asked, *(theme.table for theme in found.groups[0].themes)]
    assert all([row[0].text for row in table.rows] == names for table in tables)
    assert found.groups[0].themes[0].statements


def test_every_number_is_the_units_own_total() -> None:
    """What stands beside each other is each unit's printed total, and Familieområdet, who is Karen alone, has none."""
    released = organisation_release(ALL)
    units = list(released.units())
    rows = _page((1, 2)).groups[0].themes[0].table.rows
    (total,) = (group.themes[0] for group in units[2].groups[:1])
    assert isinstance(total.response, Response)
    assert [cell.number for cell in rows[1][1:]] == [total.score.tenths, total.response.n]  # type: ignore[union-attr]
    assert {cell.kind for cell in rows[0][1:]} == {"withheld"}


def test_mads_ticks_units_and_each_look_is_logged(made: PublishedRound) -> None:
    """Mads ticks the two units below his: both are shown once as headings of rows, and two looks are in the log."""
    answer = _client("Mads").get(f"/organisation/{made.id}/0/ved-siden-af/?enhed=2&enhed=1")
    rows = re.findall(r'<th scope="row">([^<]+)</th>', answer.content.decode())
    assert rows[:2] == ["familie", "kraeft"]
    logged = entries_about(made.id, events=(Event.ORGANISATION_READ,))
    assert [entry.facts["as"] for entry in logged] == ["beside", "beside"]


@pytest.mark.parametrize("chosen", ["", "?enhed=1", "?enhed=1&enhed=1"])
def test_fewer_than_two_units_are_not_shown(made: PublishedRound, chosen: str) -> None:
    """Mads has ticked none or one: he is offered the list, nothing is shown, and nothing logged."""
    answer = _client("Mads").get(f"/organisation/{made.id}/0/ved-siden-af/{chosen}")
    text = answer.content.decode()
    assert text.count('type="checkbox"') == 2
    assert ("Vælg mindst 2" in text) == bool(chosen)
    assert "<table" not in text
    assert entries_about(made.id, events=(Event.ORGANISATION_READ,)) == []


@pytest.mark.parametrize("chosen", ["enhed=1&enhed=2", "enhed=1&enhed=0", "enhed=1&enhed=99", "enhed=x"])
def test_karen_gets_no_unit_that_is_anothers(made: PublishedRound, chosen: str) -> None:
    """Karen may open her own unit alone: another's, one that is not there, and nonsense look the same."""
    assert _client("Karen").get(f"/organisation/{made.id}/1/ved-siden-af/?{chosen}").status_code == 404
