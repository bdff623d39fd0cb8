"""Kvalitetsbilledet as SVG: a row per statement, what is important above its line, what succeeds below it. Pure.

A group is its shape at the median of its answers; a faint line joins the two medians of everybody. Statements are
broken into as many lines as they need: nothing is cut. Sizes and texts as in the dot picture; both drawings are as
high as they need. Never two axes against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, NamedTuple

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, shortened, text, width
from fagspejl.workspace.charts.lettering import plain_number as n
from fagspejl.workspace.charts.picture import HIGHEST, LOWEST, VALUES
from fagspejl.workspace.charts.quality import GuessPart, GuessRow, QualityList, QualityPicture, QualityRow
from fagspejl.workspace.charts.shapes import INKS, REST, RING, Ink, outline, shape_of

_GRAY: Final = "#454545"
_INK: Final = "#1a1a1a"
_WALL: Final = (
    470  # units of height that a screen of 1280 x 720 leaves beside heading, two sentences and the code
)
_MANY: Final = 40  # lines of a text: more than any statement has


@dataclass(frozen=True, slots=True)
class _QualityLook:
    width: int
    edge: float
    column: float  # how wide a statement may be
    left: float  # the middle of value 0
    right: float  # the middle of value 10
    text: int
    line: int
    pitch: int  # of the shapes
    beside: bool  # the statement stands left of its axis, else above it

    def x(self, value: float) -> float:
        return self.left + (value - LOWEST) * (self.right - self.left) / (HIGHEST - LOWEST)


_LOOKS: Final[dict[Size, _QualityLook]] = {
    "room": _QualityLook(1280, 24, 620, 690, 1250, 28, 34, 30, True),
    "phone": _QualityLook(320, 4, 312, 18, 302, 14, 18, 17, False),
}


class _Shape(NamedTuple):
    """A group as it is drawn: class, id of its shape, colours, name."""

    mine: str
    id: str
    ink: Ink
    name: str


def wall_drawing(picture: QualityPicture, words: Wording, key: str) -> str:
    """Return what a wall holds in type that is read from the back row: the first statements, and how many are left."""
    for count in range(len(picture.rows), 1, -1):
        drawn = _Lists(picture.first(count), "room", words, key, wall=True)
        told = drawn.whole()
        if drawn.y <= _WALL:
            return told
    return _Lists(picture.first(1), "room", words, key, wall=True).whole()


def quality_drawing(picture: QualityPicture, size: Size, words: Wording, key: str) -> str:
    """Return the whole picture as one `<svg>`, or the withheld sentence as one `<p>`. `key` begins every id in it."""
    if picture.withheld is not None:
        return f'<p class="dp-withheld">{escape(picture.withheld)}</p>'
    return _Lists(picture, size, words, key).whole()


class _Lists:
    """One drawing; `y` goes down with what is drawn."""

    def __init__(
        self, picture: QualityPicture, size: Size, words: Wording, key: str, *, wall: bool = False
    ) -> None:
        self.wall = wall
        self.picture, self.size, self.words, self.key = picture, size, words, key
        self.look = _LOOKS[size]
        self.y = 0.0
        self.shapes: dict[str, _Shape] = {}
        self.outlines: list[str] = []
        named = 0
        for name, rest in picture.names:
            mine, shape, ink = "dp-rest", RING, REST
            if not rest:
                mine, shape, ink = f"dp-g{named % len(INKS)}", shape_of(named), INKS[named % len(INKS)]
                named += 1
            own = f"{key}-{len(self.shapes)}"
            self.shapes[name] = _Shape(mine, own, ink, name)
            self.outlines.append(f'<g id="{own}">{outline(shape, self.look.pitch)}</g>')

    def whole(self) -> str:
        parts = [*self._key()]
        for one in self.picture.lists:
            parts += self._list(one)
        if self.picture.more:
            left = self.words.counted("quality_picture.more", self.picture.more)
            parts += self._lines(left, self.look.width - 2 * self.look.edge, _GRAY)
        if self.picture.hidden:
            parts += self._hidden()
        if self.picture.guesses:
            parts += self._guesses()
        picture, key = self.picture, self.key
        first = next(iter(picture.said), picture.title)
        begin = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="dp dp-{self.size} dp-quality" role="img" '
            f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" '
            f'viewBox="0 0 {self.look.width} {n(self.y)}" font-size="{self.look.text}" '
            f'font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{escape(first)}</title>'
            f'<desc id="{key}-desc">{escape(" ".join((*picture.said, picture.caution)).strip())}</desc>'
        )
        return "".join((begin, "<defs>", *self.outlines, "</defs>", *parts, "</svg>"))

    def _key(self) -> Iterator[str]:
        """The shape of each group, and what stands above and below the line."""
        look = self.look
        if len(self.shapes) > 1:
            yield from self._names()
        first, *more = self.words.listed("quality_picture.key")
        for line in (first, *([] if self.wall else more)):
            yield from self._lines(line, look.column if self.wall else look.width - 2 * look.edge, _GRAY)
        if self.wall:
            yield from self._numbers(self.y - look.line)

    def _names(self) -> Iterator[str]:
        look, x = self.look, self.look.edge
        for shape in self.shapes.values():
            shown = shortened(shape.name, look.width - 2 * look.edge - look.pitch - 4, look.text)
            wide = look.pitch + 4 + width(shown, look.text) + 12
            if x > look.edge and x + wide > look.width:
                x, self.y = look.edge, self.y + look.line
            yield self._use(shape, x + look.pitch / 2, self.y + look.text * 0.7)
            at = f'class="dp-word" x="{n(x + look.pitch + 4)}" y="{n(self.y + look.text)}" fill="{_GRAY}"'
            yield text(shown, shape.name, at)
            x += wide
        self.y += look.line

    def _list(self, one: QualityList) -> Iterator[str]:
        look = self.look
        self.y += look.line * (0.1 if self.wall else 0.6)
        yield from self._lines(one.heading, look.width - 2 * look.edge, _INK, bold=True)
        if not self.wall:
            yield from self._lines(one.lead, look.width - 2 * look.edge, _GRAY)
            yield from self._numbers(self.y)
            self.y += look.line * 1.2
        for row in one.rows:
            yield from self._row(row, one.key)

    def _numbers(self, top: float) -> Iterator[str]:
        look = self.look
        yield f'<g class="dp-word" text-anchor="middle" fill="{_GRAY}">'
        for value in VALUES:
            if look.beside or value in (LOWEST, 5, HIGHEST):
                yield f'<text x="{n(look.x(value))}" y="{n(top + look.text)}">{value}</text>'
        yield "</g>"

    def _row(self, row: QualityRow, heading: str) -> Iterator[str]:
        """A statement with its axis: beside each other in the room, one above the other on a phone."""
        look, top = self.look, self.y
        told = lines(row.text, look.column, look.text, _MANY)
        above = _rungs([block.importance for block in row.drawn], look)
        below = _rungs([block.practice for block in row.drawn], look)
        up, down = (max(1, *(rung + 1 for rung in side), 1) * look.pitch + 3 for side in (above, below))
        high = len(told) * look.line
        if look.beside:
            whole = max(high, up + down) + look.line * (0.2 if self.wall else 0.5)
            first, axis = top + (whole - high) / 2, top + (whole - up - down) / 2 + up
        else:
            whole = high + up + down + look.line * 0.7
            first, axis = top, top + high + up
        yield f'<g class="dp-statement" data-item="{row.item}" data-heading="{heading}">'
        for number, line in enumerate(told):
            y = n(first + number * look.line + look.text)
            yield f'<text class="dp-pole" x="{n(look.edge)}" y="{y}" fill="{_INK}">{escape(line)}</text>'
        yield from self._axis(row, axis, up, down)
        yield from self._medians(row, axis, above, "importance")
        yield from self._medians(row, axis, below, "practice")
        self.y = top + whole
        yield (
            f'</g><path class="dp-grid" d="M{n(look.edge)} {n(self.y)}H{n(look.width - look.edge)}" '
            'stroke="#dcdcdc"/>'
        )

    def _axis(self, row: QualityRow, axis: float, up: float, down: float) -> Iterator[str]:
        look = self.look
        grid = "".join(f"M{n(look.x(value))} {n(axis - up)}V{n(axis + down)}" for value in VALUES)
        yield f'<path class="dp-grid" d="{grid}" stroke="#e6e6e6" stroke-width="1"/>'
        yield (
            f'<path class="dp-axis" d="M{n(look.left)} {n(axis)}H{n(look.right)}" stroke="#707070" '
            'stroke-width="1"/>'
        )
        first, second = row.everybody.importance, row.everybody.practice
        if first is not None and second is not None:
            reach = look.pitch * 0.5 + 2
            ends = (look.x(first), axis - reach), (look.x(second), axis + reach)
            line = "L".join(f"{n(x)} {n(y)}" for x, y in ends)
            thick = 3 if look.beside else 2
            yield f'<path class="dp-join" d="M{line}" stroke="#8e8e8e" stroke-width="{thick}" fill="none"/>'
            for x, y in ends:
                yield f'<circle class="dp-end" cx="{n(x)}" cy="{n(y)}" r="{thick * 2}" fill="#8e8e8e"/>'

    def _medians(self, row: QualityRow, axis: float, levels: Sequence[int], side: str) -> Iterator[str]:
        look = self.look
        sign = -1 if side == "importance" else 1
        yield f'<g class="dp-{side}">'
        for block, rung in zip(row.drawn, levels, strict=True):
            value = block.importance if side == "importance" else block.practice
            if value is not None:
                y = axis + sign * (2 + (rung + 0.5) * look.pitch)
                yield self._use(self.shapes[block.name], look.x(value), y)
        yield "</g>"

    def _hidden(self) -> Iterator[str]:
        look = self.look
        self.y += look.line * 0.6
        yield from self._lines(self.picture.hidden_lead, look.width - 2 * look.edge, _INK, bold=True)
        for statement in self.picture.hidden:
            yield from self._lines(statement, look.width - 2 * look.edge, _INK)

    def _guesses(self) -> Iterator[str]:
        """The second panel: what each group rated highest itself, against what others took for it."""
        look = self.look
        self.y += look.line * 0.6
        room = look.width - 2 * look.edge
        yield from self._lines(self.words.say("quality_picture.guesses"), room, _INK, bold=True)
        yield from self._lines(self.words.say("quality_picture.guess_key"), room, _GRAY)
        for part in self.picture.guesses:
            yield from self._lines(part.sentence, room, _GRAY)
            for row in part.rows:
                yield from self._guessed(part, row)

    def _guessed(self, part: GuessPart, row: GuessRow) -> Iterator[str]:
        """A statement with how many guessed it; a full dot before it where the group has it among its own."""
        look, top, r = self.look, self.y, self.look.text * 0.3
        yield (
            f'<circle class="dp-own-three" cx="{n(look.edge + r + 1)}" cy="{n(top + look.text * 0.65)}" r="{n(r)}" '
            f'fill="{_INK if row.own else "#fff"}" stroke="{_INK}" stroke-width="{2 if look.beside else 1.2}"/>'
        )
        yield from self._lines(row.text, look.column - 4 * r, _INK, indent=4 * r)
        said = self.words.say("quality_picture.picked", count=row.picked, n=part.n)
        if look.beside:
            y, x = top + look.text, look.left
        else:
            y, x = self.y + look.text, look.edge + 4 * r
            self.y += look.line
        yield (
            f'<text class="dp-word" data-picked="{row.picked}" x="{n(x)}" y="{n(y)}" fill="{_GRAY}">'
            f"{escape(said)}</text>"
        )
        self.y += look.line * 0.4

    def _lines(
        self, told: str, room: float, fill: str, *, bold: bool = False, indent: float = 0
    ) -> Iterator[str]:
        look = self.look
        weight, kind = (' font-weight="600"' if bold else ""), "dp-word" if fill == _GRAY else "dp-pole"
        for line in lines(told, room / (1.08 if bold else 1), look.text, _MANY):
            y = n(self.y + look.text)
            x = n(look.edge + indent)
            yield f'<text class="{kind}" x="{x}" y="{y}" fill="{fill}"{weight}>{escape(line)}</text>'
            self.y += look.line

    @staticmethod
    def _use(shape: _Shape, x: float, y: float) -> str:
        return (
            f'<use href="#{shape.id}" class="dp-dots dp-round-2 {shape.mine}" x="{n(x)}" y="{n(y)}" '
            f'fill="{shape.ink.dark}" stroke="{shape.ink.dark}"/>'
        )


def _rungs(values: Sequence[float | None], look: _QualityLook) -> list[int]:
    """Return how far from the axis each shape stands, so that none lies on another; one not drawn is 0."""
    placed: list[tuple[float, int]] = []
    found = []
    for value in values:
        rung = 0
        if value is not None:
            x = look.x(value)
            near = {at for place, at in placed if abs(place - x) < look.pitch}
            while rung in near:
                rung += 1
            placed.append((x, rung))
        found.append(rung)
    return found
