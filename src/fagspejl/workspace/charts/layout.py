"""Where everything of a dot picture stands, at either size. Pure.

A strip per block, the leader's below them. Round 1 stacks upward from the strip's axis, round 2 downward. All dots of
a picture are equally large and equally many abreast, so a stack twice as high is twice as many people. Dots shrink,
then stand abreast, before a stack is told with its count.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from fagspejl.workspace.charts.lettering import lines, width
from fagspejl.workspace.charts.picture import HIGHEST, LOWEST, Block, DotPicture, Round

Size = Literal["room", "phone"]
TRAILS_TO: Final = 40  # answers; more trails than that are a tangle
LARGE_TO: Final = 60  # answers; above it dots are smaller
_MANY: Final = 4  # strips; with more, a screen that cannot grow spares room at every axis
_WIDEST: Final = 0.74  # of a step, so that stacks side by side stay apart
_WORTH: Final = 1.2  # dots stand more abreast only when they become so much larger


@dataclass(frozen=True, slots=True)
class Look:
    """The measures of one size, in its viewBox units."""

    width: int
    left: float  # the middle of value 0
    right: float  # the middle of value 10
    edge: float  # where names begin
    text: int  # size of every text
    line: int  # from one line of text to the next
    plot: int  # height that the strips fill; on a phone the most that they may, beside what each adds
    more: int  # what each strip may add to it
    grows: bool  # the drawing is as high as it needs
    beside: bool  # names stand left of the strips, else above them
    foot: int  # the numbers of the scale
    poles: int  # lines that a pole word may take
    largest: int  # pitch of dots in a small group
    smaller: int  # pitch of dots above LARGE_TO answers
    easy: int  # below this pitch dots stand abreast
    least: int  # below this pitch stacks are told with their count
    bar: float  # half the height of the middle half's bar
    between: int  # from one strip to the next
    least_strip: int  # height of a strip whose name stands beside it

    @property
    def step(self) -> float:
        """From one whole number to the next."""
        return (self.right - self.left) / (HIGHEST - LOWEST)

    def x(self, value: float) -> float:
        """Return where a value stands."""
        return self.left + (value - LOWEST) * self.step


LOOKS: Final[dict[Size, Look]] = {
    "room": Look(
        width=1280, left=320, right=1212, edge=53, text=28, line=33, plot=354, more=0, grows=False, beside=True,
        foot=43, poles=2, largest=30, smaller=20, easy=15, least=5, bar=7, between=8, least_strip=35,
    ),
    "phone": Look(
        width=320, left=18, right=302, edge=4, text=14, line=18, plot=360, more=56, grows=True, beside=False,
        foot=22, poles=3, largest=15, smaller=10, easy=8, least=5, bar=4, between=12, least_strip=0,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strip:
    """One block's place: `top` to `bottom`, its axis, and the blocks' order number (None: the leader)."""

    block: Block
    number: int | None
    top: float
    axis: float
    bottom: float


class Spot(NamedTuple):
    """Where one dot stands, and whose count it tells (1, or a whole stack)."""

    x: float
    y: float
    people: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture arranged: pitch of its dots, dots abreast, rows that a stack may have, half the gap at the axis."""

    look: Look
    strips: tuple[Strip, ...]
    pitch: int
    abreast: int
    rows: int
    gap: float
    head: float  # above the strips
    foot: float  # below them
    poles: tuple[tuple[str, ...], tuple[str, ...]]  # the pole words in lines
    height: float
    labelled: bool  # "midten 3" stands below the ticks

    def spot(self, strip: Strip, number: Round, value: int, index: int, count: int) -> Spot:
        """Return where the dot `index` of a stack of `count` stands; of a stack too high, its only dot."""
        told = 1
        if count > self.rows * self.abreast:
            index, count, told = 0, 1, count
        row, place = divmod(index, self.abreast)
        in_row = min(self.abreast, count - row * self.abreast)
        x = self.look.x(value) + (place - (in_row - 1) / 2) * self.pitch
        y = self.gap + (row + 0.5) * self.pitch
        return Spot(x, strip.axis + (-y if number == 1 else y), told)


class _Need(NamedTuple):
    """What a strip needs: its highest stacks, in dots, and the lines of its name."""

    up: int
    down: int


def arrange(picture: DotPicture, size: Size) -> Layout:
    """Return where everything of the picture stands."""
    blocks = _blocks(picture)
    needs = [
        _Need(*(max(Counter(block.values(number)).values(), default=0) for number in _BOTH))
        for block in blocks
    ]
    twice = any(need.down for need in needs)
    look = _look(LOOKS[size], blocks, twice)
    labelled = look.beside and not twice and len(blocks) < _MANY
    trails = twice and picture.answers <= TRAILS_TO and len(blocks) <= _MANY
    gap = look.bar * (2 if trails else 1) + (2 if look.beside else 1)
    poles = _poles(picture, look)
    foot = look.foot + look.line * max(map(len, poles))
    head = look.line + 4 if picture.band else (0 if look.beside else 2)
    if twice and not look.beside:
        head += look.line + 4  # what hollow and filled mean
    room = look.plot + look.more * len(blocks)
    if look.beside:
        room -= head + (foot - look.foot - look.line) + (look.line * len(blocks) if labelled else 0)
    fit = _Fit(look, needs, gap, room)
    pitch, abreast = fit.best(look.smaller if picture.answers > LARGE_TO else look.largest)
    rows = fit.rows(pitch, abreast)
    spare = room - fit.height(pitch, abreast, rows)
    if trails and spare > 0:
        gap += min(1.4 * look.bar, spare / len(blocks) / 4) if look.beside else look.bar
        fit = replace(fit, gap=gap)
        spare = room - fit.height(pitch, abreast, rows)
    strips, y = [], float(head)
    extra = max(0.0, spare / len(blocks)) if look.beside else 0.0
    for number, (block, need) in enumerate(zip(blocks, needs, strict=True)):
        up, down = fit.sides(need, pitch, abreast, rows)
        high = fit.strip(need, pitch, abreast, rows) + extra + (look.line if labelled else 0)
        lead = (high - up - down - look.between) * (0.5 if twice else 0.7) if look.beside else look.line
        if labelled:
            lead = (high - up - down - look.line - look.between) * 0.65
        axis = y + look.between / 2 + lead + up
        strips.append(Strip(block, number if number < len(picture.blocks) else None, y, axis, y + high))
        y += high
    height = y + foot if look.grows else float(look.plot + look.foot + look.line)
    return Layout(look, tuple(strips), pitch, abreast, rows, gap, head, foot, poles, height, labelled)


_BOTH: Final[tuple[Round, Round]] = (1, 2)


def _look(look: Look, blocks: list[Block], twice: bool) -> Look:
    """Return the measures for these blocks: names as wide as they need, many strips close together."""
    if not look.beside:
        return look
    widest = max(width(f"{block.name} {block.n}", look.text) for block in blocks)
    left = min(max(look.left, look.edge + widest + 34), 400)
    if twice and len(blocks) > _MANY:
        return replace(look, left=left, bar=4, between=3, least_strip=31)
    return replace(look, left=left)


def _poles(picture: DotPicture, look: Look) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = (look.right - look.left) / 2
    low, high = (lines(pole, room, look.text, look.poles) for pole in (picture.low_pole, picture.high_pole))
    return low, high


def _blocks(picture: DotPicture) -> list[Block]:
    blocks = list(picture.blocks)
    if picture.leader is not None:
        first, second = picture.leader.first, picture.leader.second
        one, two = (() if value is None else (value,) for value in (first, second))
        pairs = () if first is None or second is None else ((first, second),)
        if one or two:
            blocks.append(Block("", 1, one, two, pairs))
    return blocks


@dataclass(frozen=True, slots=True)
class _Fit:
    """How high the strips become with dots of some size."""

    look: Look
    needs: list[_Need]
    gap: float
    room: float

    def sides(self, need: _Need, pitch: int, abreast: int, rows: int) -> tuple[float, float]:
        """Return how far a strip reaches above and below its axis."""
        up, down = (
            self.gap + min(rows, -(-stack // abreast)) * pitch if stack else self.look.bar for stack in need
        )
        return up, down

    def strip(self, need: _Need, pitch: int, abreast: int, rows: int) -> float:
        """Return the height of one strip with its name."""
        dots = sum(self.sides(need, pitch, abreast, rows)) + self.look.between
        return max(dots, self.look.least_strip) if self.look.beside else dots + self.look.line

    def height(self, pitch: int, abreast: int, rows: int) -> float:
        """Return the height of all strips."""
        return sum(self.strip(need, pitch, abreast, rows) for need in self.needs)

    def best(self, largest: int) -> tuple[int, int]:
        """Return the largest pitch that fits, and how many dots stand abreast: one, unless they become small."""
        most = self.look.step * _WIDEST
        found = (0, 1)
        for abreast in range(1, int(most / self.look.least) + 1):
            pitch = self._pitch(abreast, min(largest, int(most / abreast)))
            if pitch >= found[0] * _WORTH:
                found = (pitch, abreast)
            if found[0] >= self.look.easy:
                break
        return found if found[0] >= self.look.least else (self.look.least, abreast)

    def _pitch(self, abreast: int, largest: int) -> int:
        """Return the largest pitch at which all rows fit, below the least one when none does."""
        least_strip = self.look.least_strip
        name = self.look.between + (0 if self.look.beside else self.look.line)
        # what a strip needs without its dots, and the rows of dots: the same sum as `height`, asked often
        fixed = [
            (sum(self.sides(need, 0, abreast, 1)) + name, sum(-(-stack // abreast) for stack in need))
            for need in self.needs
        ]
        low, high = self.look.least - 1, largest
        while low < high:
            pitch = (low + high + 1) // 2
            total = sum(max(least_strip, base + rows * pitch) for base, rows in fixed)
            low, high = (pitch, high) if total <= self.room else (low, pitch - 1)
        return low

    def rows(self, pitch: int, abreast: int) -> int:
        """Return how many rows a stack may have."""
        rows = max(-(-max(need) // abreast) for need in self.needs)
        while rows > 1 and not self.look.grows and self.height(pitch, abreast, rows) > self.room:
            rows -= 1
        return rows
