"""Writing which tasks a unit has, and how many people it needs who can each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.competence.errors import CompetenceChanged
from fagspejl.workspace.competence.models import CompetenceRow, CompetenceTask, CompetenceUnit
from fagspejl.workspace.competence.rules import check_tasks
from fagspejl.workspace.competence.services.drawing import held, take_down
from fagspejl.workspace.competence.types import NeededTask
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def write_tasks(
    unit: UUID, language: str, seen: int, *, tasks: Sequence[NeededTask], asked: bool, actor: Actor
) -> None:
    """Write the tasks whole. A task that is left out goes from every row; need and order change what is drawn at once.

    `seen`: the revision that the page showed, 0 where nothing was written. Raises CompetenceRefused,
    CompetenceChanged, TextRefused, TextAsks.
    """
    check_tasks(tasks)
    tasks = [_checked(place, one, asked=asked) for place, one in enumerate(tasks)]
    try:
        with transaction.atomic():
            row = held(unit)
            if (0 if row is None else row.revision) != seen:
                raise CompetenceChanged
            if row is None:
                row = CompetenceUnit.objects.create(
                    unit=unit, language=language, revision=0, created_on=today_here()
                )
            _write(row, tasks)
            record(actor=actor, event=Event.COMPETENCE_CHANGED, object=unit, facts={"act": "tasks"})
    except IntegrityError:  # two in the same moment: the second is told, as where it came later
        raise CompetenceChanged from None


def _write(row: CompetenceUnit, tasks: Sequence[NeededTask]) -> None:
    known = set(row.tasks.values_list("number", flat=True))
    given = set[int]()
    numbered = []
    for one in tasks:
        number = one.number if one.number in known - given else row.next_number
        row.next_number += number == row.next_number
        given.add(number)
        numbered.append(replace(one, number=number))
    row.tasks.all().delete()
    CompetenceTask.objects.bulk_create(
        CompetenceTask(
            unit=row, number=one.number, place=place, name=one.name, need=one.need, source=one.source
        )
        for place, one in enumerate(numbered)
    )
    row.revision += 1
    row.save(update_fields=["revision", "next_number"])
    if known - given:
        _forget(row.unit, known - given)
    if row.coverage is not None:
        _redraw(row, row.coverage, numbered)


def _redraw(row: CompetenceUnit, drawn: dict[str, Any], tasks: Sequence[NeededTask]) -> None:
    """Let what is drawn follow names and needs: its counts stay as they were; a new task is drawn next time."""
    before = {one["number"]: one for one in drawn["tasks"]}
    kept = [
        {**before[one.number], "name": one.name, "need": one.need} for one in tasks if one.number in before
    ]
    if kept:
        row.coverage = {**drawn, "tasks": kept}
        row.save(update_fields=["coverage"])
    else:
        take_down(row)


def _forget(unit: UUID, numbers: set[int]) -> None:
    """Take tasks that are gone out of every row. What is drawn loses the line too: no row is told by that."""
    for one in CompetenceRow.objects.filter(unit=unit):
        one.marks = {number: mark for number, mark in one.marks.items() if int(number) not in numbers}
        one.ask = [number for number in one.ask if number not in numbers]
        one.save(update_fields=["marks", "ask"])


def _checked(place: int, one: NeededTask, *, asked: bool) -> NeededTask:
    try:
        name = checked_text(f"name_{place}", one.name, asked=asked)
        return replace(one, name=name, source=checked_text(f"source_{place}", one.source, asked=asked))
    except SessionError as error:
        error.facts["place"] = place
        raise
