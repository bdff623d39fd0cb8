"""Who may use the planner's pages: whoever holds the role at this moment. For everybody else they are not there."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.types import RoundFacts

_PLAIN = "application/x-www-form-urlencoded"


def planner_here(request: HttpRequest) -> Staff:
    """Return the planner who is asking. Raises NotYours for everybody else, BadRequest for text nobody can type."""
    staff = staff_here(request)
    if "planner" not in staff.roles:
        raise NotYours
    check_typed(request)
    return staff


def check_typed(request: HttpRequest, *, files_too: bool = False) -> None:
    """Raise BadRequest where a NUL sign was sent: no browser does, and PostgreSQL keeps none.

    `files_too`: also in a form that may carry files, which is read by this.
    """
    _check(request.GET)
    if request.method == "POST" and (files_too or request.content_type == _PLAIN):
        _check(request.POST)


def _check(sent: QueryDict) -> None:
    if any("\0" in text for name, texts in sent.lists() for text in (name, *texts)):
        raise BadRequest


def round_here(request: HttpRequest, round_id: UUID) -> tuple[Staff, RoundFacts]:
    """Return the planner who is asking and the round. Raises NotYours for anybody else, and where there is no round."""
    staff = planner_here(request)
    check_typed(request, files_too=True)
    found = round_facts(round_id)
    if found is None:
        raise NotYours
    return staff, found
