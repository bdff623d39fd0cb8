"""Rows as values."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from fagspejl.workspace.cases.models import CaseCard, CasePattern, CaseRhythm, PatternIdea, RotaEntry
from fagspejl.workspace.cases.types import (
    CardValues,
    CaseFacts,
    CaseRole,
    DilemmaType,
    IdeaAnswer,
    IdeaFacts,
    LeaderPart,
    MinutesValues,
    PatternFacts,
    PatternValues,
    RhythmFacts,
    Strain,
    Turn,
)
from fagspejl.workspace.sessions.types import SplitGroup, SplitKind


def card_facts(row: CaseCard) -> CaseFacts:
    """Return a card."""
    first, second, third, fourth = (*row.considerations, "", "", "", "")[:4]
    return CaseFacts(
        id=row.id,
        unit=row.unit,
        language=row.language,
        session=row.session,
        created_on=row.created_on,
        values=CardValues(
            type=row.type,
            tension=row.tension,
            question=row.question,
            dilemma_type=DilemmaType(row.dilemma_type),
            low_pole=row.low_pole,
            high_pole=row.high_pole,
            leader_part=LeaderPart(row.leader_part),
            follow_up_on=row.follow_up_on,
        ),
        minutes=MinutesValues(
            considerations=(first, second, third, fourth),
            learned=tuple(row.learned),
            strain=Strain(row.strain) if row.strain else None,
            follow_up_on=row.follow_up_on,
        ),
        followed_up=row.followed_up,
        followed_on=row.followed_on,
        revision=row.revision,
    )


def pattern_facts(row: CasePattern) -> PatternFacts:
    """Return a pattern."""
    return PatternFacts(
        id=row.id,
        unit=row.unit,
        language=row.language,
        values=PatternValues(
            dilemma_type=DilemmaType(row.dilemma_type),
            when=row.when,
            we_weigh=row.we_weigh,
            because=row.because,
            unless=row.unless,
        ),
        from_cases=tuple(UUID(one) for one in row.from_cases.split()),
        created_on=row.created_on,
        changed_on=row.changed_on,
        withdrawn_on=row.withdrawn_on,
        revision=row.revision,
    )


def idea_facts(row: PatternIdea) -> IdeaFacts:
    """Return what came from a phone."""
    answer = IdeaAnswer(row.answer) if row.answer else None
    return IdeaFacts(
        row.id, row.unit, row.text, row.created_on, answer, row.line, row.answered_on, row.pattern
    )


def rhythm_facts(row: CaseRhythm) -> RhythmFacts:
    """Return a unit's rhythm."""
    groups = tuple(SplitGroup(one["name"], one["size"]) for one in row.groups)
    return RhythmFacts(
        row.unit,
        row.weekday,
        row.meeting,
        row.short,
        row.weeks,
        row.starts_on,
        SplitKind(row.split_kind),
        groups,
    )


def turn(row: RotaEntry) -> Turn:
    """Return somebody's turn."""
    return Turn(row.initials, CaseRole(row.next_role) if row.next_role else None)


def columns(values: CardValues | PatternValues) -> dict[str, Any]:
    """Return what was written as its row holds it."""
    return asdict(values)
