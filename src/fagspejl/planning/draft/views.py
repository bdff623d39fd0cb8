"""A new round, its settings, and the end of a draft."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.errors import (
    DeadlineTooNear,
    NoticeAtOnce,
    PlanChangedMeanwhile,
    PlanSettled,
    QuestionnaireGone,
    RoundInOtherState,
)
from fagspejl.evaluation.rules import NOTICE, days_out_of_order
from fagspejl.evaluation.selectors import all_rounds, round_facts
from fagspejl.evaluation.selectors.plan import PlanSeen, plan_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument, source_of
from fagspejl.evaluation.services.creating import create_round
from fagspejl.evaluation.services.drafting import YEAR, change_draft, copy_round
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.errors import InstrumentChanged, InstrumentInvalid, InstrumentNotFound
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.operations.services.orders.ending_drafts import end_draft
from fagspejl.planning.access import planner_here, round_here
from fagspejl.planning.draft.forms import DraftForm, NewForm, OpenForm, SettingsForm, head_of, settings_of
from fagspejl.web.words_here import words_here

_YEAR_SAID = re.compile(r"\b20\d\d\b")  # in a title: next year's round says the next year
_GONE = (InstrumentInvalid, InstrumentNotFound, QuestionnaireGone)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, round_id: UUID | None = None) -> HttpResponse:
    """Make a draft, of its own or like an earlier round. Raises NotYours."""
    staff, words = planner_here(request), words_here()
    rounds = all_rounds()
    source = next((one for one in rounds if one.id == round_id), None)
    if round_id is not None and source is None:
        raise NotYours
    kept = "" if source is None else source_of(source.instrument, source.instrument_sha)
    status = 200
    if request.method == "POST":
        form, status = NewForm(words, request.POST, kept=kept), 422
        if form.is_valid():
            made = _made(form, source, staff)
            if made is not None:
                return redirect("planning-draft", made)
    else:
        form = NewForm(words, initial=_initial(rounds, source), kept=kept)
    context = {"form": form, "source": source, "rounds": [] if source else rounds}
    return render(request, "planning/draft/new.html", context, status=status)


def _made(form: NewForm, source: RoundFacts | None, staff: Staff) -> UUID | None:
    head, acting = form.head(), {"actor": staff.actor, "now": utc_now()}
    try:
        if source is not None:
            return copy_round(source.id, head, move_days=form.cleaned_data["move_days"], **acting)  # type: ignore[arg-type]
        return create_round(
            title=head.title,
            organisation=head.organisation,
            instrument=head.instrument,
            deadline=head.deadline,
            policy=RoundPolicyValues(),
            **acting,  # type: ignore[arg-type]
        )
    except DeadlineTooNear as error:
        form.refuse(error, at="deadline_on")
    except _GONE as error:
        form.refuse(error, at="instrument")
    return None


def _initial(rounds: list[RoundFacts], source: RoundFacts | None) -> dict[str, Any]:
    if source is None:
        told = {"organisation": rounds[0].organisation} if rounds else {}
        return told | {"deadline_at": "12:00"}
    shown = head_of(source)
    earliest, last = (utc_now() + NOTICE).date(), date.max - YEAR
    moved = min(shown["deadline_on"], last) + YEAR
    title = _YEAR_SAID.sub(lambda year: str(int(year[0]) + 1), shown["title"])
    return shown | {"title": title, "deadline_on": moved if moved > earliest else None}


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show and keep what is settled for a round. Raises NotYours."""
    staff, found = round_here(request, round_id)
    seen = plan_of(round_id)
    is_draft = can(Act.OPEN, found.state)
    if request.method != "POST":
        return _page(request, found, seen, _form(found, seen))
    form = _form(found, seen, request.POST)
    if not form.is_valid():
        return _page(request, found, seen, form, status=422)
    version = form.cleaned_data["version"] or 0
    acting: dict[str, Any] = {"version": version, "actor": staff.actor, "now": utc_now()}
    try:
        if is_draft:
            assert isinstance(form, SettingsForm)
            change_draft(round_id, head=form.head(), values=form.values(seen.values), **acting)
        else:
            save_plan(round_id, form.values(seen.values), **acting)  # type: ignore[attr-defined]
    except PlanChangedMeanwhile as error:
        return _told(request, round_id, form, error)
    except DeadlineTooNear as error:
        form.refuse(error, at="deadline_on")
    except NoticeAtOnce as error:
        form.refuse(error, at="information_on")
    except _GONE as error:
        form.refuse(error, at="instrument")
    except (PlanSettled, RoundInOtherState) as error:
        form.refuse(error)
    else:
        request.session["notice"] = words_here().say("draft_page.kept")
        return redirect("planning-round" if request.POST.get("then") else "planning-draft", round_id)
    return _page(request, found, seen, form, status=422)


def _form(found: RoundFacts, seen: PlanSeen, data: Any = None) -> DraftForm:
    words = words_here()
    initial = settings_of(found, seen.values, seen.version)
    if not can(Act.OPEN, found.state):
        return OpenForm(words, data, initial=initial)
    changed = False
    try:
        frozen_instrument(found.instrument, found.instrument_sha)
    except InstrumentChanged:
        changed = True
    except _GONE:
        pass
    return SettingsForm(words, data, initial=initial, kept=initial["instrument"], changed=changed)


def _told(request: HttpRequest, round_id: UUID, form: DraftForm, error: PlanChangedMeanwhile) -> HttpResponse:
    """Tell the second of two planners: all that was typed stands there, beside what stands in the round now."""
    found, seen = round_facts(round_id), plan_of(round_id)
    assert found is not None
    differing = form.differing(_form(found, seen))
    form.carry(seen.version)
    form.refuse(error)
    return _page(request, found, seen, form, differing=differing, status=409)


def _page(
    request: HttpRequest,
    found: RoundFacts,
    seen: PlanSeen,
    form: DraftForm,
    *,
    differing: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "round": found,
        "form": form,
        "seen": seen,
        "is_draft": can(Act.OPEN, found.state),
        "may_save": can(Act.OPEN, found.state) or can(Act.REMIND, found.state),
        "differing": differing or [],
        "days_wrong": "" if form.is_bound else _days_wrong(found, seen),
    }
    return render(request, "planning/draft/settings.html", context, status=status)


def _days_wrong(found: RoundFacts, seen: PlanSeen) -> str:
    """The days of mails that do not follow one another, in a sentence; empty where they do."""
    wrong = days_out_of_order(seen.values, found.deadline.astimezone(ZONE).date())
    if not wrong:
        return ""
    words = words_here()
    days = words.series([words.say(f"opening_check.named_{one}") for one in wrong])
    return words.say("draft_page.days_wrong", days=days)


@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Ask whether a draft is to be deleted, and delete it. Raises NotYours, also for a round that is no draft."""
    staff, found = round_here(request, round_id)
    if not can(Act.OPEN, found.state):
        raise NotYours
    if request.method == "POST":
        try:
            deleted = end_draft(round_id, actor=staff.actor, now=utc_now())
        except RoundInOtherState:
            raise NotYours from None
        key = "draft_drop.done" if deleted else "draft_drop.ordered"
        request.session["notice"] = words_here().say(key, title=found.title)
        return redirect("planning")
    return render(request, "planning/draft/drop.html", {"round": found})
