"""Questions about relief rounds. Frozen values, never querysets."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.relief.models import ReliefRound
from fagspejl.workspace.relief.types import RoundFacts, WorthCounts


def rounds_of(unit: UUID) -> tuple[RoundFacts, ...]:
    """Return the rounds of a unit, the latest first."""
    return tuple(map(_facts, ReliefRound.objects.filter(unit=unit).order_by("-held_on")))


def _facts(row: ReliefRound) -> RoundFacts:
    counts = (row.worth_yes, row.worth_partly, row.worth_no)
    worth = None if None in counts else WorthCounts(*(one or 0 for one in counts))
    return RoundFacts(row.id, row.held_on, row.present, worth)
