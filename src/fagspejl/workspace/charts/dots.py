"""Prikbilledet as SVG: dots are people, a tick is the median, a pale bar the middle half. Pure.

Two sizes. Room: viewBox 1280 x 430, the middle of a screen of 1280 x 720 that keeps 140 units above it for the heading
and 150 below it for two sentences, join code and QR; no text under 28 units. Phone: 320 wide and as high as it needs;
no text under 14. Colours and typeface come from classes (web/styles/pictures.css); attributes stand in for them where
no style sheet is. No style attribute: the site's Content-Security-Policy forbids it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.frame import back, front, named
from fagspejl.workspace.charts.layout import TRAILS_TO, Layout, Size, Spot, Strip, arrange
from fagspejl.workspace.charts.lettering import plain_number
from fagspejl.workspace.charts.options import option_drawing
from fagspejl.workspace.charts.picture import Block, DotPicture, Round, middle
from fagspejl.workspace.charts.shapes import INKS, LEADER, REST, RING, STAR, Ink, outline, shape_of
from fagspejl.workspace.charts.table import figure

Look = tuple[str, str, Ink]  # class, shape, colours


def drawing(picture: DotPicture, size: Size, words: Wording, key: str) -> str:
    """Return the picture as one `<svg>`, or the withheld sentence as one `<p>`.

    `key`: the beginning of every id in it; two drawings on one page need two.
    """
    if picture.withheld is not None:
        return f'<p class="dp-withheld">{escape(picture.withheld)}</p>'
    if picture.options:
        return option_drawing(picture, size, words, key)
    layout = arrange(picture, size)
    looks = _looks(picture, layout)
    parts = [
        *named(picture, layout, size, key),
        "<defs>",
        *(f'<g id="{key}-{i}">{outline(shape, layout.pitch)}</g>' for i, (_, shape, _) in enumerate(looks)),
        "</defs>",
        *back(picture, layout, words),
    ]
    trails = picture.answers <= TRAILS_TO
    for number, (strip, look) in enumerate(zip(layout.strips, looks, strict=True)):
        parts += _middles(strip, layout, look)
        if trails:
            parts += _trails(strip, layout, look)
        parts += _dots(strip, layout, look, f"{key}-{number}")
        parts += _ticks(strip, layout, look, words)
    parts += front(picture, layout, looks, words)
    parts.append("</svg>")
    return "".join(parts)


def ring(
    picture: DotPicture,
    size: Size,
    block_index: int,
    number: Round,
    value: int,
    *,
    other: int | None = None,
    layout: Layout | None = None,
) -> str:
    """Return an SVG as large as the drawing, to lie on it, that rings one dot of this value; "" where none is drawn.

    So one drawing serves all phones and none is drawn again. `other`: the answer of the same person in the other
    round; where trails are drawn, the ringed dot is the end of such a trail. `layout`: what `arrange` returned for
    this picture and size, when many rings are asked for at once.
    """
    if picture.withheld is not None or picture.options or block_index >= len(picture.blocks):
        return ""
    block = picture.blocks[block_index]
    count = block.values(number).count(value)
    if not count:
        return ""
    layout = layout or arrange(picture, size)
    index = 0
    if other is not None:
        partners = _partners(block, number).get(value, [])
        index = partners.index(other) if other in partners else 0
    spot = layout.spot(layout.strips[block_index], number, value, index, count)
    box = f'viewBox="0 0 {layout.look.width} {plain_number(layout.height)}"'
    place = f'cx="{plain_number(spot.x)}" cy="{plain_number(spot.y)}"'
    wide = layout.pitch * 0.5 + (5 if layout.look.beside else 3)
    thick = 4 if layout.look.beside else 2.5
    return (
        f'<svg class="dp-own" {box} aria-hidden="true" focusable="false"><circle class="dp-ring" {place} '
        f'r="{plain_number(wide)}" fill="none" stroke="#1a1a1a" stroke-width="{thick}"/></svg>'
    )


def _looks(picture: DotPicture, layout: Layout) -> list[Look]:
    found: list[Look] = []
    groups = 0
    for strip in layout.strips:
        if strip.number is None:
            found.append(("dp-leader", STAR, LEADER))
        elif strip.block.rest:
            found.append(("dp-rest", RING, REST))
        else:
            found.append((f"dp-g{groups % len(INKS)}", shape_of(groups), INKS[groups % len(INKS)]))
            groups += 1
    return found


def _rounds(strip: Strip) -> Iterator[tuple[Round, tuple[int, ...]]]:
    if strip.block.first:
        yield 1, strip.block.first
    if strip.block.second:
        yield 2, strip.block.second


def _middles(strip: Strip, layout: Layout, look: Look) -> Iterator[str]:
    """The axis line, and on it the middle half: of round 1 above the line, of round 2 below it."""
    mine, _, ink = look
    measures = layout.look
    y = plain_number(strip.axis)
    for number, values in _rounds(strip):
        found = middle(values)
        if strip.number is None or found is None:
            continue
        left, right = measures.x(found.low), measures.x(found.high)
        thin = 8 if measures.beside else 4
        if right - left < thin:
            left, right = (left + right - thin) / 2, (left + right + thin) / 2
        top = strip.axis - measures.bar if number == 1 else strip.axis
        yield (
            f'<rect class="dp-middle {mine}" data-round="{number}" x="{plain_number(left)}" y="{plain_number(top)}" '
            f'width="{plain_number(right - left)}" height="{plain_number(measures.bar)}" fill="{ink.pale}" '
            f'stroke="{ink.dark}" stroke-opacity="0.6" stroke-width="{1 if measures.beside else 0.6}"/>'
        )
    yield (
        f'<path class="dp-axis" d="M{plain_number(measures.left)} {y}H{plain_number(measures.right)}" '
        'stroke="#707070" stroke-width="1"/>'
    )


def _ticks(strip: Strip, layout: Layout, look: Look, words: Wording) -> Iterator[str]:
    """The medians: a strong tick above the line for round 1, below it for round 2."""
    mine, _, ink = look
    measures = layout.look
    for number, values in _rounds(strip):
        found = middle(values)
        if strip.number is None or found is None:
            continue
        x = plain_number(measures.x(found.median))
        sign = -1 if number == 1 else 1
        reach = layout.gap - 1
        yield (
            f'<path class="dp-tick {mine}" data-round="{number}" d="M{x} {plain_number(strip.axis)}'
            f'v{plain_number(sign * reach)}" stroke="{ink.dark}" stroke-width="{6 if measures.beside else 3}"/>'
        )
        if layout.labelled:
            told = words.say("dots.median", value=figure(words, found.median))
            y = plain_number(strip.axis + measures.text + 2)
            yield (
                f'<text class="dp-said {mine}" x="{x}" y="{y}" text-anchor="middle" fill="{ink.dark}">'
                f"{escape(told)}</text>"
            )


def _partners(block: Block, number: Round) -> dict[int, list[int]]:
    """Return the answers of the other round per answer of this one, in the order that the dots stand in."""
    found: dict[int, list[int]] = {}
    for pair in sorted(block.pairs):
        mine, other = pair if number == 1 else (pair[1], pair[0])
        found.setdefault(mine, []).append(other)
    return found


def _trails(strip: Strip, layout: Layout, look: Look) -> Iterator[str]:
    """A thin line from each hollow dot of a pair to its filled one, below all dots."""
    mine, _, ink = look
    first, second = Counter(strip.block.first), Counter(strip.block.second)
    used: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    if not strip.block.pairs:
        return
    yield f'<g class="dp-trails {mine}" fill="none" stroke="{ink.dark}" stroke-opacity="0.5">'
    near = layout.gap
    for one, two in sorted(strip.block.pairs):
        start = layout.spot(strip, 1, one, used[0][one], first[one])
        end = layout.spot(strip, 2, two, used[1][two], second[two])
        used[0][one] += 1
        used[1][two] += 1
        yield f'<path d="{_trail(start, end, strip.axis, near)}"/>'
    yield "</g>"


def _trail(start: Spot, end: Spot, axis: float, near: float) -> str:
    n = plain_number
    if start.x == end.x:
        return f"M{n(start.x)} {n(start.y)}V{n(end.y)}"
    return f"M{n(start.x)} {n(start.y)}V{n(axis - near)}L{n(end.x)} {n(axis + near)}V{n(end.y)}"


def _dots(strip: Strip, layout: Layout, look: Look, shape: str) -> Iterator[str]:
    """Round 1 hollow and stacked upward, round 2 filled and stacked downward."""
    mine, _, ink = look
    block = "leader" if strip.number is None else str(strip.number)
    line = max(1.0, layout.pitch * 0.09)
    for number, values in _rounds(strip):
        fill = "#fff" if number == 1 else ink.dark
        yield (
            f'<g class="dp-dots dp-round-{number} {mine}" data-block="{block}" data-round="{number}" '
            f'fill="{fill}" stroke="{ink.dark}" stroke-width="{plain_number(line)}">'
        )
        for value, count in Counter(values).items():
            spots = count if count <= layout.rows * layout.abreast else 1
            for index in range(spots):
                spot = layout.spot(strip, number, value, index, count)
                yield f'<use href="#{shape}" x="{plain_number(spot.x)}" y="{plain_number(spot.y)}"/>'
                if spot.people > 1:
                    yield _told(spot, layout, number, strip)
        yield "</g>"


def _told(spot: Spot, layout: Layout, number: Round, strip: Strip) -> str:
    """The count of a stack too high to draw: left of its dot for round 1, right of it for round 2."""
    sign, anchor = (-1, "end") if number == 1 else (1, "start")
    x = plain_number(spot.x + sign * (layout.pitch / 2 + 3))
    y = plain_number(strip.axis + layout.look.text * 0.36)
    return (
        f'<text class="dp-count" x="{x}" y="{y}" text-anchor="{anchor}" fill="#1a1a1a" stroke="#fff" '
        f'stroke-width="6" paint-order="stroke">{spot.people}</text>'
    )
