"""Fifty presses of one opened page at the same moment are one answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from fagspejl.workspace.agreements.models import PulsePage
from fagspejl.workspace.agreements.pulse.keys import new_page_key
from fagspejl.workspace.agreements.pulse.selectors import week_counts
from fagspejl.workspace.agreements.pulse.services import Press, count_press
from fagspejl.workspace.agreements.types import PulseAnswer, PulseSide
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import begun

PRESSES = 50


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_one_page_is_one_answer() -> None:
    """Sofie's phone sends the same page fifty times at once over a bad line."""
    made, today = begun(), today_here()
    key, together = new_page_key(made, PulseSide.DOER, today), Barrier(PRESSES)

    def pressed(_: int) -> None:
        together.wait()
        try:
            count_press(made, key, Press(PulseSide.DOER, PulseAnswer.DONE), asked=False, today=today)
        finally:
            connection.close()

    with ThreadPoolExecutor(PRESSES) as pool:
        list(pool.map(pressed, range(PRESSES)))
    assert [one.answers for one in week_counts([made])[made]] == [{PulseAnswer.DONE: 1}]
    assert PulsePage.objects.count() == 1
