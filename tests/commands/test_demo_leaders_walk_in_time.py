"""The demo's leaders after their reports: HR's page has dates, not one word in nearly every cell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import two_rounds
from fagspejl.lib.follow_up import DAYS

TOLD: dict[str, Any] = read_toml("paths.toml")
LAST = {"talk": DAYS.talk, "dialogue": DAYS.dialogue, "plan": DAYS.plan, "look": DAYS.first_look}


def test_ida_is_in_time_and_in_order() -> None:
    """Ida takes every step by its last day, one after the other."""
    days = [TOLD["ida"][name] for name in ("read", *LAST)]
    assert days == sorted(days)
    assert all(TOLD["ida"][name] <= last for name, last in LAST.items())


def test_most_cells_hold_a_date() -> None:
    """Per reads HR's page: of each column but the last at least three of five leaders have a date, and not all are in time."""
    for name in ("talk", "dialogue", "plan"):
        assert sum(name in one for one in TOLD["others"]) / len(TOLD["others"]) >= 0.6
    assert [one for one in TOLD["others"] if len(one) < len(TOLD["ida"])]


def test_nothing_is_done_tomorrow() -> None:
    """Whatever day Bente makes the demo on, nobody has done anything that is still to come."""
    for today in (date(2026, 1, 5), date(2026, 11, 30)):
        published = two_rounds(today)[0].deadline.date()
        for one in (TOLD["ida"], *TOLD["others"]):
            assert all(
                published + timedelta(days=one[name]) < today for name in ("read", *LAST) if name in one
            )
