"""Rows as values."""

from __future__ import annotations

from fagspejl.workspace.quality.cards import StarterCard
from fagspejl.workspace.quality.models import Picture, Statement, UnitCard
from fagspejl.workspace.quality.types import MarkValues, PictureFacts, StatementFacts, UnitCardFacts
from fagspejl.workspace.sessions.types import OutcomeKind


def facts(row: Picture) -> PictureFacts:
    """Return a picture with its statements in their order."""
    statements = sorted(row.statements.all(), key=lambda one: one.place)
    return PictureFacts(
        id=row.id,
        unit=row.unit,
        session=row.session,
        language=row.language,
        task_area=row.task_area,
        year=row.year,
        created_on=row.created_on,
        marked_on=row.marked_on,
        revision=row.revision,
        statements=tuple(map(_statement, statements)),
    )


def card_facts(row: UnitCard) -> UnitCardFacts:
    """Return a card of a unit's own."""
    card = StarterCard(row.code, row.profession, row.good, row.knowledge, row.duty, row.context)
    return UnitCardFacts(card, row.version)


def _statement(row: Statement) -> StatementFacts:
    values = MarkValues(
        row.place,
        row.is_guide_mark,
        OutcomeKind(row.leads_to) if row.leads_to else None,
        row.exceptions,
        row.knowledge_base,
        row.task_and_duty,
        row.context,
    )
    return StatementFacts(row.text, row.version, values)
