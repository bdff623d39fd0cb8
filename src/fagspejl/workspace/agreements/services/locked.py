"""An agreement held for one change: what was checked of it still holds when the change is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.agreements.errors import AgreementChanged, AgreementGone
from fagspejl.workspace.agreements.models import Agreement, AgreementEvent
from fagspejl.workspace.agreements.rows import facts
from fagspejl.workspace.agreements.rules import SETTLES, AgreementAct, check_room_for_one, moved
from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus, EventKind
from fagspejl.workspace.sessions.services.planning import today_here

_TAKES_ROOM = frozenset((AgreementAct.START, AgreementAct.RESUME))


@contextmanager
def held(
    agreement_id: UUID, revision: int, act: AgreementAct, *, actor: Actor, frees: UUID | None = None
) -> Iterator[tuple[Agreement, AgreementFacts]]:
    """Yield an agreement in a transaction in which nobody else changes it; what is set on it is saved afterwards.

    `revision`: what the page showed. `frees`: another one of the unit that this takes the place of. Raises
    AgreementGone, AgreementChanged, AgreementNotNow, TooManyActive.
    """
    with transaction.atomic():
        row, holding = _locked(agreement_id, act)
        if row.revision != revision:
            raise AgreementChanged
        status = moved(act, AgreementStatus(row.status))
        if act in _TAKES_ROOM:
            check_room_for_one(len([one for one in holding if one != frees]))
        known = facts(row)
        yield row, known
        record(actor=actor, event=Event.AGREEMENT_CHANGED, object=agreement_id, facts={"act": act.value})
        if status is None:
            row.delete()
            return
        row.status, row.touched_on = status.value, today_here()
        row.revision += 1
        row.save()


def _locked(agreement_id: UUID, act: AgreementAct) -> tuple[Agreement, list[UUID]]:
    """Return the agreement, and which of its unit hold: all of a unit are held, so that two cannot begin at once."""
    unit = Agreement.objects.filter(id=agreement_id).values_list("unit", flat=True).first()
    which = {"unit": unit} if act in _TAKES_ROOM else {"id": agreement_id}
    rows = list(Agreement.objects.select_for_update().filter(**which).order_by("id"))
    found = next((row for row in rows if row.id == agreement_id), None)
    if found is None:
        raise AgreementGone
    return found, [row.id for row in rows if row.status == AgreementStatus.ACTIVE]


def note(row: Agreement, kind: EventKind, *, version: int, line: str = "", on: date | None = None) -> None:
    """Keep what happened; what settles a review says when that was due."""
    due = row.review_on if kind in SETTLES else None
    AgreementEvent.objects.create(
        agreement=row, kind=kind.value, on=on or today_here(), version=version, line=line, due_on=due
    )
