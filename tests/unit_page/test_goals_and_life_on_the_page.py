"""Sofie's page of the unit shows how its agreements hold, and the goals that Karen chose to share with the unit."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import utc_now
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
    """The path of a round that asked about her as the leader of the unit where she is now."""
    owner = Person.objects.get(name=name)
    assert owner.unit is not None
    tree = {
        "units": [{"id": "by"}, {"id": owner.unit.key}],
        "leaders": [{"id": str(owner.id), "name": name, "unit": 1}],
    }
    made = Round.objects.create(
        title="Evaluering",
        organisation="Fjordby",
        instrument="faglig-ledelse",
        instrument_sha="0",
        deadline=utc_now(),
        created_at=utc_now(),
        tree=tree,
    )
    return FollowUpPath.objects.create(round=made.id, owner=owner, created_on=today_here())


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


def test_a_leader_who_moved_brings_nothing_along(here: Town) -> None:
    """Karen leads Ida's old unit now: what she shared with the family unit stands on neither page.

    It stands there again once she is back, and a goal of a report about the new unit stands there alone.
    """
    _goals(_path("Karen"))
    Person.objects.filter(name="Karen").update(unit=here.cancer)
    assert SHARED not in read(page_of(here.cancer))[1]
    assert SHARED not in read(page_of(here.family))[1]
    Goal.objects.create(path=_path("Karen"), order=0, text="Vi deler vagten", shared_with_unit=True)
    text = read(page_of(here.cancer))[1]
    assert "Vi deler vagten" in text
    assert SHARED not in text
    Person.objects.filter(name="Karen").update(unit=here.family)
    text = read(page_of(here.family))[1]
    assert SHARED in text
    assert "Vi deler vagten" not in text


def test_a_round_whose_reports_are_deleted_shows_no_goals(here: Town) -> None:
    """The round keeps no tree any more: nobody can tell which unit Karen's goals were shared with."""
    path = _path("Karen")
    _goals(path)
    Round.objects.filter(id=path.round).update(tree=None)
    assert SHARED not in read(page_of(here.family))[1]
