"""Retningslinjen as SVG: one row per case, the newest on top; small dots along the line, a tick at the median. Pure.

Left the day and the case, right of the line the sign of what it ended with and how many see that it fits. Dots are
people; each row is a case of its own, and nothing joins two of them. Two sizes: room 1280 wide (text 28), phone 320
wide (text 14); both as high as their rows. No style attribute: the site's Content-Security-Policy forbids it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, shortened, text, width
from fagspejl.workspace.charts.lettering import plain_number as n
from fagspejl.workspace.charts.picture import VALUES

Sign = Literal["agreement", "trial", "accepted_difference", "escalation", "none", ""]
MOST_ROWS: Final = 12  # more are read by nobody
_GRAY: Final = "#454545"
_INK: Final = "#1a1a1a"
_DOT: Final = "#08519c"


@dataclass(frozen=True, slots=True)
class ApproachRow:
    """One case. `values`: sorted answers 0-10 of five or more; () with `withheld`, the words that stand instead.

    `outcome`: in words, with its `sign`; `direction`: what is said of the direction check.
    """

    day: str
    name: str
    low_pole: str
    high_pole: str
    values: tuple[int, ...]
    median: float | None
    outcome: str
    sign: Sign
    direction: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class ApproachPicture:
    """Retningslinjen. `signs`: what each sign means, for the key; `sentences`: what is said below it.

    `withheld`: with it nothing is drawn and no table made. Raises ValueError without a row or that sentence, and for
    more rows than anybody reads.
    """

    title: str
    rows: tuple[ApproachRow, ...] = ()
    signs: tuple[tuple[Sign, str], ...] = ()
    sentences: tuple[str, ...] = ()
    withheld: str | None = None

    def __post_init__(self) -> None:
        if self.withheld is None and not self.rows:
            raise ValueError("a line without cases needs the sentence that stands instead")
        if len(self.rows) > MOST_ROWS:
            raise ValueError(f"{len(self.rows)} rows are more than {MOST_ROWS}")

    @property
    def poles(self) -> tuple[str, str] | None:
        """The poles that all rows have in common; None where a case has its own."""
        found = {(row.low_pole, row.high_pole) for row in self.rows}
        return next(iter(found)) if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _ApproachLook:
    width: int
    left: float  # of the scale's 0
    right: float  # of its 10
    text: int
    line: int
    pitch: float
    most: int  # dots above each other
    abreast: int
    beside: bool  # day and case stand left of the line, else above it


_LOOKS: Final[dict[Size, _ApproachLook]] = {
    "room": _ApproachLook(1280, 400, 880, 28, 36, 15, 4, 3, True),
    "phone": _ApproachLook(320, 18, 302, 14, 18, 9, 4, 3, False),
}
_SIGN_X: Final = 930.0  # in the room, right of the line
_TOLD_X: Final = 970.0


def approach_drawing(picture: ApproachPicture, size: Size, key: str) -> str:
    """Return the picture as one `<svg>`, or the withheld sentence as one `<p>`. `key` begins every id in it."""
    if picture.withheld is not None:
        return f'<p class="dp-withheld">{escape(picture.withheld)}</p>'
    drawn = _ApproachDrawing(picture, _LOOKS[size])
    body = "".join(drawn.body())
    said = picture.sentences or (picture.title,)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ap ap-{size}" role="img" aria-labelledby="{key}-title" '
        f'aria-describedby="{key}-desc" viewBox="0 0 {drawn.look.width} {n(drawn.y)}" '
        f'font-size="{drawn.look.text}" font-family="Fagspejl Sans, sans-serif">'
        f'<title id="{key}-title">{escape(said[0])}</title><desc id="{key}-desc">{escape(" ".join(said))}</desc>'
        f"{body}</svg>"
    )


class _ApproachDrawing:
    """Draws from top to bottom; `y` is how far it has come."""

    def __init__(self, picture: ApproachPicture, look: _ApproachLook) -> None:
        self.picture, self.look, self.y = picture, look, 0.0
        self.step = (look.right - look.left) / (len(VALUES) - 1)

    def body(self) -> Iterator[str]:
        poles = self.picture.poles
        if poles is not None:
            yield from self._poles(*poles)
        for place, row in enumerate(self.picture.rows):
            yield f'<g class="ap-row" data-row="{place}" data-n="{len(row.values)}">'
            yield from self._row(row, own=poles is None)
            yield "</g>"
        yield from self._key()

    def _x(self, value: float) -> float:
        return self.look.left + value * self.step

    def _word(
        self, x: float, y: float, said: str, *, anchor: str = "start", room: float, ink: str = _GRAY
    ) -> str:
        shown = shortened(said, room, self.look.text)
        return text(shown, said, f'x="{n(x)}" y="{n(y)}" text-anchor="{anchor}" fill="{ink}"')

    def _poles(self, low: str, high: str) -> Iterator[str]:
        look = self.look
        self.y += look.line
        half = (look.right - look.left) / 2 + (30 if look.beside else 6)
        out = 30 if look.beside else 10
        baseline = self.y - look.line * 0.2
        yield self._word(look.left - out, baseline, low, room=half, ink=_INK)
        yield self._word(look.right + out, baseline, high, anchor="end", room=half, ink=_INK)
        self.y += look.line * 0.3

    def _row(self, row: ApproachRow, *, own: bool) -> Iterator[str]:
        look = self.look
        top = self.y
        if not look.beside:
            yield from self._above(row)
        begin = self.y
        lines_beside = 1 + len(lines(row.name, look.left - 60, look.text, 2)) if look.beside else 1
        high = max(self._stack(row.values) * look.pitch + look.text * 0.5, look.line * (lines_beside - 0.3))
        axis = begin + high
        if row.withheld:
            middle, room = (look.left + look.right) / 2, look.right - look.left
            baseline = axis - look.line * 0.4
            yield self._word(middle, baseline, row.withheld, anchor="middle", room=room)
        else:
            yield from self._line(row, axis)
        self.y = axis + look.line * 0.45
        if own:
            yield from self._poles(row.low_pole, row.high_pole)
        if look.beside:
            yield from self._beside(row, top, self.y)
        else:
            yield from self._below(row)
        self.y += look.line * 0.35
        yield f'<path d="M4 {n(self.y)}H{n(look.width - 4)}" stroke="#dcdcdc"/>'
        self.y += look.line * 0.35

    def _stack(self, values: tuple[int, ...]) -> int:
        """How many dots stand above each other where most of them are; the rest stand abreast."""
        most = max(Counter(values).values(), default=0)
        return max(1, min(most, self.look.most), -(-most // self.look.abreast))

    def _line(self, row: ApproachRow, axis: float) -> Iterator[str]:
        look = self.look
        ticks = "".join(f"M{n(self._x(value))} {n(axis)}v{n(look.text * 0.25)}" for value in VALUES)
        yield f'<path d="M{n(self._x(0))} {n(axis)}H{n(self._x(10))}{ticks}" stroke="#8e8e8e" fill="none"/>'
        high = self._stack(row.values)
        r = look.pitch * 0.42
        for value, count in sorted(Counter(row.values).items()):
            columns = -(-count // high)
            for place in range(count):
                column, level = divmod(place, high)
                x = self._x(value) + (column - (columns - 1) / 2) * look.pitch
                y = axis - (level + 0.5) * look.pitch - 2
                yield f'<circle class="ap-dot" data-value="{value}" cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{_DOT}"/>'
        assert row.median is not None, "a row that is drawn has a median"
        x, over = self._x(row.median), high * look.pitch + look.text * 0.3
        yield (
            f'<path class="ap-median" d="M{n(x)} {n(axis - over)}V{n(axis + look.text * 0.4)}" stroke="{_INK}" '
            f'stroke-width="{4 if look.beside else 2.5}"/>'
        )

    def _beside(self, row: ApproachRow, top: float, bottom: float) -> Iterator[str]:
        """Day and case left of the line, sign and direction check right of it."""
        look = self.look
        room = look.left - 60
        shown = lines(row.name, room, look.text, 2)
        y = top + max(0.0, (bottom - top - look.line * (1 + len(shown))) / 2) + look.text
        yield self._word(4, y, row.day, room=room)
        for place, line in enumerate(shown, 1):
            yield text(
                line, row.name, f'x="4" y="{n(y + place * look.line)}" font-weight="600" fill="{_INK}"'
            )
        middle = (top + bottom) / 2
        yield from _sign(row.sign, _SIGN_X, middle, look.text * 0.42, row.outcome)
        told = lines(row.direction, look.width - _TOLD_X - 4, look.text, 2)
        y = middle - look.line * len(told) / 2 + look.text * 0.92
        for place, line in enumerate(told):
            yield text(line, row.direction, f'x="{n(_TOLD_X)}" y="{n(y + place * look.line)}" fill="{_GRAY}"')

    def _above(self, row: ApproachRow) -> Iterator[str]:
        look = self.look
        self.y += look.line
        yield self._word(4, self.y - look.line * 0.2, row.day, room=look.width - 40)
        yield from _sign(row.sign, look.width - 14, self.y - look.line * 0.5, look.text * 0.42, row.outcome)
        for line in lines(row.name, look.width - 8, look.text, 2):
            self.y += look.line
            yield text(
                line, row.name, f'x="4" y="{n(self.y - look.line * 0.2)}" font-weight="600" fill="{_INK}"'
            )
        self.y += look.line * 0.2

    def _below(self, row: ApproachRow) -> Iterator[str]:
        look = self.look
        for line in lines(row.direction, look.width - 8, look.text, 2):
            self.y += look.line
            yield text(line, row.direction, f'x="4" y="{n(self.y - look.line * 0.2)}" fill="{_GRAY}"')

    def _key(self) -> Iterator[str]:
        """What the signs mean, in as many lines as they need."""
        look = self.look
        x, r = 4.0, look.text * 0.42
        if self.picture.signs:
            self.y += look.line
        for sign, said in self.picture.signs:
            shown = shortened(said, look.width - 3 * r - 16, look.text)
            wide = 3 * r + 8 + width(shown, look.text) + 24
            if x > 4 and x + wide > look.width:
                x, self.y = 4.0, self.y + look.line
            baseline = self.y - look.line * 0.2
            yield from _sign(sign, x + r + 2, baseline - look.text * 0.34, r, said)
            yield text(shown, said, f'x="{n(x + 3 * r + 8)}" y="{n(baseline)}" fill="{_GRAY}"')
            x += wide
        self.y += look.line * 0.3


def _sign(sign: Sign, x: float, y: float, r: float, said: str) -> Iterator[str]:
    """A shape of its own for each outcome, which reads in black and white."""
    title = f"<title>{escape(said)}</title>"
    thick = f'stroke="{_INK}" stroke-width="{n(r * 0.28)}"'
    match sign:
        case "agreement":
            path = f'd="M{n(x - r * 0.85)} {n(y - r * 0.85)}h{n(r * 1.7)}v{n(r * 1.7)}h{n(-r * 1.7)}z" fill="{_INK}"'
        case "trial":
            path = (
                f'd="M{n(x - r)} {n(y)}a{n(r)} {n(r)} 0 1 0 {n(2 * r)} 0a{n(r)} {n(r)} 0 1 0 {n(-2 * r)} 0z" '
                f'fill="none" {thick}'
            )
        case "accepted_difference":
            path = (
                f'd="M{n(x - r)} {n(y - r * 0.4)}h{n(2 * r)}M{n(x - r)} {n(y + r * 0.4)}h{n(2 * r)}'
                f'M{n(x - r * 0.5)} {n(y + r)}L{n(x + r * 0.5)} {n(y - r)}" fill="none" {thick}'
            )
        case "escalation":
            path = f'd="M{n(x)} {n(y - r)}L{n(x + r)} {n(y + r * 0.9)}H{n(x - r)}z" fill="{_INK}"'
        case "none":
            path = f'd="M{n(x - r)} {n(y)}h{n(2 * r)}" fill="none" {thick}'
        case _:
            return
    yield f'<g class="ap-sign ap-{sign}">{title}<path {path}/></g>'
