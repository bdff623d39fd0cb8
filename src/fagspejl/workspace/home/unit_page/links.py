"""The address of a unit's page: made and renewed by the unit's leader, opened by whoever has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.home.models import UnitLink, UnitMailed
from fagspejl.workspace.sessions.keys import hash_of, unit_key_of

PAGES = Rule("unit_pages")


@dataclass(frozen=True, slots=True)
class UnitAddress:
    """Where a unit's page is. `turn` counts how often it was made; `path` holds the key."""

    unit: UUID
    turn: int
    language: str
    path: str


def address_of(unit: UUID) -> UnitAddress | None:
    """Return the address of a unit's page; None where its leader has not made one, or the site has another secret."""
    row = UnitLink.objects.filter(unit=unit).first()
    if row is None:
        return None
    key = unit_key_of(unit, row.turn)
    if bytes(row.key_hash) != hash_of(
        "unit", key
    ):  # the site's secret was changed: what hangs on walls is dead
        return None
    return UnitAddress(unit, row.turn, row.language, f"/enhed/{key}/")


def renew_address(unit: UUID, *, seen: int, language: str, actor: Actor) -> None:
    """Make the unit's page a new address; the one before is dead at once.

    `seen`: the turn that the leader saw, 0 for none. Two who press at once make one new address between them.
    """
    with transaction.atomic():
        row = UnitLink.objects.select_for_update().filter(unit=unit).first()
        before = 0 if row is None else row.turn
        if before != seen and address_of(unit) is not None:
            return
        turn = before + 1
        told = {"turn": turn, "key_hash": hash_of("unit", unit_key_of(unit, turn)), "language": language}
        UnitLink.objects.update_or_create(unit=unit, defaults=told)
        record(actor=actor, event=Event.UNIT_PAGE_RENEWED, object=unit)


def unit_behind(key: str) -> tuple[UUID, str, str] | None:
    """Return the unit of a key, its name and its page's language; None for every key that opens nothing."""
    row = UnitLink.objects.filter(key_hash=hash_of("unit", key)).first()
    name = None if row is None else units_named([row.unit]).get(row.unit)
    return None if row is None or name is None else (row.unit, name, row.language)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete the addresses of units that the organisation does not have any more."""
    return (
        Retention(
            PAGES, lambda: Due(len(_gone())), _forget, ("workspace_unit_link", "workspace_unit_mailed")
        ),
    )


def _gone() -> set[UUID]:
    kept = {
        *UnitLink.objects.values_list("unit", flat=True),
        *UnitMailed.objects.values_list("unit", flat=True),
    }
    return kept - set(units_named(kept))


def _forget() -> int:
    gone = _gone()
    UnitMailed.objects.filter(unit__in=gone).delete()
    UnitLink.objects.filter(unit__in=gone).delete()
    return len(gone)
