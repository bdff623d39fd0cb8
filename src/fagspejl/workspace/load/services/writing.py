"""Writing a shift: one row of a unit, a day and a shift. Of two who declare at once the second is told what stands."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.load.errors import ShiftStands
from fagspejl.workspace.load.models import ShiftLog
from fagspejl.workspace.load.rules import check_shift
from fagspejl.workspace.load.selectors import shift_facts, versions_of
from fagspejl.workspace.load.types import ShiftValues, Written
from fagspejl.workspace.sessions.services.planning import today_here


def write_shift(
    unit: UUID,
    day: date,
    shift: str,
    values: ShiftValues,
    *,
    seen: int,
    back: int,
    actor: Actor | None = None,
) -> Written:
    """Write a shift, or correct what stands, and return which of the two it was.

    `seen`: the revision that the page showed, 0 for a shift that nobody had written. Nothing is written over in
    silence: where another has written meanwhile, and otherwise, it raises ShiftStands. `back`: days before today.
    `actor`: None for whoever has the link. Raises ShiftRefused.
    """
    today = today_here()
    version = check_shift(versions_of(unit), day, shift, values, today=today, back=back)
    told = {
        "version": version.number,
        "level": values.level.value,
        "yielded": sorted(set(values.yielded)),
        "cause": values.cause.value if values.cause else "",
    }
    with transaction.atomic():
        which = ShiftLog.objects.filter(unit=unit, day=day, shift=shift)
        standing = which.select_for_update().first()
        if standing is None:
            try:
                with transaction.atomic():
                    ShiftLog.objects.create(unit=unit, day=day, shift=shift, created_on=today, **told)
            except IntegrityError:  # somebody was first by a moment
                standing = which.select_for_update().get()
            else:
                _note(unit, actor)
                return Written.NEW
        kept = shift_facts(standing).values
        if (kept.level, kept.yielded, kept.cause) == (values.level, tuple(told["yielded"]), values.cause):  # type: ignore[arg-type]
            return Written.SAME
        if standing.revision != seen:
            raise ShiftStands
        which.update(**told, corrected=True, revision=seen + 1)
        _note(unit, actor)
    return Written.CORRECTED


def _note(unit: UUID, actor: Actor | None) -> None:
    """Keep that staff wrote a shift; of whoever has the link nothing is kept."""
    if actor is not None:
        record(actor=actor, event=Event.LOAD_CHANGED, object=unit, facts={"act": "log"})
