"""What a session ends with, and what became of it."""

from __future__ import annotations

from dataclasses import fields, replace
from uuid import UUID

from fagspejl.workspace.sessions.errors import NotNow, OutcomeRefused
from fagspejl.workspace.sessions.models import (
    AcceptedDifference,
    Outcome,
    Session,
    SessionUnit,
    StartingPoint,
    Trial,
)
from fagspejl.workspace.sessions.rules import check_outcome
from fagspejl.workspace.sessions.services.locked import controlled
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import Held, OutcomeKind, OutcomeValues, PhaseCode, SessionFacts

LINE_SIGNS = 140


def record_outcome(key: str, revision: int, values: OutcomeValues, *, asked: bool = False) -> UUID:
    """Keep what the unit ends the present item with; a second one for the same item takes its place.

    Raises SessionGone, MovedOn, NotNow, OutcomeRefused, TextRefused, TextAsks.
    """
    with controlled(key, revision) as (row, known):
        if known.phase not in {PhaseCode.AGREE, PhaseCode.CLOSE}:
            raise NotNow(phase=known.phase.value)
        return keep_outcome(row, known, values, asked=asked)


def keep_outcome(row: Session, known: SessionFacts, values: OutcomeValues, *, asked: bool) -> UUID:
    """Keep an outcome of a session that is held for the change. Raises OutcomeRefused, TextRefused, TextAsks."""
    today = today_here()
    values = check_outcome(_checked_texts(check_outcome(values, today), asked=asked), today)
    before = Outcome.objects.filter(session=row, item=known.item)
    StartingPoint.objects.filter(
        from_id__in=[one.hex for one in before.values_list("id", flat=True)]
    ).delete()
    before.delete()
    made = Outcome.objects.create(
        session=row,
        item=known.item,
        made_on=today_here(),
        kind=values.kind,
        text=values.text,
        reasons=list(values.reasons),
        considerations=list(values.considerations),
        none_because=values.none_because or "",
    )
    if values.due_on is not None:
        Trial.objects.create(outcome=made, by_role=values.by_role, due_on=values.due_on)
    if values.look_again_on is not None:
        AcceptedDifference.objects.create(
            outcome=made, when_to_ask=values.when_to_ask, look_again_on=values.look_again_on
        )
    if values.kind in {OutcomeKind.AGREEMENT, OutcomeKind.ESCALATION}:
        StartingPoint.objects.bulk_create(
            StartingPoint(
                unit=unit, from_kind=values.kind, from_id=made.id.hex, text=values.text, made_on=made.made_on
            )
            for unit in SessionUnit.objects.filter(session=row).values_list("unit", flat=True)
        )
    return made.id


def look_back(key: str, revision: int, outcome: UUID, held: Held, line: str, *, asked: bool = False) -> None:
    """Say what became of an earlier outcome of the same unit. Raises SessionGone, MovedOn, NotNow, OutcomeRefused."""
    with controlled(key, revision) as (_, known):
        if known.phase is not PhaseCode.LOOK_BACK:
            raise NotNow(phase=known.phase.value)
        if held is Held.OPEN or len(line) > LINE_SIGNS:
            raise OutcomeRefused(field="held" if held is Held.OPEN else "line")
        sessions = SessionUnit.objects.filter(unit__in=known.units).values_list("session", flat=True)
        found = Outcome.objects.filter(id=outcome, session__in=sessions).first()
        if found is None:
            raise OutcomeRefused(field="outcome")
        found.held, found.line = held, checked_text("line", line, asked=asked)
        found.looked_on = today_here()
        found.save()


def _checked_texts(values: OutcomeValues, *, asked: bool) -> OutcomeValues:
    texts = {
        one.name: checked_text(one.name, getattr(values, one.name), asked=asked)
        for one in fields(values)
        if isinstance(getattr(values, one.name), str) and one.name not in {"kind", "none_because"}
    }
    four = tuple(checked_text("considerations", one, asked=asked) for one in values.considerations)
    return replace(values, **texts, considerations=four)  # type: ignore[arg-type]  # four, as they came
