"""Pages of Karen's and Ida's units that nobody logs in for: what hangs on a wall, for visitors who have no wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from fagspejl.organisation.models import Unit
from fagspejl.workspace.agreements.pulse.keys import pulse_key_of
from fagspejl.workspace.agreements.pulse.selectors import pulse_turn_of
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.types import AgreementStatus
from fagspejl.workspace.home.unit_page.links import address_of

UNITS: Final = {"area": "familieomraadet", "ward": "kraeftafdelingen"}


def open_pages() -> Iterator[tuple[str, str]]:
    """Yield what there is: a name and its path."""
    found = dict(Unit.objects.filter(key__in=UNITS.values()).values_list("key", "id"))
    for name, key in UNITS.items():
        if key in found:
            yield from _of_unit(name, found[key])


def _of_unit(name: str, unit: UUID) -> Iterator[tuple[str, str]]:
    for one in agreements_of([unit], [AgreementStatus.ACTIVE])[:1]:
        turn = pulse_turn_of(one.id)
        if turn is not None:
            yield f"{name}_poster", f"/aftale/{pulse_key_of(one.id, turn)}/"
    address = address_of(unit)
    if address is not None:
        yield f"{name}_unit", address.path
