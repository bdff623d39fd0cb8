"""Sixteen weeks of eight questions as SVG: a ring where one was written about, filled where one looked again. Pure.

A ring and a disc read apart in black and white. Sizes and texts as in the dot picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import plain_number as n
from fagspejl.workspace.charts.lettering import width

_GRAY: Final = "#454545"
_INK: Final = "#08519c"


@dataclass(frozen=True, slots=True)
class WeekMark:
    """A question in a week. `week`: a place from 0, oldest first; `looked`: all of it was looked at again."""

    week: int
    question: int
    looked: bool


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """The marks of some weeks, of which `weeks` are the numbers, and as many rows as `questions`.

    Raises ValueError for a picture without marks: a sentence stands instead.
    """

    title: str
    sentence: str
    weeks: tuple[int, ...]
    questions: int
    marks: tuple[WeekMark, ...]

    def __post_init__(self) -> None:
        if not self.marks:
            raise ValueError("weeks without marks are not drawn")


@dataclass(frozen=True, slots=True)
class _WeekLook:
    width: int
    left: float
    right: float
    text: int
    row: float
    mark: float
    stroke: float


_LOOKS: Final[dict[Size, _WeekLook]] = {
    "room": _WeekLook(1280, 70, 1270, 28, 52, 15, 5),
    "phone": _WeekLook(320, 26, 318, 14, 22, 5.5, 2),
}


def week_drawing(picture: WeekPicture, size: Size, key: str, words: Wording) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it."""
    return "".join(_parts(picture, _LOOKS[size], size, key, words))


def _parts(picture: WeekPicture, look: _WeekLook, size: Size, key: str, words: Wording) -> Iterator[str]:
    step = (look.right - look.left) / len(picture.weeks)
    bottom = look.row * picture.questions
    height = bottom + look.text * 1.5
    said = escape(f"{picture.title}. {picture.sentence} {words.say('weeks.key')}")
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="wp wp-{size}" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" '
        f'viewBox="0 0 {look.width} {n(height)}" font-size="{look.text}" '
        f'font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{escape(picture.sentence)}</title>'
        f'<desc id="{key}-desc">{said}</desc>'
    )
    rows = "".join(
        f"M{n(look.left)} {n(_y(number, look))}H{n(look.right)}" for number in range(1, picture.questions + 1)
    )
    yield f'<path d="{rows}" stroke="#dcdcdc" fill="none"/><g fill="{_GRAY}">'
    for number in range(1, picture.questions + 1):
        y = _y(number, look) + look.text * 0.35
        yield f'<text x="{n(look.left - look.text * 0.7)}" y="{n(y)}" text-anchor="end">{number}</text>'
    every = _every(step, look)
    for place, week in enumerate(picture.weeks):
        if (len(picture.weeks) - 1 - place) % every == 0:  # the newest week always has its number
            x = look.left + (place + 0.5) * step
            yield f'<text x="{n(x)}" y="{n(height - look.text * 0.3)}" text-anchor="middle">{week}</text>'
    yield "</g>"
    for mark in picture.marks:
        x = look.left + (mark.week + 0.5) * step
        state, fill = ("looked", _INK) if mark.looked else ("touched", "#fff")
        yield (
            f'<circle class="wp-{state}" cx="{n(x)}" cy="{n(_y(mark.question, look))}" r="{n(look.mark)}" '
            f'fill="{fill}" stroke="{_INK}" stroke-width="{n(look.stroke)}"/>'
        )
    yield "</svg>"


def _y(question: int, look: _WeekLook) -> float:
    return (question - 0.5) * look.row


def _every(step: float, look: _WeekLook) -> int:
    room = width("53", look.text) * 1.45
    return next(every for every in (1, 2, 4, 8, 16) if every * step >= room or every == 16)
