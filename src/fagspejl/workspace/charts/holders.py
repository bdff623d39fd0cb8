"""Who holds which task as SVG: per task two lines, today and ought, a dot per answer under the options. Pure.

Options are numbers, named once above: nine of them fit a phone. Answers of "nobody" are outlined, not filled; the
option word ends the line, so nothing rests on colour. Tasks that nothing divides are folded to a line of text. Sizes
and texts as in the dot picture; both drawings grow with the tasks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, text, width
from fagspejl.workspace.charts.lettering import plain_number as n

_GRAY: Final = "#454545"
_INK: Final = "#1a1a1a"
_BLUE: Final = "#08519c"
_WALL: Final = 720  # height of a room screen, on which a drawing is never scaled down


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One question of a task. `counts`: answers per option, in their order; () where too few have answered.

    `word`: how it lies, or why nothing is drawn. `divided`: it is drawn so that it is seen first.
    """

    name: str
    counts: tuple[int, ...]
    word: str
    divided: bool = False


@dataclass(frozen=True, slots=True)
class HolderTask:
    """A task with its lines. `present`: it is talked about now."""

    name: str
    lines: tuple[HolderLine, ...]
    present: bool = False


@dataclass(frozen=True, slots=True)
class HolderPicture:
    """The open tasks in the order in which they are drawn; `nobody`: the place of that option.

    `folded`: what is said of the tasks that nothing divides, a line each. Raises ValueError without either.
    """

    title: str
    sentences: tuple[str, ...]
    options: tuple[str, ...]
    nobody: int
    tasks: tuple[HolderTask, ...]
    folded: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.tasks and not self.folded:
            raise ValueError("no tasks are not drawn")


@dataclass(frozen=True, slots=True)
class _HolderLook:
    width: int
    text: int
    line: int
    row: float  # the least height of a line
    pitch: float  # of dots
    edge: float
    name: float  # room for a task's name
    label: float  # where the line's name begins
    first: float  # where the options begin
    last: float  # where they end, and the option word begins
    beside: bool  # the name stands left of its lines, else above them
    most: int  # lines of a name


_LOOKS: Final[dict[Size, _HolderLook]] = {
    "room": _HolderLook(1280, 28, 33, 44, 20, 17, 330, 366, 478, 1110, True, 3),
    "phone": _HolderLook(320, 14, 17, 26, 9, 4, 312, 4, 62, 250, False, 3),
}
_SMALLEST: Final = 4  # how many times smaller a dot may be drawn
_HIGHEST: Final = 2.2  # lines' heights that the dots of one option may take


def holder_drawing(picture: HolderPicture, size: Size, key: str) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it."""
    look = _LOOKS[size]
    parts = list(_key(picture, look))
    y = _key_height(picture, look)
    for task in picture.tasks:
        parts += _task(picture, task, look, y)
        y += _height(picture, task, look)
    for told in picture.folded:
        parts.append(f'<path d="M0 {n(y)}H{look.width}" stroke="#dcdcdc" fill="none"/>')
        for line in lines(told, look.width - 2 * look.edge, look.text, look.most):
            y += look.line
            where = f'class="hp-folded" x="{n(look.edge)}" y="{n(y)}" fill="{_INK}"'
            parts.append(text(line, told, where))
        y += look.line * 0.6
    said = " ".join((f"{picture.title}.", *picture.sentences))
    first = next(iter(picture.sentences), picture.title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="hp hp-{size}" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" viewBox="0 0 {look.width} {n(y)}" '
        f'font-size="{look.text}" font-family="Fagspejl Sans, sans-serif">'
        f'<title id="{key}-title">{escape(first)}</title><desc id="{key}-desc">{escape(said)}</desc>'
        + "".join(parts)
        + "</svg>"
    )


def fitting(picture: HolderPicture) -> int:
    """Return how many of the tasks a room screen holds, read from its far end, with one line for the rest."""
    look = _LOOKS["room"]
    y, left = _key_height(picture, look), _WALL - look.line * 2.0
    for place, task in enumerate(picture.tasks):
        y += _height(picture, task, look)
        if y > left:
            return max(place, 1)
    return len(picture.tasks)


def _step(picture: HolderPicture, look: _HolderLook) -> float:
    return (look.last - look.first) / len(picture.options)


def _named(picture: HolderPicture, look: _HolderLook) -> list[list[str]]:
    """The options with their numbers, in as many lines as they need."""
    rows: list[list[str]] = [[]]
    for place, option in enumerate(picture.options, start=1):
        named = f"{place} {option}"
        wide = width("   ".join((*rows[-1], named)), look.text)
        if rows[-1] and wide > look.width - 2 * look.edge:
            rows.append([])
        rows[-1].append(named)
    return rows


def _key_height(picture: HolderPicture, look: _HolderLook) -> float:
    return len(_named(picture, look)) * look.line + look.line * 0.6


def _key(picture: HolderPicture, look: _HolderLook) -> Iterator[str]:
    for row, named in enumerate(_named(picture, look), start=1):
        told = " \u00a0 ".join(one.replace(" ", "\u00a0") for one in named)
        where = f'class="hp-key" x="{n(look.edge)}" y="{n(row * look.line)}" fill="{_GRAY}"'
        yield text(told, " ".join(named), where)


def _rows_of(count: int, look: _HolderLook, step: float) -> tuple[float, int, int]:
    """Return the room of a dot, how many stand abreast, and in how many rows: smaller where there are many."""
    pitch = look.pitch
    while True:
        abreast = max(1, int((step - 2) // pitch))
        rows = -(-count // abreast)
        if rows * pitch <= look.row * _HIGHEST or pitch <= look.pitch / _SMALLEST:
            return pitch, abreast, rows
        pitch -= 0.5


def _line_height(picture: HolderPicture, line: HolderLine, look: _HolderLook) -> float:
    step = _step(picture, look)
    found = (_rows_of(count, look, step) for count in line.counts)
    return max([look.row, *(pitch * rows + look.text * 0.5 for pitch, _, rows in found)])


def _name_lines(task: HolderTask, look: _HolderLook) -> tuple[str, ...]:
    return lines(task.name, look.name, look.text, look.most)


def _height(picture: HolderPicture, task: HolderTask, look: _HolderLook) -> float:
    rows = look.line + sum(_line_height(picture, one, look) for one in task.lines)  # numbers stand above them
    named = len(_name_lines(task, look)) * look.line
    return (max(rows, named) if look.beside else rows + named) + look.line * 0.6


def _task(picture: HolderPicture, task: HolderTask, look: _HolderLook, y: float) -> Iterator[str]:
    names = _name_lines(task, look)
    if task.present:
        high = _height(picture, task, look) - look.line * 0.3
        yield (
            f'<rect class="hp-present" x="0" y="{n(y)}" width="{look.width}" height="{n(high)}" fill="#eef4fb"/>'
            f'<rect x="0" y="{n(y)}" width="{n(look.text / 3)}" height="{n(high)}" fill="{_BLUE}"/>'
        )
    yield f'<path d="M0 {n(y)}H{look.width}" stroke="#dcdcdc" fill="none"/>'
    for row, told in enumerate(names, start=1):
        where = f'x="{n(look.edge)}" y="{n(y + row * look.line)}" font-weight="600" fill="{_INK}"'
        yield text(told, task.name, where)
    top = y + (0 if look.beside else len(names) * look.line)
    step = _step(picture, look)
    for place in range(len(picture.options)):
        yield (
            f'<text class="hp-number" x="{n(look.first + (place + 0.5) * step)}" y="{n(top + look.line * 0.9)}" '
            f'text-anchor="middle" fill="{_GRAY}">{place + 1}</text>'
        )
    top += look.line
    for line in task.lines:
        high = _line_height(picture, line, look)
        yield from _line(picture, line, look, top, high)
        top += high


def _line(
    picture: HolderPicture, line: HolderLine, look: _HolderLook, y: float, high: float
) -> Iterator[str]:
    base = n(y + high / 2 + look.text * 0.36)
    yield f'<text x="{n(look.label)}" y="{base}" fill="{_GRAY}">{escape(line.name)}</text>'
    if not line.counts:
        where = f'class="hp-few" x="{n(look.first)}" y="{base}" fill="{_GRAY}"'
        yield text(line.word, line.word, where)
        return
    step = _step(picture, look)
    for place, count in enumerate(line.counts):
        middle = look.first + (place + 0.5) * step
        yield f'<g class="hp-option" data-option="{place}" data-count="{count}">'
        yield from _dots(count, look, step, middle, y + high / 2, outlined=place == picture.nobody)
        yield "</g>"
    weight = ' font-weight="600"' if line.divided else ""
    yield (
        f'<text class="hp-word" x="{n(look.last + look.text * 0.4)}" y="{base}"{weight} fill="{_INK}">'
        f"{escape(line.word)}</text>"
    )


def _dots(count: int, look: _HolderLook, step: float, x: float, y: float, *, outlined: bool) -> Iterator[str]:
    if not count:
        return
    pitch, abreast, rows = _rows_of(count, look, step)
    wide, radius = min(count, abreast), pitch * 0.38
    paint = f'fill="#fff" stroke="{_INK}" stroke-width="{n(pitch / 8)}"' if outlined else f'fill="{_BLUE}"'
    for at in range(count):
        row, place = divmod(at, abreast)
        left = x + (place - (wide - 1) / 2) * pitch
        top = y + (row - (rows - 1) / 2) * pitch
        yield f'<circle cx="{n(left)}" cy="{n(top)}" r="{n(radius)}" {paint}/>'
