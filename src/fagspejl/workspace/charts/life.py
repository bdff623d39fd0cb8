"""Aftalens liv as SVG: the two lines of an agreement's pulse week by week, its flags above, its exceptions below. Pure.

Doers are a solid line with circles, receivers a dashed line with squares, so that both read in black and white. Weeks
that were merged are one wide mark over all of them. A line breaks where a version of the agreement begins.
Sizes and texts as in the dot picture; both drawings are as high as flags and exceptions need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final, Literal

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import plain_number as n
from fagspejl.workspace.charts.lettering import width
from fagspejl.workspace.charts.life_strip import strip, strip_height

LineSide = Literal["doer", "receiver"]
TOP: Final = (
    10  # the axis is "of 10": a share of answers in tenths, with the odd numbers behind it in the table
)
_GRAY: Final = "#454545"
_INKS: Final[dict[LineSide, str]] = {"doer": "#08519c", "receiver": "#a14a00"}


@dataclass(frozen=True, slots=True)
class LifePoint:
    """One point of a line over the weeks `first` to `last` (places, from 0): `yes` of `n` relevant answers.

    `uses`: how often which exception was used there, by its number.
    """

    side: LineSide
    version: int
    first: int
    last: int
    yes: int
    n: int
    uses: tuple[tuple[int, int], ...] = ()

    @property
    def of_ten(self) -> float:
        """The height of the point."""
        return TOP * self.yes / self.n


@dataclass(frozen=True, slots=True)
class LifeFlag:
    """A numbered flag. `at`: weeks from the beginning, with the day as a part of a week."""

    number: int
    at: float


@dataclass(frozen=True, slots=True)
class LifePicture:
    """The life of an agreement: `weeks` are the numbers of all weeks drawn, in their order.

    `exceptions`: numbers of the exceptions whose uses are drawn below. `withheld`: with it nothing is drawn; the
    sentence stands instead. Raises ValueError where there is neither a point nor that sentence.
    """

    title: str
    weeks: tuple[int, ...] = ()
    points: tuple[LifePoint, ...] = ()
    flags: tuple[LifeFlag, ...] = ()
    exceptions: tuple[int, ...] = ()
    sentences: tuple[str, ...] = ()
    withheld: str | None = None

    def __post_init__(self) -> None:
        if self.withheld is None and not self.points:
            raise ValueError("a life without points needs the sentence that stands instead")


@dataclass(frozen=True, slots=True)
class _LifeLook:
    width: int
    left: float
    right: float
    text: int
    line: int
    plot: float  # height of the field of the two lines
    mark: float  # half the width of a mark
    stroke: float


_LOOKS: Final[dict[Size, _LifeLook]] = {
    "room": _LifeLook(1280, 150, 1250, 28, 36, 330, 10, 4),
    "phone": _LifeLook(320, 44, 312, 14, 18, 150, 5, 2),
}


def life_drawing(picture: LifePicture, size: Size, key: str, words: Wording) -> str:
    """Return the picture as one `<svg>`, or the withheld sentence as one `<p>`. `key` begins every id in it."""
    if picture.withheld is not None:
        return f'<p class="dp-withheld">{escape(picture.withheld)}</p>'
    return "".join(_Drawing(picture, size, key, words).parts())


class _Drawing:
    def __init__(self, picture: LifePicture, size: Size, key: str, words: Wording) -> None:
        self.picture, self.size, self.key, self.words = picture, size, key, words
        self.look = _LOOKS[size]
        self.step = (self.look.right - self.look.left) / len(picture.weeks)
        self.keys = 1 if size == "room" else 2
        self.rows = self._rows()
        self.flags_top = self.keys * self.look.line + 4
        self.top = self.flags_top + (max(self.rows, default=-1) + 1) * self.look.line + self.look.text * 0.6
        self.bottom = self.top + self.look.plot
        self.below = self.bottom + self.look.line * 1.4
        self.height = self.below + strip_height(picture.exceptions, self._uses(), self._strip_look())

    def parts(self) -> Iterator[str]:
        yield self._begin()
        yield from self._key()
        yield from self._grid()
        yield from self._flags()
        for side in ("receiver", "doer"):
            yield from self._line(side)
        yield from strip(
            self.picture.exceptions, self._uses(), self._strip_look(), self.below, self.words, self.size
        )
        yield "</svg>"

    def x(self, week: float) -> float:
        """The middle of a week's column is at its place and a half."""
        return self.look.left + week * self.step

    def y(self, of_ten: float) -> float:
        return self.bottom - self.look.plot * of_ten / TOP

    def _begin(self) -> str:
        said = self.picture.sentences or (self.picture.title,)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="lp lp-{self.size}" role="img" '
            f'aria-labelledby="{self.key}-title" aria-describedby="{self.key}-desc" '
            f'viewBox="0 0 {self.look.width} {n(self.height)}" font-size="{self.look.text}" '
            f'font-family="Fagspejl Sans, sans-serif"><title id="{self.key}-title">{escape(said[0])}</title>'
            f'<desc id="{self.key}-desc">{escape(" ".join(said))}</desc>'
        )

    def _key(self) -> Iterator[str]:
        """What the two lines are: beside each other on the wall, one below the other on a phone."""
        look, x = self.look, 4.0 if self.size == "phone" else self.look.left
        for place, side in enumerate(_INKS):
            said = self.words.say(f"life.{side}")
            y = look.text * 1.05 + (place * look.line if self.size == "phone" else 0)
            mid = y - look.text * 0.34
            long = look.mark * 5
            yield _stroke(side, f"M{n(x)} {n(mid)}h{n(long)}", look.stroke)
            yield _mark(side, x + long / 2, mid, look.mark, 0)
            yield f'<text class="lp-word" x="{n(x + long + 8)}" y="{n(y)}" fill="{_GRAY}">{escape(said)}</text>'
            if self.size == "room":
                x += long + 8 + width(said, look.text) + 40

    def _grid(self) -> Iterator[str]:
        look = self.look
        lines = "".join(f"M{n(look.left)} {n(self.y(tenth))}H{n(look.right)}" for tenth in (0, 5, 10))
        yield f'<path class="lp-grid" d="{lines}" stroke="#dcdcdc" fill="none"/>'
        yield f'<g class="lp-word" fill="{_GRAY}">'
        for tenth in (0, 5, 10):
            said = self.words.say("life.of_ten") if tenth == TOP and self.size == "room" else str(tenth)
            y = self.y(tenth) + look.text * 0.35
            yield f'<text x="{n(look.left - 10)}" y="{n(y)}" text-anchor="end">{escape(said)}</text>'
        y = self.bottom + look.line * 1.05
        every = self._every()
        for place, week in enumerate(self.picture.weeks):
            if place % every == 0:
                yield f'<text x="{n(self.x(place + 0.5))}" y="{n(y)}" text-anchor="middle">{week}</text>'
        yield f'<text x="{n(look.left - 10)}" y="{n(y)}" text-anchor="end">{escape(self.words.say("life.week"))}</text>'
        yield "</g>"

    def _every(self) -> int:
        room = width("53", self.look.text) * 1.45
        return next(every for every in (1, 2, 4, 8, 16, 32, 64) if every * self.step >= room or every == 64)

    def _flags(self) -> Iterator[str]:
        look = self.look
        half = self._flag_half()
        for flag, row in zip(self.picture.flags, self.rows, strict=True):
            x = self._flag_x(flag)
            y = self.flags_top + row * look.line
            high = look.text * 1.16
            yield (
                f'<path class="lp-pole" d="M{n(x)} {n(y + high)}V{n(self.bottom)}" stroke="#8e8e8e" '
                f'stroke-dasharray="2 5" fill="none"/><g class="lp-flag" data-flag="{flag.number}">'
                f'<rect x="{n(x - half)}" y="{n(y)}" width="{n(2 * half)}" height="{n(high)}" rx="4" '
                f'fill="#1a1a1a"/><text x="{n(x)}" y="{n(y + high * 0.78)}" text-anchor="middle" '
                f'font-weight="600" fill="#fff">{flag.number}</text></g>'
            )

    def _flag_half(self) -> float:
        most = max((flag.number for flag in self.picture.flags), default=1)
        return width(str(most), self.look.text) / 2 + self.look.text * 0.25

    def _flag_x(self, flag: LifeFlag) -> float:
        half = self._flag_half()
        return min(max(self.x(flag.at), half), self.look.width - half)

    def _rows(self) -> list[int]:
        """The row of each flag: the first one in which it touches no other."""
        ends: list[float] = []
        rows = []
        half = self._flag_half()
        for flag in self.picture.flags:
            x = self._flag_x(flag)
            row = next((number for number, end in enumerate(ends) if x - half >= end), len(ends))
            ends[row : row + 1] = [x + half + 3]
            rows.append(row)
        return rows

    def _line(self, side: LineSide) -> Iterator[str]:
        mine = [point for point in self.picture.points if point.side == side]
        look = self.look
        path = "".join(
            f"M{n(self._middle(a))} {n(self.y(a.of_ten))}L{n(self._middle(b))} {n(self.y(b.of_ten))}"
            for a, b in pairwise(mine)
            if a.version == b.version
        )
        if path:
            yield _stroke(side, path, look.stroke)
        for point in mine:
            yield (
                f'<g data-side="{side}" data-first="{point.first}" data-last="{point.last}" data-yes="{point.yes}" '
                f'data-n="{point.n}">'
            )
            wide = self.x(point.last + 0.5) - self.x(point.first + 0.5)
            yield _mark(side, self._middle(point), self.y(point.of_ten), self._mark_size(), wide)
            yield "</g>"

    def _mark_size(self) -> float:
        return min(self.look.mark, max(self.step * 0.4, self.look.mark * 0.4))

    def _middle(self, point: LifePoint) -> float:
        return (self.x(point.first + 0.5) + self.x(point.last + 0.5)) / 2

    def _uses(self) -> Sequence[tuple[float, float, int, int]]:
        """Middle, room, exception and uses of every point that has some."""
        return [
            (self._middle(point), (point.last - point.first + 1) * self.step, exception, count)
            for point in self.picture.points
            for exception, count in point.uses
        ]

    def _strip_look(self) -> tuple[float, int, int]:
        return self.look.left, self.look.text, self.look.line


def _stroke(side: LineSide, path: str, thick: float) -> str:
    dashed = f' stroke-dasharray="{n(thick * 2.5)} {n(thick * 2)}"' if side == "receiver" else ""
    return (
        f'<path class="lp-line lp-{side}" d="{path}" stroke="{_INKS[side]}" stroke-width="{n(thick)}"{dashed} '
        'fill="none"/>'
    )


def _mark(side: LineSide, x: float, y: float, half: float, wide: float) -> str:
    """A circle or a square; over merged weeks as wide as they are."""
    ink = _INKS[side]
    if side == "doer":
        return (
            f'<rect class="lp-mark lp-doer" x="{n(x - wide / 2 - half)}" y="{n(y - half)}" '
            f'width="{n(wide + 2 * half)}" height="{n(2 * half)}" rx="{n(half)}" fill="{ink}"/>'
        )
    side_of = half * 1.2
    return (
        f'<rect class="lp-mark lp-receiver" x="{n(x - wide / 2 - side_of)}" y="{n(y - side_of)}" '
        f'width="{n(wide + 2 * side_of)}" height="{n(2 * side_of)}" fill="#fff" stroke="{ink}" '
        f'stroke-width="{n(half * 0.4)}"/>'
    )
