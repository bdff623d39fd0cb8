"""Karen's theme begins with one tool; what may follow is offered once that tool has led to something."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from fagspejl.workspace.home.models import Focus
from fagspejl.workspace.home.theme.services import choose_theme
from fagspejl.workspace.home.theme.types import NextTool
from fagspejl.workspace.home.tools import BEGINS, begin_of
from fagspejl.workspace.sessions.models import Outcome, Session
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import begun, drafted
from support.town import Town, entered, leader, town
from support.unit_page import KAREN, outcome

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

LATER = "Når I er endt med noget, kan I gå videre med"
NOW = "Nu kan I gå videre med"


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _theme(unit: UUID, *tools: NextTool) -> str:
    """Choose a theme a week ago, and return the address of its page."""
    choose_theme(unit, theme="Kvalitet", tools=tools, asked=True, actor=KAREN)
    Focus.objects.update(chosen_on=today_here() - timedelta(days=7))
    return f"/arbejdsrum/enhed/{unit}/tema/"


def test_an_exercise_first(here: Town) -> None:
    """An exercise of last month says nothing, one without an outcome neither; the first outcome since then does."""
    page = _theme(here.family, NextTool("judgement"), NextTool("agreement"))
    karen = entered(leader("Karen"))
    outcome(here.family, "trial", "Gammel.")
    Outcome.objects.update(made_on=today_here() - timedelta(days=30))
    text = karen.get(page).content.decode()
    assert LATER in text
    assert f"/arbejdsrum/ny/?enhed={here.family}" in text
    outcome(here.family, "trial", "Ny.")
    text = karen.get(page).content.decode()
    assert LATER not in text
    assert NOW in text
    assert f"/arbejdsrum/aftaler/ny/?enhed={here.family}" in text


def test_another_tools_outcome_is_another(here: Town) -> None:
    """The first tool is a picture of quality: what a judgement exercise ended with does not count for it."""
    page = _theme(here.family, NextTool("quality"), NextTool("judgement"))
    outcome(here.family, "trial", "Fra en skønsøvelse.")
    karen = entered(leader("Karen"))
    assert LATER in karen.get(page).content.decode()
    Session.objects.update(template="quality")
    assert NOW in karen.get(page).content.decode()


def test_an_agreement_first(here: Town) -> None:
    """The first tool is an agreement: a draft is not one yet, and one that holds is."""
    page = _theme(here.family, NextTool("agreement"), NextTool("load", "busy"))
    karen = entered(leader("Karen"))
    drafted(here.family)
    text = karen.get(page).content.decode()
    assert LATER in text
    assert "Travlhedstrin (hvis det handler om travlhed)" in text
    begun(here.family)
    assert NOW in karen.get(page).content.decode()


def test_her_own_choice_leads_to_the_tools(here: Town) -> None:
    """Karen chose in her own words: no tool is pressed upon her, and the page leads to all of them."""
    page = _theme(here.family)
    text = entered(leader("Karen")).get(page).content.decode()
    assert f"/arbejdsrum/#enhed-{here.family}" in text
    assert LATER not in text


@pytest.mark.parametrize("sheet", BEGINS)
def test_every_tool_begins_where_it_says(here: Town, sheet: str) -> None:
    """Karen follows each tool of the menu: a page of hers opens."""
    karen = entered(leader("Karen"))
    assert karen.get(begin_of(sheet, here.family)).status_code == 200
