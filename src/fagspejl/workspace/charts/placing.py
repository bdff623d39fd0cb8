"""Tasks and where people place them as SVG: per task a line for yellow and one for red, counts under options. Pure.

The most chosen options stand in a frame, and the option word ends the line, so nothing rests on colour. Where a task
stands undrawn, a sentence stands on its line. Sizes and texts as in the dot picture; both drawings grow with the tasks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, shortened, text
from fagspejl.workspace.charts.lettering import plain_number as n

_GRAY: Final = "#454545"
_INK: Final = "#1a1a1a"
_BLUE: Final = "#08519c"
_WALL: Final = 720  # height of a room screen, on which a drawing is never scaled down


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A task on one level. `counts`: answers per option, in their order; () where too few have answered.

    `word`: how it lies, or why nothing is drawn. `divided`: it is drawn so that it is seen first.
    """

    level: str
    counts: tuple[int, ...]
    word: str
    divided: bool = False


@dataclass(frozen=True, slots=True)
class PlacedTask:
    """A task with its lines. `present`: it is talked about now."""

    name: str
    lines: tuple[PlacedLine, ...]
    present: bool = False


@dataclass(frozen=True, slots=True)
class PlacingPicture:
    """The tasks in the order in which they are drawn. `rest`: what is said of those left out. Raises ValueError."""

    title: str
    sentences: tuple[str, ...]
    options: tuple[str, ...]
    tasks: tuple[PlacedTask, ...]
    rest: str = ""

    def __post_init__(self) -> None:
        if not self.tasks:
            raise ValueError("no tasks are not drawn")


@dataclass(frozen=True, slots=True)
class _PlacingLook:
    width: int
    text: int
    line: int
    row: float  # height of a level's line
    name: float  # room for a task's name
    level: float  # where the level's word begins
    first: float  # the middle of the first option
    step: float
    word: float  # where the option word begins
    beside: bool  # the name stands left of its lines, else above them
    most: int  # lines of a name


_LOOKS: Final[dict[Size, _PlacingLook]] = {
    "room": _PlacingLook(1280, 28, 33, 48, 400, 430, 620, 180, 1090, True, 2),
    "phone": _PlacingLook(320, 14, 17, 26, 312, 4, 78, 62, 238, False, 3),
}


def placing_drawing(picture: PlacingPicture, size: Size, key: str) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it."""
    look = _LOOKS[size]
    parts, y = list(_head(picture, look)), look.line * 2.4
    for task in picture.tasks:
        parts += _task(task, look, y)
        y += _height(task, look)
    if picture.rest:
        y += look.line
        parts.append(text(picture.rest, picture.rest, f'x="{n(look.text * 0.6)}" y="{n(y)}" fill="{_GRAY}"'))
        y += look.line * 0.6
    said = " ".join((f"{picture.title}.", *picture.sentences))
    first = next(iter(picture.sentences), picture.title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lp lp-{size}" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" viewBox="0 0 {look.width} {n(y)}" '
        f'font-size="{look.text}" font-family="Fagspejl Sans, sans-serif">'
        f'<title id="{key}-title">{escape(first)}</title><desc id="{key}-desc">{escape(said)}</desc>'
        + "".join(parts)
        + "</svg>"
    )


def fitting(picture: PlacingPicture) -> int:
    """Return how many of the tasks a room screen holds, read from its far end, with a line for the rest."""
    look, y = _LOOKS["room"], 0.0
    left = _WALL - look.line * 4.2
    for place, task in enumerate(picture.tasks):
        y += _height(task, look)
        if y > left:
            return max(place, 1)
    return len(picture.tasks)


def _head(picture: PlacingPicture, look: _PlacingLook) -> Iterator[str]:
    for place, option in enumerate(picture.options):
        x = look.first + place * look.step
        for row, told in enumerate(lines(option, look.step - 4, look.text, 2)):
            where = f'x="{n(x)}" y="{n(look.line * (row + 0.85))}" text-anchor="middle" fill="{_GRAY}"'
            yield text(told, option, where)


def _named(task: PlacedTask, look: _PlacingLook) -> tuple[str, ...]:
    return lines(task.name, look.name, look.text, look.most)


def _height(task: PlacedTask, look: _PlacingLook) -> float:
    rows, named = len(task.lines) * look.row, len(_named(task, look)) * look.line
    high = max(rows, named) if look.beside else rows + named
    return high + look.line * 0.7


def _task(task: PlacedTask, look: _PlacingLook, y: float) -> Iterator[str]:
    names = _named(task, look)
    if task.present:
        high = _height(task, look) - look.line * 0.4
        yield (
            f'<rect class="lp-present" x="0" y="{n(y)}" width="{look.width}" height="{n(high)}" fill="#eef4fb"/>'
            f'<rect x="0" y="{n(y)}" width="{n(look.text / 3)}" height="{n(high)}" fill="{_BLUE}"/>'
        )
    yield f'<path d="M0 {n(y)}H{look.width}" stroke="#dcdcdc" fill="none"/>'
    left = look.text * 0.6 if look.beside else look.level
    for row, told in enumerate(names, start=1):
        where = f'x="{n(left)}" y="{n(y + row * look.line)}" font-weight="600" fill="{_INK}"'
        yield text(told, task.name, where)
    top = y if look.beside else y + len(names) * look.line + look.line * 0.2
    for place, line in enumerate(task.lines):
        yield from _line(line, look, top + place * look.row)


def _line(line: PlacedLine, look: _PlacingLook, y: float) -> Iterator[str]:
    base = n(y + look.row / 2 + look.text * 0.36)
    yield f'<text x="{n(look.level)}" y="{base}" fill="{_GRAY}">{escape(line.level)}</text>'
    if not line.counts:
        told = shortened(line.word, look.width - look.first + look.step / 2, look.text)
        where = f'x="{n(look.first - look.step / 2)}" y="{base}" fill="{_GRAY}"'
        yield text(told, line.word, where)
        return
    most = max(line.counts)
    for place, count in enumerate(line.counts):
        x, top = look.first + place * look.step, count == most and count > 0
        if top:
            wide, high = look.step * 0.62, look.row * 0.82
            yield (
                f'<rect class="lp-most" x="{n(x - wide / 2)}" y="{n(y + (look.row - high) / 2)}" '
                f'width="{n(wide)}" height="{n(high)}" rx="{n(look.text / 5)}" fill="#deebf7" '
                f'stroke="{_BLUE}" stroke-width="{n(look.text / 12)}"/>'
            )
        weight = ' font-weight="600"' if top else ""
        shown = str(count) if count else "–"
        yield (
            f'<text class="lp-count" x="{n(x)}" y="{base}" text-anchor="middle"{weight} '
            f'fill="{_INK if count else _GRAY}">{shown}</text>'
        )
    weight = ' font-weight="600"' if line.divided else ""
    yield f'<text class="lp-word" x="{n(look.word)}" y="{base}"{weight} fill="{_INK}">{escape(line.word)}</text>'
