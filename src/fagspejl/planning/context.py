"""What every page of a round tells in red, whichever page it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.evaluation.selectors.witnessed import witnessed_copy
from fagspejl.evaluation.states import Act, can
from fagspejl.web.words_here import words_here


def round_warning(request: HttpRequest) -> dict[str, Any]:
    """Return the warning of the round that the address of a planner's page names: a sheet of its key is lost."""
    match = request.resolver_match
    round_id = None if match is None else match.kwargs.get("round_id")
    if match is None or not isinstance(round_id, UUID) or not (match.url_name or "").startswith("planning-"):
        return {}
    copy = witnessed_copy(round_id)
    if copy is None or copy.is_safe:
        return {}
    outside = copy_outside(round_id)
    if outside is None or outside.key_destroyed_on is not None:
        return {}
    if copy.is_lost:
        return {"warning": words_here().say("planning_key.warning")}
    if can(Act.ANSWER, outside.state):  # new halves, made while the round is open
        return {"warning": words_here().say("planning_key.warning_unread")}
    return {}
