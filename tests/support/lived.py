"""An agreement that has held for three weeks, with two weeks of answers from both sides on the wall."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from fagspejl.workspace.agreements.models import AgreementEvent, AgreementVersion, PulseCount
from fagspejl.workspace.sessions.services.planning import today_here
from support.agreed import begun


def lived(unit: UUID, title: str = "Dokumentation") -> UUID:
    """Begin an agreement, put it three weeks back, and count six of eight and five of five in each of two weeks."""
    made, today = begun(unit, title=title), today_here()
    start = today - timedelta(days=today.weekday() + 21)
    AgreementVersion.objects.filter(agreement=made).update(starts_on=start)
    AgreementEvent.objects.filter(agreement=made).update(on=start)
    for number in (0, 1):
        week = start + timedelta(weeks=number)
        for side, answer, count in (("doer", "done", 6), ("doer", "not_done", 2), ("receiver", "yes", 5)):
            PulseCount.objects.create(
                agreement_id=made, version=1, week=week, side=side, answer=answer, count=count
            )
    return made
