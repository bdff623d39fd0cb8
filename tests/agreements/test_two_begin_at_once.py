"""Two who begin an agreement in the same moment: the limit of ten holds, and of two who end one the second is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from fagspejl.lib.errors import FagspejlError
from fagspejl.workspace.agreements.errors import AgreementChanged, TooManyActive
from fagspejl.workspace.agreements.selectors import active_in
from fagspejl.workspace.agreements.services.drafts import start
from fagspejl.workspace.agreements.services.living import end
from fagspejl.workspace.agreements.types import MOST_ACTIVE
from support.agreed import IDA, begun, drafted, known
from support.town import town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]


def _at_once(*acts: Callable[[], None]) -> list[type[FagspejlError] | None]:
    """Do all in the same moment, and return what each was told."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], None]) -> type[FagspejlError] | None:
        try:
            gate.wait()
            act()
        except FagspejlError as error:
            return type(error)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def test_the_tenth_and_the_eleventh() -> None:
    """Nine of Ida's agreements hold, and she and Omar begin one each at once: one of them is the tenth."""
    unit = town().cancer
    for number in range(MOST_ACTIVE - 1):
        begun(unit, title=str(number))
    drafts = [drafted(unit, title=title) for title in ("Idas", "Omars")]
    told = _at_once(*(lambda one=one: start(one, 0, actor=IDA) for one in drafts))
    assert sorted(told, key=str) == sorted([None, TooManyActive], key=str)
    assert active_in(unit) == MOST_ACTIVE


def test_two_end_the_same() -> None:
    """Ida and Omar end the same agreement at once: one line about what it taught is kept, and the other is told."""
    one = begun(town().cancer)
    told = _at_once(*(lambda line=line: end(one, 1, taught=line, actor=IDA) for line in ("Idas", "Omars")))
    assert sorted(told, key=str) == sorted([None, AgreementChanged], key=str)
    assert sum(event.line in ("Idas", "Omars") for event in known(one).events) == 1
