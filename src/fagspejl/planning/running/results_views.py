"""The results of a round for its planner."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.disclosure.selectors import root_hash
from fagspejl.disclosure.services import audit_round
from fagspejl.evaluation.states import Act, can
from fagspejl.planning.access import round_here
from fagspejl.planning.running.results import checked, links, next_year, told
from fagspejl.web.words_here import words_here


@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show what there is of a published round; a post works its Release out again. Raises NotYours."""
    staff, found = round_here(request, round_id)
    words = words_here()
    context: dict[str, object] = {"round": found, "published": can(Act.READ, found.state)}
    if context["published"]:
        context |= {
            "links": list(links(found, staff, words)),
            "checked": checked(found, words),
            "sha": "" if found.reports_deleted_on else root_hash(round_id),
            "told": told(round_id, words),
            "next_year": next_year(round_id, words),
            "deleted": found.reports_deleted_on is not None,
        }
    if request.method == "POST":
        if not context["published"] or context["deleted"]:
            raise NotYours
        faults = audit_round(round_id).faults
        key = "again_faults" if faults else "again_none"
        context["again"] = words.say(f"running_results.{key}", count=len(faults))
    return render(request, "planning/running/results.html", context)
