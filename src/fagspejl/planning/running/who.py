"""Who else than planners may use some of these pages: the data protection officer. To all others they are not there."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.evaluation.types import RoundFacts


def log_reader_here(request: HttpRequest) -> Staff:
    """Return who may read the log: planners a part of it, the data protection officer all. Raises NotYours."""
    staff = staff_here(request)
    if not staff.roles & {"planner", "dpo"}:
        raise NotYours
    return staff


def copy_holder_here(request: HttpRequest, round_id: UUID) -> tuple[Staff, RoundFacts]:
    """Return who keeps the one copy of a round's key, and the round. Raises NotYours for all others.

    Where two people hold a half each they have a page of their own.
    """
    staff = staff_here(request)
    found = round_facts(round_id)
    copy = copy_outside(round_id)
    if "dpo" not in staff.roles or found is None or copy is None or copy.is_witnessed:
        raise NotYours
    return staff, found
