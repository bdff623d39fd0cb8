"""What is due: mail, the night's work, closing. Each may be repeated at any time, by any number of workers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from fagspejl.answering.services import rewrite_all
from fagspejl.answering.services.custody import finish_moves
from fagspejl.audit.types import Actor
from fagspejl.disclosure.errors import CloseRefused
from fagspejl.disclosure.services.close_round import Step
from fagspejl.evaluation.rules import rates_are_over
from fagspejl.evaluation.selectors import all_rounds, key_check_of
from fagspejl.evaluation.selectors.escrow import publication_waits_until
from fagspejl.evaluation.selectors.progress import rates_night
from fagspejl.evaluation.services.rates import keep_rates, leave_rates
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import GRACE, MARGIN, RoundFacts
from fagspejl.lib.clock import ZONE
from fagspejl.lib.duty import Duty, Stop, Tell
from fagspejl.lib.errors import FagspejlError
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.personal import send_personal
from fagspejl.mailing.services.queueing import due_mailings
from fagspejl.operations.services.desk import (
    close_desk,
    close_round,
    confirm_close,
    key_store,
    publish_and_grant,
)
from fagspejl.operations.services.night_lock import one_at_a_time
from fagspejl.operations.services.older_copy import note_log
from fagspejl.operations.services.post_office import answered_of, post
from fagspejl.operations.services.retention import delete_due, is_done
from fagspejl.operations.services.rounds.silence import fault_of, silent_until

NIGHT_FROM: Final = 2  # o'clock in Denmark
_WORKER: Final = Actor(id="worker", name="worker")


def mail_due(now: datetime) -> Duty:
    """What waits in every mailing."""
    return Duty("mail", send_due)


def personal_due(now: datetime) -> Duty:
    """Single mails, which belong to no round."""
    return Duty("personal_mail", send_personal_due)


def night_due(now: datetime) -> Duty:
    """The night's work, once a night."""
    return Duty("night_duty", lambda tell, stop: night(now, tell))


def closing_due(now: datetime) -> Duty:
    """Rounds whose time is over."""
    return Duty("close", lambda tell, stop: close_due(now, tell))


def send_due(tell: Tell, stop: Stop) -> datetime | None:
    """Send what waits in every mailing; returns when there is more to do, if some of it has to wait.

    A server that cannot be reached is asked once: the others have the same, and orders wait behind half a minute each.
    """
    waits = []
    for mailing in due_mailings():
        if stop():
            break
        result = send_mailing(mailing, already_answered=answered_of, post=post(stop))
        if result.mailed or result.finished:
            tell("mailed", count=result.mailed)
        if result.handed:
            tell("handed", count=result.handed)
        if result.hook_fault is not None:
            tell(f"hook_{result.hook_fault}")
        if result.halted:
            tell("halted", reason=result.halted)
        if result.unreachable:
            tell("unreachable", said=result.unreachable)
        if result.again_at is not None:
            waits.append(result.again_at)
        if result.unreachable:
            break
    return min(waits, default=None)


def send_personal_due(tell: Tell, stop: Stop) -> datetime | None:
    """Send the single mails that wait; returns when there is more to do, if some of them have to wait."""
    result = send_personal(post(stop))
    if result.mailed:
        tell("mailed", count=result.mailed)
    if result.halted:
        tell("halted", reason=result.halted)
    if result.unreachable:
        tell("unreachable", said=result.unreachable)
    return result.again_at


def night(now: datetime, tell: Tell) -> None:
    """Once a night and round: seal every answer anew in an order that tells nothing, and work out response rates.

    Then what need not be kept any more is deleted (RETENTION).
    A night that was missed is made up for as soon as somebody works. A round that cannot be done, as its key is not
    here or somebody holds the answers' table, keeps nothing else from its turn; the first refusal is raised at the end.
    """
    here = now.astimezone(ZONE)
    if here.hour < NIGHT_FROM:
        return
    with one_at_a_time() as alone:
        if not alone:
            return
        refused: list[FagspejlError] = []
        for facts in all_rounds():
            if can(Act.REWRITE, facts.state) and rates_night(facts.id) != here.date():
                try:
                    _night_of(facts, now)
                except FagspejlError as error:
                    refused.append(error)
                    continue
                tell("night", title=facts.title)
        if not is_done(now):
            deleted = delete_due(now, actor=_WORKER)
            if deleted:
                tell("deleted", count=sum(deleted.values()))
        note_log()
        if refused:
            raise refused[0]


def _night_of(facts: RoundFacts, now: datetime) -> None:
    night = now.astimezone(ZONE).date()
    key = key_store(facts.id).read(facts.id, key_check_of(facts.id))
    finish_moves(facts.id, key)
    rewrite_all(facts.id, key)
    if rates_are_over(facts.deadline, now):
        leave_rates(facts.id, night=night)
    else:
        keep_rates(facts.id, answered_of(facts.id), night=night)


def close_due(now: datetime, tell: Tell) -> None:
    """Close rounds whose time is over, go on with those that were interrupted, and publish after a week's silence.

    Of a round whose key a person keeps a copy, publication waits another week at most for that person's word. A round
    that is refused, as its key is not here, keeps no other from its turn; the first refusal is raised at the end.
    """
    refused: list[FagspejlError] = []
    for facts in all_rounds():
        try:
            _close_if_due(facts, now, tell)
        except FagspejlError as error:
            if isinstance(error, CloseRefused):  # its sentence may name the command that helps
                error.facts.setdefault("round", facts.id)
            refused.append(error)
    if refused:
        raise refused[0]


def _close_if_due(facts: RoundFacts, now: datetime, tell: Tell) -> None:
    over = now >= facts.deadline + GRACE + MARGIN
    if (can(Act.FREEZE, facts.state) and over) or can(Act.SEAL, facts.state):
        close_round(round_id=facts.id, desk=close_desk(facts.id, _WORKER, now=now))
        tell("closed", title=facts.title, round=facts.id)
    elif can(Act.DESTROY_KEYS, facts.state):
        _go_on(facts, now, tell)
    elif can(Act.PUBLISH, facts.state) and _was_silent(facts, now):
        _publish(facts, now, tell)


def _go_on(facts: RoundFacts, now: datetime, tell: Tell) -> None:
    if facts.close_step < Step.BACKED_UP:
        close_round(round_id=facts.id, desk=close_desk(facts.id, _WORKER, now=now))
    if _was_silent(facts, now) and fault_of(facts.id) is None:
        confirm_close(round_id=facts.id, desk=close_desk(facts.id, _WORKER, now=now))
        until = _waits_until(facts, now)
        if until is None:
            tell("confirmed", title=facts.title)
        else:
            tell("confirmed_copy", title=facts.title, round=facts.id, until=until)
        _publish(facts, now, tell)


def _was_silent(facts: RoundFacts, now: datetime) -> bool:
    """Whether the planner has had a week since the close record stood there."""
    until = silent_until(facts.id)
    return until is not None and now >= until


def _publish(facts: RoundFacts, now: datetime, tell: Tell) -> None:
    if _waits_until(facts, now) is None and publish_and_grant(facts.id, _WORKER, now=now):
        tell("published", title=facts.title)


def _waits_until(facts: RoundFacts, now: datetime) -> date | None:
    """Return the day until which publication waits for the holder of the key's copy."""
    return publication_waits_until(facts.id, today=now.astimezone(ZONE).date())
