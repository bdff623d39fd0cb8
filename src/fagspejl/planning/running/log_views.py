"""The log of what staff did, in sentences: a planner's part of it, all of it for the data protection officer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.types import Staff
from fagspejl.audit.selectors import log_page
from fagspejl.audit.types import LogFilter
from fagspejl.disclosure.selectors import parts_of_round
from fagspejl.evaluation.selectors import all_rounds
from fagspejl.lib.clock import ZONE
from fagspejl.planning.running.forms import LogForm
from fagspejl.planning.running.groups import GROUPS, PLANNERS
from fagspejl.planning.running.paging import PAGE, number_in
from fagspejl.planning.running.said import said
from fagspejl.planning.running.who import log_reader_here
from fagspejl.web.words_here import words_here

_BEFORE: Final = "foer"
_FIRST, _LAST = (
    date(2000, 1, 1),
    date(9000, 1, 1),
)  # nothing was noted before or is after; the calendar ends soon


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show the lines of the log that this reader may see, newest first, a hundred at a time. Raises NotYours."""
    staff, words = log_reader_here(request), words_here()
    form = LogForm(words, request.GET, rounds=[(str(one.id), one.title) for one in all_rounds()])
    is_valid = form.is_valid()
    wanted = _filter(staff, form.cleaned_data if is_valid else {})
    before = number_in(request, _BEFORE)
    found = log_page(wanted, limit=PAGE + 1, before=before)
    lines = said(found[:PAGE], words) if is_valid else []
    context = {
        "form": form,
        "lines": lines,
        "all": "dpo" in staff.roles,
        "older": _older(request.GET, lines[-1].number) if len(found) > PAGE and lines else "",
        "paged": before is not None,
        "sought": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "planning/running/log.html", context)


def _filter(staff: Staff, told: Mapping[str, Any]) -> LogFilter:
    all_of_it = "dpo" in staff.roles
    kind = told.get("hvad") or ""
    return LogFilter(
        events=None if all_of_it else PLANNERS,
        own=None if all_of_it else str(staff.id),
        kinds=GROUPS.get(kind),
        objects=_objects(told.get("runde") or ""),
        who=told.get("navn") or "",
        since=_start(told.get("fra")),
        until=_start(told.get("til"), days=1),
    )


def _objects(round_id: str) -> tuple[str, ...] | None:
    """A round and its reports."""
    if not round_id:
        return None
    return (round_id, *(str(part.id) for part in parts_of_round(UUID(round_id)) if part.kind == "leader"))


def _start(day: date | None, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(min(max(day, _FIRST), _LAST) + timedelta(days=days), time(), ZONE)


def _older(query: QueryDict, number: int) -> str:
    kept = query.copy()
    kept[_BEFORE] = str(number)
    return kept.urlencode()
