"""Two rounds in four hundred days: what has to go goes on its day, nothing earlier, and the report says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.db import connection

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import chain_state
from fagspejl.organisation.models import Person
from support.dumped import Loot
from support.roster import employees
from support.simulated_life import BEGIN, Life, deleted_by_rule, traces

pytestmark = pytest.mark.stores


def _live(life: Life, days: Iterable[int], *, second: int | None = None) -> None:
    """Live through days counted from the first; on a day that is left out the worker stands still."""
    first = life.begin_round()
    for number in days:
        life.day = BEGIN + timedelta(days=number)
        if number == 7:
            life.remind(first)
        if number == second:
            life.begin_round(*employees(10)[3:])  # p0, p1 and p2 have left
        life.pass_day()


def test_a_round_and_its_month(life: Life) -> None:
    """Bente's round ends; a month later nobody can read from any file of the site who was asked about Karen."""
    _live(life, [0, *range(5, 9), *range(13, 24), *range(40, 42), *range(50, 54)])
    (made,) = life.rounds
    over = life.ended[made]
    assert life.day > over + timedelta(days=30)
    assert traces(life.asked[made]) == []
    deleted = deleted_by_rule()
    assert deleted["invitations"] == [(over + timedelta(days=30), len(life.asked[made]))]
    if connection.vendor == "sqlite":  # there an operator's copies of the whole database outlive the list
        assert [day for day, _ in deleted["backup_rows"]] == [over + timedelta(days=30)]
    assert chain_state().broken_at is None


@pytest.mark.slow
def test_four_hundred_days(life: Life, loot: Loot, capsys: pytest.CaptureFixture[str]) -> None:
    """Bente's site lives through two rounds and four hundred days; then log, look from outside and report are whole."""
    _live(life, range(400), second=120)
    assert len(life.ended) == 2
    assert traces(set().union(*life.asked.values())) == []
    assert not Person.objects.filter(key__in=["p0", "p1", "p2"]).exists()
    assert chain_state().broken_at is None
    first = AccessEntry.objects.order_by("number").first()
    assert first is not None
    assert first.number > 1
    assert loot.look().faults == ()
    with capsys.disabled():
        print(f"\nDay {life.day}, after 400 days:")
        print("\n".join(life.lines()))
        for name, counts in deleted_by_rule().items():
            print(
                f"{name:12} {len(counts)} nights, {sum(count for _, count in counts)} in all, last {counts[-1][0]}"
            )
