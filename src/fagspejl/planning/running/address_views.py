"""Addresses that a mail server does not take: one person at a time is corrected, and invited again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fagspejl.accounts.errors import NotYours
from fagspejl.evaluation.errors import AnotherPlannersLink
from fagspejl.evaluation.selectors.people import asked_of
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.post_office import MailLimitWrong, SenderUnset
from fagspejl.operations.services.rounds.new_address import give_address
from fagspejl.organisation.errors import AddressRefused
from fagspejl.organisation.selectors import people_by_id, refused_addresses
from fagspejl.planning.access import round_here
from fagspejl.planning.refusals import lines_of
from fagspejl.planning.running.forms import AddressForm
from fagspejl.planning.running.paging import PAGE, page_in
from fagspejl.web.words_here import words_here


@require_safe
def addresses(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """List the addresses of people asked in the round that a mail server does not take. Raises NotYours."""
    _, found = round_here(request, round_id)
    refused = refused_addresses()
    asked = asked_of(round_id, [one.person for one in refused])
    refused = [one for one in refused if one.person in asked]
    page = page_in(request)
    context = {
        "round": found,
        "refused": refused[(page - 1) * PAGE : page * PAGE],
        "before": page - 1,
        "after": page + 1 if len(refused) > page * PAGE else 0,
    }
    return render(request, "planning/running/addresses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, round_id: UUID, person_id: UUID) -> HttpResponse:
    """Correct one address and, if wished, send the invitation to it. Raises NotYours for people who are not asked."""
    staff, found = round_here(request, round_id)
    person = people_by_id({person_id}).get(person_id)
    if person is None or not asked_of(round_id, [person_id]):
        raise NotYours
    words = words_here()
    sent = request.POST if request.method == "POST" else None
    form = AddressForm(words, sent, initial={"email": person.email, "again": True})
    refusals: list[str] = []
    asks = False
    if form.is_bound and form.is_valid():
        try:
            told = form.cleaned_data
            give_address(
                round_id,
                person_id,
                told["email"],
                again=told["again"],
                alike_is_right=told["is_right"],
                planner=staff,
                now=utc_now(),
            )
        except (AddressRefused, AnotherPlannersLink, MailLimitWrong, SenderUnset) as error:
            refusals = lines_of(error, words)
            asks = isinstance(error, AddressRefused) and error.reason == "alike"
        else:
            return redirect("planning-running-addresses", round_id)
    context = {
        "round": found,
        "person": person,
        "form": form,
        "asks": asks,
        "refusals": refusals,
        "invites": can(Act.INVITE, found.state),
    }
    return render(request, "planning/running/address.html", context, status=409 if refusals else 200)
