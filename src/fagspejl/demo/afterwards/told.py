"""What two leaders tell their staff of it, so that the next invitation quotes it, and the page on the wall."""

from __future__ import annotations

from datetime import datetime

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Unit
from fagspejl.workspace.home.unit_page.links import renew_address
from fagspejl.workspace.home.unit_page.releasing import noticed, points_of, release
from fagspejl.workspace.home.unit_page.views import words_of


def tell_demo_staff(story: Story, now: datetime) -> None:
    """Tick all that may be told, and release it. `now`: before the round opens that is to quote it."""
    for one in read_toml("agreements.toml")["notices"]:
        leader = story.person(one["leader"])
        account = account_of(leader.email)
        assert account is not None
        unit, actor = Unit.objects.get(key=leader.unit).id, account.staff.actor
        points = points_of(unit, words_of("da"))
        text = noticed(points, [point.key for point in points if not point.refused], one["own"], "da")
        release(unit, text, actor=actor, now=now)
        renew_address(unit, seen=0, language="da", actor=actor)
