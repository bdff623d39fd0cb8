"""What a unit can as SVG: per task a row of dots, full, half and hollow, and a tick at what is needed. Pure.

Full: can, or can teach. Half: with support. Hollow: wants to learn. "Thin" ends the line as a word, so nothing rests on
colour. Sizes and texts as in the dot picture; both drawings grow with the tasks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, text
from fagspejl.workspace.charts.lettering import plain_number as n

_GRAY: Final = "#454545"
_INK: Final = "#1a1a1a"
_BLUE: Final = "#08519c"


@dataclass(frozen=True, slots=True)
class CoveredTask:
    """A task: how many people can, can with support and want to learn, how many are needed, and the word at its end."""

    name: str
    full: int
    support: int
    wants: int
    need: int
    word: str = ""


@dataclass(frozen=True, slots=True)
class CoveragePicture:
    """The tasks in the order in which they are drawn. `key`: what the dots mean. Raises ValueError without a task."""

    title: str
    sentences: tuple[str, ...]
    tasks: tuple[CoveredTask, ...]
    key: tuple[str, str, str, str]

    def __post_init__(self) -> None:
        if not self.tasks:
            raise ValueError("no tasks are not drawn")


@dataclass(frozen=True, slots=True)
class _CoverageLook:
    width: int
    text: int
    line: int
    left: float  # where the first dot stands
    right: float  # where dots end: more are drawn closer
    name: float  # room for a task's name
    beside: bool  # the name stands left of its dots, else above them
    word: float  # where the word begins


_LOOKS: Final[dict[Size, _CoverageLook]] = {
    "room": _CoverageLook(1280, 28, 33, 470, 1090, 430, True, 1120),
    "phone": _CoverageLook(320, 14, 17, 12, 250, 312, False, 262),
}


def coverage_drawing(picture: CoveragePicture, size: Size, key: str) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it."""
    look = _LOOKS[size]
    parts, y = list(_key(picture, look)), look.line * (2.0 if look.beside else 4.4)
    for task in picture.tasks:
        parts += _task(task, look, y)
        y += _height(task, look)
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


def _radius(look: _CoverageLook) -> float:
    return look.text * 0.38


def _key(picture: CoveragePicture, look: _CoverageLook) -> Iterator[str]:
    """What the dots and the tick mean: beside each other on a wall, below each other on a phone."""
    full, half, hollow, tick = picture.key
    step = (look.width - 20) / 4 if look.beside else 0.0
    for place, (told, drawn) in enumerate(
        ((full, "full"), (half, "support"), (hollow, "wants"), (tick, "need"))
    ):
        x = look.text * 0.6 + place * step
        y = look.line * (1 if look.beside else place + 1)
        if drawn == "need":
            down = f"M{n(x)} {n(y - look.text * 0.8)}V{n(y + look.text * 0.1)}"
            yield f'<path d="{down}" stroke="{_INK}" stroke-width="{n(look.text / 7)}"/>'
        else:
            yield _dot(drawn, x, y - look.text * 0.35, look)
        yield text(told, told, f'x="{n(x + look.text * 0.8)}" y="{n(y)}" fill="{_GRAY}"')


def _height(task: CoveredTask, look: _CoverageLook) -> float:
    rows = len(lines(task.name, look.name, look.text, 2))
    return look.line * (max(rows, 1) + 0.7 if look.beside else rows + 1.9)


def _task(task: CoveredTask, look: _CoverageLook, y: float) -> Iterator[str]:
    yield f'<path d="M0 {n(y)}H{look.width}" stroke="#dcdcdc" fill="none"/>'
    named = lines(task.name, look.name, look.text, 2)
    for row, told in enumerate(named, start=1):
        where = f'x="{n(look.text * 0.3)}" y="{n(y + row * look.line)}" font-weight="600" fill="{_INK}"'
        yield text(told, task.name, where)
    at = y + look.line * (0.68 if look.beside else len(named) + 0.85)
    kinds = ["full"] * task.full + ["support"] * task.support + ["wants"] * task.wants
    most = max(len(kinds), task.need, 1)
    step = min(look.text * 1.15, (look.right - look.left) / most)
    for place, kind in enumerate(kinds):
        yield _dot(kind, look.left + place * step, at, look)
    if task.need:
        x, high = look.left + (task.need - 0.5) * step, look.text * 0.75
        yield (
            f'<path class="lp-need" data-need="{task.need}" d="M{n(x)} {n(at - high)}V{n(at + high)}" '
            f'stroke="{_INK}" stroke-width="{n(look.text / 7)}"/>'
        )
    if task.word:
        yield text(
            task.word,
            task.word,
            f'x="{n(look.word)}" y="{n(at + look.text * 0.35)}" font-weight="600" fill="{_INK}"',
        )


def _dot(kind: str, x: float, y: float, look: _CoverageLook) -> str:
    r, stroke = _radius(look), look.text / 12
    ring = (
        f'<circle class="lp-{kind}" cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{_BLUE if kind == "full" else "#fff"}" '
        f'stroke="{_BLUE}" stroke-width="{n(stroke)}"/>'
    )
    if kind != "support":
        return ring
    return ring + f'<path d="M{n(x)} {n(y - r)}A{n(r)} {n(r)} 0 0 0 {n(x)} {n(y + r)}Z" fill="{_BLUE}"/>'
