"""How wide a text becomes, and how it is shortened or broken so that nothing is clipped. Pure.

There is no typeface here to measure with: the widths are those of a wide sans serif in bold, so that a phone's own
typeface fits too.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Final

_NARROW: Final = frozenset(" iljtfrI.,:;'|!()[]/-·")
_WIDE: Final = frozenset("mwMWÆŒæœ@%&…—–")
_ELLIPSIS: Final = "…"


def width(text: str, size: float) -> float:
    """Return a width in the units of `size` that the text does not exceed."""
    return size * sum(map(_share, text))


@cache
def _share(sign: str) -> float:
    if sign in _NARROW:
        return 0.38
    if sign in _WIDE:
        return 0.96
    return 0.7 if sign.isupper() else 0.6


def shortened(text: str, room: float, size: float) -> str:
    """Return the text, or as much of it as fits with an ellipsis."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept + _ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip(" -·,") + _ELLIPSIS


def lines(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """Return the text in at most `most` lines broken between words, the last one shortened where needed.

    What a hard space binds stays on one line where a line is wide enough for it.
    """
    told: list[str] = []
    words = [
        word
        for bound in re.split(r"[ \n]+", text.strip())
        for word in ([bound] if width(bound, size) <= room else bound.split())
    ]
    while words and len(told) < most - 1:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        told.append(shortened(line, room, size))
    if words:
        told.append(shortened(" ".join(words), room, size))
    return tuple(told)


def text(shown: str, full: str, attributes: str) -> str:
    """Return an SVG text; where it was shortened, the whole name stands in its title."""
    title = f"<title>{escape(full)}</title>" if _ELLIPSIS in shown and shown != full else ""
    return f"<text {attributes}>{title}{escape(shown)}</text>"


def plain_number(value: float) -> str:
    """Return a place as SVG writes it: at most two decimals, no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
