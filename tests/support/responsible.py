"""Familieenheden's map of responsibility, and a session about it, made by the services and pages that people use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.test import Client

from fagspejl.audit.types import Actor
from fagspejl.workspace.responsibility.library import beginning
from fagspejl.workspace.responsibility.selectors import map_of
from fagspejl.workspace.responsibility.services.writing import write_map, write_roles
from fagspejl.workspace.responsibility.types import Role, RowValues
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import code_here, control_key_here, session_of
from fagspejl.workspace.sessions.types import PhaseCode
from support.room import Room
from support.town import form_with

KAREN: Final = Actor("karen", "Karen")
LEADER, ABOVE, COORDINATOR, EACH, GROUP, OTHER, NOBODY = range(7)
ROWS: Final = (
    RowValues(
        "Give sparring i svære sager",
        "koordinator",
        can_be_asked="to erfarne rådgivere",
        takes_over="leder",
        leader_stays_out="Sager, som gruppen har talt om på mødet",
        told_how="Det står på tavlen",
    ),
    RowValues("Lære nye kolleger op", "gruppen"),
)


def mapped(unit: UUID, rows: Sequence[RowValues] = ROWS, **said: str) -> None:
    """Save a unit's map."""
    known = map_of(unit)
    write_map(unit, "da", known.revision if known else 0, rows=rows, actor=KAREN, **said)  # type: ignore[arg-type]


def with_roles(unit: UUID, *left: str) -> None:
    """Save the roles that most units have; nobody has those in `left` any more."""
    known = map_of(unit)
    roles = [Role(one.name, one.name not in left) for one in beginning("da").roles]
    write_roles(unit, "da", known.revision if known else 0, roles=roles, actor=KAREN)


def opened_room(karen: Client, unit: UUID, tasks: Sequence[str], **said: str) -> Room:
    """Let Karen make a session about these tasks and open it, and return its room."""
    page = f"/arbejdsrum/ansvar/{unit}/session/"
    made = karen.post(page, {**form_with(karen.get(page), "once"), "tasks": "\n".join(tasks), **said})
    assert made.status_code == 302, made.content.decode()
    row = Session.objects.latest("created_on", "id") if Session.objects.count() == 1 else _newest()
    known = session_of(row.id)
    assert known is not None
    return Room(row.id, code_here(known), control_key_here(known))


def _newest() -> Session:
    return Session.objects.get(closed_on__isnull=True)


def answered(room: Room, *answers: Sequence[int]) -> None:
    """Let phones answer: per item the option of each phone."""
    room.to(PhaseCode.JUDGE)
    while len(room.phones) < max(map(len, answers)):
        room.phone()
    for item, options in enumerate(answers):
        for token, option in zip(room.phones, options, strict=False):
            room.judged(token, option, item=item)
