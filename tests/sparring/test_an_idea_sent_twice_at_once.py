"""A phone that sends an idea twice in the same moment: it is kept once, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from fagspejl.workspace.cases.models import PatternIdea
from fagspejl.workspace.cases.services.ideas import take_idea
from support.town import town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]


def _sent(unit: UUID, gate: Barrier) -> None:
    try:
        gate.wait()
        take_idea(unit, "en pårørende ringer om natten")
    finally:
        connections.close_all()


def test_one_stands() -> None:
    """Per presses four times on a slow line: his words stand there once, and nobody sees an error."""
    here, gate = town(), Barrier(4)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: _sent(here.family, gate), range(4)))
        take_idea(here.cancer, "en pårørende ringer om natten")
    assert PatternIdea.objects.filter(unit=here.family).count() == 1
    assert PatternIdea.objects.count() == 2
