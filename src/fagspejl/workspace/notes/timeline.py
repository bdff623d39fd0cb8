"""One indicator before and after a decision: one object that draws, speaks and fills the table. Pure.

Compared in tests/notes/test_time_line_says_what_it_draws.py. It counts, and never says that one led to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.indicator import IndicatorPicture, IndicatorPoint, indicator_drawing
from fagspejl.workspace.notes.types import UpwardFacts
from fagspejl.workspace.sessions.evidence.types import Series, SeriesPoint

_WEEK: Final = timedelta(days=7)
_LAST_DAY: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole of it. `card`: the number of the card it is drawn from; `rows`: weeks, count, of."""

    card: int
    picture: IndicatorPicture
    room_svg: str
    phone_svg: str
    sentences: tuple[str, ...]
    head: tuple[str, str, str]
    rows: tuple[tuple[str, int, int], ...]


def timeline_of(note: UpwardFacts, words: Wording, room: Wording, *, key: str) -> Timeline | None:
    """Return the first card's indicator that has weeks on both sides of the decision; None where none has."""
    if note.decided_on is None:
        return None
    for card in note.cards:
        if card.series is not None and _both_sides(card.series, note.decided_on):
            return _timeline(card.number, card.series, note.decided_on, words, room, key)
    return None


def _timeline(
    card: int, series: Series, decided_on: date, words: Wording, room: Wording, key: str
) -> Timeline:
    before, after, during = _sides(series, decided_on)
    sentences = [
        words.say(
            "note_timeline.counts",
            name=series.name,
            of=series.of_word,
            day=words.day(decided_on),
            before=sum(one.count for one in before),
            before_n=sum(one.of for one in before),
            after=sum(one.count for one in after),
            after_n=sum(one.of for one in after),
        )
    ]
    if during:
        sentences.append(words.say("note_timeline.during"))
    sentences.append(words.say("note_timeline.caution"))
    picture = _picture(series, decided_on, tuple(sentences))
    return Timeline(
        card,
        picture,
        indicator_drawing(picture, "room", f"{key}r", room),
        indicator_drawing(picture, "phone", f"{key}p", room),
        tuple(sentences),
        (
            words.say("note_timeline.weeks"),
            series.count_word,
            words.say("note_timeline.of", of=series.of_word),
        ),
        tuple((_weeks(one, words), one.count, one.of) for one in series.points),
    )


def _both_sides(series: Series, decided_on: date) -> bool:
    before, after, _ = _sides(series, decided_on)
    return bool(before and after)


def _sides(
    series: Series, decided_on: date
) -> tuple[list[SeriesPoint], list[SeriesPoint], list[SeriesPoint]]:
    """Return the points before the decision, after it, and those in whose weeks it fell."""
    before = [one for one in series.points if one.last + _LAST_DAY < decided_on]
    after = [one for one in series.points if one.first >= decided_on]
    during = [one for one in series.points if one not in before and one not in after]
    return before, after, during


def _picture(series: Series, decided_on: date, sentences: Sequence[str]) -> IndicatorPicture:
    begin = min(one.first for one in series.points)
    end = max(one.last for one in series.points)
    weeks = [begin + place * _WEEK for place in range((end - begin) // _WEEK + 1)]
    return IndicatorPicture(
        series.name,
        tuple(week.isocalendar().week for week in weeks),
        tuple(
            IndicatorPoint((one.first - begin) // _WEEK, (one.last - begin) // _WEEK, one.count, one.of)
            for one in series.points
        ),
        (decided_on - begin).days / 7,
        tuple(sentences),
    )


def _weeks(point: SeriesPoint, words: Wording) -> str:
    first, last = point.first.isocalendar().week, point.last.isocalendar().week
    return str(first) if first == last else words.say("note_timeline.span", first=first, last=last)
