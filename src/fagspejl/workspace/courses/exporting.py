"""What a lecturer takes with her: the agenda, what closed exercises left, and the questions. Nothing of who was there.

Exactly what she may see: counts of answers per block of at least five, as they were kept.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.lib.names import inert
from fagspejl.web.words_here import words_here
from fagspejl.workspace.courses.permissions import check_lectures
from fagspejl.workspace.courses.questions.parts import exported
from fagspejl.workspace.courses.types import CourseFacts
from fagspejl.workspace.sessions.rules import VALUES
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.types import StoredItem


@require_safe
def as_json(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Return the course as one JSON document. Raises NotYours."""
    known = _exported(request, course_id)
    content = {
        "title": known.title,
        "held_on": known.opened_on.isoformat() if known.opened_on else None,
        "blocks": [
            {
                "title": block.title,
                "kind": block.kind.value,
                "minutes": block.minutes,
                "points": list(block.points),
                "speaker_notes": block.speaker_notes,
            }
            for block in known.blocks
        ],
        "answers": _rows(known),
        "questions": [dict(one) for one in exported(known)],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    return _file(text + "\n", "application/json", "kursus.json")


@require_safe
def as_csv(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Return what closed exercises left as CSV: a row per question, group and option. Raises NotYours."""
    known = _exported(request, course_id)
    words = words_here()
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    names = ("exercise", "question", "group", "option", "count")
    writer.writerow([words.say(f"course_export.{name}") for name in names])
    for row in _rows(known):
        writer.writerow([inert(str(row[name])) for name in names])
    return _file("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", "kursus.csv")


def _exported(request: HttpRequest, course_id: UUID) -> CourseFacts:
    staff = staff_here(request)
    known = check_lectures(course_id, staff)
    record(actor=staff.actor, event=Event.COURSE_CHANGED, object=course_id, facts={"act": "export"})
    return known


def _rows(known: CourseFacts) -> list[dict[str, Any]]:
    return [
        row
        for block in known.blocks
        if block.session is not None
        for item in stored_items(block.session)
        for row in _item_rows(block.title, item)
    ]


def _item_rows(exercise: str, item: StoredItem) -> list[dict[str, Any]]:
    if item.withheld:
        return []
    options = item.options or tuple(map(str, VALUES))
    question = " · ".join(one for one in (item.title, item.question) if one)
    return [
        {
            "exercise": exercise,
            "question": question,
            "group": block.name,
            "option": name,
            "count": block.first.count(at),
        }
        for block in item.blocks
        for at, name in enumerate(options)
    ]


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
