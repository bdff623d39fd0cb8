"""Karen chooses a theme from what her report suggests, or with her own words; nobody else sees what it suggests."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.lib.wording import wording
from fagspejl.organisation.models import Unit
from fagspejl.reporting.statements.suggested import own_suggestions
from fagspejl.workspace.home.theme.selectors import open_theme
from fagspejl.workspace.sessions.services.planning import appoint
from support.published import account, published_round
from support.staff import log_in, somebody
from support.town import form_with
from support.unit_page import KAREN

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def karen(client: Client, tmp_path: Path) -> Client:
    """Karen, logged in, with a published report in which her employees' answers suggest something."""
    client.report = published_round(tmp_path).part["Karen"]  # type: ignore[attr-defined]
    log_in(client, account("Karen"))
    return client


def _page() -> str:
    return f"/arbejdsrum/enhed/{Unit.objects.get(key='familie').id}/tema/vaelg/"


def _now() -> object:
    return open_theme(Unit.objects.get(key="familie").id)


def test_what_the_report_suggests_is_kept_without_its_figures(karen: Client) -> None:
    """Karen takes the first suggestion: theme, statement and tools are kept, and neither figure nor reason."""
    made = own_suggestions(karen.report, account("Karen").staff, wording("da"))[0]  # type: ignore[attr-defined]
    page = karen.get(_page())
    assert made.why in unescape(page.content.decode())
    karen.post(_page(), form_with(page, "theme") | {"choice": "1", "why": "Det fylder mest."})
    found = open_theme(Unit.objects.get(key="familie").id)
    assert found is not None
    assert (found.theme, found.item, found.why) == (made.theme, made.item, "Det fylder mest.")
    assert [(one.sheet, one.tick or None) for one in found.tools] == list(made.tools)
    assert made.why not in str(found)


def test_her_look_is_logged(karen: Client) -> None:
    """The page says figures of Karen's report: a look at it is one at the report, as she can read afterwards."""
    looks = [Event.REPORT_READ]
    before = len(list(entries_about(karen.report, events=looks, limit=99)))  # type: ignore[attr-defined]
    karen.get(_page())
    assert len(list(entries_about(karen.report, events=looks, limit=99))) == before + 1  # type: ignore[attr-defined]


def test_her_own_words(karen: Client) -> None:
    """Karen chooses for herself: the theme is asked for, a name is asked about once, and nothing typed is lost."""
    own = {"choice": "own", "item": "", "why": "Vi er i tvivl."}
    empty = karen.post(_page(), own | {"theme": ""}).content.decode()
    assert "Skriv, hvad temaet er." in empty
    assert "Vi er i tvivl." in empty
    named = karen.post(_page(), own | {"theme": "Aftalen med Sofie Lund"})
    assert "Sofie Lund" in named.content.decode()
    assert _now() is None
    assert karen.post(_page(), form_with(named, "theme")).status_code == 302
    found = open_theme(Unit.objects.get(key="familie").id)
    assert found is not None
    assert (found.theme, found.tools) == ("Aftalen med Sofie Lund", ())


def test_too_long_and_a_number(karen: Client) -> None:
    """A theme of 121 signs and one that looks like a CPR number are refused at their field, each in one sentence."""
    own = {"choice": "own", "item": "", "why": ""}
    assert "med højst 120 tegn" in karen.post(_page(), own | {"theme": "x" * 121}).content.decode()
    assert "cpr-nummer" in karen.post(_page(), own | {"theme": "010190-1234"}).content.decode()
    assert _now() is None


def test_a_facilitator_is_suggested_nothing(karen: Client) -> None:
    """Per holds the unit's sessions: he may choose a theme, and of Karen's report his page says nothing."""
    per = somebody("Per")
    unit = Unit.objects.get(key="familie").id
    appoint(unit, per.staff.id, actor=KAREN)
    client = Client()
    log_in(client, per)
    page = client.get(_page()).content.decode()
    assert 'value="1"' not in page
    made = own_suggestions(karen.report, account("Karen").staff, wording("da"))  # type: ignore[attr-defined]
    assert not any(one.why in unescape(page) for one in made)
    own = {"choice": "own", "theme": "Telefontid", "item": "", "why": ""}
    assert client.post(_page(), own).status_code == 302
    assert karen.get(_page()).status_code == 302  # there is one now


@pytest.mark.parametrize("name", ["Mads", "Ida"])
def test_nobody_above_or_beside(karen: Client, name: str) -> None:
    """Mads, who leads the units above, and Ida beside have neither the theme's page nor its choice."""
    client = Client()
    log_in(client, account(name))
    page = _page()
    assert client.get(page).status_code == 404
    assert client.get(page.removesuffix("vaelg/")).status_code == 404
    assert client.post(page, {"choice": "own", "theme": "Andet"}).status_code == 404
