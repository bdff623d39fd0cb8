"""The shape and colour of each group: shape first, so that a picture reads in black and white. Pure."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final, NamedTuple


class Ink(NamedTuple):
    """A group's colour and its paler tone; the same stand in web/styles/pictures.css, which may overrule them."""

    dark: str
    pale: str


INKS: Final = (
    Ink("#08519c", "#c6dbef"),
    Ink("#8a0f6b", "#f3cfe3"),
    Ink("#006d63", "#c3e4df"),
    Ink("#a14a00", "#f7dcc0"),
    Ink("#54278f", "#dcd5ee"),
    Ink("#4f5b00", "#e3e6bd"),
)
REST: Final = Ink("#454545", "#dcdcdc")
LEADER: Final = Ink("#1a1a1a", "#dcdcdc")
# shapes per block in their fixed order; a seventh block (the whole room beside six groups) begins again
_ORDER: Final = ("circle", "square", "diamond", "triangle", "inverted", "hexagon")
RING: Final = "ring"
STAR: Final = "star"


def shape_of(number: int) -> str:
    """Return the shape of a block by its order among the groups."""
    return _ORDER[number % len(_ORDER)]


def outline(shape: str, size: float) -> str:
    """Return the SVG of a shape around (0, 0) whose dots stand `size` apart: alike to the eye, none touching."""
    r = size * 0.41
    match shape:
        case "circle":
            return f'<circle r="{_n(r)}"/>'
        case "ring":
            inner = r * 0.42
            return f'<path fill-rule="evenodd" d="{_circle(r)}{_circle(inner)}"/>'
        case "square":
            return f'<path d="{_corners([(-1, -1), (1, -1), (1, 1), (-1, 1)], r * 0.9)}"/>'
        case "diamond":
            return f'<path d="{_corners([(0, -1), (1, 0), (0, 1), (-1, 0)], r * 1.12)}"/>'
        case "triangle":
            return f'<path d="{_corners([(0, -1), (1.04, 0.84), (-1.04, 0.84)], r * 1.06)}"/>'
        case "inverted":
            return f'<path d="{_corners([(0, 1), (1.04, -0.84), (-1.04, -0.84)], r * 1.06)}"/>'
        case "hexagon":
            return f'<path d="{_corners(_round(6, (1.06,)), r)}"/>'
        case _:
            return f'<path d="{_corners(_round(10, (1.3, 0.58)), r)}"/>'


def _circle(r: float) -> str:
    return f"M{_n(-r)} 0a{_n(r)} {_n(r)} 0 1 0 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 0 {_n(-2 * r)} 0z"


def _round(corners: int, far: tuple[float, ...]) -> list[tuple[float, float]]:
    turns = [2 * pi * corner / corners - pi / 2 for corner in range(corners)]
    return [(far[i % len(far)] * cos(turn), far[i % len(far)] * sin(turn)) for i, turn in enumerate(turns)]


def _corners(points: list[tuple[float, float]], r: float) -> str:
    return "M" + "L".join(f"{_n(x * r)} {_n(y * r)}" for x, y in points) + "Z"


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
