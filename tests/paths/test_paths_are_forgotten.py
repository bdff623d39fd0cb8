"""Thirty-six months after the release a path is gone, with everything that hung on it."""

from __future__ import annotations

from datetime import datetime

import pytest

from fagspejl.lib.clock import ZONE
from fagspejl.workspace.paths.models import FollowUpPath, Goal, PathReminder, PathStep
from fagspejl.workspace.paths.services.reminding import remind_due
from fagspejl.workspace.paths.services.retention import retention
from support.followed import Followed, client_of, days_after, write_goal


@pytest.mark.stores
def test_gone_with_everything(world: Followed) -> None:
    """Karen's path, goal and reminders stay a day less than thirty-six months, and go on the day."""
    write_goal(client_of("Karen"), world.url())
    remind_due(days_after(world.path(), 7))
    assert PathReminder.objects.exists()
    (rule,) = retention(days_after(world.path(), 0))
    released = world.path().released_on
    assert released is not None
    over = rule.rule.gone_on(released)
    before = datetime(over.year, over.month, over.day, tzinfo=ZONE).replace(hour=3)
    (early,) = retention(before.replace(year=over.year - 1))
    assert early.delete() == 0
    (late,) = retention(before)
    assert (late.look().count, late.delete()) == (3, 3)
    left = [table.objects.count() for table in (FollowUpPath, Goal, PathStep, PathReminder)]
    assert left == [0, 0, 0, 0]
