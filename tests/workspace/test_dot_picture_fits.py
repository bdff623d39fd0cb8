"""Six groups, Øvrige and 150 answers have room at both sizes: nothing overlaps, is clipped, or is too small to read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from fagspejl.workspace.charts.dots import drawing
from fagspejl.workspace.charts.layout import Size, arrange
from fagspejl.workspace.charts.lettering import width
from fagspejl.workspace.charts.picture import DotPicture
from support.dot_pictures import WORDS, dot_pictures, dots_in, said, texts_in

SIZES: tuple[tuple[Size, float], ...] = (("room", 28), ("phone", 14))


@settings(max_examples=30, deadline=None)
@given(dot_pictures())
def test_no_dot_lies_on_another_or_outside(picture: DotPicture) -> None:
    """Asta can count the dots of a hall of 150 at the back row, whatever they answered."""
    for size, _ in SIZES:
        layout = arrange(picture, size)
        found = dots_in(drawing(picture, size, WORDS["da"], "a"))
        reach = layout.pitch / 2
        assert all(reach <= dot.x <= layout.look.width - reach for dot in found)
        assert all(dot.y + reach <= layout.height - layout.foot + 0.1 for dot in found)
        assert all(dot.y - reach >= layout.head - 0.1 for dot in found)
        rows: dict[float, list[float]] = {}
        for dot in found:
            rows.setdefault(dot.y, []).append(dot.x)
        assert all(b - a > layout.pitch - 0.05 for row in rows.values() for a, b in pairwise(sorted(row)))
        assert all(b - a > layout.pitch - 0.05 for a, b in pairwise(sorted(rows)))


@settings(max_examples=30, deadline=None)
@given(dot_pictures())
def test_strips_keep_apart(picture: DotPicture) -> None:
    """Sofie never takes the dots of one group for those of the next."""
    for size, _ in SIZES:
        layout = arrange(picture, size)
        for block, strip in enumerate(layout.strips):
            key = str(block) if strip.number is not None else "leader"
            found = [dot for dot in dots_in(drawing(picture, size, WORDS["da"], "a")) if dot.block == key]
            assert all(strip.top < dot.y - layout.pitch / 2 for dot in found)
            assert all(dot.y + layout.pitch / 2 < strip.bottom for dot in found)
        assert all(above.bottom <= below.top + 0.01 for above, below in pairwise(layout.strips))


@settings(max_examples=30, deadline=None)
@given(dot_pictures())
def test_every_text_is_whole_and_large_enough(picture: DotPicture) -> None:
    """Bente reads every word from five metres, and a name too long is shortened and whole in its title."""
    for size, least in SIZES:
        layout = arrange(picture, size)
        svg = drawing(picture, size, WORDS["da"], "a")
        assert f'font-size="{least}"' in svg
        assert svg.count("font-size") == 1
        for text in texts_in(svg):
            wide = width(said(text), least)
            x, y = float(text.attrib["x"]), float(text.attrib["y"])
            shift = {"middle": wide / 2, "end": wide}.get(text.attrib.get("text-anchor", "start"), 0)
            if said(text).isdecimal() and "class" not in text.attrib:  # the scale's own numbers
                shift = wide / 2
            assert x - shift >= 0
            assert x - shift + wide <= layout.look.width
            assert least * 0.7 <= y <= layout.height - 1
            if "…" in said(text):
                assert any(child.tag.endswith("title") and child.text for child in text)


@settings(max_examples=20, deadline=None)
@given(dot_pictures())
def test_names_have_lines_of_their_own(picture: DotPicture) -> None:
    """Omar finds his group's name beside its own dots, and no two names on one line."""
    for size, least in SIZES:
        names = [
            float(text.attrib["y"])
            for text in texts_in(drawing(picture, size, WORDS["da"], "a"))
            if "dp-name" in text.attrib.get("class", "")
        ]
        assert all(b - a >= least for a, b in pairwise(names))
