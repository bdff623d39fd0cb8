"""The pages on which lecturers sort and answer questions: by the key of the course's control, and after logging in."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.permissions import staff_here
from fagspejl.lib.names import inert
from fagspejl.web.words_here import words_here
from fagspejl.workspace.courses.permissions import check_lectures
from fagspejl.workspace.courses.questions import addresses
from fagspejl.workspace.courses.questions.edge import among_questions, page, words_of
from fagspejl.workspace.courses.questions.moderation import act_on, moderation, refusal
from fagspejl.workspace.courses.questions.parts import exported
from fagspejl.workspace.courses.selectors import course_by_control
from fagspejl.workspace.sessions.errors import MovedOn, SessionError, SessionGone

_STAFF = "workspace/course/questions/staff.html"
_SEE_OTHER = 303
_REFUSED = 400
_MOVED = 409


@among_questions
def control(request: HttpRequest, key: str) -> HttpResponse:
    """Show a lecturer the questions of the course that this key controls; do what she asks for."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    known = course_by_control(key)
    if known is None:
        raise SessionGone
    words, path = words_of(known.language), addresses.control_path(key)
    if request.method != "POST":
        about = moderation(known, request.GET, words, path)
        return page("control.html", {**about, **_around(request, key)}, language=known.language)
    try:
        act_on(known.id, request.POST)
    except SessionGone:
        raise
    except SessionError as error:
        told = refusal(error, words)
        about = moderation(known, request.GET, words, path, sent=request.POST, refused=told)
        status = _MOVED if isinstance(error, MovedOn) else _REFUSED
        return page(
            "control.html", {**about, **_around(request, key)}, language=known.language, status=status
        )
    return _again(request)


@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Show a lecturer the questions of her course, also after the close; do what she asks for. Raises NotYours."""
    known = check_lectures(course_id, staff_here(request))
    words, path = words_here(), reverse("course-questions", args=(course_id,))
    about = {"known": known, "done": "gjort" in request.GET}
    if request.method != "POST":
        return render(
            request,
            _STAFF,
            about | moderation(known, request.GET, words, path),
        )
    try:
        act_on(known.id, request.POST)
    except SessionError as error:
        told = refusal(error, words)
        about |= moderation(known, request.GET, words, path, sent=request.POST, refused=told)
        status = _MOVED if isinstance(error, MovedOn) else _REFUSED
        return render(request, _STAFF, about, status=status)
    return _again(request)


@require_safe
def as_csv(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Hand out what a lecturer sees of the questions, as a table. Raises NotYours."""
    known = check_lectures(course_id, staff_here(request))
    words = words_here()
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows = exported(known)
    names = ("state", "votes", "text", "name", "merged", "answer", "because")
    writer.writerow([words.say(f"asked_export.{name}") for name in names])
    for row in rows:
        writer.writerow([inert(str(row[name])) for name in names])
    response = HttpResponse(("\ufeff" + out.getvalue()).encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="spoergsmaal.csv"'
    return response


@require_safe
def as_json(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Hand out what a lecturer sees of the questions, for a program. Raises NotYours."""
    known = check_lectures(course_id, staff_here(request))
    response = JsonResponse({"questions": list(exported(known))}, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="spoergsmaal.json"'
    return response


def _around(request: HttpRequest, key: str) -> dict[str, object]:
    return {"back": f"{addresses.PREFIX}styring/{key}/", "done": "gjort" in request.GET}


def _again(request: HttpRequest) -> HttpResponse:
    query = request.GET.copy()
    query["gjort"] = "1"
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}", status=_SEE_OTHER)
