"""The invitations of an open round: put in the outbox once, stopped, and continued."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.people import by_letter, how_many_asked, how_many_asked_about
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.errors import FagspejlError
from fagspejl.mailing.selectors import invitations_sent
from fagspejl.mailing.services.pace import duration
from fagspejl.mailing.services.queueing import halt_mailings, queue_mailing, resume_mailings
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.post_office import MailLimitWrong, check_sending, limits_here
from fagspejl.operations.services.readiness.checks import a_minute
from fagspejl.operations.services.rounds.other_way import other_way
from fagspejl.planning.access import round_here
from fagspejl.planning.opening.durations import said
from fagspejl.planning.refusals import lines_of
from fagspejl.web.words_here import words_here

_REFRESH: Final = "20"


@require_http_methods(["GET", "HEAD", "POST"])
def sending(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Show how the invitations fare; a post sends them, stops every mail of the round, or lets it continue.

    Raises NotYours.
    """
    staff, found = round_here(request, round_id)
    if can(Act.OPEN, found.state):
        return redirect("planning-opening", round_id)
    if request.method != "POST":
        return _page(request, found)
    try:
        _do(request.POST.get("act", ""), round_id, staff)
    except FagspejlError as error:
        return _page(request, found, wrong=lines_of(error, words_here()), status=409)
    return redirect("planning-opening-mails", round_id)


def _do(act: str, round_id: UUID, staff: Staff) -> None:
    now = utc_now()
    if act == "send":
        check_sending()
        queue_mailing(round_id, MailingKind.INVITE, actor=staff.actor, now=now)
    elif act == "stop":
        halt_mailings(
            words_here().say("opening_mails.stopped_by", name=staff.name),
            actor=staff.actor,
            now=now,
            round_id=round_id,
        )
    elif act == "resume":
        check_sending()
        resume_mailings(actor=staff.actor, now=now, round_id=round_id)


def _page(
    request: HttpRequest, found: RoundFacts, *, wrong: list[str] | None = None, status: int = 200
) -> HttpResponse:
    round_id = found.id
    people, letters, sent = how_many_asked(round_id), len(by_letter(round_id)), invitations_sent(round_id)
    planned = plan_of(round_id).values.invitation_on
    under_way = sent is not None and not sent.finished and not sent.halted
    context = {
        "round": found,
        "people": people,
        "leaders": how_many_asked_about(round_id),
        "by_letter": _without_address(round_id, letters),
        "sent": sent,
        "under_way": under_way,
        "may_send": can(Act.INVITE, found.state),
        "percent": 0 if sent is None or not sent.total else 100 * sent.handled // sent.total,
        "waits": under_way and sent is not None and sent.next_at is not None,
        "next_at": None if sent is None or sent.next_at is None else sent.next_at.astimezone(ZONE),
        "planned": planned,
        "wrong": wrong or [],
        **_pace(people - letters),
    }
    response = render(request, "planning/opening/sending.html", context, status=status)
    if under_way and request.method != "POST":
        response["Refresh"] = _REFRESH
    return response


def _without_address(round_id: UUID, people: int) -> str:
    """What becomes of those without an address: a letter, or another way, and a letter where that fails."""
    words, way = words_here(), other_way(round_id)
    if not people or way is None:
        return words.counted("opening_mails.by_letter", people) if people else ""
    told = [words.counted("opening_mails.by_hook", people)]
    if way.refused:
        told.append(words.counted("opening_mails.hook_refused", len(way.refused)))
    if policy_of(round_id).access.reminder_mode == "silent":
        told.append(words.say("opening_mails.hook_silent"))
    return " ".join(told)


def _pace(people: int) -> dict[str, object]:
    """How long it takes, and how it starts."""
    try:
        pace = limits_here()
    except MailLimitWrong:
        return {"lasts": "", "a_minute": 0, "first": 0}
    lasts = duration(pace, people)
    return {
        "lasts": said(lasts, words_here()) if lasts else "",
        "a_minute": a_minute(pace),
        "first": pace.first,
    }
