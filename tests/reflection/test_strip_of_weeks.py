"""Karen's sixteen weeks: rings and discs, sentence and table tell the same, and nothing is drawn of nothing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.reflection.strip import WEEKS, WeekStrip, strip_of
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind

TODAY = date(2026, 12, 3)  # a Thursday of week 49
WORDS = wording("da", "fagspejl.workspace.reflection.words")


def _note(number: int, weeks_ago: int, *, looked: bool = False, **said: object) -> NoteFacts:
    day = TODAY - timedelta(weeks=weeks_ago)
    note = NoteFacts(id=uuid4(), kind=NoteKind.QUESTION, question=number, written_on=day, texts=("a", "", ""))
    return note.changed(looked_again=TODAY if looked else None, **said)


def _drawn(svg: str) -> tuple[int, int]:
    return len(re.findall('class="wp-looked"', svg)), len(re.findall("<circle", svg))


def _strip(*notes: NoteFacts) -> WeekStrip:
    found = strip_of(notes, WORDS, TODAY)
    assert found is not None
    return found


def test_picture_sentence_and_table_agree() -> None:
    """Of four marks Karen has looked at two again: each drawing has four circles, two of them filled."""
    strip = _strip(
        _note(6, 0, looked=True), _note(2, 2), _note(4, 4, looked=True), _note(1, WEEKS - 1), _note(1, WEEKS)
    )
    assert strip.sentence == "Du har set tilbage på 2 af 4."
    assert _drawn(strip.room_svg) == _drawn(strip.phone_svg) == (2, 4)
    assert strip.rows == (
        ("Uge 49", "Spørgsmål 6", "set tilbage"),
        ("Uge 47", "Spørgsmål 2", "skrevet"),
        ("Uge 45", "Spørgsmål 4", "set tilbage"),
        ("Uge 34", "Spørgsmål 1", "skrevet"),
    )


def test_a_week_counts_once_and_only_when_all_is_looked_at() -> None:
    """Two notes on question 6 in one week are one ring, until Karen has looked at both."""
    assert _strip(_note(6, 1, looked=True), _note(6, 1)).sentence == "Du har set tilbage på 0 af 1."
    assert _strip(_note(6, 1, looked=True), _note(6, 1, looked=True)).sentence.endswith("1 af 1.")


def test_a_turn_of_the_year() -> None:
    """In January the weeks of the old year keep their numbers, 53 among them."""
    found = strip_of([_note(3, 0, written_on=date(2026, 12, 31))], WORDS, date(2027, 1, 5))
    assert found is not None
    assert found.rows == (("Uge 53", "Spørgsmål 3", "skrevet"),)


@pytest.mark.parametrize("kind", [NoteKind.READING, NoteKind.HARD_MEETING])
def test_nothing_is_drawn_of_nothing(kind: NoteKind) -> None:
    """Without a question in the last weeks there is no frame; a reading or a meeting is none of the eight."""
    assert strip_of([], WORDS, TODAY) is None
    assert strip_of([_note(0, 1, kind=kind)], WORDS, TODAY) is None


def test_marks_stay_inside_the_drawing() -> None:
    """The oldest week, the newest, the first question and the last are drawn whole at both sizes."""
    strip = _strip(_note(1, 0), _note(8, 0), _note(1, WEEKS - 1), _note(8, WEEKS - 1))
    for svg in (strip.room_svg, strip.phone_svg):
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
        assert box is not None
        wide, high = map(float, box.groups())
        for x, y, r in re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', svg):
            assert float(r) <= float(x) <= wide - float(r)
            assert float(r) <= float(y) <= high - float(r)
