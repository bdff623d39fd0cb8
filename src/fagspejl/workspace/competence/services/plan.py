"""The unit's plan of learning, and its sources of new knowledge."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.competence.models import KnowledgeSource, LearningItem
from fagspejl.workspace.competence.rules import check_learning, check_source
from fagspejl.workspace.competence.services.drawing import held
from fagspejl.workspace.competence.types import LearningValues
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def add_learning(unit: UUID, *, values: LearningValues, asked: bool, actor: Actor) -> None:
    """Write an item; the same one sent twice is one. Raises CompetenceRefused, TextRefused, TextAsks."""
    with transaction.atomic():
        held(unit)
        there = LearningItem.objects.filter(unit=unit, done_on=None)
        check_learning(values, there.count())
        values = replace(
            values,
            what=checked_text("what", values.what, asked=asked),
            used_where=checked_text("used_where", values.used_where, asked=asked),
            sign=checked_text("sign", values.sign, asked=asked),
        )
        told = {name: getattr(values, name) for name in ("what", "how", "used_where", "sign", "by", "task")}
        if not there.filter(**told).exists():
            LearningItem.objects.create(unit=unit, created_on=today_here(), **told)
            record(actor=actor, event=Event.COMPETENCE_CHANGED, object=unit, facts={"act": "plan"})


def end_learning(unit: UUID, item: UUID, *, done: bool, actor: Actor) -> None:
    """Mark an item as done, or delete it. An item of another unit is left alone."""
    with transaction.atomic():
        rows = LearningItem.objects.filter(unit=unit, id=item)
        if rows.filter(done_on=None).update(done_on=today_here()) if done else rows.delete()[0]:
            record(actor=actor, event=Event.COMPETENCE_CHANGED, object=unit, facts={"act": "plan"})


def add_source(unit: UUID, *, source: str, role: str, asked: bool, actor: Actor) -> None:
    """Write a source and who follows it; the same one sent twice is one.

    Raises CompetenceRefused, TextRefused, TextAsks.
    """
    with transaction.atomic():
        held(unit)
        rows = KnowledgeSource.objects.filter(unit=unit)
        known = rows.filter(source__iexact=source.strip())
        check_source(source, role, rows.exclude(id__in=known.values("id")).count())
        source = checked_text("source", source, asked=asked)
        role = checked_text("follower_role", role, asked=asked)
        if not known.update(follower_role=role):
            KnowledgeSource.objects.create(
                unit=unit, source=source, follower_role=role, created_on=today_here()
            )
        record(actor=actor, event=Event.COMPETENCE_CHANGED, object=unit, facts={"act": "sources"})


def shared_today(unit: UUID, source: UUID, *, actor: Actor) -> None:
    """Say that the unit was told of a source today."""
    with transaction.atomic():
        if KnowledgeSource.objects.filter(unit=unit, id=source).update(last_shared=today_here()):
            record(actor=actor, event=Event.COMPETENCE_CHANGED, object=unit, facts={"act": "sources"})


def drop_source(unit: UUID, source: UUID, *, actor: Actor) -> None:
    """Delete a source."""
    with transaction.atomic():
        if KnowledgeSource.objects.filter(unit=unit, id=source).delete()[0]:
            record(actor=actor, event=Event.COMPETENCE_CHANGED, object=unit, facts={"act": "sources"})
