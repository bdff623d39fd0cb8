"""The organisation's own questions: entered in the browser, changed as new versions, handed in and out as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.answering.preview import preview
from fagspejl.evaluation.errors import QuestionnaireGone
from fagspejl.evaluation.selectors.questionnaires import (
    kept_files,
    kept_instrument,
    own_questionnaires,
)
from fagspejl.evaluation.services.composing import delete_own, keep_own
from fagspejl.evaluation.types.composition import OwnQuestionnaire
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.errors import InstrumentInvalid
from fagspejl.instrument.loader import files_of, library, load, read
from fagspejl.instrument.rules import coverage
from fagspejl.instrument.types import Instrument
from fagspejl.intake.questionnaires import (
    LARGEST_UPLOAD,
    Aside,
    NotAQuestionnaire,
    holds_cpr,
    read_lss,
    unpacked,
)
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import LANGUAGES
from fagspejl.planning.access import planner_here
from fagspejl.planning.compose.forms import WRITTEN
from fagspejl.planning.compose.preview_views import OF_FRAMING, framed
from fagspejl.planning.compose.theme_files import Before
from fagspejl.planning.compose.theme_form import FIRST_ROWS, MORE_ROWS, ThemeForm, sentence
from fagspejl.planning.compose.told import told
from fagspejl.planning.compose.views import zip_response
from fagspejl.planning.uploads import held_in_memory, too_large
from fagspejl.web.assets import address as asset_address
from fagspejl.web.words_here import words_here


@require_http_methods(["GET", "HEAD", "POST"])
@held_in_memory
def questionnaires(request: HttpRequest) -> HttpResponse:
    """List what was entered or imported here and what comes with Fagspejl; a post hands in files. Raises NotYours."""
    staff = planner_here(request)
    words, refused = words_here(), []
    aside: tuple[Aside, ...] = ()
    taken = ""
    if request.method == "POST":
        try:
            files, aside = _handed_in(request)
            sha = keep_own(files, actor=staff.actor, now=utc_now())
            if not aside:
                return redirect("planning-questionnaire", sha)
            taken = sha
        except FagspejlError as error:
            refused = told(error, words)
    shipped = [
        (f"{name}@{version}", load(f"{name}@{version}"))
        for name, versions in library()
        for version in reversed(versions)
    ]
    context = {
        "own": [(one, _titles(kept_instrument(one.sha256))) for one in own_questionnaires()],
        "shipped": [(name, _titles(one)) for name, one in shipped],
        "refused": refused,
        "aside": [words.say(f"compose_aside.{one.why}", name=one.name) for one in aside],
        "taken": taken,
    }
    return render(request, "planning/compose/questionnaires.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, sha: str) -> HttpResponse:
    """Show one own questionnaire: its themes, versions and files; a post deletes one that is in no use."""
    staff = planner_here(request)
    found = _own(sha)
    words, refused = words_here(), []
    instrument = kept_instrument(sha)
    if request.method == "POST":
        try:
            delete_own(sha, actor=staff.actor, now=utc_now())
            return redirect("planning-questionnaires")
        except FagspejlError as error:
            refused = told(error, words)
    said = instrument.wordings.get(words.language) or next(iter(instrument.wordings.values()))
    context = {
        "one": found,
        "title": said.title,
        "themes": [
            (
                theme.id,
                said.themes[theme.id].title,
                [said.themes[theme.id].short[item.id] for item in theme.items],
            )
            for theme in instrument.themes
        ],
        "spoken": [words.say(f"compose_language.{name}") for name in instrument.wordings],
        "gaps": len(coverage(instrument)),
        "changes": instrument.changes,
        "refused": refused,
    }
    return render(request, "planning/compose/questionnaire.html", context)


@require_safe
def questionnaire_file(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out the files of a questionnaire, own by checksum or shipped by name, as one ZIP file. Raises NotYours."""
    planner_here(request)
    if any(name == f"{one}@{version}" for one, versions in library() for version in versions):
        return zip_response(name, files_of(name))
    try:
        return zip_response(*kept_files(name))
    except QuestionnaireGone:
        raise NotYours from None


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, sha: str = "", name: str = "") -> HttpResponse:
    """Enter a theme, or change one; a used one becomes a new version with its reason. Raises NotYours."""
    staff = planner_here(request)
    words, before = words_here(), _before(sha, name)
    rows = _rows(request)
    form = ThemeForm(words, before, rows=rows)
    refused: list[str] = []
    if request.method == "POST":
        form = ThemeForm(words, before, request.POST, rows=rows)
        if request.POST.get("act") == "more":
            form = ThemeForm(words, before, request.POST, rows=rows + MORE_ROWS)
            form.errors.clear()
        elif form.is_valid():
            files, fields = form.as_files(taken=_names_taken())
            try:
                kept = keep_own(files, actor=staff.actor, now=utc_now(), seen=sha or None)
                return redirect("planning-questionnaire", kept)
            except InstrumentInvalid as error:
                form.tell(error.faults, fields)
            except FagspejlError as error:
                refused = told(error, words)
    context = {
        "form": form,
        "before": before,
        "sha": sha,
        "refused": refused,
        "rows": form.rows,
        "preview_script": asset_address("preview.js"),
        "perspectives": [(one, words.say(f"compose.reads_{one}")) for one in WRITTEN],
        "spoken": [(one, words.say(f"compose_language.{one}")) for one in LANGUAGES],
    }
    response = render(request, "planning/compose/theme.html", context)
    response["Content-Security-Policy"] = OF_FRAMING
    return response


@require_POST
def theme_preview(request: HttpRequest) -> HttpResponse:
    """Show what is being written as raters would see it, in a frame; nothing is kept. Raises NotYours."""
    planner_here(request)
    words = words_here()
    form = ThemeForm(words, None, request.POST, rows=_rows(request))
    lines = [words.say("compose_theme.preview_empty")]
    if form.is_valid():
        files, _ = form.as_files(taken=frozenset())
        try:
            made = read(files)
            language = next(
                (one for one in made.wordings if one == request.POST.get("vis_sprog")),
                next(iter(made.wordings)),
            )
            asked = [one for one in made.perspectives if one == request.POST.get("vis_rolle")]
            who = asked[0] if asked else made.perspectives[0]
            if not any(
                gap.perspective == who and gap.part == "statement" for gap in coverage(made, [language])
            ):
                leader = words.say("compose_preview.leader")
                policy = RoundPolicyValues()
                shown = preview(made, who, "-", language, languages=(language,), policy=policy, leader=leader)
                return framed(shown.pages[0])
        except InstrumentInvalid as error:
            lines = list(dict.fromkeys(sentence(fault, words) for fault in error.faults))
    return framed(_plain(request, lines))


def _plain(request: HttpRequest, lines: list[str]) -> str:
    context = {"lines": lines, "style": asset_address("answer.css")}
    content = render(request, "planning/compose/framed.html", context).content
    return content.decode()


def _handed_in(request: HttpRequest) -> tuple[dict[str, bytes], tuple[Aside, ...]]:
    """Return the files of a questionnaire from an upload, and what of it was left aside. Raises NotAQuestionnaire."""
    uploads = [] if too_large(request) else request.FILES.getlist("files")
    if too_large(request) or sum(one.size or 0 for one in uploads) > LARGEST_UPLOAD:
        raise NotAQuestionnaire("too_large")
    files = {one.name or "": one.read() for one in uploads}
    aside: tuple[Aside, ...] = ()
    if len(files) == 1 and next(iter(files)).lower().endswith(".lss"):
        survey = read_lss(next(iter(files.values())))
        files, aside = dict(survey.files), survey.aside
    else:
        files = unpacked(files)
    if any(holds_cpr(data.decode("utf-8", "replace")) for data in files.values()):
        raise NotAQuestionnaire("cpr")
    return files, aside


def _own(sha: str) -> OwnQuestionnaire:
    for one in own_questionnaires():
        if one.sha256 == sha:
            return one
    raise NotYours


def _before(sha: str, name: str) -> Before | None:
    if not sha:
        return None
    found, instrument = _own(sha), kept_instrument(sha)
    if name not in {theme.id for theme in instrument.themes}:
        raise NotYours
    return Before(instrument, kept_files(sha)[1], name, found.used)


def _names_taken() -> frozenset[str]:
    return frozenset((*(one.name for one in own_questionnaires()), *(name for name, _ in library())))


def _rows(request: HttpRequest) -> int:
    text = request.POST.get("rows", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else FIRST_ROWS


def _titles(instrument: Instrument) -> str:
    words = instrument.wordings.get(words_here().language) or next(iter(instrument.wordings.values()))
    return ", ".join(words.themes[theme.id].title for theme in instrument.themes)
