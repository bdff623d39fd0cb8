"""What agreements offer to a note upward: the counts that the unit reads, of whole points, and nothing beyond them."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.agreements.evidence import exceptions, pulses
from fagspejl.workspace.agreements.models import Agreement, PulseCount
from fagspejl.workspace.agreements.types import AgreementStatus
from fagspejl.workspace.sessions.evidence.registry import offered
from support.agreed import begun, drafted
from support.lived import lived
from support.town import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _words() -> Wording:
    return wording("da", *settings.STAFF_WORDS)


def _name_an_exception(agreement: UUID) -> None:
    """Let two of the six in the first week have used the first exception."""
    done = PulseCount.objects.filter(agreement=agreement, side="doer", answer="done").order_by("week")[0]
    done.count = 4
    done.save()
    PulseCount.objects.create(
        agreement_id=agreement,
        version=1,
        week=done.week,
        side="doer",
        answer="exception",
        exception=1,
        count=2,
    )


def test_counts_of_the_last_weeks(here: Town) -> None:
    """Ida is offered both lines of her ward in one sentence, with the doers' weeks to draw."""
    made = lived(here.cancer)
    (one,) = pulses(here.cancer, _words())
    assert "12 af 16 gjorde det eller brugte en undtagelse" in one.sentence
    assert "10 af 10 kunne se det" in one.sentence
    assert (one.kind, one.source, one.n) == ("pulse", str(made), 26)
    assert one.series is not None
    assert [(point.count, point.of) for point in one.series.points] == [(6, 8), (6, 8)]
    assert exceptions(here.cancer, _words()) == ()


def test_exceptions_by_name(here: Town) -> None:
    """Ida is offered how often an exception was named, out of all answers since it may be named."""
    made = lived(here.cancer)
    _name_an_exception(made)
    (one,) = exceptions(here.cancer, _words())
    assert "er nævnt 2 gange i 16 svar" in one.sentence
    assert one.source == f"{made}:1"
    assert one.series is not None
    assert [(point.count, point.of) for point in one.series.points] == [(2, 8), (0, 8)]


def test_nothing_below_five_and_nothing_of_others(here: Town) -> None:
    """Four answers in all, a draft, an ended agreement, another unit: nothing is offered."""
    small = begun(here.cancer, title="Få svar")
    version = PulseCount(agreement_id=small, version=1, side="doer", answer="done", count=4)
    version.week = Agreement.objects.get(id=small).created_on
    version.save()
    drafted(here.cancer, title="Forslag")
    over = lived(here.cancer, title="Ophørt")
    Agreement.objects.filter(id=over).update(status=AgreementStatus.ENDED)
    lived(here.family)
    assert pulses(here.cancer, _words()) == ()


def test_as_many_questions_however_many_agreements(here: Town) -> None:
    """Ida's page of a new note asks the database as often with one agreement as with six."""
    asked = []
    for count in (1, 6):
        while Agreement.objects.count() < count:
            lived(here.cancer, title=f"Aftale {Agreement.objects.count()}")
        with CaptureQueriesContext(connection) as found:
            assert len([one for one in offered(here.cancer, _words()) if one.kind == "pulse"]) == count
        asked.append(len(found))
    assert asked[0] == asked[1]
