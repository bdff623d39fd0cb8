"""The last sixteen weeks of a leader's own questions: picture, sentence and table made from one object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.weeks import WeekMark, WeekPicture, week_drawing
from fagspejl.workspace.reflection.types import QUESTIONS, NoteFacts, NoteKind

WEEKS: Final = 16


@dataclass(frozen=True, slots=True)
class WeekStrip:
    """What the page shows. `rows`: week, question, and what became of it, the newest week first."""

    sentence: str
    room_svg: str
    phone_svg: str
    rows: tuple[tuple[str, str, str], ...]


def strip_of(notes: Sequence[NoteFacts], words: Wording, today: date) -> WeekStrip | None:
    """Return the strip of the weeks up to today; None where nothing was written in them.

    A mark is a question in a week. It counts as looked at again when every note of it was.
    """
    this_week = today - timedelta(days=today.weekday())
    first = this_week - timedelta(weeks=WEEKS - 1)
    held: dict[tuple[int, int], bool] = {}
    for note in notes:
        place = (note.written_on - first).days // 7
        if note.kind is NoteKind.QUESTION and 0 <= place < WEEKS:
            at = place, note.question
            held[at] = held.get(at, True) and note.looked_again is not None
    if not held:
        return None
    marks = tuple(WeekMark(week, question, looked) for (week, question), looked in sorted(held.items()))
    weeks = tuple((first + timedelta(weeks=place)).isocalendar().week for place in range(WEEKS))
    sentence = words.say("weeks.sentence", k=sum(mark.looked for mark in marks), n=len(marks))
    picture = WeekPicture(words.say("weeks.title"), sentence, weeks, len(QUESTIONS), marks)
    rows = tuple(
        (
            words.say("weeks.week", number=weeks[mark.week]),
            words.say("weeks.question", number=mark.question),
            words.say("weeks.looked" if mark.looked else "weeks.touched"),
        )
        for mark in sorted(marks, key=lambda one: (-one.week, one.question))
    )
    return WeekStrip(
        sentence,
        week_drawing(picture, "room", "wkr", words),
        week_drawing(picture, "phone", "wkp", words),
        rows,
    )
