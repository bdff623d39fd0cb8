"""Mailings that go by themselves: put in the outbox when their day and hour have come, by any number of workers."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from fagspejl.audit.types import Actor
from fagspejl.evaluation.selectors import all_rounds
from fagspejl.evaluation.states import can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.duty import Duty, Tell
from fagspejl.lib.errors import FagspejlError
from fagspejl.mailing.selectors import planned_of
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import ACTS, MailingKind, PlannedState
from fagspejl.operations.services.post_office import check_sending

_WORKER: Final = Actor(id="worker", name="worker")
_ACTS: Final = {
    ACTS[kind] for kind in (MailingKind.INFORM, MailingKind.INVITE, MailingKind.REMIND, MailingKind.LAST_DAY)
}


def planned_mailings_due(now: datetime) -> Duty:
    """Mailings whose day and hour have come."""
    return Duty("planned_mails", lambda tell, stop: queue_planned(now, tell))


def queue_planned(now: datetime, tell: Tell) -> None:
    """Put what is due in the outbox. A round that is refused keeps no other from its turn; then the first is raised.

    Raises MailLimitWrong, SenderUnset before anything is queued, NobodyInvited (a reminder before any invitation).
    """
    refused: list[FagspejlError] = []
    for found in all_rounds():
        if any(can(act, found.state) for act in _ACTS):
            try:
                _queue_of(found, now, tell)
            except FagspejlError as error:
                refused.append(error)
    if refused:
        raise refused[0]


def _queue_of(found: RoundFacts, now: datetime, tell: Tell) -> None:
    due = [one.kind for one in planned_of(found, now) if one.state == PlannedState.DUE]
    for kind in dict.fromkeys(due):  # two reminders whose days were missed are one
        check_sending()
        queued = queue_mailing(found.id, kind, actor=_WORKER, now=now)
        if not queued.again:
            tell("planned", kind=queued.kind, title=found.title, people=queued.people)
