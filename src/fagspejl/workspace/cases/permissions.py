"""Who may read and change which case: whoever holds its unit now. A successor has it from the first day."""

from __future__ import annotations

from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.workspace.cases.selectors import card, idea, pattern
from fagspejl.workspace.cases.types import CaseFacts, IdeaFacts, PatternFacts
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit


def check_card(card_id: UUID, staff: Staff) -> tuple[CaseFacts, MyUnit]:
    """Return a card of a unit that this person holds, and the unit. Raises NotYours."""
    found = card(card_id)
    if found is None:
        raise NotYours
    return found, check_can_hold_unit(found.unit, staff)


def check_pattern(pattern_id: UUID, staff: Staff) -> tuple[PatternFacts, MyUnit]:
    """Return a pattern of a unit that this person holds, and the unit. Raises NotYours."""
    found = pattern(pattern_id)
    if found is None:
        raise NotYours
    return found, check_can_hold_unit(found.unit, staff)


def check_idea(idea_id: UUID, staff: Staff) -> tuple[IdeaFacts, MyUnit]:
    """Return an idea of a unit that this person holds, and the unit. Raises NotYours."""
    found = idea(idea_id)
    if found is None:
        raise NotYours
    return found, check_can_hold_unit(found.unit, staff)
