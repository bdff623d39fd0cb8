"""The pages of agreements: a unit's list, a new one, an agreement, and a draft that is written on."""

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
from fagspejl.reporting.statements.own import own_report
from fagspejl.web.words_here import words_here
from fagspejl.workspace.agreements.errors import AgreementGone
from fagspejl.workspace.agreements.forms import CONSIDERED, FRESH, AgreementForm, typed, typed_exceptions
from fagspejl.workspace.agreements.life.views import life_here
from fagspejl.workspace.agreements.permissions import check_agreement, owner_here
from fagspejl.workspace.agreements.selectors import agreement as agreement_of
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.services.drafts import change_draft, create_draft
from fagspejl.workspace.agreements.told import agreement_told, line, register_told
from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus
from fagspejl.workspace.sessions.errors import SessionError
from fagspejl.workspace.sessions.permissions import MyUnit, units_of
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of, starting_points
from fagspejl.workspace.sessions.services.planning import today_here

METHODS = ["GET", "HEAD", "POST"]
_DIGITS = 9  # of a revision
_GROUPS = (
    ("active", (AgreementStatus.ACTIVE,)),
    ("draft", (AgreementStatus.DRAFT,)),
    ("suspended", (AgreementStatus.SUSPENDED,)),
    ("ended", (AgreementStatus.ENDED, AgreementStatus.REPLACED)),
)


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Show the agreements of one's units, by where they stand. Raises NotYours for whoever has no unit."""
    mine, words, today = units_of(staff_here(request)), words_here(), today_here()
    if not mine:
        raise NotYours
    every = agreements_of([one.id for one in mine])
    parts = []
    for unit in mine:
        here = tuple(one for one in every if one.unit == unit.id)
        groups = [
            (
                words.say(f"agree_list.group_{name}"),
                [line(one, today, words) for one in here if one.status in which],
            )
            for name, which in _GROUPS
        ]
        parts.append((unit, groups, register_told(here, today, words), bool(here)))
    return render(request, "workspace/agreements/list.html", {"parts": parts})


@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Write a draft: from a starting point, from a statement of one's report, or by itself. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    unit, point, text, considered = _beginning(request, staff)
    from_report = request.GET.get("fra") == "rapport"
    if request.method == "POST":
        form = AgreementForm(words, request.POST)
        if form.is_valid():
            try:
                made = create_draft(
                    unit.id,
                    words.language,
                    title=form.cleaned_data["title"],
                    values=form.values(),
                    exceptions=form.exceptions(),
                    from_point=point,
                    asked=form.cleaned_data["asked"],
                    once=form.cleaned_data["once"],
                    actor=staff.actor,
                    account=staff.id,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("agreement", made)
    else:
        known = _of_statement(request, staff, words)
        form = AgreementForm(words, initial={**FRESH, "text": text, **considered, **known})
    context = {
        "form": form,
        "unit": unit,
        "from_report": from_report,
        "from_point": bool(point),
        "point": point,
    }
    return render(request, "workspace/agreements/write.html", context)


@require_safe
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Show an agreement whole. Raises NotYours."""
    staff, words, today = staff_here(request), words_here(), today_here()
    facts, unit = check_agreement(agreement_id, staff)
    owner = owner_here(facts)
    context = {
        "facts": facts,
        "unit": unit,
        "page": agreement_told(facts, today, words),
        "owner": owner,
        "life": life_here(facts),
        "open": facts.ended_on is None,
        "is_draft": facts.status is AgreementStatus.DRAFT,
        "is_active": facts.status is AgreementStatus.ACTIVE,
        "is_suspended": facts.status is AgreementStatus.SUSPENDED,
        **_instead(facts),
    }
    return render(request, "workspace/agreements/agreement.html", context)


@require_http_methods(METHODS)
def edit(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Write on a draft. Raises NotYours."""
    staff, words = staff_here(request), words_here()
    try:
        facts, unit = check_agreement(agreement_id, staff)
    except NotYours:
        return _written_meanwhile(request, staff, words)
    if facts.status is not AgreementStatus.DRAFT and request.method != "POST":
        return redirect("agreement", agreement_id)
    seen = revision_seen(request, facts)
    if request.method == "POST":
        form = AgreementForm(words, request.POST)
        if form.is_valid():
            try:
                change_draft(
                    agreement_id,
                    seen,
                    title=form.cleaned_data["title"],
                    values=form.values(),
                    exceptions=form.exceptions(),
                    asked=form.cleaned_data["asked"],
                    actor=staff.actor,
                )
            except SessionError as error:
                form.tell(error)
            else:
                return redirect("agreement", agreement_id)
    else:
        told = {"title": facts.title, **typed(facts.current.values), **typed_exceptions(facts)}
        form = AgreementForm(words, initial=told)
    context = {"form": form, "unit": unit, "facts": facts, "seen": seen}
    return render(request, "workspace/agreements/write.html", context)


def _written_meanwhile(request: HttpRequest, staff: Staff, words: Wording) -> HttpResponse:
    """Show what was written on a draft that somebody has deleted since. Raises NotYours where nothing was.

    A draft that was never hers gets the same page: whether there is one, nobody can tell.
    """
    mine = units_of(staff)
    if request.method != "POST" or not mine or not request.POST.get("text", "").strip():
        raise NotYours
    form = AgreementForm(words, request.POST)
    form.tell(AgreementGone())
    context = {"form": form, "unit": mine[0], "gone": True}
    return render(request, "workspace/agreements/write.html", context, status=404)


def revision_seen(request: HttpRequest, facts: AgreementFacts) -> int:
    """Return the revision of the page that was sent, or of this one; -1 for what no page of ours sends."""
    sent = request.POST.get("revision") if request.method == "POST" else str(facts.revision)
    fits = sent is not None and sent.isascii() and sent.isdigit() and len(sent) <= _DIGITS
    return int(sent) if sent is not None and fits else -1


def _beginning(request: HttpRequest, staff: Staff) -> tuple[MyUnit, UUID | None, str, dict[str, Any]]:
    """Return the unit, the starting point, and what is known from it. Raises NotYours for what is not one's own."""
    mine = units_of(staff)
    sent = request.POST if request.method == "POST" else request.GET
    wanted, named = sent.get("afsaet", ""), sent.get("enhed", "")
    if wanted:
        points = starting_points([one.id for one in mine])
        found = next((one for one in points if str(one.id) == wanted), None)
        if found is None:
            raise NotYours
        unit = next(one for one in mine if one.id == found.unit)
        four = next((one for one in outcomes_of([unit.id]) if one.id.hex == found.from_id), None)
        told = () if four is None else four.values.considerations
        considered = dict(zip(CONSIDERED, told, strict=False))
        return unit, found.id, found.text, considered
    unit_named = next(
        (one for one in mine if str(one.id) == named), None if named else next(iter(mine), None)
    )
    if unit_named is None:
        raise NotYours
    return unit_named, None, "", {}


def _of_statement(request: HttpRequest, staff: Staff, words: Wording) -> dict[str, str]:
    """Return title and reason from the statement of one's own report that is asked for. Raises NotYours."""
    part, place = request.GET.get("rapport", ""), request.GET.get("udsagn", "")
    if not part or not place:
        return {}
    try:
        report = own_report(UUID(part), staff, words)
    except ValueError:
        raise NotYours from None
    found = next((one for one in report.statements if one.place == place), None)
    if found is None:
        return {}
    return {"title": found.short, "why": words.quote(f"{found.stem} {found.text}".strip())}


def _instead(facts: AgreementFacts) -> dict[str, Any]:
    """Return the agreement that holds instead of this one, with its title where it is still there."""
    if facts.replaced_by is None:
        return {}
    found = agreement_of(facts.replaced_by)
    return {} if found is None else {"instead": found}
