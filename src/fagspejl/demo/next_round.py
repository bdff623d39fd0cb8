"""What Bente has begun: the draft of the round after the open one, whose lists the leaders are checking."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from fagspejl.accounts.selectors import all_accounts
from fagspejl.audit.types import Actor
from fagspejl.evaluation.rules import local_deadline
from fagspejl.evaluation.services.asking import leaders_meant
from fagspejl.evaluation.services.creating import create_round
from fagspejl.evaluation.services.lists import ask_to_check, confirm_list, wish_change
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.lists import ListChangeKind
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.clock import ZONE
from fagspejl.lib.wording import wording

_DAYS: Final = 200  # from now to the deadline: rounds about the same leaders lie at least 90 days apart
_WEEKS: Final = timedelta(weeks=2)
_EVERY: Final = 3  # one leader of so many has confirmed
_UNCONFIRMED: Final = "karen-birkemose"


def draft_next_round(organisation: str, *, now: datetime) -> str:
    """Make the draft, ask its leaders to check their lists, let some confirm; returns its title."""
    words = wording("da", "fagspejl.demo.words")
    bente = next(one.staff.actor for one in all_accounts() if "planner" in one.staff.roles)
    last = (now + timedelta(days=_DAYS)).astimezone(ZONE).date()
    title = words.say("next.title", year=str(last.year))
    round_id = create_round(
        title=title,
        organisation=organisation,
        instrument="faglig-ledelse",
        deadline=local_deadline(datetime.combine(last, time(12))),
        policy=RoundPolicyValues(),
        actor=bente,
        now=now,
    )
    plan = PlanValues(
        purpose=words.say("next.purpose"),
        contact=bente.name,
        lists_due_on=now.astimezone(ZONE).date() + _WEEKS,
        information_on=_before(last, 21),
        invitation_on=_before(last, 14),
        reminders_on=(_before(last, 8), _before(last, 3)),
        last_day_on=last,
    )
    save_plan(round_id, plan, version=0, actor=bente, now=now)
    leaders = leaders_meant(round_id)
    ask_to_check(round_id, [leader.id for leader in leaders], actor=bente, now=now)
    for number, leader in enumerate(leaders):
        if number % _EVERY == 0 and leader.key != _UNCONFIRMED:
            confirm_list(round_id, leader.id, actor=Actor(str(leader.id), leader.name), now=now)
    wisher = next(leader for leader in leaders if leader.key != _UNCONFIRMED)
    wish_change(
        round_id,
        wisher.id,
        ListChangeKind.ADD,
        person=None,
        name=leaders[-1].name,
        perspective="peer",
        reason=words.say("next.wished_reason"),
        actor=Actor(str(wisher.id), wisher.name),
        now=now,
    )
    return title


def _before(last: date, days: int) -> date:
    return last - timedelta(days=days)
