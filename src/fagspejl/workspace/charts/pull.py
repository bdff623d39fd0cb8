"""Hvem flytter sig mod hvem as SVG: a rail per pair of groups, an arrow from each end as long as its pull. Pure.

The whole rail is the way from one group to the other. An arrow from the left runs above the rail, one from the right
below it, so that two long ones do not meet. A group that did not move toward the other has none.
Sizes and texts as in the dot picture; both drawings are as high as their rails need.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, plain_number, shortened, text
from fagspejl.workspace.charts.picture import PullPicture, Rail

_WAY: Final = 10  # tenths from one group to the other
_INK: Final = "#08519c"


@dataclass(frozen=True, slots=True)
class _Look:
    width: int
    left: float
    right: float
    text: int
    line: int
    row: int  # height of one pair
    axis: float  # from the top of the row to the rail
    beside: bool  # names stand at the ends of the rail, else above them
    arrow: float  # half the height of an arrow's head
    apart: float  # from the rail to an arrow


_LOOKS: Final[dict[Size, _Look]] = {
    "room": _Look(1280, 340, 940, 28, 33, 84, 42, True, 9, 13),
    "phone": _Look(320, 12, 308, 14, 18, 62, 40, False, 5, 8),
}


def pull_drawing(picture: PullPicture, size: Size, key: str) -> str:
    """Return the picture as one `<svg>`, or the withheld sentence as one `<p>`. `key` begins every id in it."""
    if picture.withheld is not None:
        return f'<p class="dp-withheld">{escape(picture.withheld)}</p>'
    look = _LOOKS[size]
    said = picture.sentence or picture.title
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pp pp-{size}" role="img" aria-labelledby="{key}-title" '
        f'aria-describedby="{key}-desc" viewBox="0 0 {look.width} {look.row * len(picture.rails)}" '
        f'font-size="{look.text}" font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{escape(said)}'
        f'</title><desc id="{key}-desc">{escape(said)}</desc>'
    ]
    for number, rail in enumerate(picture.rails):
        parts += _rail(rail, look, number)
    parts.append("</svg>")
    return "".join(parts)


def _rail(rail: Rail, look: _Look, number: int) -> Iterator[str]:
    n = plain_number
    top = number * look.row
    y = top + look.axis
    yield f'<g data-pair="{number}">'
    yield from _name(rail.left, look, top, at_left=True)
    yield from _name(rail.right, look, top, at_left=False)
    ends = "".join(f"M{n(x)} {n(y - look.arrow)}v{n(2 * look.arrow)}" for x in (look.left, look.right))
    yield f'<path class="pp-rail" d="M{n(look.left)} {n(y)}H{n(look.right)}{ends}" stroke="#707070" fill="none"/>'
    for pull, side, start, sign in (
        (rail.left_pull, "left", look.left, 1),
        (rail.right_pull, "right", look.right, -1),
    ):
        if pull > 0:
            yield _arrow(min(pull, _WAY), side, start, sign, y - sign * look.apart, look)
    yield "</g>"


def _arrow(pull: int, side: str, start: float, sign: int, y: float, look: _Look) -> str:
    n = plain_number
    end = start + sign * (look.right - look.left) * pull / _WAY
    neck = end - sign * look.arrow * 1.5
    head = f"M{n(end)} {n(y)}L{n(neck)} {n(y - look.arrow)}V{n(y + look.arrow)}Z"
    return (
        f'<path class="pp-arrow" data-side="{side}" data-tenths="{pull}" d="M{n(start)} {n(y)}H{n(neck)}" '
        f'stroke="{_INK}" stroke-width="{5 if look.beside else 3}"/><path class="pp-head" d="{head}" fill="{_INK}"/>'
    )


def _name(name: str, look: _Look, top: float, *, at_left: bool) -> Iterator[str]:
    n = plain_number
    if look.beside:
        x, anchor = (look.left - 24, "end") if at_left else (look.right + 24, "start")
        rows = lines(name, look.left - 24 - 20, look.text, 2)
        y = top + look.axis - len(rows) * look.line / 2 + look.text * 0.9
    else:
        x, anchor = (look.left, "start") if at_left else (look.right, "end")
        rows = (shortened(name, (look.right - look.left) / 2 - 6, look.text),)
        y = top + look.text * 1.3
    for row, shown in enumerate(rows):
        at = f'class="pp-name" x="{n(x)}" y="{n(y + row * look.line)}" text-anchor="{anchor}"'
        yield text(shown, name, f'{at} font-weight="600" fill="#1a1a1a"')
