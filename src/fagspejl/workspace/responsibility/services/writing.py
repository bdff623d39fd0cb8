"""Saving a unit's map and its roles. Of two who save at once the second is told, and nothing is written over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.responsibility.errors import MapChanged
from fagspejl.workspace.responsibility.library import every_nobody
from fagspejl.workspace.responsibility.models import ResponsibilityMap, ResponsibilityRow
from fagspejl.workspace.responsibility.rules import SIGNS, check_roles, check_rows, check_vacant
from fagspejl.workspace.responsibility.selectors import map_of, roles_of
from fagspejl.workspace.responsibility.types import MapFacts, Role, RowValues
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text

_OF_ROLES: Final = ("can_be_asked", "takes_over")
_BEFORE: Final = "og "


def write_map(
    unit: UUID,
    language: str,
    seen: int,
    *,
    rows: Sequence[RowValues],
    vacant_seen: str = "",
    asked: bool = False,
    actor: Actor,
) -> None:
    """Save the rows of a unit's map; those that stand as before keep their day.

    `seen`: the revision that the page showed, 0 for none. The same rows sent twice are saved once. `vacant_seen`: the
    roles without a holder that were asked about. Raises MapRefused, MapChanged, VacantAsks, TextRefused, TextAsks.
    """
    before = map_of(unit)
    roles = roles_of(before, language)
    check_rows(rows, roles)
    rows = [_checked(place, one, asked=asked) for place, one in enumerate(rows)]
    check_vacant(rows, roles, vacant_seen)
    today = today_here()
    try:
        with transaction.atomic():
            row, before = _held(unit, language)
            if row.revision != seen:
                if before is not None and _stands(before, rows, today):
                    return
                raise MapChanged
            _keep(row, rows, before, today)
            row.roles = [_frozen(one) for one in roles]
            row.agreed_on, row.roles_changed, row.revision = today, False, seen + 1
            row.save()
            record(actor=actor, event=Event.RESPONSIBILITY_CHANGED, object=unit, facts={"act": "map"})
    except IntegrityError:  # two first maps in the same moment: the second is told
        raise MapChanged from None


def write_roles(
    unit: UUID, language: str, seen: int, *, roles: Sequence[Role], asked: bool = False, actor: Actor
) -> None:
    """Save a unit's roles and whether somebody has each. Raises MapRefused, MapChanged, TextRefused, TextAsks."""
    check_roles(roles, every_nobody())
    kept = tuple(
        replace(one, name=_role(f"name_{place}", one.name, asked=asked)) for place, one in enumerate(roles)
    )
    try:
        with transaction.atomic():
            row, before = _held(unit, language)
            standing = roles_of(before, language)
            if kept == standing and before is not None:  # nothing new, or pressed twice
                return
            if row.revision != seen:
                raise MapChanged
            row.roles = [_frozen(one) for one in kept]
            row.roles_changed = row.roles_changed or kept != standing
            row.revision = seen + 1
            row.save()
            record(actor=actor, event=Event.RESPONSIBILITY_CHANGED, object=unit, facts={"act": "roles"})
    except IntegrityError:
        raise MapChanged from None


def _held(unit: UUID, language: str) -> tuple[ResponsibilityMap, MapFacts | None]:
    """Return the unit's row, locked, or a new one, and the map as it stands. In the caller's transaction."""
    row = ResponsibilityMap.objects.select_for_update().filter(unit=unit).first()
    if row is not None:
        return row, map_of(unit)
    return ResponsibilityMap(unit=unit, language=language, created_on=today_here(), revision=0), None


def _stands(before: MapFacts, rows: Sequence[RowValues], today: date) -> bool:
    return before.agreed_on == today and [one.values for one in before.rows] == list(rows)


def _keep(row: ResponsibilityMap, rows: Sequence[RowValues], before: MapFacts | None, today: date) -> None:
    since = {one.values: one.valid_from for one in (before.rows if before else ())}
    if row.revision == 0:
        row.save()
    row.rows.all().delete()
    ResponsibilityRow.objects.bulk_create(
        ResponsibilityRow(
            map=row,
            place=place,
            task=one.task,
            holder_role=one.holder,
            valid_from=since.get(one, today),
            **{field: getattr(one, field) for field in SIGNS},
        )
        for place, one in enumerate(rows)
    )


def _checked(place: int, row: RowValues, *, asked: bool) -> RowValues:
    texts = {
        field: (_role if field in _OF_ROLES else checked_text)(
            f"{field}_{place}", getattr(row, field), asked=asked
        )
        for field in ("task", *SIGNS)
    }
    return replace(row, **texts)


def _role(field: str, text: str, *, asked: bool) -> str:
    """Return a role's text as `checked_text` does, read as inside a sentence, where two capitals are a name."""
    if not text.strip():
        return ""
    return checked_text(field, f"{_BEFORE}{text.strip()}", asked=asked).removeprefix(_BEFORE)


def _frozen(role: Role) -> dict[str, Any]:
    return {"name": role.name, "held": role.held}
