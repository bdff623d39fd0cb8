"""The three weeks: the course of a round, response rates, a later deadline, and an end before time."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.people import asked_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.progress import rates_of
from fagspejl.evaluation.services.moving_days import move_reminders
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.mailing.selectors import mailings_of
from fagspejl.mailing.services.queueing import halt_mailings, resume_mailings
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.services.post_office import check_sending
from fagspejl.operations.services.rounds.new_deadline import move_deadline
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.selectors import refused_addresses
from fagspejl.organisation.types import RefusedAddress
from fagspejl.planning.access import round_here
from fagspejl.planning.refusals import lines_of
from fagspejl.planning.running.forms import CancelForm, DaysForm, ExtendForm
from fagspejl.planning.running.orders_here import latest
from fagspejl.planning.running.paging import PAGE, page_in
from fagspejl.planning.running.questions import questions
from fagspejl.planning.running.rates import rate_lines
from fagspejl.planning.running.timeline import asked, happened, planned
from fagspejl.web.words_here import words_here

_SOON: Final = "3"


@require_http_methods(["GET", "HEAD", "POST"])
def weeks(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show the course of a round; a post stops its mails or lets them go on. Raises NotYours."""
    staff, found = round_here(request, round_id)
    if request.method == "POST":
        try:
            _mails(request.POST.get("act", ""), round_id, staff)
        except FagspejlError as error:
            return _weeks(request, found, lines_of(error, words_here()), status=409)
        return redirect("planning-running", round_id)
    return _weeks(request, found, [])


def _mails(act: str, round_id: UUID, staff: Staff) -> None:
    now = utc_now()
    if act == "halt":
        reason = words_here().say("running.halted_by", name=staff.name)
        halt_mailings(reason, actor=staff.actor, now=now, round_id=round_id)
    elif act == "resume":
        check_sending()
        resume_mailings(actor=staff.actor, now=now, round_id=round_id)


def _weeks(
    request: HttpRequest, found: RoundFacts, refusals: list[str], *, status: int = 200
) -> HttpResponse:
    words = words_here()
    night, told = rates_of(found.id)
    mails = mailings_of(found.id)
    order = latest(found.id, OrderKind.CANCEL, words=words)
    context = {
        "round": found,
        "refusals": refusals,
        "order": order,
        "asked": asked(found.id, words),
        "night": "" if night is None else words.day(night),
        "rate": next(iter(rate_lines(found.id, told[:1], words)), None),
        "happened": happened(found.id, words),
        "planned": planned(found, words, utc_now()),
        "bounced": words.counted("running.bounced", count) if (count := len(_bounced(found.id))) else "",
        "open": can(Act.EXTEND, found.state) and not can(Act.OPEN, found.state),
        "going": any(not one.finished and not one.halted for one in mails),
        "halted": [one.halted for one in mails if one.halted and not one.finished],
        "may_cancel": can(Act.CANCEL, found.state) and not can(Act.TELL_CANCELLED, found.state),
    }
    response = render(request, "planning/running/weeks.html", context, status=status)
    if order is not None and order.waits:
        response["Refresh"] = _SOON
    return response


def _bounced(round_id: UUID) -> list[RefusedAddress]:
    """Addresses that a mail server does not take, of people asked in the round."""
    refused = refused_addresses()
    here = asked_of(round_id, [one.person for one in refused])
    return [one for one in refused if one.person in here]


@require_safe
def rates(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show last night's response rates, a hundred units at a time. Raises NotYours."""
    _, found = round_here(request, round_id)
    words = words_here()
    night, told = rates_of(round_id)
    page = page_in(request)
    context = {
        "round": found,
        "night": "" if night is None else words.day(night),
        "lines": rate_lines(round_id, told[(page - 1) * PAGE : page * PAGE], words),
        "before": page - 1,
        "after": page + 1 if len(told) > page * PAGE else 0,
    }
    return render(request, "planning/running/rates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def days(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Move the days of the reminders. Of two planners at once the second is told. Raises NotYours."""
    staff, found = round_here(request, round_id)
    plan, words = plan_of(round_id), words_here()
    sent = request.POST if request.method == "POST" else None
    form = DaysForm(words, sent, values=plan.values, version=plan.version)
    refusals: list[str] = []
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            move_reminders(
                round_id,
                form.days(),
                told["last_day_on"],
                version=told["version"],
                actor=staff.actor,
                now=utc_now(),
            )
        except FagspejlError as error:
            refusals = lines_of(error, words)
        else:
            request.session["notice"] = words.say("running_days.done")
            return redirect("planning-running", round_id)
    named = [form[name] for name in form.places]
    context = {
        "round": found,
        "form": form,
        "days": named,
        "refusals": refusals,
        "everyone": policy_of(round_id).access.reminder_mode == "everyone",
    }
    return render(request, "planning/running/days.html", context, status=409 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Move the deadline later and, if wished, tell everybody asked. Raises NotYours."""
    staff, found = round_here(request, round_id)
    words = words_here()
    sent = request.POST if request.method == "POST" else None
    form = ExtendForm(words, sent, stands=found.deadline)
    refusals: list[str] = []
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        announce = told["announce"] and can(Act.ANNOUNCE, found.state)
        try:
            move_deadline(
                round_id, deadline=told["deadline"], announce=announce, actor=staff.actor, now=utc_now()
            )
        except FagspejlError as error:
            refusals = lines_of(error, words)
        else:
            moved = words.moment_of_week(told["deadline"])
            request.session["notice"] = words.say("running_extend.done", deadline=moved)
            return redirect("planning-running", round_id)
    context = {
        "round": found,
        "form": form,
        "refusals": refusals,
        "deadline": words.moment_of_week(found.deadline),
        "may_tell": can(Act.ANNOUNCE, found.state),
        "may_extend": can(Act.EXTEND, found.state),
    }
    return render(request, "planning/running/extend.html", context, status=409 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Cancel a round: its title is typed, then it is asked once more, then it is ordered. Raises NotYours."""
    staff, found = round_here(request, round_id)
    sent = request.POST if request.method == "POST" else None
    form = CancelForm(words_here(), sent, wanted=found.title)
    is_draft, tells = can(Act.OPEN, found.state), bool(mailings_of(round_id))
    if not can(Act.CANCEL, found.state):
        return render(request, "planning/running/cancel.html", {"round": found, "impossible": True})
    asked = form.is_bound and form.is_valid()
    if asked and request.POST.get("sure"):
        facts = {"tell": True} if tells and form.cleaned_data["tell"] and not is_draft else {}
        place_order(OrderKind.CANCEL, round_id=round_id, actor=staff.actor, now=utc_now(), facts=facts)
        return redirect("planning" if is_draft else "planning-running", *([] if is_draft else [round_id]))
    context = {"round": found, "form": form, "is_draft": is_draft, "tells": tells, "asked": asked}
    return render(request, "planning/running/cancel.html", context)


@require_safe
def answers(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show what people ask, with answers to copy, filled from what the round promises. Raises NotYours."""
    _, found = round_here(request, round_id)
    words = words_here()
    context = {"round": found, "questions": questions(found, words)}
    return render(request, "planning/running/questions.html", context)
