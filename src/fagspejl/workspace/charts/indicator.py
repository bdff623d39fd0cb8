"""One indicator week by week as dots, and a line where something was decided, as SVG. Pure.

Dots are not joined: a line through them would suggest a course of things that nobody has measured. Weeks that were
merged are one wide mark over all of them. Sizes and texts as in the dot picture.
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

TOP: Final = 10  # the axis is "of 10", as that of an agreement's life
_GRAY: Final = "#454545"
_INK: Final = "#08519c"
_LINE: Final = "#1a1a1a"


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """One dot over the weeks `first` to `last` (places, from 0): `count` of `of`, which is at least 1."""

    first: int
    last: int
    count: int
    of: int

    @property
    def of_ten(self) -> float:
        """The height of the dot."""
        return TOP * self.count / self.of


@dataclass(frozen=True, slots=True)
class IndicatorPicture:
    """The dots, and the day of the decision. `weeks`: the numbers of all weeks drawn, in their order.

    `decided`: weeks from the beginning, with the day as a part of a week; inside the weeks drawn. `sentences`: what is
    said below, the first one the title. Raises ValueError for a picture without dots: a sentence stands instead.
    """

    title: str
    weeks: tuple[int, ...]
    points: tuple[IndicatorPoint, ...]
    decided: float
    sentences: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.points or not 0 <= self.decided <= len(self.weeks):
            raise ValueError("an indicator has dots, and a line among them")


@dataclass(frozen=True, slots=True)
class _DotLook:
    width: int
    left: float
    right: float
    text: int
    line: int
    plot: float
    mark: float  # half the height of a dot


_LOOKS: Final[dict[Size, _DotLook]] = {
    "room": _DotLook(1280, 150, 1250, 28, 36, 260, 11),
    "phone": _DotLook(320, 44, 312, 14, 18, 130, 5.5),
}


def indicator_drawing(picture: IndicatorPicture, size: Size, key: str, words: Wording) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it."""
    return "".join(_parts(picture, _LOOKS[size], size, key, words))


def _parts(picture: IndicatorPicture, look: _DotLook, size: Size, key: str, words: Wording) -> Iterator[str]:
    step = (look.right - look.left) / len(picture.weeks)
    top = look.line * 1.3
    bottom = top + look.plot
    height = bottom + look.line * 1.4
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ip ip-{size}" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" '
        f'viewBox="0 0 {look.width} {n(height)}" font-size="{look.text}" '
        f'font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{escape(picture.sentences[0])}</title>'
        f'<desc id="{key}-desc">{escape(" ".join(picture.sentences))}</desc>'
    )
    yield from _grid(picture, look, size, bottom, step, words)
    x = look.left + picture.decided * step
    said = words.say("indicator.decided")
    half = width(said, look.text) / 2
    middle = min(max(x, half), look.width - half)
    yield (
        f'<path class="ip-decided" d="M{n(x)} {n(top - look.text * 0.2)}V{n(bottom)}" stroke="{_LINE}" '
        f'stroke-width="{n(look.mark * 0.3)}" stroke-dasharray="{n(look.mark)} {n(look.mark * 0.6)}" fill="none"/>'
        f'<text class="ip-word" x="{n(middle)}" y="{n(look.text)}" text-anchor="middle" fill="{_LINE}">'
        f"{escape(said)}</text>"
    )
    half = min(look.mark, max(step * 0.4, look.mark * 0.4))
    for point in picture.points:
        begin, end = look.left + (point.first + 0.5) * step, look.left + (point.last + 0.5) * step
        y = bottom - look.plot * point.of_ten / TOP
        yield (
            f'<rect class="ip-dot" data-first="{point.first}" data-last="{point.last}" data-count="{point.count}" '
            f'data-of="{point.of}" x="{n(begin - half)}" y="{n(y - half)}" width="{n(end - begin + 2 * half)}" '
            f'height="{n(2 * half)}" rx="{n(half)}" fill="{_INK}"/>'
        )
    yield "</svg>"


def _grid(
    picture: IndicatorPicture, look: _DotLook, size: Size, bottom: float, step: float, words: Wording
) -> Iterator[str]:
    heights = {tenth: bottom - look.plot * tenth / TOP for tenth in (0, 5, 10)}
    lines = "".join(f"M{n(look.left)} {n(y)}H{n(look.right)}" for y in heights.values())
    yield f'<path class="ip-grid" d="{lines}" stroke="#dcdcdc" fill="none"/><g class="ip-word" fill="{_GRAY}">'
    for tenth, y in heights.items():
        said = words.say("life.of_ten") if tenth == TOP and size == "room" else str(tenth)
        at = f'x="{n(look.left - 10)}" y="{n(y + look.text * 0.35)}" text-anchor="end"'
        yield f"<text {at}>{escape(said)}</text>"
    low = bottom + look.line * 1.05
    room = width("53", look.text) * 1.45
    every = next(every for every in (1, 2, 4, 8, 16, 32, 64) if every * step >= room or every == 64)
    for place, week in enumerate(picture.weeks):
        if place % every == 0:
            x = look.left + (place + 0.5) * step
            yield f'<text x="{n(x)}" y="{n(low)}" text-anchor="middle">{week}</text>'
    yield (
        f'<text x="{n(look.left - 10)}" y="{n(low)}" text-anchor="end">{escape(words.say("life.week"))}</text></g>'
    )
