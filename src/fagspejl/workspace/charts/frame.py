"""What stands around the dots of a dot picture: its name, grid, agreed band, names of blocks, scale and key. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.layout import Layout, Size, Strip
from fagspejl.workspace.charts.lettering import lines, plain_number, shortened, text, width
from fagspejl.workspace.charts.picture import VALUES, DotPicture
from fagspejl.workspace.charts.shapes import Ink

Look = tuple[str, str, Ink]  # class, shape, colours
_GRAY = "#454545"
_CUT = "…"


def named(picture: DotPicture, layout: Layout, size: Size, key: str) -> Iterator[str]:
    """The beginning of the drawing: its box, and what a screen reader says of it."""
    said = (*picture.sentences, picture.caution)
    first = next((sentence for sentence in said if sentence), picture.title)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dp dp-{size}" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" '
        f'viewBox="0 0 {layout.look.width} {plain_number(layout.height)}" font-size="{layout.look.text}" '
        f'font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{escape(first)}</title>'
        f'<desc id="{key}-desc">{escape(" ".join(sentence for sentence in said if sentence))}</desc>'
    )


def back(picture: DotPicture, layout: Layout, words: Wording) -> Iterator[str]:
    """The agreed band as a column behind all strips, and one fine line per whole number."""
    look = layout.look
    n = plain_number
    top = layout.head
    bottom = layout.height - layout.foot
    if picture.band is not None:
        low, high = picture.band
        left, right = look.x(low) - look.step * 0.42, look.x(high) + look.step * 0.42
        top_of_band = top - look.line - 4
        yield (
            f'<rect class="dp-band" x="{n(left)}" y="{n(top_of_band)}" width="{n(right - left)}" '
            f'height="{n(bottom - top_of_band)}" fill="#efefe9"/><path class="dp-band-edge" d="M{n(left)} '
            f'{n(top_of_band)}V{n(bottom)}M{n(right)} {n(top_of_band)}V{n(bottom)}" stroke="#8e8e8e" '
            'stroke-dasharray="6 5" fill="none"/>'
        )
        told = words.say("dots.band", low=low, high=high)
        half = width(told, look.text) / 2
        middle = min(max((left + right) / 2, half + 2), look.width - half - 2)
        yield (
            f'<text class="dp-word" x="{n(middle)}" y="{n(top - look.line + look.text * 0.8)}" '
            f'text-anchor="middle" fill="{_GRAY}">{escape(told)}</text>'
        )
    paths = "".join(f"M{n(look.x(value))} {n(top)}V{n(bottom)}" for value in VALUES)
    yield f'<path class="dp-grid" d="{paths}" stroke="#dcdcdc" stroke-width="1"/>'


def front(picture: DotPicture, layout: Layout, looks: Sequence[Look], words: Wording) -> Iterator[str]:
    """The names of the blocks, the numbers of the scale, the pole words, and what hollow and filled mean."""
    free = int(min(strip.bottom - strip.top for strip in layout.strips) // layout.look.line)
    for strip, look in zip(layout.strips, looks, strict=True):
        name = words.say("dots.leader") if strip.number is None else strip.block.name
        if layout.look.beside:
            yield from _beside(strip, layout, look, name, free)
        else:
            yield from _above(strip, layout, look, name)
    yield from _scale(picture, layout)
    if 2 in picture.rounds:
        yield from _key(layout, words)


def _beside(strip: Strip, layout: Layout, look: Look, name: str, free: int) -> Iterator[str]:
    """The name left of its strip, in as many lines as every strip has, the number of people below or after it."""
    measures = layout.look
    mine, _, ink = look
    room = measures.left - measures.edge - 24
    count = "" if strip.number is None else str(strip.block.n)
    at = f'class="dp-name {mine}" font-weight="600" fill="{ink.dark}"'
    long = width(name, measures.text) > room
    tail = f" {count}" if count and (free < 2 or (long and free <= 2)) else ""
    if free >= 2 and long:
        shown = list(lines(name, room - width(tail, measures.text), measures.text, 2))
    else:
        shown = [shortened(name, room - width(tail, measures.text), measures.text)]
    rows = len(shown) + (1 if count and not tail else 0)
    high = rows * measures.line
    top = min(max(strip.axis - high / 2, strip.top), strip.bottom - high)
    x = plain_number(measures.edge)
    for row, line in enumerate(shown):
        y = plain_number(top + row * measures.line + measures.text * 0.92)
        if tail and row == len(shown) - 1:
            title = f"<title>{escape(name)}</title>" if line.endswith(_CUT) else ""
            yield (
                f'<text x="{x}" y="{y}" {at}>{title}{escape(line)}'
                f'<tspan class="dp-n" font-weight="400" fill="{_GRAY}">{tail}</tspan></text>'
            )
        else:
            yield text(line, name, f'x="{x}" y="{y}" {at}')
    if count and not tail:
        y = plain_number(top + len(shown) * measures.line + measures.text * 0.92)
        yield f'<text class="dp-n" x="{x}" y="{y}" fill="{_GRAY}">{count}</text>'


def _above(strip: Strip, layout: Layout, look: Look, name: str) -> Iterator[str]:
    """The name on a line of its own above its strip, the number of people after it."""
    measures = layout.look
    mine, _, ink = look
    tail = "" if strip.number is None else f" {strip.block.n}"
    wide = measures.text * 1.06  # a phone may have a wider typeface of its own
    shown = shortened(name, measures.width - 2 * measures.edge - width(tail, wide), wide)
    title = f"<title>{escape(name)}</title>" if shown != name else ""
    y = plain_number(strip.top + measures.text)
    yield (
        f'<text class="dp-name {mine}" x="{plain_number(measures.edge)}" y="{y}" font-weight="600" '
        f'fill="{ink.dark}">{title}{escape(shown)}<tspan class="dp-n" font-weight="400" fill="{_GRAY}">{tail}'
        "</tspan></text>"
    )


def _scale(picture: DotPicture, layout: Layout) -> Iterator[str]:
    look = layout.look
    n = plain_number
    y = layout.height - layout.foot + look.text * 1.15
    yield f'<g class="dp-word" text-anchor="middle" fill="{_GRAY}">'
    yield from (f'<text x="{n(look.x(value))}" y="{n(y)}">{value}</text>' for value in VALUES)
    yield "</g>"
    out = 14 if look.beside else look.left - look.edge
    ends = (
        (look.left - out, "start", picture.low_pole, layout.poles[0]),
        (look.right + out, "end", picture.high_pole, layout.poles[1]),
    )
    for x, anchor, pole, rows in ends:
        for row, shown in enumerate(rows, start=1):
            at = f'class="dp-pole" x="{n(x)}" y="{n(y + look.line * row)}" text-anchor="{anchor}"'
            yield text(shown, pole, f'{at} fill="#1a1a1a"')


def _key(layout: Layout, words: Wording) -> Iterator[str]:
    """What hollow and filled dots mean: in the room left of the scale, on a phone above all."""
    look = layout.look
    n = plain_number
    r = look.text * 0.32
    x = look.edge + r + 1
    said = [words.say("dots.first"), words.say("dots.second")]
    for number, told in enumerate(said):
        low = layout.height - layout.foot + look.text * 1.15 + number * look.line
        y = low if look.beside else look.text * 1.1
        yield (
            f'<circle class="dp-key" cx="{n(x)}" cy="{n(y - look.text * 0.34)}" r="{n(r)}" stroke="{_GRAY}" '
            f'stroke-width="{2 if look.beside else 1.5}" fill="{"#fff" if number == 0 else _GRAY}"/>'
            f'<text class="dp-word" x="{n(x + 2 * r)}" y="{n(y)}" fill="{_GRAY}">{escape(told)}</text>'
        )
        if not look.beside:
            x += 4 * r + width(told, look.text)
