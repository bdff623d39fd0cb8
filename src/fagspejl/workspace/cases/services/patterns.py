"""Patterns: written, changed, withdrawn, taken back in and deleted, when the unit wants."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.cases.errors import CaseChanged, CaseGone
from fagspejl.workspace.cases.models import CasePattern
from fagspejl.workspace.cases.rows import columns, pattern_facts
from fagspejl.workspace.cases.rules import check_pattern
from fagspejl.workspace.cases.services.ideas import answer_idea
from fagspejl.workspace.cases.services.texts import checked_pattern
from fagspejl.workspace.cases.types import IdeaAnswer, PatternValues
from fagspejl.workspace.sessions.services.planning import today_here


def write_pattern(
    unit: UUID,
    language: str,
    values: PatternValues,
    *,
    from_cases: Sequence[UUID] = (),
    idea: UUID | None = None,
    asked: bool = False,
    once: UUID | None = None,
    actor: Actor,
) -> UUID:
    """Keep a pattern and return its id: `once`, where it is still free.

    A form that was gone back to and sent again with other words writes its pattern anew. `idea`: from a phone, which it
    answers. Raises CaseRefused, TextRefused, TextAsks, CaseChanged where somebody has changed it meanwhile.
    """
    check_pattern(values)
    values = checked_pattern(values, asked=asked)
    with transaction.atomic():
        made = CasePattern.objects.filter(id=once, unit=unit).first() if once else None
        if made is not None:  # pressed twice, or gone back to
            if pattern_facts(made).values != values:
                change_pattern(made.id, 0, values, asked=True, actor=actor)
            return made.id
        free = once if once and not CasePattern.objects.filter(id=once).exists() else uuid4()
        row = CasePattern.objects.create(
            id=free,
            unit=unit,
            language=language,
            from_cases=" ".join(one.hex for one in from_cases),
            created_on=today_here(),
            changed_on=today_here(),
            **columns(values),
        )
        record(actor=actor, event=Event.PATTERN_CHANGED, object=row.id, facts={"act": "write"})
        if idea is not None:
            answer_idea(idea, IdeaAnswer.PATTERN, "", pattern=row.id, actor=actor)
    return row.id


def change_pattern(
    pattern_id: UUID, revision: int, values: PatternValues, *, asked: bool = False, actor: Actor
) -> None:
    """Write a pattern anew. Raises CaseGone, CaseChanged, CaseRefused, TextRefused, TextAsks."""
    check_pattern(values)
    values = checked_pattern(values, asked=asked)
    with transaction.atomic():
        row = _held(pattern_id, revision)
        for name, value in columns(values).items():
            setattr(row, name, value)
        row.changed_on = today_here()
        _save(row, "change", actor)


def withdraw_pattern(pattern_id: UUID, revision: int, *, back: bool = False, actor: Actor) -> None:
    """Take a pattern off the unit's page, or put it there again. Raises CaseGone, CaseChanged."""
    with transaction.atomic():
        row = _held(pattern_id, revision)
        row.withdrawn_on = None if back else today_here()
        row.changed_on = today_here()
        _save(row, "put_back" if back else "withdraw", actor)


def delete_pattern(pattern_id: UUID, *, actor: Actor) -> None:
    """Delete a pattern. Raises CaseGone."""
    with transaction.atomic():
        if not CasePattern.objects.filter(id=pattern_id).delete()[0]:
            raise CaseGone
        record(actor=actor, event=Event.PATTERN_CHANGED, object=pattern_id, facts={"act": "delete"})


def _held(pattern_id: UUID, revision: int) -> CasePattern:
    row = CasePattern.objects.select_for_update().filter(id=pattern_id).first()
    if row is None:
        raise CaseGone
    if row.revision != revision:
        raise CaseChanged
    return row


def _save(row: CasePattern, act: str, actor: Actor) -> None:
    row.revision += 1
    row.save()
    record(actor=actor, event=Event.PATTERN_CHANGED, object=row.id, facts={"act": act})
