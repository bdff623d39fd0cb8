"""Twelve statements of 25 long words of six groups have room at both sizes: nothing is cut, nothing lies on another."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.lettering import width
from fagspejl.workspace.charts.quality_drawing import quality_drawing, wall_drawing
from fagspejl.workspace.quality.picture import Answers, Guess, Rated
from fagspejl.workspace.quality.wordings import words_of
from support.quality import LONG, drawn

SVG = "{http://www.w3.org/2000/svg}"
SIZES: tuple[tuple[Size, float, int], ...] = (("room", 28, 30), ("phone", 14, 17))
NAMES = (*(f"En faggruppe med langt navn {number}" for number in range(6)), "Øvrige")


def _crowded() -> tuple[Rated, ...]:
    """Twelve long statements that six groups and Øvrige rated, all of them nearly alike."""
    block = (7, 8, 8, 9)
    sides = tuple(Answers(name, block, name == "Øvrige") for name in NAMES)
    return tuple(
        Rated(place, f"{place} {LONG}", sides, sides, (2 * place, 2 * place + 1)) for place in range(12)
    )


@pytest.mark.parametrize(("size", "text", "pitch"), SIZES)
def test_every_word_is_there(size: Size, text: float, pitch: int) -> None:
    """Bente reads each statement to its end, on the wall and on a phone of 320 px."""
    guess = Guess(NAMES[0], 9, 3, (9,) * 12, (0, 1, 2))
    root = ElementTree.fromstring(
        quality_drawing(drawn(_crowded(), guesses=(guess,)), size, words_of("da"), "k")
    )
    wide, high = (float(part) for part in root.attrib["viewBox"].split()[2:])
    shown = [one for one in root.iter(f"{SVG}text") if one.text]
    for one in shown:
        x, y = float(one.attrib["x"]), float(one.attrib["y"])
        far = width(one.text or "", text)
        if one.get("text-anchor") is None and len(one.text or "") > 2:
            assert x >= 0
            assert x + far <= wide
        assert 0 < y <= high
        assert "…" not in (one.text or "") or one.find(f"{SVG}title") is not None
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "dp-statement":
            told = " ".join(one.text or "" for one in group if one.tag == f"{SVG}text")
            assert told == f"{group.attrib['data-item']} {LONG}"


@pytest.mark.parametrize(("size", "text", "pitch"), SIZES)
def test_no_shape_lies_on_another(size: Size, text: float, pitch: int) -> None:
    """Per counts seven groups above the line and seven below it, though all stand at the same figure."""
    root = ElementTree.fromstring(quality_drawing(drawn(_crowded()), size, words_of("da"), "k"))
    for group in root.iter(f"{SVG}g"):
        if group.get("class") != "dp-statement":
            continue
        spots = [(float(use.attrib["x"]), float(use.attrib["y"])) for use in group.iter(f"{SVG}use")]
        assert len(spots) == 2 * len(NAMES)
        for one, other in combinations(spots, 2):
            assert abs(one[0] - other[0]) >= pitch - 0.1 or abs(one[1] - other[1]) >= pitch - 0.1


@pytest.mark.parametrize(("size", "text", "pitch"), SIZES)
def test_rows_keep_apart(size: Size, text: float, pitch: int) -> None:
    """Sofie never takes the shapes of one statement for those of the next."""
    root = ElementTree.fromstring(quality_drawing(drawn(_crowded()), size, words_of("da"), "k"))
    below = 0.0
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "dp-statement":
            ys = [float(use.attrib["y"]) for use in group.iter(f"{SVG}use")]
            texts = [float(one.attrib["y"]) for one in group if one.tag == f"{SVG}text"]
            assert min(*(y - pitch / 2 for y in ys), *(y - text for y in texts)) >= below - 0.1
            below = max(*(y + pitch / 2 for y in ys), *texts)


def test_a_wall_is_read_from_the_back_row() -> None:
    """Asta reads the widest gaps on a wall of 1280 x 720 at full size, and how many more stand on her phone."""
    block = (7, 8, 8, 9)
    low = (2, 3, 3, 4)
    important = (Answers(NAMES[0], block), Answers(NAMES[1], (9, 10, 10, 10)))
    happens = (Answers(NAMES[0], block), Answers(NAMES[1], low))
    many = tuple(
        Rated(at, f"Vi taler sammen om plan {at}", important, happens, (2 * at, 2 * at + 1))
        for at in range(12)
    )
    root = ElementTree.fromstring(wall_drawing(drawn(many), words_of("da"), "k"))
    wide, high = (float(part) for part in root.attrib["viewBox"].split()[2:])
    shown = sum(group.get("class") == "dp-statement" for group in root.iter(f"{SVG}g"))
    assert (wide, root.attrib["font-size"]) == (1280, "28")
    assert high <= 470
    assert shown >= 3
    assert f"{12 - shown} udsagn mere står på telefonen." in [one.text for one in root.iter(f"{SVG}text")]
