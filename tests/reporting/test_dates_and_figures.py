"""How a language writes decimals, shares, dates and lists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.reporting.words import words_in
from reporting.questionnaires import plain

DA, EN = words_in("da"), words_in("en")
DAYS = {
    (date(2026, 3, 1), date(2026, 3, 14)): ("1.–14. marts 2026", "1–14 March 2026"),
    (date(2026, 2, 27), date(2026, 3, 14)): ("27. februar til 14. marts 2026", "27 February to 14 March 2026"),
    (date(2025, 12, 20), date(2026, 1, 4)): ("20. december 2025 til 4. januar 2026", "20 December 2025 to 4 January 2026"),
    (date(2026, 3, 1), date(2026, 3, 1)): ("1. marts 2026", "1 March 2026"),
    (date(2026, 3, 1), None): ("fra 1. marts 2026", "from 1 March 2026"),
    (None, date(2026, 3, 14)): ("til 14. marts 2026", "until 14 March 2026"),
    (None, None): ("", ""),
}  # fmt: skip


@pytest.mark.parametrize("days", DAYS)
def test_periods(days: tuple[date | None, date | None]) -> None:
    """Karen reads when the round was open, as people write it."""
    assert (plain(DA.period(*days)), plain(EN.period(*days))) == DAYS[days]


def test_a_period_without_its_year() -> None:
    """The first line says "1.–14. marts"; the year stands among the facts."""
    assert plain(DA.period(date(2026, 3, 1), date(2026, 3, 14), year=False)) == "1.–14. marts"


def test_decimals() -> None:
    """A comma in Danish, a point in English, one decimal always."""
    assert (DA.tenths(34), EN.tenths(34), DA.tenths(40), DA.tenths(5)) == ("3,4", "3.4", "4,0", "0,5")


@given(st.integers(1, 5000), st.data())
def test_shares_never_say_all_or_none_of_some(n: int, data: st.DataObject) -> None:
    """One of 400 is not 0 %, and 399 of 400 are not 100 %."""
    count = data.draw(st.integers(0, n))
    text = plain(DA.percent(count, n))
    assert (text == "100 %") == (count == n)
    assert (text == "0 %") == (count == 0)


def test_a_break_never_parts_number_and_unit() -> None:
    """ "14." and "marts" stay on one line, "60" and "%" too."""
    assert "\u00a0marts" in DA.day(date(2026, 3, 14))
    assert DA.percent(3, 5) == "60\u00a0%"


def test_ends_that_print_alike() -> None:
    """A band from 3,6 to 3,6 is told as what it is."""
    assert (DA.between(34, 40), DA.between(36, 36)) == ("mellem 3,4 og 4,0", "meget tæt på 3,6")
    assert (DA.span(34, 40), DA.span(36, 36)) == ("fra 3,4 til 4,0", "tæt ved 3,6")


def test_lists() -> None:
    """Lists end with "og"."""
    assert [DA.series(parts) for parts in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a og b",
        "a, b og c",
    ]


def test_small_numbers_are_words() -> None:
    """The limit of five is written as people say it."""
    assert (DA.number_word(5), EN.number_word(10), DA.number_word(30)) == ("fem", "ten", "30")


def test_long_numbers_have_their_thousands_apart() -> None:
    """Bente reads 12.345 answers at a glance; four digits need no help."""
    assert [DA.whole(number) for number in (0, 570, 2042, 12345, 1234567)] == [
        "0",
        "570",
        "2042",
        "12.345",
        "1.234.567",
    ]
    assert EN.whole(12345) == "12,345"
