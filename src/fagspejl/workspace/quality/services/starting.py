"""The start of a picture of quality: a session that collects, or one whose statements were typed beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.quality.models import Picture
from fagspejl.workspace.quality.rules import check_task_area
from fagspejl.workspace.quality.types import TEMPLATE
from fagspejl.workspace.sessions.collecting import cases_and_items
from fagspejl.workspace.sessions.services.planning import create_session, today_here
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.templates_library import template
from fagspejl.workspace.sessions.types import Case, DecisionMethod, Item, Source, SplitGroup, SplitKind


def start_picture(
    unit: UUID,
    language: str,
    *,
    task_area: str,
    typed: Sequence[str] = (),
    drafts: Sequence[str] = (),
    decision_method: DecisionMethod,
    replaces: str,
    split_kind: SplitKind,
    groups: Sequence[SplitGroup],
    short: bool,
    planned_on: date | None,
    present: int,
    source: Source = Source.LIVE,
    asked: bool,
    once: UUID | None,
    actor: Actor,
    account: UUID,
) -> UUID:
    """Make the session that nobody can join yet, and return its id.

    `typed`: statements that are rated as they stand, nothing is collected then. `drafts`: those that stand in the list
    when people have written theirs. Raises QualityRefused, PlanRefused, TextRefused, TextAsks.
    """
    task_area = checked_text("task_area", task_area, asked=asked)
    check_task_area(task_area)
    cases: tuple[Case, ...] = ()
    items: tuple[Item, ...] = ()
    if typed:
        collect = template(TEMPLATE, language).collect
        assert collect is not None, "the template of quality collects statements"
        cases, items = cases_and_items(collect, typed)
    today = today_here()
    with transaction.atomic():
        made = create_session(
            template=TEMPLATE,
            title=task_area,
            language=language,
            units=(unit,),
            cases=cases,
            items=items,
            # statements=drafts,
            decision_method=decision_method,
            replaces=replaces,
            split_kind=split_kind,
            groups=groups,
            short=short,
            planned_on=planned_on,
            present=present,
            source=source,
            asked=asked,
            once=once,
            actor=actor,
            account=account,
        )
        row = Picture.objects.create(
            id=uuid4(),
            unit=unit,
            session=made,
            language=language,
            task_area=task_area,
            year=(planned_on or today).year,
            created_on=today,
        )
        record(actor=actor, event=Event.QUALITY_STARTED, object=row.id)
    return made
