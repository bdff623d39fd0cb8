"""Writing a version of a unit's levels, and giving it the link at which its shifts are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.load.errors import LoadChanged
from fagspejl.workspace.load.keys import shift_hash_of, shift_key_of
from fagspejl.workspace.load.models import LoadDefinition, LoadLink, LoadTask
from fagspejl.workspace.load.rules import SIGNS, check_definition, check_starts_on, next_number
from fagspejl.workspace.load.selectors import shift_path, versions_of
from fagspejl.workspace.load.types import DefinitionFacts, DefinitionValues, Placement, TaskValues
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def write_definition(
    unit: UUID,
    language: str,
    seen: int,
    *,
    values: DefinitionValues,
    starts_on: date,
    asked: bool = False,
    actor: Actor,
) -> int:
    """Write what holds from a day on, and return the version's number. The versions before stay for their shifts.

    `seen`: the number of the version that the page showed, 0 for none. Raises LoadRefused, LoadChanged, TextRefused,
    TextAsks.
    """
    check_definition(values, first=not seen)
    check_starts_on(starts_on, today_here())
    values = _checked(values, asked=asked)
    try:
        with transaction.atomic():
            before = versions_of(unit)
            if (before[-1].number if before else 0) != seen:
                raise LoadChanged
            _write(unit, language, seen + 1, before, values, starts_on)
            if shift_path(unit) is None:
                give_link(unit)
            record(actor=actor, event=Event.LOAD_CHANGED, object=unit, facts={"act": "define"})
    except IntegrityError:  # two in the same moment: the second is told, as where it came later
        raise LoadChanged from None
    return seen + 1


def renew_shift_link(unit: UUID, *, actor: Actor) -> None:
    """Give the unit a new link: what hangs on walls opens nothing any more."""
    with transaction.atomic():
        give_link(unit)
        record(actor=actor, event=Event.LOAD_CHANGED, object=unit, facts={"act": "renew_link"})


def give_link(unit: UUID) -> None:
    """Give a unit a link, or the next one. In the caller's transaction."""
    row = LoadLink.objects.select_for_update().filter(unit=unit).first()
    turn = 1 if row is None else row.turn + 1
    told = {"turn": turn, "key_hash": shift_hash_of(shift_key_of(unit, turn))}
    LoadLink.objects.update_or_create(unit=unit, defaults=told)


def _write(
    unit: UUID,
    language: str,
    number: int,
    before: tuple[DefinitionFacts, ...],
    values: DefinitionValues,
    starts_on: date,
) -> None:
    row = LoadDefinition.objects.create(
        unit=unit,
        number=number,
        language=language,
        created_on=today_here(),
        starts_on=starts_on,
        shifts=list(values.shifts),
        **{field: getattr(values, field) for field in SIGNS},
    )
    known = {task.number for task in before[-1].values.tasks} if before else set()
    free, given = next_number(before), set[int]()
    for task in values.tasks:
        if task.number in known - given:
            own = task.number
        else:
            own, free = free, free + 1
        given.add(own)
        LoadTask.objects.create(
            definition=row,
            number=own,
            task=task.task,
            yellow=_kept(task, task.yellow),
            red=_kept(task, task.red),
            harm_if_waits=task.harm,
            never_yields=task.never,
        )


def _kept(task: TaskValues, placed: Placement | None) -> str:
    return Placement.ALWAYS.value if task.never or placed is None else placed.value


def _checked(values: DefinitionValues, *, asked: bool) -> DefinitionValues:
    texts = {field: checked_text(field, getattr(values, field), asked=asked) for field in SIGNS}
    tasks = tuple(
        replace(
            one,
            task=checked_text(f"task_{place}", one.task, asked=asked),
            harm=checked_text(f"harm_{place}", one.harm, asked=asked),
        )
        for place, one in enumerate(values.tasks)
    )
    shifts = tuple(checked_text("shifts", one, asked=asked) for one in values.shifts)
    return replace(values, **texts, tasks=tasks, shifts=shifts)
