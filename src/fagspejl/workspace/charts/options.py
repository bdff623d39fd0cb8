"""A choice between options as SVG: one row per option, one dot per answer, the groups by shape. Pure.

Of two rounds the latest is drawn. Sizes and texts as in the dot picture; both drawings are as high as they need.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import lines, shortened, text, width
from fagspejl.workspace.charts.lettering import plain_number as n
from fagspejl.workspace.charts.picture import DotPicture
from fagspejl.workspace.charts.shapes import INKS, LEADER, REST, RING, STAR, Ink, outline, shape_of

_GRAY: Final = "#454545"
_INK: Final = "#1a1a1a"


@dataclass(frozen=True, slots=True)
class _OptionLook:
    width: int
    left: float  # where the dots begin
    right: float  # where they end, and the count stands after it
    text: int
    line: int
    pitch: float
    beside: bool  # the option stands left of its dots, else above them
    edge: float
    most: int  # lines of an option


_LOOKS: Final[dict[Size, _OptionLook]] = {
    "room": _OptionLook(1280, 560, 1180, 28, 34, 30, True, 24, 3),
    "phone": _OptionLook(320, 8, 268, 14, 18, 16, False, 4, 4),
}
Group = tuple[str, str, Ink, str, tuple[int, ...]]  # class, shape, colours, name, answers


def option_drawing(picture: DotPicture, size: Size, words: Wording, key: str) -> str:
    """Return the picture as one `<svg>`. `key` begins every id in it. A withheld one is drawn by `dots.drawing`."""
    look = _LOOKS[size]
    groups = _groups(picture, words)
    y, parts = _key(groups, look, key)
    for place, option in enumerate(picture.options):
        y, row = _row(place, option, groups, look, key, y)
        parts += row
    said = " ".join((*picture.sentences, picture.caution)).strip()
    first = next(iter(picture.sentences), picture.title)
    begin = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="dp dp-{size}" role="img" aria-labelledby="{key}-title" '
        f'aria-describedby="{key}-desc" viewBox="0 0 {look.width} {n(y)}" font-size="{look.text}" '
        f'font-family="Fagspejl Sans, sans-serif"><title id="{key}-title">{escape(first)}</title>'
        f'<desc id="{key}-desc">{escape(said)}</desc><defs>'
    )
    shapes = "".join(
        f'<g id="{key}-{i}">{outline(group[1], look.pitch)}</g>' for i, group in enumerate(groups)
    )
    return "".join((begin, shapes, "</defs>", *parts, "</svg>"))


def _groups(picture: DotPicture, words: Wording) -> list[Group]:
    """The groups with the answers of the latest round, the leader last."""
    latest = 2 if 2 in picture.rounds else 1
    found: list[Group] = []
    named = 0
    for block in picture.blocks:
        values = block.values(2 if latest == 2 else 1)
        if block.rest:
            found.append(("dp-rest", RING, REST, block.name, values))
            continue
        ink = INKS[named % len(INKS)]
        found.append((f"dp-g{named % len(INKS)}", shape_of(named), ink, block.name, values))
        named += 1
    leader = picture.leader
    own = None if leader is None else (leader.second if latest == 2 else leader.first)
    if own is not None:
        found.append(("dp-leader", STAR, LEADER, words.say("dots.leader"), (own,)))
    return found


def _row(
    place: int, option: str, groups: list[Group], look: _OptionLook, key: str, top: float
) -> tuple[float, list[str]]:
    """Return where the row ends, and its drawing."""
    room = look.left - look.edge - 30 if look.beside else look.width - 2 * look.edge
    shown = lines(option, room, look.text, look.most)
    abreast = int((look.right - look.left) // look.pitch)
    dots = [(i, group) for i, group in enumerate(groups) for value in group[4] if value == place]
    rows = max(1, -(-len(dots) // abreast))
    label_high = len(shown) * look.line
    begin = top + (0 if look.beside else label_high + 2)
    high = max(label_high, rows * look.pitch) if look.beside else label_high + 2 + rows * look.pitch
    middle = begin + (high - rows * look.pitch) / 2 if look.beside else begin
    parts = [
        text(
            line,
            option,
            f'class="dp-pole" x="{n(look.edge)}" y="{n(top + number * look.line + look.text)}" fill="{_INK}"',
        )
        for number, line in enumerate(shown)
    ]
    counted = sum(1 for _, group in dots if group[1] != STAR)
    parts.append(f'<g class="dp-option" data-option="{place}" data-count="{counted}">')
    for at, (i, group) in enumerate(dots):
        x = look.left + (at % abreast + 0.5) * look.pitch
        y = middle + (at // abreast + 0.5) * look.pitch
        parts.append(
            f'<use href="#{key}-{i}" class="dp-dots dp-round-2 {group[0]}" x="{n(x)}" y="{n(y)}" '
            f'fill="{group[2].dark}" stroke="{group[2].dark}"/>'
        )
    baseline = middle + rows * look.pitch / 2 + look.text * 0.35
    parts.append(
        f'</g><text class="dp-n" x="{n(look.width - look.edge)}" y="{n(baseline)}" text-anchor="end" '
        f'fill="{_GRAY}">{counted}</text>'
    )
    bottom = top + high + look.line * 0.55
    parts.append(
        f'<path class="dp-grid" d="M{n(look.edge)} {n(bottom)}H{n(look.width - look.edge)}" stroke="#dcdcdc"/>'
    )
    return bottom + look.line * 0.35, parts


def _key(groups: list[Group], look: _OptionLook, key: str) -> tuple[float, list[str]]:
    """Return the shape of each group with its name, in as many lines as they need, and where they end."""
    if len(groups) < 2:
        return look.line * 0.3, []
    parts: list[str] = []
    x, y = look.edge, 0.0
    for i, (mine, _, ink, name, _) in enumerate(groups):
        shown = shortened(name, look.width - 2 * look.edge - look.pitch - 4, look.text)
        wide = look.pitch + 4 + width(shown, look.text) + 12
        if x > look.edge and x + wide > look.width:
            x, y = look.edge, y + look.line
        parts.append(
            f'<use href="#{key}-{i}" class="dp-dots dp-round-2 {mine}" x="{n(x + look.pitch / 2)}" '
            f'y="{n(y + look.text * 0.7)}" fill="{ink.dark}" stroke="{ink.dark}"/>'
        )
        at = f'class="dp-word" x="{n(x + look.pitch + 4)}" y="{n(y + look.text)}" fill="{_GRAY}"'
        parts.append(text(shown, name, at))
        x += wide
    return y + look.line * 1.4, parts
