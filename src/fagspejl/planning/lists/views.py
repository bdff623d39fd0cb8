"""The planner's pages about lists: where the checking stands, one leader's list, and what is decided."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.selectors import on_roster_as
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.errors import ListNotChecked, ListReasonMissing, PersonNotChosen
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.lists import changes_of, lists_stand
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.asking import leaders_meant
from fagspejl.evaluation.services.lists import add_exception, confirm_list, decide_change
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.lists import Decision, ListChangeKind
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.operations.services.orders.one_more import order_one_more
from fagspejl.operations.services.rounds.asking_leaders import remind_leaders, send_lists
from fagspejl.organisation.selectors import find_people, people_by_id, unit_tree
from fagspejl.planning.access import round_here
from fagspejl.planning.asked import uuid_of
from fagspejl.planning.lists.acts import with_waiver
from fagspejl.planning.lists.forms import ExceptionForm, ReasonForm
from fagspejl.planning.lists.page import asked_page, list_page, list_rows
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here

ON_A_PAGE: Final = 50
_SHOWN: Final = ("all", "wishes", "waiting", "not_asked", "confirmed")


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show how far the checking has come, and what waits for a decision; a post does one thing. Raises NotYours."""
    staff, found = round_here(request, round_id)
    refused: list[str] = []
    if request.method == "POST":
        try:
            _act(request, round_id, staff)
            return redirect("planning-lists", round_id)
        except FagspejlError as error:
            refused = lines_of(error, words_here())
    return _lists(request, found, refused)


def _act(request: HttpRequest, round_id: UUID, staff: Staff) -> None:
    now, act = utc_now(), request.POST.get("act", "")
    plan = plan_of(round_id)
    told = {"path": reverse("own-list", args=[round_id]), "actor": staff.actor, "now": now}
    due = plan.values.lists_due_on or now.astimezone(ZONE).date()
    words = words_here()
    if act == "send":
        count = send_lists(round_id, on=due, **told)  # type: ignore[arg-type]
        request.session["notice"] = words.counted("lists.sent", count)
    elif act == "remind":
        count = remind_leaders(round_id, on=due, **told)  # type: ignore[arg-type]
        request.session["notice"] = words.counted("lists.reminded", count)
    elif act == "waive":
        if not plan.values.lists_waived and not request.POST.get("reason", "").strip():
            raise ListReasonMissing
        request.session["notice"] = words.say("lists.waiver_kept")
        values = with_waiver(plan.values, request.POST.get("reason", ""))
        save_plan(round_id, values, version=plan.version, actor=staff.actor, now=now)
    elif act in ("accept", "refuse"):
        change, person = uuid_of(request.POST.get("change", "")), uuid_of(request.POST.get("person", ""))
        if change is None:
            raise ListNotChecked
        decide_change(
            round_id,
            change,
            accept=act == "accept",
            person=person,
            planner=on_roster_as(staff),
            actor=staff.actor,
            now=now,
        )


def _lists(request: HttpRequest, found: RoundFacts, refused: list[str]) -> HttpResponse:
    words, now = words_here(), utc_now()
    leaders = leaders_meant(found.id)
    page = Paginator(leaders, ON_A_PAGE).get_page(request.GET.get("side"))
    wishes = [
        (one, find_people(one.name, most=5) if one.person is None else [])
        for one in changes_of(found.id, decision=Decision.OPEN)[:ON_A_PAGE]
    ]
    named = people_by_id({one.leader for one, _ in wishes})
    units = {unit.key: unit.name for unit in unit_tree()} if any(people for _, people in wishes) else {}
    plan = plan_of(found.id).values
    context = {
        "round": found,
        "stand": lists_stand(found.id, [leader.id for leader in leaders]),
        "page": page,
        "rows": list_rows(found.id, list(page.object_list), words, now),
        "wishes": [
            (one, named[one.leader].name, [(person, units.get(person.unit, "")) for person in people])
            for one, people in wishes
        ],
        "plan": plan,
        "due": plan.lists_due_on and words.day(plan.lists_due_on),
        "draft": can(Act.OPEN, found.state),
        "refused": refused,
    }
    return render(request, "planning/lists/lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def one_list(request: HttpRequest, round_id: UUID, leader_id: UUID) -> HttpResponse:
    """Show one leader's list; a post puts somebody on it, takes somebody off, or confirms it. Raises NotYours."""
    staff, found = round_here(request, round_id)
    words, now = words_here(), utc_now()
    form, refused = ExceptionForm(words), []
    confirming = ReasonForm(words)
    leaders = people_by_id({leader_id})
    if leader_id not in leaders:
        raise NotYours
    if request.method == "POST":
        act = request.POST.get("act", "")
        form = ExceptionForm(words, request.POST) if act in ("add", "more", "search") else form
        if act == "search":  # nothing is amiss yet: the person is only being looked for
            form.errors.clear()
        try:
            if act == "more" and form.is_valid():
                return redirect("planning-order", _ask_more(found.id, leader_id, staff, form))
            if _change(request, round_id, leader_id, staff, form):
                return redirect("planning-list", round_id, leader_id)
        except FagspejlError as error:
            refused = lines_of(error, words)
    draft = can(Act.OPEN, found.state)
    page = (
        list_page(round_id, leader_id, words, now) if draft else asked_page(found, leaders[leader_id], words)
    )
    if page is None:
        raise NotYours
    context = {
        "round": found,
        "list": page,
        "form": form,
        "confirming": confirming,
        "found": find_people(request.POST.get("sought", "")) if request.method == "POST" else [],
        "draft": draft,
        "open": can(Act.ASK_MORE, found.state),
        "k": words.number_word(policy_of(round_id).disclosure.k),
        "refused": refused,
    }
    return render(request, "planning/lists/list.html", context)


def _ask_more(round_id: UUID, leader_id: UUID, staff: Staff, form: ExceptionForm) -> UUID:
    """Order that somebody is asked about a leader in an open round."""
    person = form.cleaned_data["person"]
    if person is None:
        raise PersonNotChosen(form.cleaned_data["sought"])
    return order_one_more(
        round_id,
        leader=leader_id,
        person=person,
        perspective=form.cleaned_data["perspective"],
        reason=form.cleaned_data["reason"],
        staff=staff,
        now=utc_now(),
    )


def _change(request: HttpRequest, round_id: UUID, leader_id: UUID, staff: Staff, form: ExceptionForm) -> bool:
    """Do what the post asks for; False where the page is to be shown again."""
    acting = {"actor": staff.actor, "now": utc_now()}
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    if act == "confirm":
        confirm_list(round_id, leader_id, reason=reason, **acting)  # type: ignore[arg-type]
        return True
    if act == "remove":
        person = uuid_of(request.POST.get("person", ""))
        perspective = request.POST.get("perspective", "employee")
        if person is None or perspective not in PERSPECTIVES:
            raise PersonNotChosen("")
        add_exception(
            round_id,
            leader_id,
            ListChangeKind.REMOVE,
            person,
            perspective=perspective,
            reason=reason,
            planner=on_roster_as(staff),
            **acting,  # type: ignore[arg-type]
        )
        return True
    if act == "add" and form.is_valid():
        person = form.cleaned_data["person"]
        if person is None:
            raise PersonNotChosen(form.cleaned_data["sought"])
        add_exception(
            round_id,
            leader_id,
            ListChangeKind.ADD,
            person,
            perspective=form.cleaned_data["perspective"],
            reason=form.cleaned_data["reason"],
            planner=on_roster_as(staff),
            **acting,  # type: ignore[arg-type]
        )
        return True
    return False
