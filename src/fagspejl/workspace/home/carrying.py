"""A unit that was merged into another, or split: what it kept in the workspace goes where it belongs now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.organisation.selectors import unit_by_key, units_named
from fagspejl.workspace.agreements.selectors import units_with_agreements
from fagspejl.workspace.agreements.services.carrying import carry_agreements
from fagspejl.workspace.cases.services.carrying import carry_cases
from fagspejl.workspace.competence.services.carrying import carry_competence
from fagspejl.workspace.home.errors import UnitUnknown
from fagspejl.workspace.home.theme.keeping import carry_themes
from fagspejl.workspace.load.services.carrying import carry_load
from fagspejl.workspace.notes.services.carrying import carry_notes
from fagspejl.workspace.quality.services.carrying import carry_quality
from fagspejl.workspace.relief.services.keeping import carry_relief
from fagspejl.workspace.responsibility.services.carrying import carry_responsibility
from fagspejl.workspace.sessions.services.carrying import carry_sessions, sessions_in


@dataclass(frozen=True, slots=True)
class Carried:
    """From where to where, by name, and how much."""

    old: str
    new: str
    agreements: int
    sessions: int


def look_at_carrying(old: str, new: str) -> Carried:
    """Return what would be carried, by the units' keys; a forgotten unit is named by its id. Raises UnitUnknown."""
    _, name, agreements, sessions = _found(old)
    _, new_name = _unit(new)
    return Carried(name, new_name, agreements, sessions)


def carry_unit(old: str, new: str, *, actor: Actor) -> Carried:
    """Carry all of a unit's work, from agreements to notes, to another. Raises UnitUnknown."""
    with transaction.atomic():
        old_id, name, _, _ = _found(old)
        new_id, new_name = _unit(new)
        carry_load(old_id, new_id)
        carry_competence(old_id, new_id)
        carry_relief(old_id, new_id)
        carry_responsibility(old_id, new_id)
        done = Carried(name, new_name, carry_agreements(old_id, new_id), carry_sessions(old_id, new_id))
        carry_cases(old_id, new_id)
        carry_themes(old_id, new_id)
        carry_quality(old_id, new_id)
        carry_notes(old_id, new_id)
        facts: dict[str, str | int | bool | None] = {
            "from": str(old_id),
            "agreements": done.agreements,
            "sessions": done.sessions,
        }
        record(actor=actor, event=Event.UNIT_CARRIED, object=new_id, facts=facts)
    return done


def forgotten_units() -> dict[UUID, int]:
    """Return the units that are not there any more and have agreements all the same, each with how many."""
    every = units_with_agreements()
    there = units_named(every.keys())
    return {unit: count for unit, count in every.items() if unit not in there}


def _unit(key: str) -> tuple[UUID, str]:
    found = unit_by_key(key)
    if found is None:
        raise UnitUnknown(key)
    return found.id, found.name


def _found(key: str) -> tuple[UUID, str, int, int]:
    """Return a unit that may be forgotten, its name, and how many agreements and sessions it has."""
    found = unit_by_key(key)
    forgotten = next((unit for unit in forgotten_units() if str(unit) == key), None)
    unit = forgotten if found is None else found.id
    if unit is None:
        raise UnitUnknown(key)
    name = key if found is None else found.name
    return unit, name, units_with_agreements().get(unit, 0), sessions_in(unit)
