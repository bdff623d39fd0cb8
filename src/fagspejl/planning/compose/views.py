"""A round's questionnaire: its themes, local statements, open questions and examples, each kept as it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import instrument_of, kept_files
from fagspejl.evaluation.services.composing import composition_of, save_composition
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.composition import KEPT, CompositionValues
from fagspejl.instrument.composing import MOST_LOCAL, Role
from fagspejl.instrument.loader import files_of
from fagspejl.instrument.rules import MOST_MINUTES
from fagspejl.intake.questionnaires import packed
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording
from fagspejl.planning.access import round_here
from fagspejl.planning.asked import whole
from fagspejl.planning.compose import choosing
from fagspejl.planning.compose.forms import CommentsForm, ExamplesForm, FrameForm, HeadsForm
from fagspejl.planning.compose.page import form_page
from fagspejl.planning.compose.told import told
from fagspejl.web.words_here import words_here

Change = Callable[[CompositionValues], CompositionValues]


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show what a round asks; a post takes a theme in or out, moves it, or sets title and languages."""
    staff, found = round_here(request, round_id)
    words, draft = words_here(), can(Act.OPEN, found.state)
    values, refused = composition_of(round_id), []
    frame = FrameForm(words, values)
    if request.method == "POST":
        change: Change | None = None
        if request.POST.get("act") == "frame":
            frame = FrameForm(words, values, request.POST)
            if frame.is_valid():
                change = _framed(frame)
        else:
            change = _act(request, words.language)
        if change is not None:
            refused = _save(request, staff, found, change)
            if not refused:
                return redirect("planning-form", round_id)
    page = form_page(round_id, words, values if request.method != "POST" else None)
    context = {
        "round": found,
        "draft": draft,
        "page": page,
        "frame": frame,
        "roles": [(role, words.say(f"compose_role.{role}")) for role in Role if role is not Role.LOCAL],
        "version": plan_of(round_id).version,
        "refused": refused,
        "most": MOST_MINUTES,
    }
    return render(request, "planning/compose/compose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def local(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Choose local statements, and what stands above them."""
    staff, found = _draft_here(request, round_id)
    words, values = words_here(), composition_of(round_id)
    offers = [one for one in choosing.offered(words.language) if not one.tested]
    chosen, refused = choosing.local_values(values), []
    asked = choosing.asked_values(values) - chosen  # in a theme: a statement is asked once
    heads = HeadsForm(words, values)
    if request.method == "POST":
        heads = HeadsForm(words, values, request.POST)
        known = chosen | {f"{one.value}/{item.id}" for one in offers for item in one.theme.items} - asked
        chosen = set(request.POST.getlist("item")) & known
        wanted = [one for one in request.POST.getlist("item") if one in known]
        if heads.is_valid():
            refused = _save(
                request,
                staff,
                found,
                lambda now: replace(choosing.with_local(now, wanted), local_heads=heads.heads()),
            )
            if not refused:
                return redirect("planning-form", round_id)
    context = {
        "round": found,
        "offers": [
            (one, shown)
            for one in offers
            if (shown := [line for line in _statements(one, chosen, words) if line[0] not in asked])
        ],
        "heads": heads,
        "count": len(chosen),
        "most": MOST_LOCAL,
        "version": plan_of(round_id).version,
        "refused": refused,
    }
    return render(request, "planning/compose/local.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Write the open questions, and how long an answer may be."""
    staff, found = _draft_here(request, round_id)
    words, values, refused = words_here(), composition_of(round_id), []
    form = CommentsForm(words, values)
    if request.method == "POST":
        form = CommentsForm(words, values, request.POST)
        if form.is_valid():
            limit = form.cleaned_data["limit"]
            refused = _save(
                request,
                staff,
                found,
                lambda now: replace(now, comments=form.questions(), comment_length=limit),
            )
            if not refused:
                return redirect("planning-form", round_id)
    context = {"round": found, "form": form, "version": plan_of(round_id).version, "refused": refused}
    return render(request, "planning/compose/comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def examples(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Write area examples of the round's own."""
    staff, found = _draft_here(request, round_id)
    words, values, refused = words_here(), composition_of(round_id), []
    usual, names = _usual_examples(values, words)
    form = ExamplesForm(words, values, usual)
    if request.method == "POST":
        form = ExamplesForm(words, values, usual, request.POST)
        if form.is_valid():
            refused = _save(request, staff, found, lambda now: choosing.with_examples(now, form.examples()))
            if not refused:
                return redirect("planning-form", round_id)
    context = {
        "round": found,
        "form": form,
        "professions": [(name, form.group(profession)) for profession, name in names.items()],
        "version": plan_of(round_id).version,
        "refused": refused,
    }
    return render(request, "planning/compose/examples.html", context)


@require_safe
def form_file(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Hand out the files of a round's questionnaire as one ZIP file."""
    _, found = round_here(request, round_id)
    if found.instrument.startswith(KEPT):
        name, files = kept_files(found.instrument_sha)
    else:
        name, files = found.instrument.rpartition("/")[2], files_of(found.instrument)
    return zip_response(name, files)


def zip_response(name: str, files: dict[str, bytes]) -> HttpResponse:
    """Return files as one ZIP file that is called after the questionnaire."""
    response = HttpResponse(packed(files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name.replace("@", "-")}.zip"'
    return response


def _draft_here(request: HttpRequest, round_id: UUID) -> tuple[Staff, RoundFacts]:
    """Return the planner and a round that is still a draft. Raises NotYours for anything else."""
    staff, found = round_here(request, round_id)
    if not can(Act.OPEN, found.state):
        raise NotYours
    return staff, found


def _save(request: HttpRequest, staff: Staff, found: RoundFacts, change: Change) -> list[str]:
    """Keep a changed choice; returns why not, in sentences."""
    words = words_here()
    values = composition_of(found.id)
    changed = change(values)
    version = whole(request.POST.get("version", ""), 0)
    try:
        save_composition(found.id, changed, version=version, actor=staff.actor, now=utc_now())
    except FagspejlError as error:
        titles = [
            (one.theme, choosing.title_of(instrument_of(one.source), one.theme, words.language))
            for one in changed.themes
        ]
        return told(error, words, titles=titles)
    return []


def _act(request: HttpRequest, language: Language) -> Change | None:
    """What a button of the page does to the choice; None for a button that no page has."""
    act = request.POST.get("act", "")
    if act == "add":
        wanted, role = request.POST.get("theme", ""), request.POST.get("role", "")
        offers = {one.value: one for one in choosing.offered(language)}
        if wanted not in offers or role not in set(Role) - {Role.LOCAL}:
            return None
        one = offers[wanted]
        return lambda now: choosing.add(now, one.source, one.theme.id, Role(role))
    text = request.POST.get("place", "")
    place = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    if act == "newer":
        sources = {one.source for one in choosing.offered(language)}
        source = request.POST.get("source", "")
        return (lambda now: choosing.newer(now, place, source)) if source in sources else None
    acts: dict[str, Change] = {
        "remove": lambda now: choosing.remove(now, place),
        "up": lambda now: choosing.move(now, place, -1),
        "down": lambda now: choosing.move(now, place, 1),
    }
    return acts.get(act)


def _framed(frame: FrameForm) -> Change:
    return lambda now: replace(now, titles={**now.titles, **frame.titles()}, languages=frame.languages())


def _statements(
    one: choosing.Offered, chosen: set[str], words: Wording
) -> list[tuple[str, Language, str, str, bool]]:
    """Value, language, text, what else to know of a theme's statements, and whether each is asked."""
    instrument = instrument_of(one.source)
    language = words.language if words.language in instrument.wordings else next(iter(instrument.wordings))
    said, found = instrument.wordings[language], []
    for item in one.theme.items:
        value = f"{one.value}/{item.id}"
        text = said.themes[one.theme.id].items[item.perspectives[0]][item.id]
        about = words.say("compose_local.reversed") if item.reversed else ""
        found.append((value, language, text, about, value in chosen))
    return found


def _usual_examples(
    values: CompositionValues, words: Wording
) -> tuple[dict[Language, dict[str, str]], dict[str, str]]:
    """The examples that come with the themes, by language and profession, and the professions' names."""
    usual: dict[Language, dict[str, str]] = {language: {} for language in values.languages}
    names: dict[str, str] = {}
    for source in dict.fromkeys(one.source for one in values.themes if one.role is not Role.LOCAL):
        instrument = instrument_of(source)
        for language, said in instrument.wordings.items():
            if language in usual:
                usual[language] = {**said.examples, **usual[language]}
        said = instrument.wordings.get(words.language) or next(iter(instrument.wordings.values()))
        names = {**said.professions, **names}
    return usual, {name: text for name, text in names.items() if any(name in one for one in usual.values())}
