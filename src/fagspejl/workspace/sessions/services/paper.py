"""An exercise that was held on paper, typed in afterwards: the same rows, the same limits, the same close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.workspace.arithmetic.constants import LIVE_ALL
from fagspejl.workspace.sessions.errors import AnswerRefused, NotNow, PlanRefused
from fagspejl.workspace.sessions.keys import hash_of, new_token
from fagspejl.workspace.sessions.models import Participant, Response, Reveal
from fagspejl.workspace.sessions.phases import template_of
from fagspejl.workspace.sessions.rows import facts
from fagspejl.workspace.sessions.rules import VALUES, check_answer
from fagspejl.workspace.sessions.selectors.blocks import shown_groups, shown_together
from fagspejl.workspace.sessions.services.closing import close_held, overwrite
from fagspejl.workspace.sessions.services.locked import held
from fagspejl.workspace.sessions.services.outcomes import keep_outcome
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import AnswerValues, OutcomeValues, SessionFacts, Source

LEAST_SHEETS: Final = LIVE_ALL  # as in a room
MOST_SHEETS: Final = 150


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer sheet. `group`: a place in the session's groups, None where none was chosen; None: left empty.

    `direction`: the answer to the direction check, where the template asks.
    """

    group: int | None
    first: int | None
    second: int | None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class WholeSheet:
    """One sheet that answers every item: the number chosen, or the place of the option; None: left empty."""

    group: int | None
    values: tuple[int | None, ...]


def type_in(
    session_id: UUID,
    sheets: Sequence[Sheet],
    outcome: OutcomeValues,
    *,
    item: int,
    asked: bool = False,
    actor: Actor,
) -> None:
    """Keep the sheets of one item as a session that is shown and closed at once; one that was never opened.

    Raises SessionGone, NotNow (it was opened), PlanRefused (`sheets`: too few or too many), AnswerRefused (`item`,
    `group`, `value`), OutcomeRefused, TextRefused, TextAsks.
    """
    if not LEAST_SHEETS <= len(sheets) <= MOST_SHEETS:
        raise PlanRefused(field="sheets")
    with held(id=session_id) as (row, known):
        if known.opened_on is not None:
            raise NotNow(phase=known.phase.value)
        _check(known, sheets, item)
        row.source, row.item, row.opened_on = Source.PAPER, item, today_here()
        row.save()
        people = [
            Participant(
                session=row,
                token_hash=hash_of("token", new_token()),
                group=sheet.group,
                direction=sheet.direction,
            )
            for sheet in sheets
        ]
        Participant.objects.bulk_create(people)
        Response.objects.bulk_create(
            Response(participant=person, item=item, round=round_, value=value)
            for person, sheet in zip(people, sheets, strict=True)
            for round_, value in ((1, sheet.first), (2, sheet.second))
            if value is not None
        )
        shown = list(shown_groups(facts(row), item))
        again = any(sheet.second is not None for sheet in sheets)
        for round_ in (1, 2) if again else (1,):
            Reveal.objects.create(session=row, item=item, round=round_, shown=shown)
        keep_outcome(row, facts(row), outcome, asked=asked)
        close_held(row, facts(row), actor)
    overwrite()


def type_in_all(
    session_id: UUID,
    sheets: Sequence[WholeSheet],
    outcome: OutcomeValues,
    *,
    asked: bool = False,
    actor: Actor,
) -> None:
    """Keep sheets that answer every item, as a session that is shown at one moment and closed at once.

    Raises as `type_in`; NotNow also for a session that shows one item at a time, or that has none yet.
    """
    if not LEAST_SHEETS <= len(sheets) <= MOST_SHEETS:
        raise PlanRefused(field="sheets")
    with held(id=session_id) as (row, known):
        if known.opened_on is not None or not known.reveal_all or not known.items:
            raise NotNow(phase=known.phase.value)
        for sheet in sheets:
            _check_whole(known, sheet)
        row.source, row.item, row.opened_on = Source.PAPER, 0, today_here()
        row.save()
        people = [
            Participant(session=row, token_hash=hash_of("token", new_token()), group=sheet.group)
            for sheet in sheets
        ]
        Participant.objects.bulk_create(people)
        Response.objects.bulk_create(
            Response(participant=person, item=item, round=1, value=value)
            for person, sheet in zip(people, sheets, strict=True)
            for item, value in enumerate(sheet.values)
            if value is not None
        )
        Reveal.objects.bulk_create(
            Reveal(session=row, item=item, round=1, shown=list(shown))
            for item, shown in shown_together(facts(row)).items()
        )
        keep_outcome(row, facts(row), outcome, asked=asked)
        close_held(row, facts(row), actor)
    overwrite()


def _check_whole(known: SessionFacts, sheet: WholeSheet) -> None:
    if len(sheet.values) != len(known.items):
        raise AnswerRefused(field="value")
    for item, value in zip(known.items, sheet.values, strict=True):
        check_answer(item, AnswerValues(value=value))
    if sheet.group is not None and not 0 <= sheet.group < len(known.groups):
        raise AnswerRefused(field="group")


def _check(known: SessionFacts, sheets: Sequence[Sheet], item: int) -> None:
    if not 0 <= item < len(known.items):
        raise AnswerRefused(field="item")
    if not template_of(known).direction and any(sheet.direction is not None for sheet in sheets):
        raise AnswerRefused(field="direction")
    for sheet in sheets:
        if sheet.group is not None and not 0 <= sheet.group < len(known.groups):
            raise AnswerRefused(field="group")
        if any(
            value is not None and value not in VALUES
            for value in (sheet.first, sheet.second, sheet.direction)
        ):
            raise AnswerRefused(field="value")
