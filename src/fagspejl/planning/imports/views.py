"""The import desk's pages: people on the roster, a file, its columns, its faults, decisions, the difference."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.selectors import on_roster_as
from fagspejl.intake import IntakeRefused
from fagspejl.intake.roster.recognised import MappingSaid
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import spoken
from fagspejl.operations.errors import ColumnsMissing
from fagspejl.operations.services.imports import (
    correct,
    decide,
    discard,
    faulty_rows,
    read_draft,
    recognition_of,
    say_columns,
    shrinking,
    take_in,
    undo_last,
    upload,
    why_not_undone,
)
from fagspejl.organisation.errors import RosterDraftGone
from fagspejl.organisation.selectors import (
    imports,
    last_import,
    roster_counts,
)
from fagspejl.organisation.selectors.drafts import draft_here, draft_lines, roster_sources
from fagspejl.organisation.services.drafts import LIFE
from fagspejl.organisation.types import DraftFacts
from fagspejl.planning.access import planner_here
from fagspejl.planning.asked import whole
from fagspejl.planning.imports.forms import date_choices, rows, said, words_said
from fagspejl.planning.imports.told import changed, kinds, refused_lines, told
from fagspejl.planning.refusals import lines_of
from fagspejl.planning.uploads import MOST_BYTES, files_of, held_in_memory, too_large
from fagspejl.web.words_here import words_here

ON_A_PAGE: Final = 100
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show what is on the roster, what was taken in, and where to begin. Raises NotYours."""
    planner_here(request)
    return _people(request, [])


@require_http_methods(["GET", "HEAD", "POST"])
@held_in_memory
def send(request: HttpRequest) -> HttpResponse:
    """Take a file into memory. Raises NotYours."""
    staff, words = planner_here(request), words_here()
    if request.method != "POST":
        return redirect("planning-people")
    if too_large(request):
        return _people(request, [words.say("imports.too_large", limit=MOST_BYTES >> 20)], status=413)
    files = files_of(request, "files")
    if too_large(request):
        return _people(request, [words.say("imports.too_large", limit=MOST_BYTES >> 20)], status=413)
    if not files:
        return _people(request, [words.say("imports.no_file")], status=400)
    try:
        upload(files, actor=staff.actor, now=utc_now())
    except IntakeRefused as refused:
        return _people(request, refused_lines(refused, words), status=400)
    except FagspejlError as error:
        return _people(request, lines_of(error, words), status=409)
    return redirect("planning-people-columns")


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """Show what each column is taken for; a post says it, or looks what would be. Raises NotYours."""
    staff, words = planner_here(request), words_here()
    draft = draft_here(utc_now() - LIFE)
    if draft is None:
        return _gone(request)
    if request.method != "POST":
        return _columns(request, draft, None, [])
    found, before = recognition_of(draft)
    meant = said(request.POST, before, found)
    if request.POST.get("act") == "look":
        return _columns(request, draft, meant, [])
    source = " ".join(request.POST.get("source", "").split())[:100]
    try:
        say_columns(draft, _version(request), meant, source=source, actor=staff.actor, now=utc_now())
    except ColumnsMissing as error:
        twice = [words.say("imports.twice", name=name) for name in error.twice]
        return _columns(request, draft, meant, [words.say("imports.not_kept"), *twice], status=409)
    except FagspejlError as error:
        return _columns(request, draft, meant, lines_of(error, words), status=409)
    return redirect("planning-people-faults")


@require_safe
def faults(request: HttpRequest) -> HttpResponse:
    """Show the rows that cannot be used, by kind and page; where there are none, what is next. Raises NotYours."""
    planner_here(request)
    return _faults(request, [])


@require_safe
def faults_file(request: HttpRequest) -> HttpResponse:
    """Hand out the faulty rows as a workbook. Raises NotYours."""
    planner_here(request)
    now = utc_now()
    draft = draft_here(now - LIFE)
    if draft is None or draft.mapping is None:
        return _gone(request)
    book = faulty_rows(draft, now, spoken(words_here().language))
    if book is None:
        return _faults(request, [words_here().say("imports.no_rows")])
    response = HttpResponse(book, content_type=_XLSX)
    response["Content-Disposition"] = 'attachment; filename="fejl.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@held_in_memory
def corrected(request: HttpRequest) -> HttpResponse:
    """Take in rows that come back corrected. Raises NotYours."""
    staff, words = planner_here(request), words_here()
    draft = draft_here(utc_now() - LIFE)
    if draft is None:
        return _gone(request)
    files = [] if request.method != "POST" or too_large(request) else files_of(request, "files")
    if too_large(request):
        return _faults(request, [words.say("imports.too_large", limit=MOST_BYTES >> 20)], status=413)
    if not files:
        return _faults(request, [words.say("imports.no_file")], status=400)
    try:
        correct(draft, _version(request), files[0], actor=staff.actor, now=utc_now())
    except IntakeRefused as refused:
        return _faults(request, refused_lines(refused, words), status=400)
    except FagspejlError as error:
        return _faults(request, lines_of(error, words), status=409)
    return redirect("planning-people-faults")


@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: HttpRequest) -> HttpResponse:
    """Show what has to be decided on; a post writes down a reason for one, or for all of a kind. Raises NotYours."""
    staff, words = planner_here(request), words_here()
    draft = _read(request)
    if isinstance(draft, HttpResponse):
        return draft
    if request.method == "POST":
        wanted = _notices(request, draft)
        try:
            decide(
                draft,
                _version(request),
                wanted,
                request.POST.get("reason", ""),
                actor=staff.actor,
                now=utc_now(),
            )
        except FagspejlError as error:
            return _decisions(request, draft, lines_of(error, words), status=409)
        return redirect(request.get_full_path())
    return _decisions(request, draft, [])


@require_http_methods(["GET", "HEAD", "POST"])
def difference(request: HttpRequest) -> HttpResponse:
    """Show what taking the roster in would change; a post takes it in. Raises NotYours."""
    staff, words = planner_here(request), words_here()
    draft = _read(request)
    if isinstance(draft, HttpResponse):
        return draft
    if request.method == "POST":
        try:
            language = spoken(words.language)
            take_in(
                draft,
                _version(request),
                planner=on_roster_as(staff),
                actor=staff.actor,
                now=utc_now(),
                language=language,
                whole=bool(request.POST.get("whole")),
            )
        except FagspejlError as error:
            return _difference(request, draft, lines_of(error, words), status=409)
        request.session["notice"] = words.say("imports.applied")
        return redirect("planning-people")
    return _difference(request, draft, [])


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Discard the roster on its way in. Raises NotYours."""
    staff = planner_here(request)
    draft = draft_here(utc_now() - LIFE)
    if draft is None:
        return redirect("planning-people")
    try:
        discard(draft.id, _version(request), actor=staff.actor, now=utc_now())
    except FagspejlError as error:
        return _people(request, lines_of(error, words_here()), status=409)
    return redirect("planning-people")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo the last import. Raises NotYours."""
    staff = planner_here(request)
    last = last_import()
    try:
        if last is not None and str(last.id) == request.POST.get("import"):
            undo_last(last, actor=staff.actor, now=utc_now())
            request.session["notice"] = words_here().say("imports.undo_done")
    except FagspejlError as error:
        return _people(request, lines_of(error, words_here()), status=409)
    return redirect("planning-people")


def _people(request: HttpRequest, refused: list[str], status: int = 200) -> HttpResponse:
    words, last = words_here(), last_import()
    people_, leaders, units = roster_counts()
    why = why_not_undone(last)
    context = {
        "refused": refused,
        "draft": draft_here(utc_now() - LIFE),
        "people": people_,
        "leaders": leaders,
        "units": units,
        "imports": imports(10),
        "last": last if not why else None,
        "why": words.say("imports.stays_round_opened") if why == "round_opened" else "",
        "limit": MOST_BYTES >> 20,
    }
    return render(request, "planning/imports/people.html", context, status=status)


def _columns(
    request: HttpRequest, draft: DraftFacts, meant: MappingSaid | None, refused: list[str], status: int = 200
) -> HttpResponse:
    words = words_here()
    found, meant = recognition_of(draft, meant)
    posted = request.POST if request.method == "POST" else None
    missing = [words.say(f"imports_field.{name}") for name in found.missing]
    context = {
        "refused": refused,
        "draft": draft,
        "version": draft.version if posted is None else _version(request),
        "found": found,
        "rows": rows(found, words),
        "said_words": words_said(found, words),
        "missing": words.series(missing) if missing else "",
        "is_feed": not found.headings,
        "dates": date_choices(meant.dates, words),
        "organisation": meant.organisation,
        "source": draft.source if posted is None else posted.get("source", ""),
        "sources": [one.name for one in roster_sources()],
    }
    return render(request, "planning/imports/columns.html", context, status=status)


def _faults(request: HttpRequest, refused: list[str], status: int = 200) -> HttpResponse:
    draft = _read(request, faults_too=True)
    if isinstance(draft, HttpResponse):
        return draft
    words, kind = words_here(), request.GET.get("slags", "")
    lines, page = _page(request, draft, "faults", kind)
    context = {
        "refused": refused,
        "draft": draft,
        "is_read": (draft.told or {}).get("state") == "read",
        "total": (draft.told or {}).get("total", 0),
        "kinds": kinds(draft, "faults", kind, words),
        "lines": [told(line, draft, words) for line in lines],
        "page": page,
        "query": f"slags={kind}&" if kind else "",
        "undecided": _undecided(draft),
        "notices": kinds(draft, "told", "", words),
        "told": [told(line, draft, words) for line in draft_lines(draft.id, "told", most=20)[0]],
    }
    return render(request, "planning/imports/faults.html", context, status=status)


def _decisions(
    request: HttpRequest, draft: DraftFacts, refused: list[str], status: int = 200
) -> HttpResponse:
    words, kind = words_here(), request.GET.get("slags", "")
    lines, page = _page(request, draft, "asked", kind)
    context = {
        "refused": refused,
        "draft": draft,
        "kinds": kinds(draft, "asked", kind, words),
        "kind": kind,
        "lines": [told(line, draft, words) for line in lines],
        "page": page,
        "query": f"slags={kind}&" if kind else "",
        "undecided": _undecided(draft),
        "all": len((draft.told or {}).get("asked", ())),
        "reason": request.POST.get("reason", ""),
        "ticked": request.POST.getlist("notice"),
    }
    return render(request, "planning/imports/decisions.html", context, status=status)


def _difference(
    request: HttpRequest, draft: DraftFacts, refused: list[str], status: int = 200
) -> HttpResponse:
    words, kind, name = words_here(), request.GET.get("slags", ""), request.GET.get("navn", "")[:100]
    lines, page = _page(request, draft, "people", kind, name)
    said_ = draft.told or {}
    context = {
        "refused": refused,
        "draft": draft,
        "numbers": said_.get("numbers", {}),
        "is_empty": said_.get("is_empty", False),
        "shrinks": shrinking(draft),
        "domains": said_.get("domains", []),
        "kinds": kinds(draft, "people", kind, words),
        "kind": kind,
        "name": name,
        "lines": [changed(line, words) for line in lines],
        "units": [changed(line, words) for line in draft_lines(draft.id, "units")[0]],
        "page": page,
        "query": "".join(f"{key}={value}&" for key, value in (("slags", kind), ("navn", name)) if value),
        "undecided": _undecided(draft),
    }
    return render(request, "planning/imports/difference.html", context, status=status)


def _read(request: HttpRequest, *, faults_too: bool = False) -> DraftFacts | HttpResponse:
    """The draft as far as this page needs it, or the page that comes before."""
    now = utc_now()
    draft = draft_here(now - LIFE)
    if draft is None:
        return _gone(request)
    if draft.mapping is None:
        return redirect("planning-people-columns")
    try:
        draft = read_draft(draft, now)
    except RosterDraftGone:
        return _gone(request)
    if not faults_too and (draft.told or {}).get("state") != "read":
        return redirect("planning-people-faults")
    return draft


def _page(
    request: HttpRequest, draft: DraftFacts, section: str, kind: str, name: str = ""
) -> tuple[list[Any], Page[int]]:
    text = request.GET.get("side", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1
    first = (max(number, 1) - 1) * ON_A_PAGE
    lines, count = draft_lines(draft.id, section, kind=kind, name=name, first=first, most=ON_A_PAGE)
    return list(lines), Paginator(range(count), ON_A_PAGE).get_page(number)


def _notices(request: HttpRequest, draft: DraftFacts) -> list[str]:
    """The notices that a reason is given for: those ticked, or all of the kind that nobody has decided on."""
    known = (draft.told or {}).get("asked", ())
    if request.POST.get("act") != "all":
        return [key for key in request.POST.getlist("notice") if key in known]
    kind = request.GET.get("slags", "")
    lines, _ = draft_lines(draft.id, "asked", kind=kind, most=len(known))
    return [line.facts["key"] for line in lines if line.facts["key"] not in draft.decisions]


def _undecided(draft: DraftFacts) -> int:
    return sum(key not in draft.decisions for key in (draft.told or {}).get("asked", ()))


def _version(request: HttpRequest) -> int:
    return whole(request.POST.get("version", ""), -1)


def _gone(request: HttpRequest) -> HttpResponse:
    return _people(request, lines_of(RosterDraftGone(), words_here()), status=410)
