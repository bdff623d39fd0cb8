"""Pages of Karen's unit that nobody logs in for: what hangs on its wall, for visitors who have no wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fagspejl.organisation.models import Unit
from fagspejl.workspace.agreements.pulse.keys import pulse_key_of
from fagspejl.workspace.agreements.pulse.selectors import pulse_turn_of
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.types import AgreementStatus
from fagspejl.workspace.home.unit_page.links import address_of

UNIT: Final = "familieomraadet"


def open_pages() -> Iterator[tuple[str, str]]:
    """Yield what there is: a name and its path."""
    unit = Unit.objects.filter(key=UNIT).values_list("id", flat=True).first()
    if unit is None:
        return
    for one in agreements_of([unit], [AgreementStatus.ACTIVE])[:1]:
        turn = pulse_turn_of(one.id)
        if turn is not None:
            yield "poster", f"/aftale/{pulse_key_of(one.id, turn)}/"
    address = address_of(unit)
    if address is not None:
        yield "unit", address.path
