"""Bente looks people up on the roster itself: by page, by part of a name, id or address, and nobody who has left it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.organisation.models import Person
from support.desk import planner
from support.roster import CAST, employees, taken_in

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
URL = "/planlaeg/personer/liste/"


def _names(client: Client, query: str = "") -> list[str]:
    return [one.name for one in client.get(f"{URL}{query}").context["lines"]]


def test_who_stands_there(client: Client, tmp_path: Path) -> None:
    """Everybody stands there by name, with unit and as what; Omar, who has no address, too, and not Sofie, who left."""
    planner(client)
    assert "Der står ingen på listen endnu." in client.get(URL).content.decode()
    taken_in(tmp_path, *CAST)
    Person.objects.filter(key="sofie").update(leaves=True)
    Person.objects.filter(key="omar").update(exempt=True)
    assert _names(client) == ["Ida Bro", "Karen Lund", "Mads Holm", "Omar Said"]
    page = client.get(URL).content.decode()
    assert "Kræftafdelingen" in page
    assert "medarbejder, fritaget" in page
    assert URL in client.get("/planlaeg/personer/").content.decode()


@pytest.mark.parametrize(
    ("sought", "found"),
    [("karen", ["Karen Lund"]), ("LUND", ["Karen Lund"]), ("mads@", ["Mads Holm"]), ('æ"<&', []), ("%", [])],
)
def test_a_search(client: Client, tmp_path: Path, sought: str, found: list[str]) -> None:
    """Part of an id, a name or an address finds; what finds nobody says so."""
    planner(client)
    taken_in(tmp_path, *CAST)
    answer = client.get(URL, {"navn": sought})
    assert [one.name for one in answer.context["lines"]] == found
    assert ("Ingen på listen hedder noget" in answer.content.decode()) is (not found)


def test_page_by_page(client: Client, tmp_path: Path) -> None:
    """A hundred stand on a page; the search stays from page to page, and a page that is none is the first or the last."""
    planner(client)
    taken_in(tmp_path, *CAST, *employees(150))
    assert len(_names(client)) == 100
    second = client.get(f"{URL}?navn=person+&side=2")
    assert len(second.context["lines"]) == 50
    assert "?navn=person+&amp;side=1" in second.content.decode()
    assert _names(client, "?navn=person&side=999999999") == _names(client, "?navn=person&side=2")
    assert _names(client, "?side=x") == _names(client, "?side=-3") == _names(client)
