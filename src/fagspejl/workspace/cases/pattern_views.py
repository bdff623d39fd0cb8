"""The patterns of a unit: a list, one of them, writing and changing it, and what became of ideas from phones."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.permissions import staff_here
from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.web.words_here import words_here
from fagspejl.workspace.cases.card_views import METHODS, revision_seen
from fagspejl.workspace.cases.forms import IdeaForm, PatternForm, typed_pattern
from fagspejl.workspace.cases.permissions import check_card, check_idea, check_pattern
from fagspejl.workspace.cases.selectors import card, patterns_of
from fagspejl.workspace.cases.services.ideas import answer_idea, delete_idea
from fagspejl.workspace.cases.services.patterns import (
    change_pattern,
    delete_pattern,
    withdraw_pattern,
    write_pattern,
)
from fagspejl.workspace.cases.told import ideas_told, pattern_told
from fagspejl.workspace.cases.types import CaseFacts, DilemmaType, IdeaAnswer, IdeaFacts
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.fields import refused
from fagspejl.workspace.sessions.permissions import MyUnit, check_can_hold_unit
from fagspejl.workspace.sessions.services.planning import today_here

_DIGITS = 5  # of a page's number


@require_safe
def patterns(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Show a page of the unit's patterns, those of one dilemma where one was chosen. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    withdrawn = request.GET.get("trukket") == "1"
    kind = kind_asked(request.GET.get("slags", ""))
    page = patterns_of(unit_id, kind=kind, page=page_asked(request.GET.get("side", "")), withdrawn=withdrawn)
    context = {
        "unit": unit,
        "page": page,
        "patterns": [pattern_told(one, words) for one in page.patterns],
        "kinds": kinds(words, kind),
        "kind": kind.value if kind else "",
        "withdrawn": withdrawn,
    }
    return render(request, "workspace/cases/patterns.html", context)


def kind_asked(text: str) -> DilemmaType | None:
    """Return the dilemma that an address names; None for every other text."""
    return next((one for one in DilemmaType if one.value == text), None)


def page_asked(text: str) -> int:
    """Return the page that an address names; the first for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 1


def kinds(words: Wording, chosen: DilemmaType | None) -> list[tuple[str, str, bool]]:
    """Return the dilemmas to choose among: value, name, and whether it is chosen."""
    return [(one.value, words.say(f"case_words.dilemma_{one}"), one is chosen) for one in DilemmaType]


@require_http_methods(METHODS)
def new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Write a pattern: of a case, of an idea from a phone, or by itself. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit = check_can_hold_unit(unit_id, staff)
    came, idea = _of_case(request, unit, staff), _of_idea(request, unit, staff)
    if request.method == "POST":
        form = PatternForm(words, request.POST)
        if form.is_valid():
            told = form.cleaned_data
            try:
                made = write_pattern(
                    unit.id,
                    words.language,
                    form.values(),
                    from_cases=[came.id] if came else [],
                    idea=idea.id if idea else None,
                    asked=told["asked"],
                    once=told["once"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("case-pattern", made)
    else:
        form = PatternForm(words, initial=_beginning(came, idea))
    context = {"form": form, "unit": unit, "came": came, "idea": idea}
    return render(request, "workspace/cases/write_pattern.html", context)


@require_http_methods(METHODS)
def pattern(request: HttpRequest, pattern_id: UUID) -> HttpResponse:
    """Show a pattern; take it off the unit's page, put it back, or delete it. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    facts, unit = check_pattern(pattern_id, staff)
    error = ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        try:
            if act == "delete":
                delete_pattern(pattern_id, actor=staff.actor)
                return redirect("case-patterns", unit.id)
            if act in ("withdraw", "back"):
                withdraw_pattern(pattern_id, revision_seen(request), back=act == "back", actor=staff.actor)
                return redirect("case-pattern", pattern_id)
        except SessionError as refusal:
            error = refused(refusal, words)
    context = {
        "facts": facts,
        "unit": unit,
        "pattern": pattern_told(facts, words),
        "cases": [found for one in facts.from_cases if (found := card(one)) is not None],
        "error": error,
        "withdrawn": words.day(facts.withdrawn_on) if facts.withdrawn_on else "",
    }
    return render(request, "workspace/cases/pattern.html", context, status=409 if error else 200)


@require_http_methods(METHODS)
def edit(request: HttpRequest, pattern_id: UUID) -> HttpResponse:
    """Write a pattern anew. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    facts, unit = check_pattern(pattern_id, staff)
    if request.method == "POST":
        form = PatternForm(words, request.POST)
        if form.is_valid():
            try:
                told = form.cleaned_data["asked"]
                change_pattern(
                    pattern_id, revision_seen(request), form.values(), asked=told, actor=staff.actor
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("case-pattern", pattern_id)
    else:
        form = PatternForm(words, initial=typed_pattern(facts.values))
    seen = revision_seen(request) if request.method == "POST" else facts.revision
    context = {"form": form, "unit": unit, "facts": facts, "seen": seen}
    return render(request, "workspace/cases/write_pattern.html", context)


@require_http_methods(METHODS)
def idea(request: HttpRequest, idea_id: UUID) -> HttpResponse:
    """Say what became of an idea, or take it away. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    facts, unit = check_idea(idea_id, staff)
    if request.method == "POST" and request.POST.get("act") == "delete":
        delete_idea(idea_id, actor=staff.actor)
        return redirect("cases", unit.id)
    if request.method == "POST":
        form = IdeaForm(words, request.POST)
        if form.is_valid():
            answer = IdeaAnswer(form.cleaned_data["answer"])
            if answer is IdeaAnswer.PATTERN and facts.pattern is None:  # it is answered when it is written
                return redirect(f"{_new(unit)}?forslag={idea_id}")
            try:
                answer_idea(
                    idea_id,
                    answer,
                    form.cleaned_data["line"],
                    pattern=facts.pattern,
                    asked=form.cleaned_data["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("cases", unit.id)
    else:
        form = IdeaForm(words, initial={"answer": facts.answer or "", "line": facts.line})
    context = {"form": form, "unit": unit, "facts": facts, "idea": ideas_told([facts], today, words)[0]}
    return render(request, "workspace/cases/idea.html", context)


def _new(unit: MyUnit) -> str:
    return f"/arbejdsrum/sager/{unit.id}/moenstre/ny/"


def _asked(request: HttpRequest, name: str) -> UUID | None:
    text = (request.POST if request.method == "POST" else request.GET).get(name, "")
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotYours from None


def _of_case(request: HttpRequest, unit: MyUnit, staff: Staff) -> CaseFacts | None:
    asked = _asked(request, "sag")
    if asked is None:
        return None
    found, of = check_card(asked, staff)
    if of.id != unit.id:
        raise NotYours
    return found


def _of_idea(request: HttpRequest, unit: MyUnit, staff: Staff) -> IdeaFacts | None:
    asked = _asked(request, "forslag")
    if asked is None:
        return None
    found, of = check_idea(asked, staff)
    if of.id != unit.id:
        raise NotYours
    return found


def _beginning(came: CaseFacts | None, idea: IdeaFacts | None) -> dict[str, Any]:
    """Return what stands in the form: the card's words as far as they fit, or the idea's."""
    if came is not None:
        first = next(iter(came.minutes.learned), "")
        return {
            "when": came.values.tension,
            "we_weigh": first,
            "dilemma_type": came.values.dilemma_type.value,
        }
    return {"when": idea.text} if idea is not None else {}
