"""The leader's next step on the web: what the report suggests, her own choice, sheets to print, and a date.

Everything is asked for by GET and nothing is kept. Access is that of the report itself. The page of suggestions holds
figures of the report, so a look at it is logged as one; sheets and dates hold none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.disclosure.types import LeaderRelease
from fagspejl.instrument.types import Instrument
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.wording import Wording
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.next_step.advice import choices
from fagspejl.reporting.pages.next_step.calendar import calendar_file, usual_start
from fagspejl.reporting.pages.next_step.sheets import (
    TOOLS,
    all_sheets,
    meeting_sheet,
    sheets_page,
    statements,
    tool_sheet,
)
from fagspejl.reporting.pages.next_step.suggestion import MINUTES
from fagspejl.reporting.pages.next_step.types import MeetingSheet, Statement
from fagspejl.reporting.pages.next_step.words import step_words
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.permissions import check_can_open_report
from fagspejl.reporting.responses import page_response, pdf_response, withdrawn_response
from fagspejl.reporting.selectors import OpenReport
from fagspejl.reporting.served import released_in
from fagspejl.reporting.starts import starts_here
from fagspejl.web.words_here import words_here

_SOON = timedelta(days=7)  # a meeting is called at least a week ahead
_YEARS = (2000, 2100)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A report with what its next step is made of. `picked`: the statement that is asked about, or None."""

    found: OpenReport
    released: ReleasedRound
    instrument: Instrument
    view: LeaderRelease
    frame: Frame
    words: Wording
    statements: tuple[Statement, ...]
    picked: Statement | None


class DateForm(forms.Form):
    """When the next step is to happen, in the time of Copenhagen. Names are those of the address."""

    dag = forms.DateField(input_formats=["%Y-%m-%d"])
    tid = forms.TimeField(input_formats=["%H:%M", "%H.%M"])

    def clean_dag(self) -> object:
        """Refuse years that no calendar of ours is about."""
        day = self.cleaned_data["dag"]
        if not _YEARS[0] <= day.year < _YEARS[1]:
            raise forms.ValidationError("", code="invalid")
        return day


@require_safe
def step(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Show what the report suggests, every statement to choose among, and what belongs to the chosen one."""
    opened = _open(request, part_id)
    if isinstance(opened, HttpResponse):
        return opened
    return _page(request, opened, None)


@require_safe
def step_date(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Hand out a date for the chosen statement; ask again where the date cannot be read."""
    opened = _open(request, part_id)
    if isinstance(opened, HttpResponse):
        return opened
    form = DateForm(_usual(opened) | request.GET.dict())
    if not form.is_valid():
        return _page(request, opened, form)
    words, about = opened.words, opened.picked
    sheet = _meeting(opened)
    file = calendar_file(
        words.say("calendar.meeting", title=sheet.title),
        words.say("calendar.again", question=about.question if about else sheet.lead),
        datetime.combine(form.cleaned_data["dag"], form.cleaned_data["tid"], ZONE),
        MINUTES["meeting"],
        made=utc_now(),
        about=str(part_id),
    )
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dit-naeste-skridt.ics"'
    return response


@require_safe
def step_sheet(request: HttpRequest, part_id: UUID, name: str) -> HttpResponse:
    """Show one sheet, to print or to project. Raises Http404 for a sheet that is not there."""
    opened = _open(request, part_id)
    if isinstance(opened, HttpResponse):
        return opened
    page = sheets_page(opened.frame, opened.released, (_sheet(opened, name),))
    return page_response(request, page, _links(opened), bar="step_bar")


@require_safe
def step_sheets(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Hand out every sheet as one PDF."""
    opened = _open(request, part_id)
    if isinstance(opened, HttpResponse):
        return opened
    page = all_sheets(opened.released, opened.instrument, opened.words.language)
    return pdf_response(page, opened.released.info.closed, "dit-naeste-skridt")


def _open(request: HttpRequest, part_id: UUID) -> _Opened | HttpResponse:
    """Return the report, or the note of its withdrawal. Raises NotYours."""
    found = check_can_open_report(part_id, staff_here(request))
    if found.part.withdrawn is not None:
        return withdrawn_response(request, found.part.withdrawn)
    released, instrument, language = released_in(found, words_here())
    frame = frame_for(instrument, language, released.scale)
    offered = statements(frame, released.themes)
    asked = request.GET.get("udsagn", "")
    return _Opened(
        found,
        released,
        instrument,
        released.leader(found.part.leader),
        frame,
        step_words(language),
        offered,
        next((one for one in offered if one.place == asked), None),
    )


def _meeting(opened: _Opened) -> MeetingSheet:
    if opened.picked is None:
        return tool_sheet(opened.words, "meeting")
    return meeting_sheet(opened.words, opened.picked, several=len(opened.released.themes) > 1)


def _sheet(opened: _Opened, name: str) -> MeetingSheet:
    if name == "meeting":
        return _meeting(opened)
    found = next((tool for tool in ("talk", *TOOLS) if tool == name), None)
    if found is None:
        raise Http404
    return tool_sheet(opened.words, found)


def _usual(opened: _Opened) -> dict[str, str]:
    """The date that stands in the form: four weeks after the round closed, and never less than a week ahead."""
    soon = (utc_now().astimezone(ZONE) + _SOON).date()
    closed = opened.released.info.closed
    start = max(usual_start(closed), usual_start(soon - timedelta(days=28))) if closed else usual_start(soon)
    return {"dag": start.date().isoformat(), "tid": f"{start:%H:%M}"}


def _links(opened: _Opened) -> dict[str, object]:
    return {"part": opened.found.part.id, "t": opened.words.sections["page"]}


def _page(request: HttpRequest, opened: _Opened, form: DateForm | None) -> HttpResponse:
    words, usual = opened.words, _usual(opened)
    asked = usual if form is None else {name: str(form.data[name]) for name in usual}
    wrong = set() if form is None else set(form.errors)
    context = {
        **_links(opened),
        "title": words.say("step.title"),
        "own": opened.found.role == "leader",
        "leader": opened.view.name,
        "suggested": [
            (one, words.say("page.sheet", title=words.say(f"sheet.{one.suggestion.sheet}.title")))
            for one in choices(opened.frame, opened.released.themes, opened.view)
        ],
        "starts": starts_here(request, opened.found),
        "none": words.say("step.none"),
        "choose": words.say("step.own"),
        "later": (words.say("step.later"), words.say("step.later_text")),
        "statements": opened.statements,
        "picked": opened.picked,
        "talk": words.say("page.talk_text", minutes=MINUTES["talk"]),
        "day": asked["dag"],
        "time": asked["tid"],
        "day_errors": [words.say("page.wrong_day", example=usual["dag"])] if "dag" in wrong else [],
        "time_errors": [words.say("page.wrong_time")] if "tid" in wrong else [],
    }
    response = render(request, "reporting/site/step.html", context)
    staff = staff_here(request)
    record(actor=staff.actor, event=Event.REPORT_READ, object=opened.found.part.id, facts={"comments": False})
    return response
