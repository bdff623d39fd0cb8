"""Sofie reads the life of an agreement on the wall and on her phone, whatever its life was like."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.life import LifeFlag, LifePicture, LifePoint, LineSide, life_drawing

WORDS = wording("da", "fagspejl.workspace.words")
SIZES: tuple[Size, ...] = ("room", "phone")
SIDES: tuple[LineSide, ...] = ("doer", "receiver")


def _points(weeks: int, *, each: int = 1, version_of: int = 1_000) -> tuple[LifePoint, ...]:
    """Return a point of each side for every `each` weeks; a version lasts `version_of` weeks."""
    return tuple(
        LifePoint(side, 1 + at // version_of, at, min(at + each, weeks) - 1, at % 9, 8, ((1, 1 + at % 3),))
        for side in SIDES
        for at in range(0, weeks, each)
    )


def _life(
    weeks: int, points: tuple[LifePoint, ...], flags: int = 3, exceptions: tuple[int, ...] = (1,)
) -> LifePicture:
    numbers = tuple((8 + at) % 52 + 1 for at in range(weeks))
    told = tuple(LifeFlag(one + 1, one * weeks / flags) for one in range(flags))
    return LifePicture("Dokumentation", numbers, points, told, exceptions, ("En sætning.", "En til."))


def _boxes(svg: str, kind: str) -> list[tuple[float, float, float, float]]:
    """Return left, top, right and bottom of every rectangle within elements of a class."""
    found = []
    for group in re.findall(rf'<g class="{kind}".*?</g>', svg):
        x, y, wide, high = (
            float(re.search(rf'<rect[^>]* {name}="([-\d.]+)"', group)[1])  # type: ignore[index]
            for name in ("x", "y", "width", "height")
        )
        found.append((x, y, x + wide, y + high))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_a_line_breaks_where_a_version_begins(size: Size) -> None:
    """Sofie sees three pieces of each line in the life of three versions of four weeks."""
    svg = life_drawing(_life(12, _points(12, version_of=4)), size, "k", WORDS)
    for side in SIDES:
        lines = re.findall(rf'class="lp-line lp-{side}" d="([^"]+)"', svg)
        strokes = [line for line in lines if "L" in line]  # the other one is the key's
        assert len(strokes) == 1
        ends = re.findall(r"M([-\d.]+) [-\d.]+L([-\d.]+) ", strokes[0])
        assert len(ends) == 3 * 3
        breaks = sum(before[1] != after[0] for before, after in pairwise(ends))
        assert breaks == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("flags", [1, 24, 60])
def test_flags_touch_no_other(size: Size, flags: int) -> None:
    """Omar tells every flag from its neighbours, however many there are, and all stand within the picture."""
    svg = life_drawing(_life(8, _points(8), flags), size, "k", WORDS)
    boxes = _boxes(svg, "lp-flag")
    assert len(boxes) == flags
    wide = 1280 if size == "room" else 320
    assert all(left >= 0 and right <= wide for left, _, right, _ in boxes)
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (
            one,
            other,
        )


@pytest.mark.parametrize("size", SIZES)
def test_a_year_of_weeks(size: Size) -> None:
    """Sofie finds all 106 points of a year within the picture, and week numbers that do not touch."""
    svg = life_drawing(_life(53, _points(53, version_of=20), 12, (1, 2, 3)), size, "k", WORDS)
    root = ElementTree.fromstring(svg)
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    assert svg.count("data-side=") == 106
    marks = [one for one in root.iter() if "lp-mark" in one.attrib.get("class", "")]
    for mark in marks:
        x, y = float(mark.attrib["x"]), float(mark.attrib["y"])
        assert x >= 0
        assert x + float(mark.attrib["width"]) <= wide + 0.05
        assert 0 <= y <= high
    weeks = sorted(
        float(x) for x in re.findall(r'<text x="([-\d.]+)" y="[-\d.]+" text-anchor="middle">\d+</text>', svg)
    )
    step = 28 if size == "room" else 14  # two figures are wider than one letter's height
    assert all(after - before > step for before, after in pairwise(weeks))


@pytest.mark.parametrize("size", SIZES)
def test_merged_weeks_are_one_wide_mark(size: Size) -> None:
    """Omar sees that three weeks were counted together: the mark is as wide as they are."""
    single = life_drawing(_life(12, _points(12)), size, "k", WORDS)
    merged = life_drawing(_life(12, _points(12, each=3)), size, "k", WORDS)

    def widest(svg: str) -> float:
        return max(float(one) for one in re.findall(r'class="lp-mark lp-doer"[^>]* width="([-\d.]+)"', svg))

    weeks = 2 * (1250 - 150) / 12 if size == "room" else 2 * (312 - 44) / 12
    assert widest(merged) - widest(single) == pytest.approx(weeks, abs=0.3)
    assert 'data-first="0" data-last="2"' in merged


@pytest.mark.parametrize("size", SIZES)
def test_one_point_is_a_mark_without_a_line(size: Size) -> None:
    """Sofie sees the first point of an agreement, and no line that would lead nowhere."""
    svg = life_drawing(_life(1, (LifePoint("doer", 1, 0, 0, 5, 8),), 2, ()), size, "k", WORDS)
    assert svg.count("data-side=") == 1
    assert not [line for line in re.findall(r'class="lp-line[^"]*" d="([^"]+)"', svg) if "L" in line]
    assert "lp-uses" not in svg


@pytest.mark.parametrize("size", SIZES)
def test_read_aloud_and_without_colours(size: Size) -> None:
    """Lone hears the first sentence as title and all as description; the sides differ in shape and stroke."""
    svg = life_drawing(_life(8, _points(8)), size, "k", WORDS)
    assert 'role="img"' in svg
    assert ">En sætning.</title>" in svg
    assert ">En sætning. En til.</desc>" in svg
    assert f'font-size="{28 if size == "room" else 14}"' in svg
    assert not re.findall(r'<(?:text|tspan)[^>]*font-size="', svg)
    lines = re.findall(r'<path class="lp-line lp-(\w+)"([^>]*)>', svg)
    assert {side for side, about in lines if "stroke-dasharray" in about} == {"receiver"}
    assert {side for side, about in lines if "stroke-dasharray" not in about} == {"doer"}
    shapes = re.findall(r'<rect class="lp-mark lp-(\w+)"([^>]*)>', svg)
    assert {side for side, about in shapes if "rx=" in about} == {"doer"}
    assert {side for side, about in shapes if "rx=" not in about} == {"receiver"}


def test_nothing_is_never_an_empty_frame() -> None:
    """Sofie gets the sentence instead of a picture; a picture with neither cannot be made."""
    said = life_drawing(LifePicture("T", withheld="For få svar <her>."), "phone", "k", WORDS)
    assert said == '<p class="dp-withheld">For få svar &lt;her&gt;.</p>'
    with pytest.raises(ValueError, match="sentence"):
        LifePicture("T")
