"""HR's page of a round's paths, and the same columns as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.evaluation.selectors import round_facts
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.names import inert
from fagspejl.web.words_here import words_here
from fagspejl.workspace.paths.hr_page import COLUMNS, follow_up_rows, who_ask_for_sparring
from fagspejl.workspace.paths.permissions import check_plans

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH: Final = 26  # signs of a column
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a file tells no time of day, and the same rows give the same bytes


@require_safe
def of_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show that it happened, by leader: four dates and nothing else. Raises NotYours."""
    staff = staff_here(request)
    check_plans(staff)
    facts = round_facts(round_id)
    if facts is None:
        raise Http404
    words, now = words_here(), utc_now()
    context = {
        "round": facts,
        "columns": [words.say(f"path_hr.{name}") for name in COLUMNS],
        "rows": follow_up_rows(round_id, words, now.astimezone(ZONE).date()),
        "sparring": who_ask_for_sparring(round_id),
    }
    record(actor=staff.actor, event=Event.PATH_DATES_READ, object=round_id, facts={"file": ""}, at=now)
    return render(request, "workspace/paths/hr.html", context)


@require_safe
def round_file(request: HttpRequest, round_id: UUID, kind: str) -> HttpResponse:
    """Hand out the table of the page as CSV or XLSX. Raises NotYours."""
    staff = staff_here(request)
    check_plans(staff)
    if round_facts(round_id) is None:
        raise Http404
    words, now = words_here(), utc_now()
    rows = follow_up_rows(round_id, words, now.astimezone(ZONE).date())
    table = [[words.say(f"path_hr.{name}") for name in COLUMNS], *(row.cells for row in rows)]
    body, content = (_csv(table), "text/csv; charset=utf-8") if kind == "csv" else (_xlsx(table), _XLSX)
    record(actor=staff.actor, event=Event.PATH_DATES_READ, object=round_id, facts={"file": kind}, at=now)
    response = HttpResponse(body, content_type=content)
    response["Content-Disposition"] = f'attachment; filename="opfoelgning.{kind}"'
    return response


def _csv(table: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in table:
        writer.writerow(map(inert, row))
    return out.getvalue().encode("utf-8-sig")  # Excel reads æøå only with the mark


def _xlsx(table: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet()
        sheet.set_column(0, len(COLUMNS) - 1, _WIDTH)
        for number, row in enumerate(table):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return out.getvalue()
