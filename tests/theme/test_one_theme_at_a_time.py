"""Karen's unit works with one theme; the database holds it too, and what is closed stays to be read."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.workspace.home.models import Focus
from fagspejl.workspace.home.theme.errors import ThemeIsOpen
from fagspejl.workspace.home.theme.keeping import carry_themes
from fagspejl.workspace.home.theme.selectors import open_theme, themes_of
from fagspejl.workspace.home.theme.services import choose_theme, close_theme
from fagspejl.workspace.sessions.services.planning import today_here
from support.town import Town, entered, form_with, leader, town
from support.unit_page import KAREN

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _chosen(unit: object, theme: str = "Svære sager") -> object:
    return choose_theme(unit, theme=theme, asked=True, actor=KAREN)  # type: ignore[arg-type]


def test_a_second_theme_waits(here: Town) -> None:
    """Karen and her facilitator choose at the same moment: one theme stands, and the other of them is told."""
    _chosen(here.family)
    with pytest.raises(ThemeIsOpen):
        _chosen(here.family, "Sikker drift")
    _chosen(here.cancer, "Overlevering")  # another unit's is its own
    found = open_theme(here.family)
    assert found is not None
    assert (found.theme, found.chosen_on) == ("Svære sager", today_here())


def test_the_database_holds_it(here: Town) -> None:
    """Whatever a program does: two open rows of one unit are refused, two closed ones are not."""
    Focus.objects.create(unit=here.family, theme="Et", chosen_on=today_here())
    with pytest.raises(IntegrityError), transaction.atomic():
        Focus.objects.create(unit=here.family, theme="To", chosen_on=today_here())
    for title in ("Tre", "Fire"):
        Focus.objects.create(unit=here.family, theme=title, chosen_on=today_here(), closed_on=today_here())
    assert len(themes_of(here.family)) == 3


def test_closed_and_chosen_anew(here: Town) -> None:
    """Karen closes the theme on its page and chooses another; the first one stands below with its days."""
    _chosen(here.family)
    karen, page = entered(leader("Karen")), f"/arbejdsrum/enhed/{here.family}/tema/"
    sent = form_with(karen.get(page), "theme")
    assert karen.post(page, sent).status_code == 302
    assert open_theme(here.family) is None
    assert karen.post(page, sent).status_code == 302  # pressed twice: nothing more happens
    _chosen(here.family, "Sikker drift")
    text = karen.get(page).content.decode()
    assert text.index("Sikker drift") < text.index("Tidligere temaer") < text.rindex("Svære sager")
    events = [Event.THEME_CHOSEN, Event.THEME_CLOSED]
    assert len(list(entries_about(here.family, events=events, limit=9))) == 3


def test_an_old_page_closes_nothing_new(here: Town) -> None:
    """Karen has the page of the old theme open in another window: its button leaves the new theme alone."""
    old = _chosen(here.family)
    karen, page = entered(leader("Karen")), f"/arbejdsrum/enhed/{here.family}/tema/"
    sent = form_with(karen.get(page), "theme")
    close_theme(old, actor=KAREN)  # type: ignore[arg-type]
    _chosen(here.family, "Sikker drift")
    karen.post(page, sent)
    assert open_theme(here.family) is not None


def test_carried_to_another_unit(here: Town) -> None:
    """Karen's unit becomes part of Ida's: its themes go along, and Ida's unit still works with its own."""
    _chosen(here.family)
    _chosen(here.cancer, "Overlevering")
    assert carry_themes(here.family, here.cancer) == 1
    assert themes_of(here.family) == ()
    found = open_theme(here.cancer)
    assert found is not None
    assert found.theme == "Overlevering"
    assert [one.theme for one in themes_of(here.cancer)] == ["Overlevering", "Svære sager"]
