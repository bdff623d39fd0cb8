"""The page on which people on the roster are looked up."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.organisation.selectors import roster_lines
from fagspejl.planning.access import planner_here
from fagspejl.planning.asked import whole

_ON_A_PAGE: Final = 100
_LAST_PAGE: Final = 1_000_000  # so that no database is asked to pass over more than it can count


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show who is on the roster, by name, page by page, or those that a search finds. Raises NotYours."""
    planner_here(request)
    name, number = request.GET.get("navn", "")[:100], max(whole(request.GET.get("side", ""), 1), 1)
    first = (min(number, _LAST_PAGE) - 1) * _ON_A_PAGE
    lines, count = roster_lines(name, first=first, most=_ON_A_PAGE)
    page = Paginator(range(count), _ON_A_PAGE).get_page(number)
    if not lines and count:  # a page behind the last is the last
        lines, _ = roster_lines(name, first=page.start_index() - 1, most=_ON_A_PAGE)
    query = f"{urlencode({'navn': name})}&" if name else ""
    context = {"name": name, "lines": lines, "page": page, "query": query}
    return render(request, "planning/imports/listed.html", context)
