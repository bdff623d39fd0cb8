"""Every published leader's report has one path, however often and by however many workers it is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fagspejl.disclosure.services.publish import withdraw_part
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.paths.models import FollowUpPath, PathStep
from fagspejl.workspace.paths.services.making import make_due
from fagspejl.workspace.paths.types import StepKind
from support.followed import Followed
from support.staff import PER

pytestmark = pytest.mark.stores


def test_one_path_per_report(world: Followed) -> None:
    """Karen, Ida and Mads have one path each, and asking again makes none."""
    assert sorted(FollowUpPath.objects.values_list("owner__name", flat=True)) == ["Ida", "Karen", "Mads"]
    assert make_due(utc_now()) == 0
    assert FollowUpPath.objects.count() == 3
    assert world.path().own_leader.name == "Mads"  # type: ignore[union-attr]


def test_days_of_the_table(world: Followed) -> None:
    """Karen's steps are due 14, 28, 42, 90 and 180 days after the release; reading has no last day."""
    released = world.path().released_on
    assert released == utc_now().astimezone(ZONE).date()
    due = dict(PathStep.objects.filter(path=world.path()).values_list("kind", "due_on"))
    assert due.pop(StepKind.READ) is None
    assert [(day - released).days for day in sorted(due.values())] == [14, 28, 42, 90, 180]


def test_withdrawn_report_stops_its_path(world: Followed) -> None:
    """Karen's report is withdrawn: her path stops, Ida's goes on, and no new one is made."""
    withdraw_part(part_id=world.made.part["Karen"], note="Forkert liste.", on=date(2026, 4, 1), actor=PER)
    assert make_due(utc_now() + timedelta(days=1)) == 0
    assert world.path().stopped_on is not None
    assert world.path("Ida").stopped_on is None
