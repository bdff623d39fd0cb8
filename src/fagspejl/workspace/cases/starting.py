"""The start of a sparring: a card becomes the case and the line of a session, and both are made together.

The direction check is no item: the templates of a sparring ask for it (`direction = true`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.workspace.cases.selectors import card, similar_patterns
from fagspejl.workspace.cases.services.cards import checked_new, create_card
from fagspejl.workspace.cases.types import CardValues
from fagspejl.workspace.sessions.services.planning import create_session
from fagspejl.workspace.sessions.types import Case, DecisionMethod, Item, Source, SplitGroup, SplitKind

TEMPLATE: Final = "cases"
TEMPLATE_SHORT: Final = "cases_short"
TEMPLATES: Final = (TEMPLATE, TEMPLATE_SHORT)
LINE: Final = 0  # the place of the approach line among a session's items


def start_sparring(
    unit: UUID,
    values: CardValues,
    *,
    words: Wording,
    decision_method: DecisionMethod,
    replaces: str,
    short: bool,
    split_kind: SplitKind = SplitKind.NONE,
    groups: Sequence[SplitGroup] = (),
    planned_on: date | None = None,
    present: int = 0,
    source: Source = Source.LIVE,
    asked: bool = False,
    once: UUID | None = None,
    staff: Staff,
) -> UUID:
    """Make card and session, and return the card's id; pressed twice they are made once.

    Raises CaseRefused, PlanRefused, TextRefused, TextAsks.
    """
    before = card(once) if once else None
    if before is not None and before.unit == unit:
        return before.id
    values = checked_new(values, asked=asked)
    case, line = case_and_line(unit, values, words)
    with transaction.atomic():
        session = create_session(
            template=TEMPLATE_SHORT if short else TEMPLATE,
            title=words.say("case_room.title", type=values.type),
            language=words.language,
            units=(unit,),
            cases=(case,),
            items=(line,),
            decision_method=decision_method,
            replaces=replaces,
            split_kind=split_kind,
            groups=groups,
            planned_on=planned_on,
            present=present,
            source=source,
            asked=True,  # the card's words were asked about
            actor=staff.actor,
            account=staff.id,
        )
        return create_card(unit, words.language, values, session=session, once=once, actor=staff.actor)


def case_and_line(unit: UUID, values: CardValues, words: Wording) -> tuple[Case, Item]:
    """Return what everybody reads, an earlier pattern of the same dilemma first, and the line."""
    parts = [
        words.say(
            "case_room.weighed_before",
            when=one.values.when,
            we_weigh=one.values.we_weigh.rstrip("."),
            because=one.values.because.rstrip("."),
        )
        for one in similar_patterns(unit, values.dilemma_type, most=1)
    ]
    parts += [
        words.say("case_room.tension", text=values.tension),
        words.say("case_room.question", text=values.question),
        words.say("case_room.no_facts"),
    ]
    line = Item(0, words.say("case_room.line"), values.low_pole, values.high_pole)
    return Case(values.type, "\n\n".join(parts)), line
