"""What a person says of herself: written, looked through, opened, and withdrawn with all that was drawn of it.

Nothing of it is a line in the log: neither that a row was written nor that it was withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from fagspejl.organisation.selectors import staff_of
from fagspejl.workspace.competence.errors import CompetenceChanged, CompetenceRefused
from fagspejl.workspace.competence.models import CompetenceRow, CompetenceUnit
from fagspejl.workspace.competence.rules import after_save, check_can_open
from fagspejl.workspace.competence.selectors import row_state
from fagspejl.workspace.competence.services.drawing import (
    LIMIT,
    columns,
    delete_rows,
    draw_if_many,
    held,
    take_down_if_exposed,
)
from fagspejl.workspace.competence.types import FULL, Mark
from fagspejl.workspace.sessions.services.closing import written_anew
from fagspejl.workspace.sessions.services.planning import today_here

TABLES = ("workspace_competence_row", "workspace_competence_unit")


def write_row(
    unit: UUID, person: UUID, seen: int, *, marks: Mapping[int, Mark], ask: Collection[int], opened: bool
) -> None:
    """Keep what somebody says of herself; sending it unchanged says that it still holds.

    `seen`: the revision that the page showed, 0 for none. `ask` counts for tasks that she can. Raises
    CompetenceChanged where the unit has not begun or another page of hers was quicker, CompetenceRefused, TooFewClosed.
    """
    if not marks:
        raise CompetenceRefused(field="marks")
    try:
        with transaction.atomic():
            place = held(unit)
            row = CompetenceRow.objects.filter(unit=unit, person=person).first()
            if place is None or (0 if row is None else row.revision) != seen:
                raise CompetenceChanged
            if opened and not (row and row.opened):
                others = CompetenceRow.objects.filter(unit=unit).exclude(person=person)
                check_can_open([row_state(one) for one in others], gone=place.gone, limit=LIMIT)
            numbers = set(place.tasks.values_list("number", flat=True))
            kept = {number: mark for number, mark in marks.items() if number in numbers}
            said = {str(number): mark.value for number, mark in sorted(kept.items())}
            before = None if row is None else row_state(row)
            state = after_save(before, same=row is not None and row.marks == said, opened=opened)
            told = columns(state) | {
                "marks": said,
                "ask": sorted(number for number in ask if kept.get(number) in FULL),
                "seen_on": today_here(),
                "revision": seen + 1,
            }
            CompetenceRow.objects.update_or_create(unit=unit, person=person, defaults=told)
            draw_if_many(place)
            take_down_if_exposed(place)
    except IntegrityError:  # two pages of hers in the same moment
        raise CompetenceChanged from None


def withdraw_row(unit: UUID, person: UUID) -> None:
    """Delete a row, and show nothing of the counts in which it was, until they may be drawn anew. May be repeated."""
    with transaction.atomic():
        delete_rows(held(unit), CompetenceRow.objects.filter(unit=unit, person=person))
    overwrite()


def forget_who_left(unit: UUID) -> int:
    """Delete the rows of those who do not work in the unit any more; returns how many."""
    with transaction.atomic():
        left = CompetenceRow.objects.filter(unit=unit).exclude(person__in=staff_of(unit))
        return delete_rows(held(unit), left)


def overwrite() -> None:
    """Write the storage of rows anew: nothing of a withdrawn one is left. The night tries again where it fails."""
    waiting = CompetenceUnit.objects.filter(overwritten=False)
    if connection.in_atomic_block or not waiting.exists():
        return
    if written_anew(TABLES):
        with transaction.atomic():
            waiting.update(overwritten=True)
