"""A tool hands words on to a unit, for the next tool to begin with: no import leads from one to the other."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.sessions.models import StartingPoint
from fagspejl.workspace.sessions.services.planning import today_here


def offer(unit: UUID, from_kind: str, from_id: str, text: str, *, actor: Actor) -> UUID:
    """Keep a starting point of a unit; the same words of the same kind stand there once. Return its id."""
    with transaction.atomic():
        point, new = StartingPoint.objects.get_or_create(
            unit=unit, from_kind=from_kind, from_id=from_id, text=text, defaults={"made_on": today_here()}
        )
        if new:
            record(actor=actor, event=Event.STARTING_POINT_OFFERED, object=point.id)
    return point.id
