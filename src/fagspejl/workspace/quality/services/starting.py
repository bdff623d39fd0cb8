"""The start of a picture of quality: a session that collects, or one whose statements were typed beforehand."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StartValues:
    """What is settled before anybody answers.

    `typed`: statements that are rated as they stand, nothing is collected then. `drafts`: those that stand in the list
    when people have written theirs.
    """

    language: str
    task_area: str
    decision_method: DecisionMethod
    replaces: str
    typed: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    split_kind: SplitKind = SplitKind.NONE
    groups: tuple[SplitGroup, ...] = ()
    short: bool = False
    planned_on: date | None = None
    present: int = 0
    source: Source = Source.LIVE


def start_picture(
    unit: UUID,
    values: StartValues,
    *,
    asked: bool = False,
    once: UUID | None = None,
    actor: Actor,
    account: UUID,
) -> UUID:
    """Make the session that nobody can join yet, and return its id.

    Raises QualityRefused, PlanRefused, TextRefused, TextAsks.
    """
    check_task_area(values.task_area.strip())
    task_area = checked_text("task_area", values.task_area, asked=asked)
    cases, items = _typed(values)
    today = today_here()
    with transaction.atomic():
        made = create_session(
            template=TEMPLATE,
            title=task_area,
            language=values.language,
            units=(unit,),
            cases=cases,
            items=items,
            statements=values.drafts,
            decision_method=values.decision_method,
            replaces=values.replaces,
            split_kind=values.split_kind,
            groups=values.groups,
            short=values.short,
            planned_on=values.planned_on,
            present=values.present,
            source=values.source,
            asked=asked,
            once=once,
            actor=actor,
            account=account,
        )
        row = Picture.objects.create(
            id=uuid4(),
            unit=unit,
            session=made,
            language=values.language,
            task_area=task_area,
            year=(values.planned_on or today).year,
            created_on=today,
        )
        record(actor=actor, event=Event.QUALITY_STARTED, object=row.id)
    return made


def _typed(values: StartValues) -> tuple[tuple[Case, ...], tuple[Item, ...]]:
    if not values.typed:
        return (), ()
    collect = template(TEMPLATE, values.language).collect
    assert collect is not None, "the template of quality collects statements"
    return cases_and_items(collect, values.typed)
