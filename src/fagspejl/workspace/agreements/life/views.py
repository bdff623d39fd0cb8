"""The life of an agreement on a page of its own, as one page of PDF, and its figures as CSV."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.words_here import words_here
from fagspejl.workspace.agreements.life.build import Life, life_of
from fagspejl.workspace.agreements.life.pdf import life_pdf
from fagspejl.workspace.agreements.permissions import check_agreement
from fagspejl.workspace.agreements.pulse.selectors import pulses_of
from fagspejl.workspace.agreements.told import line
from fagspejl.workspace.agreements.types import AgreementFacts
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.services.planning import today_here


def life_here(facts: AgreementFacts) -> Life | None:
    """Return the life of an agreement as staff read it; None before it ever held."""
    if not facts.events or all(version.starts_on > today_here() for version in facts.versions):
        return None
    words = words_here()
    pulse = pulses_of([facts], today_here())[facts.id]
    return life_of(facts, pulse, words=words, room=words_of(words.language), key="life")


@require_safe
def life(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Show the life of an agreement large enough for a wall. Raises NotYours."""
    facts, unit = check_agreement(agreement_id, staff_here(request))
    context = {
        "facts": facts,
        "unit": unit,
        "line": line(facts, today_here(), words_here()),
        "life": life_here(facts),
    }
    return render(request, "workspace/agreements/life_page.html", context)


@require_safe
def life_as_pdf(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Return the same as one page of PDF; the same content gives the same bytes. Raises NotYours."""
    facts, unit = check_agreement(agreement_id, staff_here(request))
    made = life_pdf(
        facts, unit.name, line(facts, today_here(), words_here()).state, life_here(facts), words_here()
    )
    return HttpResponse(made, content_type="application/pdf", headers=_named(facts, "pdf"))


@require_safe
def life_as_csv(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Return the figures of the table, no more than the page shows. Raises NotYours."""
    facts, _ = check_agreement(agreement_id, staff_here(request))
    found, out = life_here(facts), io.StringIO()
    writer = csv.writer(out, delimiter=";")
    if found is not None:
        writer.writerow(found.head)
        writer.writerows([row.weeks, row.side, *row.counts, row.n, row.uses] for row in found.rows)
    return HttpResponse(
        out.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers=_named(facts, "csv"),
    )


def _named(facts: AgreementFacts, kind: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="aftalens-liv-{facts.id.hex[:8]}.{kind}"'}
