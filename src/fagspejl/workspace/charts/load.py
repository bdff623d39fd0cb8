"""A calendar of shifts as SVG: columns days, rows shifts, in each cell the level's letter, pattern and colour. Pure.

Beneath a cell stand the numbers of the tasks that yielded. Weeks stand side by side, four on a room screen and one on a
phone, and go on below. A shift that nobody has written is a broken frame; a day that is not of the calendar is empty.
Sizes and texts as in the dot picture; both drawings are as high as they need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, width
from fagspejl.workspace.charts.lettering import plain_number as n
from fagspejl.workspace.charts.lettering import text as lettered

Level = Literal["green", "yellow", "red"]
LEVELS: Final[tuple[Level, ...]] = ("green", "yellow", "red")
DAYS: Final = 7
_GRAY: Final = "#454545"
_INK: Final = "#1a1a1a"
_FILLS: Final[dict[Level, str]] = {"green": "#d3ead7", "yellow": "#ffe58f", "red": "#f2a7a0"}
_LINES: Final[dict[Level, str]] = {"green": "#2d6a3e", "yellow": "#7a5c00", "red": "#8f1d14"}
_HATCHED: Final[dict[Level, str]] = {"yellow": "M0 0V{s}", "red": "M0 0V{s}M0 0H{s}"}
_SHOWN: Final = 3  # numbers beneath a cell; where there are more, the last line tells how many


@dataclass(frozen=True, slots=True)
class LoadCell:
    """A shift of a day. `level`: None where nobody has written it. `yielded`: numbers of tasks, in order."""

    level: Level | None
    yielded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadWeek:
    """A week: its number, the numbers of its seven days, and per shift seven cells; None: not of the calendar."""

    number: int
    days: tuple[int, ...]
    rows: tuple[tuple[LoadCell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """The calendar. `shifts`: names of the rows. Raises ValueError for one without a written shift."""

    title: str
    sentences: tuple[str, ...]
    shifts: tuple[str, ...]
    weeks: tuple[LoadWeek, ...]

    def __post_init__(self) -> None:
        if not any(cell and cell.level for week in self.weeks for row in week.rows for cell in row):
            raise ValueError("a calendar without a shift is not drawn")


@dataclass(frozen=True, slots=True)
class _LoadLook:
    width: int
    left: float  # where the first day begins: names of shifts stand before it
    right: float
    text: int
    line: int
    abreast: int  # weeks side by side
    gap: float  # between two weeks
    cell: float  # height


_LOOKS: Final[dict[Size, _LoadLook]] = {
    "room": _LoadLook(1280, 10, 1270, 28, 33, 4, 14, 60),
    "phone": _LoadLook(320, 2, 318, 14, 17, 1, 0, 32),
}


def load_drawing(picture: LoadPicture, size: Size, key: str, words: Wording) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it; `words`: with the section [load_picture]."""
    look = _LOOKS[size]
    parts: list[str] = []
    y = float(look.line)
    for start in range(0, len(picture.weeks), look.abreast):
        band = picture.weeks[start : start + look.abreast]
        parts += _band(picture, band, look, key, words, y)
        y += _height(picture, band, look)
    said = escape(" ".join((picture.title + ".", *picture.sentences, words.say("load_picture.key"))))
    first = escape(next(iter(picture.sentences), picture.title))
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="lp lp-{size}" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" viewBox="0 0 {look.width} {n(y)}" '
        f'font-size="{look.text}" font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{first}</title>'
        f'<desc id="{key}-desc">{said}</desc><defs>{_patterns(key, look)}</defs>'
    )
    return begin + "".join(parts) + "</svg>"


def _patterns(key: str, look: _LoadLook) -> str:
    """Yellow is hatched one way and red both ways, so that the three read apart in black and white."""
    step, stroke = n(look.text * 0.6), n(look.text / 14)
    made = ""
    for level, ways in _HATCHED.items():
        made += (
            f'<pattern id="{key}-{level}" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><path d="{ways.replace("{s}", step)}" stroke="{_LINES[level]}" '
            f'stroke-width="{stroke}"/></pattern>'
        )
    return made


def _day_width(look: _LoadLook) -> float:
    return (look.right - look.left - look.gap * (look.abreast - 1)) / (look.abreast * DAYS)


def _x(look: _LoadLook, week: int, day: int) -> float:
    step = _day_width(look)
    return look.left + week * (DAYS * step + look.gap) + day * step


def _beneath(cell: LoadCell | None) -> tuple[str, ...]:
    """Return the lines below a cell: numbers, and how many more where there are many."""
    told = () if cell is None else cell.yielded
    if len(told) <= _SHOWN + 1:
        return tuple(map(str, told))
    return (*map(str, told[:_SHOWN]), f"+{len(told) - _SHOWN}")


def _deepest(row: int, band: Sequence[LoadWeek]) -> int:
    return max((len(_beneath(cell)) for week in band for cell in week.rows[row]), default=0)


def _row_height(row: int, band: Sequence[LoadWeek], look: _LoadLook) -> float:
    return look.line + look.cell + _deepest(row, band) * look.line + look.line * 0.4


def _height(picture: LoadPicture, band: Sequence[LoadWeek], look: _LoadLook) -> float:
    rows = sum(_row_height(row, band, look) for row in range(len(picture.shifts)))
    return look.line * 2.6 + rows


def _band(
    picture: LoadPicture, band: Sequence[LoadWeek], look: _LoadLook, key: str, words: Wording, y: float
) -> Iterator[str]:
    step = _day_width(look)
    for place, week in enumerate(band):
        name = words.say("load_picture.week", number=week.number)
        yield f'<text x="{n(_x(look, place, 0))}" y="{n(y)}" font-weight="600" fill="{_INK}">{escape(name)}</text>'
        for day in range(DAYS):
            x = _x(look, place, day) + step / 2
            yield (
                f'<text x="{n(x)}" y="{n(y + look.line)}" text-anchor="middle" fill="{_GRAY}">{week.days[day]}</text>'
            )
    top = y + look.line * 1.4
    for row, shift in enumerate(picture.shifts):
        shown = lines(shift, look.right - look.left, look.text, 1)[0]
        where = f'x="{n(look.left)}" y="{n(top + look.line * 0.75)}" fill="{_INK}"'
        yield lettered(shown, shift, where)
        at = top + look.line
        for place, week in enumerate(band):
            for day, cell in enumerate(week.rows[row]):
                if cell is not None:
                    yield _cell(cell, _x(look, place, day), at, step, look, key, words)
        top += _row_height(row, band, look)


def _cell(cell: LoadCell, x: float, y: float, step: float, look: _LoadLook, key: str, words: Wording) -> str:
    inset, high = step * 0.04, look.cell
    frame = f'x="{n(x + inset)}" y="{n(y)}" width="{n(step - 2 * inset)}" height="{n(high)}" rx="{n(look.text / 7)}"'
    stroke = n(look.text / 14)
    if cell.level is None:
        dash = n(look.text / 4)
        return (
            f'<rect class="lp-none" {frame} fill="none" stroke="{_GRAY}" stroke-width="{stroke}" '
            f'stroke-dasharray="{dash}"/>'
        )
    letter = words.say(f"load_picture.letter_{cell.level}")
    middle = x + step / 2
    made = (
        f'<rect {frame} fill="{_FILLS[cell.level]}" stroke="{_LINES[cell.level]}" stroke-width="{stroke}"/>'
    )
    if cell.level != "green":
        made += f'<rect {frame} fill="url(#{key}-{cell.level})"/>'
    wide = min(width(letter, look.text) + look.text * 0.2, step - 2 * inset)
    made += (  # a plain ground, so that the letter reads on its pattern
        f'<rect x="{n(middle - wide / 2)}" y="{n(y + high / 2 - look.text * 0.6)}" width="{n(wide)}" '
        f'height="{n(look.text * 1.2)}" fill="{_FILLS[cell.level]}"/>'
        f'<text class="lp-{cell.level}" x="{n(middle)}" y="{n(y + high / 2 + look.text * 0.36)}" '
        f'text-anchor="middle" font-weight="600" fill="{_INK}">{escape(letter)}</text>'
    )
    for line, told in enumerate(_beneath(cell), start=1):
        made += (
            f'<text class="lp-yielded" x="{n(middle)}" y="{n(y + high + line * look.line - look.line * 0.1)}" '
            f'text-anchor="middle" fill="{_GRAY}">{escape(told)}</text>'
        )
    return made
