"""How long thirty days, twelve months and thirty-six are: nothing goes a day early, nothing a day late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.lib.retention import DAYS, LOG_MONTHS, REPORT_MONTHS, Rule

RULES = (
    Rule("days", days=DAYS),
    Rule("log", months=LOG_MONTHS),
    Rule("reports", months=REPORT_MONTHS),
    Rule("now"),
)
any_day = st.dates(date(2025, 1, 1), date(2060, 12, 31))
any_rule = st.sampled_from(RULES)


def _whole_months(since: date, day: date) -> int:
    """Count months that are over the way one counts them on a calendar: by the number of the day."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months - (day.day < since.day)


def _is_over(rule: Rule, since: date, day: date) -> bool:
    if rule.months:
        return _whole_months(since, day) >= rule.months
    return (day - since).days >= rule.days


@given(any_rule, any_day)
def test_goes_on_the_first_day_that_is_over(rule: Rule, since: date) -> None:
    """Whatever day Karen's key was destroyed, her list of people is there the day before and gone on the day."""
    day = rule.gone_on(since)
    assert _is_over(rule, since, day)
    assert not _is_over(rule, since, day - timedelta(days=1))


@given(any_rule, any_day, st.integers(-40, 40))
def test_the_latest_day_is_the_same_rule_read_backwards(rule: Rule, today: date, offset: int) -> None:
    """A line of the log goes tonight exactly if its day is the latest that is over, or lies before it."""
    latest = rule.latest(today)
    since = latest + timedelta(days=offset)
    assert (since <= latest) == _is_over(rule, since, today)


@given(any_rule, any_day, st.lists(st.tuples(any_day, st.integers(0, 9)), max_size=12))
def test_due_and_next_make_up_everything(rule: Rule, today: date, things: list[tuple[date, int]]) -> None:
    """What is due tonight and what waits are all there is, and the next day told is the first that anything waits for."""
    due = rule.due(things, today)
    waits = [(since, count) for since, count in things if count and not _is_over(rule, since, today)]
    assert due.count + sum(count for _, count in waits) == sum(count for _, count in things)
    assert (due.next is None) == (not waits)
    if due.next is not None:
        assert any(_is_over(rule, since, due.next) for since, _ in waits)
        assert not any(_is_over(rule, since, due.next - timedelta(days=1)) for since, _ in waits)


@pytest.mark.parametrize(
    ("since", "months", "day"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2028, 2, 29), 12, date(2029, 3, 1)),
        (date(2026, 12, 31), 36, date(2029, 12, 31)),
        (date(2026, 8, 31), 12, date(2027, 8, 31)),
    ],
)
def test_months_of_other_lengths(since: date, months: int, day: date) -> None:
    """A log line of 29 February is kept for a year and goes on 1 March."""
    assert Rule("log", months=months).gone_on(since) == day
