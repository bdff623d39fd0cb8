"""The workspace opens with what holds in the unit, first of all what waits for its review."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.services.living import end
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import IDA, begun, drafted, known
from support.town import entered, leader, town

pytestmark = pytest.mark.django_db


def test_overdue_first_and_neither_drafts_nor_ended() -> None:
    """Ida finds the overdue agreement above the one that holds, no draft, none that ended, and nobody else's."""
    here = town()
    first, late = begun(here.cancer, title="Afdelingen"), begun(here.cancer, title="Telefonen")
    drafted(here.cancer, title="Forslaget")
    over = begun(here.cancer, title="Den ophørte")
    end(over, known(over).revision, taught="Det sad fast", actor=IDA)
    other = begun(here.family, title="Familiens")
    Agreement.objects.filter(id=late).update(review_on=today_here() - timedelta(days=1))
    page = entered(leader("Ida")).get("/arbejdsrum/").content.decode()
    places = [page.find(f"/arbejdsrum/aftaler/{one}/") for one in (late, first)]
    assert 0 < places[0] < places[1]
    assert "Overskredet: skulle ses igennem" in page
    assert ("Forslaget" in page, "Den ophørte" in page, str(other) in page) == (False, False, False)
    assert "/arbejdsrum/refleksion/" in page
