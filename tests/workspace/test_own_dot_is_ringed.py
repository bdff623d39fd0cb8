"""One drawing serves every phone: a ring laid upon it marks one's own dot."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings

from fagspejl.workspace.charts.dots import drawing, ring
from fagspejl.workspace.charts.layout import Size, arrange
from fagspejl.workspace.charts.picture import DotPicture, Round
from support.dot_pictures import EXAMPLE, SVG, WORDS, dot_pictures, dots_in

SIZES: tuple[Size, ...] = ("room", "phone")
ROUNDS: tuple[Round, ...] = (1, 2)


def _center(overlay: str) -> tuple[float, float]:
    circle = ElementTree.fromstring(overlay).find("circle")
    assert circle is not None
    return float(circle.attrib["cx"]), float(circle.attrib["cy"])


@settings(max_examples=20, deadline=None)
@given(dot_pictures())
def test_ring_stands_around_a_dot_of_that_value(picture: DotPicture) -> None:
    """Every one of 150 phones rings a dot that is drawn, in its own group, round and value."""
    for size in SIZES:
        svg = drawing(picture, size, WORDS["da"], "a")
        look = arrange(picture, size).look
        found = {(dot.block, dot.number, dot.x, dot.y) for dot in dots_in(svg)}
        for place, block in enumerate(picture.blocks):
            for number in ROUNDS:
                for value in set(block.values(number)):
                    x, y = _center(ring(picture, size, place, number, value))
                    assert (str(place), number, x, y) in found
                    assert round((x - look.left) / look.step) == value


def test_ring_is_as_large_as_the_drawing() -> None:
    """Sofie's ring lies on the picture without a shift, and her screen reader does not meet it."""
    for size in SIZES:
        whole = ElementTree.fromstring(drawing(EXAMPLE, size, WORDS["da"], "a"))
        overlay = ElementTree.fromstring(ring(EXAMPLE, size, 0, 1, 2))
        assert overlay.attrib["viewBox"] == whole.attrib["viewBox"]
        assert overlay.attrib["aria-hidden"] == "true"


def test_nothing_is_ringed_that_is_not_drawn() -> None:
    """Per answered after the picture was shown, and his phone rings nobody else's dot."""
    assert ring(EXAMPLE, "phone", 0, 1, 10) == ""
    assert ring(EXAMPLE, "phone", 2, 1, 3) == ""
    assert ring(DotPicture("Hvor langt?", "Lidt", "Meget", withheld="For få svar."), "phone", 0, 1, 3) == ""


def test_ring_follows_ones_own_trail() -> None:
    """Omar, who went from 9 to 7 while a colleague went from 9 to 6, rings the dot whose line leads to 7."""
    for size in SIZES:
        svg = drawing(EXAMPLE, size, WORDS["da"], "a")
        start = _center(ring(EXAMPLE, size, 1, 1, 9, other=7))
        end = _center(ring(EXAMPLE, size, 1, 2, 7, other=9))
        lines = [path.attrib["d"] for path in ElementTree.fromstring(svg).iter(f"{SVG}path")]
        own = [d for d in lines if d.startswith(f"M{start[0]:g} {start[1]:g}V")]
        assert any(f"L{end[0]:g} " in d and d.endswith(f"V{end[1]:g}") for d in own)
