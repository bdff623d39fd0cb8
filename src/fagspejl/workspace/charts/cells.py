"""A choice between a few options as SVG: a cell per option, one dot per answer in it, ticks for earlier rooms. Pure.

On a wall the cells stand in columns, on a phone below each other. The right option, where there is one, stands in a
thick frame. Sizes and texts as in the dot picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, text
from fagspejl.workspace.charts.lettering import plain_number as n
from fagspejl.workspace.charts.shapes import INKS, outline

_GRAY: Final = "#454545"
_BOLD: Final = 0.9  # of the width: letters of a phone's own typeface may be wider than ours
_INK: Final = "#1a1a1a"
_PITCHES: Final = {"room": (30, 26, 22, 18, 15, 13, 11), "phone": (16, 13, 11, 9)}


@dataclass(frozen=True, slots=True)
class Cell:
    """An option. `ticks`: earlier rooms in which most chose it. `right`: it is the right one."""

    name: str
    count: int
    ticks: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsPicture:
    """One question. `heads`: a name per column, or none. `ticked`: what a tick is, where there are any.

    Raises ValueError for fewer than two cells, and for a column without a name where others have one.
    """

    title: str
    question: str
    sentences: tuple[str, ...]
    cells: tuple[Cell, ...]
    columns: int
    heads: tuple[str, ...] = ()
    ticked: str = ""

    def __post_init__(self) -> None:
        if len(self.cells) < 2 or self.columns < 1:
            raise ValueError("fewer than two cells are not drawn")
        if self.heads and len(self.heads) != self.columns:
            raise ValueError("each column has a name, or none has")


@dataclass(frozen=True, slots=True)
class _CellsLook:
    width: int
    text: int
    line: int
    gap: float
    pad: float
    high: float  # of all cells together, at least
    most: int  # lines of an option


_LOOKS: Final[dict[Size, _CellsLook]] = {
    "room": _CellsLook(1280, 28, 33, 14, 12, 316, 2),
    "phone": _CellsLook(320, 14, 18, 6, 6, 0, 3),
}


def cells_drawing(picture: CellsPicture, size: Size, key: str) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it."""
    look = _LOOKS[size]
    columns = picture.columns if size == "room" else 1
    parts, y = _top(picture, look)
    rows = -(-len(picture.cells) // columns)
    wide = (look.width - look.gap * (columns - 1)) / columns
    pitch, high = _measures(picture, look, size, wide, rows)
    if size == "room" and picture.heads:
        parts += [
            _head(head, look, place * (wide + look.gap), y, wide) for place, head in enumerate(picture.heads)
        ]
        y += look.line * 1.2
    for at, (place, cell) in enumerate(_ordered(picture, columns)):
        if columns == 1 and picture.heads and at % rows_of(picture) == 0:
            parts.append(_head(picture.heads[at // rows_of(picture)], look, 0, y, wide))
            y += look.line * 1.2
        x = (at % columns) * (wide + look.gap)
        parts += _cell(cell, place, look, (x, y, wide, high), pitch, key)
        if at % columns == columns - 1 or at == len(picture.cells) - 1:
            y += high + look.gap
    if picture.ticked:
        parts.append(_tick(look.pad, y + look.line * 0.3, look))
        told = lines(picture.ticked, (look.width - look.pad * 3) * _BOLD, look.text, 3)
        for row, line in enumerate(told):
            where = f'x="{n(look.pad * 2 + 4)}" y="{n(y + look.text + row * look.line)}" fill="{_GRAY}"'
            parts.append(text(line, picture.ticked, where))
        y += len(told) * look.line + look.gap
    said = " ".join((picture.question, *picture.sentences))
    first = next(iter(picture.sentences), picture.title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lp cp-{size}" role="img" aria-labelledby="{key}-title" '
        f'aria-describedby="{key}-desc" viewBox="0 0 {look.width} {n(y)}" font-size="{look.text}" '
        f'font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{escape(first)}</title>'
        f'<desc id="{key}-desc">{escape(said)}</desc><defs><g id="{key}-dot">{outline("circle", pitch)}</g></defs>'
        + "".join(parts)
        + "</svg>"
    )


def rows_of(picture: CellsPicture) -> int:
    """Return how many cells a column has."""
    return -(-len(picture.cells) // picture.columns)


def _ordered(picture: CellsPicture, columns: int) -> list[tuple[int, Cell]]:
    """Return the cells as they are drawn: row by row, or column by column where there is but one."""
    every = list(enumerate(picture.cells))
    if columns > 1 or not picture.heads:
        return every
    return sorted(every, key=lambda one: (one[0] % picture.columns, one[0]))


def _top(picture: CellsPicture, look: _CellsLook) -> tuple[list[str], float]:
    parts = []
    y = 0.0
    for told in lines(picture.question, look.width * _BOLD, look.text, 5 if look.width < 400 else 2):
        y += look.line
        parts.append(
            text(
                told, picture.question, f'x="0" y="{n(y - look.line * 0.2)}" font-weight="600" fill="{_INK}"'
            )
        )
    return parts, y + look.gap


def _measures(
    picture: CellsPicture, look: _CellsLook, size: Size, wide: float, rows: int
) -> tuple[float, float]:
    """Return how far dots stand apart, and how high a cell is: as large as fits, the same in every cell."""
    named = max(len(_named(one, look, wide)) for one in picture.cells) * look.line
    heads = look.line * 1.2 if picture.heads else 0
    high = max((look.high - heads - look.gap * rows) / rows, named + look.pad * 2)
    most = max(one.count for one in picture.cells)
    pitch = float(_PITCHES[size][-1])
    for wanted in _PITCHES[size]:
        abreast = int((wide - 2 * look.pad) // wanted)
        needed = named + look.pad * 2 + -(-most // abreast) * wanted
        if needed <= max(high, look.line * 4 if size == "phone" else 0):
            return float(wanted), max(high, needed)
    abreast = int((wide - 2 * look.pad) // pitch)
    return pitch, max(high, named + look.pad * 2 + -(-most // abreast) * pitch)


def _named(cell: Cell, look: _CellsLook, wide: float) -> tuple[str, ...]:
    return lines(cell.name, wide - look.pad * 3 - look.text * 1.6, look.text, look.most)


def _head(head: str, look: _CellsLook, x: float, y: float, wide: float) -> str:
    (told,) = lines(head, wide, look.text, 1)
    where = f'x="{n(x)}" y="{n(y + look.text)}" font-weight="600" fill="{INKS[0].dark}"'
    return text(told, head, where)


def _tick(x: float, y: float, look: _CellsLook) -> str:
    return (
        f'<path class="cp-tick" d="M{n(x)} {n(y)}v{n(look.text * 0.7)}" stroke="{_INK}" '
        f'stroke-width="{n(look.text / 7)}"/>'
    )


def _cell(
    cell: Cell, place: int, look: _CellsLook, box: tuple[float, float, float, float], pitch: float, key: str
) -> Iterator[str]:
    x, y, wide, high = box
    line = look.text / (5 if cell.right else 16)
    yield (
        f'<rect class="cp-cell{" cp-right" if cell.right else ""}" x="{n(x + line / 2)}" y="{n(y + line / 2)}" '
        f'width="{n(wide - line)}" height="{n(high - line)}" rx="{n(look.text / 4)}" fill="#fff" '
        f'stroke="{INKS[0].dark if cell.right else "#bfbfbf"}" stroke-width="{n(line)}"/>'
    )
    named = _named(cell, look, wide)
    for row, told in enumerate(named):
        where = (
            f'x="{n(x + look.pad)}" y="{n(y + look.pad * 0.6 + look.text + row * look.line)}" fill="{_INK}"'
        )
        yield text(told, cell.name, where)
    yield (
        f'<g class="cp-dots" data-option="{place}" data-count="{cell.count}" data-ticks="{cell.ticks}">'
        f'<text x="{n(x + wide - look.pad)}" y="{n(y + look.pad * 0.6 + look.text)}" text-anchor="end" '
        f'fill="{_GRAY}">{cell.count}</text>'
    )
    top = y + look.pad + len(named) * look.line
    abreast = int((wide - 2 * look.pad) // pitch)
    for dot in range(cell.count):
        yield (
            f'<use href="#{key}-dot" x="{n(x + look.pad + (dot % abreast + 0.5) * pitch)}" '
            f'y="{n(top + (dot // abreast + 0.5) * pitch)}" fill="{INKS[0].dark}"/>'
        )
    for tick in range(cell.ticks):
        yield _tick(x + wide - look.pad * 1.4 - tick * look.text * 0.4, y + high - look.text * 1.1, look)
    yield "</g>"
