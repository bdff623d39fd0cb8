"""Aftalens liv: one object that draws, speaks and fills the table. Pure.

Made of facts that the unit reads anyway and of the pulse as it is shown (pulse/rules.py), so that no figure here is
finer than a whole point. Picture, sentences and table are compared in tests/agreements/test_life_says_what_it_draws.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.agreements.pulse.types import ShownPoint, ShownPulse
from fagspejl.workspace.agreements.told import event_told
from fagspejl.workspace.agreements.types import AgreementFacts, PulseSide
from fagspejl.workspace.arithmetic.constants import PULSE_WEEKS
from fagspejl.workspace.charts.life import LifeFlag, LifePicture, LifePoint, life_drawing
from fagspejl.workspace.sessions.sentences import said, withheld

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FlagLine:
    """What a numbered flag stands for, in words."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One point in the table. `weeks`: "36" or "36-38"; `counts`: three, in the order of the head."""

    weeks: str
    side: str
    version: int
    counts: tuple[int, int, int]
    n: int
    uses: str


@dataclass(frozen=True, slots=True)
class Life:
    """The whole of it. `obstacles`: what got in the way, per side; `left_out`: why weeks are in no point."""

    picture: LifePicture
    room_svg: str
    phone_svg: str
    flags: tuple[FlagLine, ...]
    head: tuple[str, ...]
    rows: tuple[LifeRow, ...]
    sentences: tuple[str, ...]
    obstacles: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[str, ...]


def life_of(facts: AgreementFacts, pulse: ShownPulse, *, words: Wording, room: Wording, key: str) -> Life:
    """Return the life of an agreement. `words`: of agreements, `room`: of the room's pictures; `key`: begins ids."""
    sentences = _sentences(pulse, words, room)
    picture = _picture(facts, pulse, sentences, room)
    return Life(
        picture,
        life_drawing(picture, "room", f"{key}r", room),
        life_drawing(picture, "phone", f"{key}p", room),
        tuple(
            FlagLine(number, event_told(event, words)) for number, event in enumerate(facts.events, start=1)
        ),
        tuple(words.listed("agree_life.head")),
        tuple(_row(point, words) for point in pulse.points),
        sentences,
        tuple(
            (words.say(f"agree_life.obstacles_{side}"), lines)
            for side in PulseSide
            if (lines := tuple(line for point in pulse.line(side) for line in point.lines))
        ),
        tuple(
            words.say(f"agree_life.left_out_{one.side}", week=one.week.isocalendar().week, people=one.people)
            for one in pulse.left_out
        ),
    )


def _picture(
    facts: AgreementFacts, pulse: ShownPulse, sentences: tuple[str, ...], room: Wording
) -> LifePicture:
    if not pulse.points:
        return LifePicture(facts.title, withheld=withheld(room))
    days = [point.first for point in pulse.points] + [_monday(event.on) for event in facts.events]
    first = min(days)
    last = max([point.last for point in pulse.points] + days)
    weeks = [first + place * _WEEK for place in range((last - first) // _WEEK + 1)]
    used = sorted({number for point in pulse.points for number, _ in point.exceptions})
    return LifePicture(
        facts.title,
        tuple(week.isocalendar().week for week in weeks),
        tuple(_point(point, first) for point in pulse.points),
        tuple(
            LifeFlag(number, (event.on - first).days / 7)
            for number, event in enumerate(facts.events, start=1)
        ),
        tuple(used),
        sentences,
    )


def _point(point: ShownPoint, first: date) -> LifePoint:
    return LifePoint(
        "doer" if point.side is PulseSide.DOER else "receiver",
        point.version,
        (point.first - first) // _WEEK,
        (point.last - first) // _WEEK,
        point.yes,
        point.n,
        point.exceptions,
    )


def _row(point: ShownPoint, words: Wording) -> LifeRow:
    first, last = point.first.isocalendar().week, point.last.isocalendar().week
    weeks = str(first) if first == last else words.say("agree_life.weeks", first=first, last=last)
    uses = [
        words.counted("agree_life.uses" if number else "agree_life.uses_other", count, number=number)
        for number, count in point.exceptions
    ]
    return LifeRow(
        weeks, words.say(f"agree_life.{point.side}"), point.version, point.counts, point.n, ", ".join(uses)
    )


def lately(pulse: ShownPulse) -> tuple[ShownPoint, ...]:
    """Return the points of the newest version in the last four weeks of whole points; none before the first."""
    if not pulse.points:
        return ()
    newest = pulse.points[-1].version
    points = [point for point in pulse.points if point.version == newest]
    since = max(point.last for point in points) - (PULSE_WEEKS - 1) * _WEEK
    return tuple(point for point in points if point.first >= since)


def said_lately(pulse: ShownPulse, words: Wording, room: Wording) -> tuple[str, ...]:
    """Return the counts of the last four weeks, or the sentence of the two lines where it is earned."""
    if not pulse.points:
        return ()
    if pulse.gap is not None and pulse.gap.speak:
        return said(pulse.gap, room)
    points = lately(pulse)
    told = {
        str(side): words.say(f"agree_life.recent_{side}", yes=yes, n=n)
        for side in PulseSide
        for yes, n in [_sum([one for one in points if one.side is side])]
        if n
    }
    if not told:
        return ()
    both = (
        words.say("agree_life.recent_both", **told) if len(told) == len(PulseSide) else "".join(told.values())
    )
    return (words.say("agree_life.recent", told=both),)


def _sentences(pulse: ShownPulse, words: Wording, room: Wording) -> tuple[str, ...]:
    small = (words.say(f"agree_life.small_{side}") for side in pulse.too_small)
    return (*said_lately(pulse, words, room), *small)


def _sum(points: Sequence[ShownPoint]) -> tuple[int, int]:
    return sum(point.yes for point in points), sum(point.n for point in points)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
