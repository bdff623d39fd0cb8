"""Kræftafdelingen's competences, kept by the services that pages use: sixteen people who can log in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.organisation.models import Person
from fagspejl.workspace.competence.selectors import competence_of, own_row
from fagspejl.workspace.competence.services.rows import write_row
from fagspejl.workspace.competence.services.tasks import write_tasks
from fagspejl.workspace.competence.types import Mark, NeededTask
from support.staff import Cast, somebody

IDA: Final = Actor("ida", "Ida")
TEACH, CAN, SUPPORT, WANTS = Mark
TASKS: Final = (
    NeededTask("Smertebehandling", 3, "Faglig aftale: Smerter vurderes hver vagt"),
    NeededTask("Samtale om livets afslutning", 2),
    NeededTask("Port-a-cath", 2),
)


def people_in(unit: UUID, many: int = 8) -> list[UUID]:
    """Let so many nurses work in the unit; returns who they are."""
    made = [
        Person.objects.create(key=f"sygeplejerske-{one}", name=f"Sygeplejerske {one}", unit_id=unit)
        for one in range(many)
    ]
    return [one.id for one in made]


def tasks_in(unit: UUID, tasks: tuple[NeededTask, ...] = TASKS) -> None:
    """Write the tasks of the unit, the first time or again."""
    known = competence_of(unit)
    write_tasks(unit, "da", known.revision if known else 0, tasks=tasks, asked=True, actor=IDA)


def marks(
    unit: UUID,
    person: UUID,
    said: Mapping[int, Mark] | None = None,
    *,
    ask: tuple[int, ...] = (),
    opened: bool = False,
) -> None:
    """Let somebody keep her row, the first time or again."""
    known = own_row(unit, person)
    write_row(unit, person, known.revision if known else 0, marks=said or {1: CAN}, ask=ask, opened=opened)


def nurse(number: int) -> Cast:
    """Make the account of a nurse of the ward."""
    return somebody(f"Sygeplejerske{number} Vang", person=f"sygeplejerske-{number}")
