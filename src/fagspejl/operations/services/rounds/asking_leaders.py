"""Asking leaders to check their lists: the check, an account to log in by, and the mail, together or not at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from fagspejl.accounts.services import accounts_for
from fagspejl.accounts.types import AddressOnRoster
from fagspejl.audit.types import Actor
from fagspejl.evaluation.services.asking import leaders_meant
from fagspejl.evaluation.services.lists import ask_to_check, remind_to_check
from fagspejl.mailing.services.personal import queue_personal
from fagspejl.mailing.types import PersonalKind
from fagspejl.operations.services.post_office import check_sending
from fagspejl.organisation.selectors import people_by_id


def send_lists(round_id: UUID, *, path: str, on: date, actor: Actor, now: datetime) -> int:
    """Ask every leader of the round who was not asked before; returns how many. `path`: the page, which asks for login.

    Raises MailLimitWrong before anything is changed, RoundInOtherState.
    """
    check_sending()
    with transaction.atomic():
        new = ask_to_check(round_id, [leader.id for leader in leaders_meant(round_id)], actor=actor, now=now)
        _let_in(new, actor)
        for leader in new:
            queue_personal(leader, PersonalKind.LIST, about=f"{round_id} 0", path=path, on=on, now=now)
    return len(new)


def remind_leaders(round_id: UUID, *, path: str, on: date, actor: Actor, now: datetime) -> int:
    """Remind those who have not confirmed; returns how many. Raises MailLimitWrong, RoundInOtherState."""
    check_sending()
    with transaction.atomic():
        waiting = remind_to_check(round_id, actor=actor, now=now)
        _let_in([leader for leader, _ in waiting], actor)
        for leader, number in waiting:
            queue_personal(leader, PersonalKind.LIST, about=f"{round_id} {number}", path=path, on=on, now=now)
    return len(waiting)


def _let_in(leaders: Collection[UUID], actor: Actor) -> None:
    """The page asks for login, and before a first round nobody but planners has an account."""
    found = people_by_id(set(leaders)).values()
    accounts_for((AddressOnRoster(one.id, one.name, one.email, one.language) for one in found), actor=actor)
