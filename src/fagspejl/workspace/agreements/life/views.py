"""The life of an agreement on a page of its own, as one page of PDF, and what it shows as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.lib.names import inert
from fagspejl.web.words_here import words_here
from fagspejl.workspace.agreements.life.build import Life, LifeRow, life_of
from fagspejl.workspace.agreements.life.pdf import life_pdf
from fagspejl.workspace.agreements.permissions import check_agreement
from fagspejl.workspace.agreements.pulse.selectors import pulses_of
from fagspejl.workspace.agreements.told import agreement_lines, line
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
        "texts": agreement_lines(facts, words_here()),
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
        for row in (found.head, *map(cells_of, found.rows)):
            writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    return HttpResponse(
        out.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers=_named(facts, "csv"),
    )


@require_safe
def life_as_json(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Return what the page shows, for programs: sentences, flags, points and lines, and no more. Raises NotYours."""
    facts, unit = check_agreement(agreement_id, staff_here(request))
    shown = life_as_data(facts, unit.name, life_here(facts))
    return HttpResponse(
        json.dumps(shown, ensure_ascii=False, indent=1),
        content_type="application/json",
        headers=_named(facts, "json"),
    )


def life_as_data(facts: AgreementFacts, unit: str, life: Life | None) -> dict[str, object]:
    """Return a life as its page shows it; `points` hold a cell for every name in `head`."""
    if life is None or not life.rows:
        said = () if life is None else life.sentences
        return {"unit": unit, "title": facts.title, "sentences": said, "points": []}
    return {
        "unit": unit,
        "title": facts.title,
        "sentences": life.sentences,
        "left_out": life.left_out,
        "flags": [{"number": flag.number, "text": flag.text} for flag in life.flags],
        "obstacles": [{"side": side, "lines": lines} for side, lines in life.obstacles],
        "head": life.head,
        "points": [cells_of(row) for row in life.rows],
    }


def cells_of(row: LifeRow) -> list[str | int]:
    """Return a point as a row of the table."""
    return [row.weeks, row.side, *row.counts, row.n, row.uses]


def _named(facts: AgreementFacts, kind: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="aftalens-liv-{facts.id.hex[:8]}.{kind}"'}
