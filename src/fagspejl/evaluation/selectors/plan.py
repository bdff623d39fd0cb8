"""What a planner has settled for a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fagspejl.evaluation.models import RoundPlan
from fagspejl.evaluation.types.plan import PlanValues


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan as somebody reads it. `version`: 0 where nothing was settled yet."""

    values: PlanValues
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


def plan_of(round_id: UUID) -> PlanSeen:
    """Return a round's plan; the usual one where nothing was settled."""
    row = RoundPlan.objects.filter(round_id=round_id).first()
    if row is None:
        return PlanSeen(PlanValues())
    return PlanSeen(PlanValues.from_dict(row.values), row.version, row.changed_by, row.changed_at)
