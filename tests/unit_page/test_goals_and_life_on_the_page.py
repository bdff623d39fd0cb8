"""Sofie's page of the unit shows how its agreements hold, and the goals that Karen chose to share with the unit."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.utils.html import escape

from fagspejl.organisation.models import Person
from fagspejl.workspace.paths.models import FollowUpPath, Goal
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import begun
from support.lived import lived
from support.town import Town, town
from support.unit_page import in_order, page_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
SHARED, PRIVATE, LET_GO = (
    "Vi tager en svær sag hver onsdag",
    "Jeg siger fra før kl. 15",
    "Vi holder tavlemøde",
)


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _path(name: str) -> FollowUpPath:
    owner = Person.objects.get(name=name)
    return FollowUpPath.objects.create(round=UUID(int=1), owner=owner, created_on=today_here())


def _goals(path: FollowUpPath) -> None:
    for order, (text, status, shared) in enumerate(
        ((SHARED, "going", True), (PRIVATE, "going", False), (LET_GO, "let_go", True))
    ):
        Goal.objects.create(path=path, order=order, text=text, status=status, shared_with_unit=shared)


def test_how_the_agreement_holds(here: Town) -> None:
    """Sofie reads the counts of both sides below the agreement, with the legend of the flags and the table."""
    lived(here.family)
    status, text = read(page_of(here.family))
    assert status == 200
    assert in_order(
        text,
        ("Når det ikke gælder", "Aftalens liv", "12 af 16", "10 af 10", "Tallene øverst", "Vis som tabel"),
    )


def test_nothing_is_drawn_before_there_is_a_point(here: Town) -> None:
    """An agreement that nobody was asked about yet has its text and no empty picture."""
    begun(here.family)
    assert "Aftalens liv" not in read(page_of(here.family))[1]


def test_every_picture_has_its_own_name(here: Town) -> None:
    """With two agreements on Sofie's page no id stands twice."""
    lived(here.family)
    lived(here.family, "Telefonen")
    page = Client().get(page_of(here.family)).content.decode()
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) > 4


def test_goals_that_the_leader_shares(here: Town) -> None:
    """Karen shares one goal under way with her unit: it stands there, the others and Ida's do not."""
    _goals(_path("Karen"))
    ida = _path("Ida")
    Goal.objects.create(path=ida, order=0, text="Idas mål", shared_with_unit=True)
    _, text = read(page_of(here.family))
    assert in_order(text, ("Det arbejder vores leder på", SHARED))
    assert not any(other in text for other in (PRIVATE, LET_GO, "Idas mål"))
    page = Client().get(page_of(here.cancer, "en")).content.decode()
    assert escape("What our leader is working on") in page
    assert SHARED not in page


def test_a_successor_shares_her_own(here: Town) -> None:
    """Karen has left and Bente leads: Karen's goals are gone from the unit's page."""
    _goals(_path("Karen"))
    Person.objects.filter(name="Karen").update(leaves=True)
    Person.objects.create(key="bente", name="Bente", unit_id=here.family, is_leader=True)
    assert SHARED not in read(page_of(here.family))[1]
