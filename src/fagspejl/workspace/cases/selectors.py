"""Questions about cases, patterns, rota and ideas. Frozen values, never querysets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from fagspejl.workspace.cases.models import CaseCard, CasePattern, CaseRhythm, PatternIdea, RotaEntry
from fagspejl.workspace.cases.rows import card_facts, idea_facts, pattern_facts, rhythm_facts, turn
from fagspejl.workspace.cases.types import (
    CaseFacts,
    DilemmaType,
    IdeaFacts,
    PatternFacts,
    PatternPage,
    RhythmFacts,
    Turn,
)

PAGE: Final = 20  # patterns of a page, half a page of paper each
SIMILAR: Final = 3
ANSWERED_DAYS: Final = 60  # so long what became of an idea is told


def card(card_id: UUID) -> CaseFacts | None:
    """Return a card."""
    found = CaseCard.objects.filter(id=card_id).first()
    return None if found is None else card_facts(found)


def card_of_session(session: UUID) -> CaseFacts | None:
    """Return the card that a session talks about."""
    found = CaseCard.objects.filter(session=session).first()
    return None if found is None else card_facts(found)


def cards_of(unit: UUID, *, most: int) -> list[CaseFacts]:
    """Return a unit's newest cards, the newest first."""
    rows = CaseCard.objects.filter(unit=unit).order_by("-created_on", "-id")
    return [card_facts(row) for row in rows[:most]]


def pattern(pattern_id: UUID) -> PatternFacts | None:
    """Return a pattern."""
    found = CasePattern.objects.filter(id=pattern_id).first()
    return None if found is None else pattern_facts(found)


def patterns_of(
    unit: UUID, *, kind: DilemmaType | None = None, page: int = 1, withdrawn: bool = False
) -> PatternPage:
    """Return a page of a unit's patterns, the last changed first; a page that is not there is the nearest one."""
    rows = CasePattern.objects.filter(unit=unit, withdrawn_on__isnull=not withdrawn)
    if kind is not None:
        rows = rows.filter(dilemma_type=kind.value)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    number = min(max(page, 1), pages)
    shown = rows.order_by("-changed_on", "-id")[(number - 1) * PAGE : number * PAGE]
    return PatternPage(tuple(pattern_facts(row) for row in shown), number, pages, count)


def similar_patterns(
    unit: UUID, kind: DilemmaType, *, most: int = SIMILAR, before: date | None = None
) -> list[PatternFacts]:
    """Return the unit's patterns of the same dilemma, the last changed first. `before`: made by that day."""
    rows = CasePattern.objects.filter(unit=unit, dilemma_type=kind.value, withdrawn_on=None)
    if before is not None:
        rows = rows.filter(created_on__lte=before)
    return [pattern_facts(row) for row in rows.order_by("-changed_on", "-id")[:most]]


def patterns_from(card_id: UUID) -> list[PatternFacts]:
    """Return the patterns that came of a card."""
    unit = CaseCard.objects.filter(id=card_id).values_list("unit", flat=True).first()
    if unit is None:
        return []
    rows = CasePattern.objects.filter(unit=unit, from_cases__contains=card_id.hex)
    return [pattern_facts(row) for row in rows.order_by("created_on", "id")]


def idea(idea_id: UUID) -> IdeaFacts | None:
    """Return what came from a phone."""
    found = PatternIdea.objects.filter(id=idea_id).first()
    return None if found is None else idea_facts(found)


def ideas_shown(unit: UUID, today: date) -> list[IdeaFacts]:
    """Return what came from phones as leader and unit see it: what waits, and what was answered lately.

    Nothing of today: whoever looks again and again would see whose phone it came from.
    """
    lately = today - timedelta(days=ANSWERED_DAYS)
    rows = PatternIdea.objects.filter(unit=unit, created_on__lt=today).filter(
        Q(answer="") | Q(answered_on__gte=lately)
    )
    return [idea_facts(row) for row in rows.order_by("created_on", "id")]


def waiting(units: Collection[UUID], today: date) -> dict[UUID, int]:
    """Return how much of each unit waits for its leader: ideas without an answer, and cases to ask about."""
    which = {"unit__in": list(units)}
    ideas = PatternIdea.objects.filter(**which, answer="", created_on__lt=today).values_list(
        "unit", flat=True
    )
    cases = CaseCard.objects.filter(**which, follow_up_on__lte=today, followed_on=None)
    return Counter([*ideas, *cases.values_list("unit", flat=True)])


def rhythm_of(unit: UUID) -> RhythmFacts | None:
    """Return when a unit takes its cases."""
    found = CaseRhythm.objects.filter(unit=unit).first()
    return None if found is None else rhythm_facts(found)


def rota_of(unit: UUID) -> list[Turn]:
    """Return whose turn it is next time, the most needed role first."""
    return [turn(row) for row in RotaEntry.objects.filter(unit=unit).order_by("place", "initials")]
