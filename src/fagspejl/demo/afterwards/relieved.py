"""A relief round that Ida's unit held: a day, a number and three counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.relief.services.keeping import keep_round
from fagspejl.workspace.relief.types import WorthCounts
from fagspejl.workspace.sessions.services.planning import today_here

_AGO: Final = timedelta(days=20)


def hold_demo_relief(story: Story) -> None:
    """Let seven of the ward meet, of whom six find it worth the time."""
    leader = story.person("Ida")
    account = account_of(leader.email)
    assert account is not None
    keep_round(
        Unit.objects.get(key=leader.unit).id,
        held_on=today_here() - _AGO,
        present=7,
        worth=WorthCounts(6, 1, 0),
        actor=account.staff.actor,
    )
