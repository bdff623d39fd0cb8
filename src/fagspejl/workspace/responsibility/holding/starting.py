"""Making a session about responsibility: an item for each question of each task, its options the unit's roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.workspace.responsibility.library import beginning
from fagspejl.workspace.responsibility.rules import check_tasks
from fagspejl.workspace.responsibility.selectors import map_of, roles_of
from fagspejl.workspace.responsibility.types import TEMPLATE
from fagspejl.workspace.sessions.services.planning import create_session
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.templates_library import template
from fagspejl.workspace.sessions.types import Case, DecisionMethod, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingValues:
    """What is settled before anybody answers."""

    language: str
    tasks: tuple[str, ...]
    decision_method: DecisionMethod
    replaces: str
    short: bool = False
    planned_on: date | None = None
    present: int = 0


def start_holding(
    unit: UUID,
    values: HoldingValues,
    *,
    asked: bool = False,
    once: UUID | None = None,
    actor: Actor,
    account: UUID,
) -> UUID:
    """Make the session that nobody can join yet, and return its id.

    Raises MapRefused, PlanRefused, TextRefused, TextAsks.
    """
    check_tasks(values.tasks)
    tasks = [checked_text("tasks", one, asked=asked) for one in values.tasks]
    options = (
        *(one.name for one in roles_of(map_of(unit), values.language)),
        beginning(values.language).nobody,
    )
    return create_session(
        template=TEMPLATE,
        title=template(TEMPLATE, values.language).title,
        language=values.language,
        units=[unit],
        cases=[Case(one, "") for one in tasks],
        items=items_of(tasks, options, values.language),
        decision_method=values.decision_method,
        replaces=values.replaces,
        short=values.short,
        planned_on=values.planned_on,
        present=values.present,
        asked=asked,
        once=once,
        actor=actor,
        account=account,
    )


def items_of(tasks: Sequence[str], options: Sequence[str], language: str) -> tuple[Item, ...]:
    """Return the two questions of each task."""
    return tuple(
        Item(case, question, "", "", overall=False, options=tuple(options))
        for case in range(len(tasks))
        for question in beginning(language).questions
    )
