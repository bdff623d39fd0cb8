"""A date as a calendar file: RFC 5545 to the letter, at Copenhagen's time, on a working day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from fagspejl.disclosure.types import RoundInfo
from fagspejl.lib.clock import ZONE
from fagspejl.reporting.pages.next_step.calendar import calendar_file, usual_start
from fagspejl.reporting.pages.next_step.files import write_date

MADE = datetime(2026, 3, 14, 12, tzinfo=UTC)


def _info(closed: date | None) -> RoundInfo:
    return RoundInfo("Forår 2026", "Fjordby Kommune", None, closed, "")


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_the_usual_date_is_a_working_day_four_weeks_on(closed: date) -> None:
    """Karen's round closes on any day: the meeting is four weeks on, or the Monday after, at nine by her clock."""
    start = usual_start(closed)
    assert start.weekday() < 5
    assert (start.hour, start.tzinfo) == (9, ZONE)
    assert timedelta(28) <= start.date() - closed <= timedelta(30)


@given(st.text(max_size=400), st.text(max_size=4000), st.integers(5, 90))
def test_any_words_give_a_file_that_calendars_read(title: str, text: str, minutes: int) -> None:
    """A questionnaire of any words: every line ends in CRLF and is 75 bytes at most, and nothing leaves its field."""
    start = datetime(2026, 10, 26, 9, 30, tzinfo=ZONE)
    made = calendar_file(title, text, start, minutes, made=MADE, about="x")
    lines = made.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    unfolded = made.replace(b"\r\n ", b"").split(b"\r\n")
    names = [line.split(b":")[0].split(b";")[0] for line in unfolded if line]
    assert names.count(b"BEGIN") == names.count(b"END") == 2
    for needed in (b"VERSION", b"PRODID", b"UID", b"DTSTAMP", b"DTSTART", b"DTEND"):
        assert names.count(needed) == 1
    assert b"DTSTART:20261026T083000Z" in unfolded
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=minutes)


def test_words_come_back_as_they_were() -> None:
    """The signs that mean something in a calendar file are words in a statement."""
    said = "Fælles; klar, retning\\mål\nog mere: »godt«"
    made = calendar_file(said, said, MADE, 30, made=MADE, about="x")
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(event["summary"]) == str(event["description"]) == said


def test_folder_of_reports_gets_one_date(tmp_path: Path) -> None:
    """A round's files hold the same date whenever they are made; where nobody told when it closed, there is none."""
    path = write_date(tmp_path, _info(date(2026, 3, 14)), "da")
    assert path is not None
    assert path.name == "next-step.ics"
    first = path.read_bytes()
    write_date(tmp_path, _info(date(2026, 3, 14)), "da")
    assert path.read_bytes() == first
    assert b"DTSTART:20260413T070000Z" in first  # a Saturday: the Monday after, in summer time
    (tmp_path / "none").mkdir()
    assert write_date(tmp_path / "none", _info(None), "da") is None
    assert list((tmp_path / "none").iterdir()) == []
