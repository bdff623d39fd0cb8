"""However many agreements a unit has, its pages ask the database as often."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.selectors import agreement, agreements_of
from fagspejl.workspace.agreements.types import AgreementStatus
from support.agreed import begun
from support.town import entered, leader, town

pytestmark = pytest.mark.django_db


def test_list_and_page() -> None:
    """Ida opens her list and one agreement with three agreements and with thirty: the number of questions is the same."""
    here = town()
    ida = entered(leader("Ida"))
    asked = []
    for count in (3, 30):
        while Agreement.objects.count() < count:
            begun(here.cancer, title=f"Aftale {Agreement.objects.count()}")
            Agreement.objects.filter(status=AgreementStatus.ACTIVE).update(status=AgreementStatus.SUSPENDED)
        one = agreements_of([here.cancer])[0].id
        for page in ("/arbejdsrum/aftaler/", f"/arbejdsrum/aftaler/{one}/"):
            with CaptureQueriesContext(connection) as found:
                assert ida.get(page).status_code == 200
            asked.append(len(found))
    assert asked[:2] == asked[2:]


def test_selectors() -> None:
    """One agreement of Ida and all twenty are read in five questions each."""
    here = town()
    for number in range(20):
        made = begun(here.cancer, title=str(number))
        Agreement.objects.update(status=AgreementStatus.SUSPENDED)
    with CaptureQueriesContext(connection) as one:
        assert agreement(made) is not None
    with CaptureQueriesContext(connection) as many:
        assert len(agreements_of([here.cancer])) == 20
    assert len(one) == len(many) == 5
