"""Who may use the planner's pages: whoever holds the role at this moment. For everybody else they are not there."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.types import RoundFacts


def planner_here(request: HttpRequest) -> Staff:
    """Return the planner who is asking. Raises NotYours for everybody else."""
    staff = staff_here(request)
    if "planner" not in staff.roles:
        raise NotYours
    return staff


def round_here(request: HttpRequest, round_id: UUID) -> tuple[Staff, RoundFacts]:
    """Return the planner who is asking and the round. Raises NotYours for anybody else, and where there is no round."""
    staff = planner_here(request)
    found = round_facts(round_id)
    if found is None:
        raise NotYours
    return staff, found
