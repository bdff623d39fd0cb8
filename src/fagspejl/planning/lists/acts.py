"""What the posts of both pages share."""

from __future__ import annotations

from dataclasses import replace

from fagspejl.evaluation.types.lists import REASON_SIGNS
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.intake import masked


def with_waiver(values: PlanValues, reason: str) -> PlanValues:
    """Return a plan in which lists are not checked for this reason; an empty one takes it back."""
    return replace(values, lists_waived=masked(" ".join(reason.split()))[:REASON_SIGNS])
