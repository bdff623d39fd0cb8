"""What two leaders tell their staff of it, so that the next invitation quotes it."""

from __future__ import annotations

from datetime import datetime

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.organisation.services import release_notice
from fagspejl.organisation.types import NoticeText


def tell_demo_staff(story: Story, now: datetime) -> None:
    """Release the notices. `now`: before the round opens that is to quote them."""
    for one in read_toml("agreements.toml")["notices"]:
        leader = story.person(one["leader"])
        account = account_of(leader.email)
        assert account is not None
        text = NoticeText(tuple(one["points"]), one["own"], "da")
        release_notice(Unit.objects.get(key=leader.unit).id, text, actor=account.staff.actor, now=now)
