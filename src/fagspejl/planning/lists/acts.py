"""What the posts of both pages share."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from fagspejl.evaluation.types.lists import REASON_SIGNS
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.intake import masked


def uuid_of(text: str) -> UUID | None:
    """Return an id that a form sent; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def with_waiver(values: PlanValues, reason: str) -> PlanValues:
    """Return a plan in which lists are not checked for this reason; an empty one takes it back."""
    return replace(values, lists_waived=masked(" ".join(reason.split()))[:REASON_SIGNS])
