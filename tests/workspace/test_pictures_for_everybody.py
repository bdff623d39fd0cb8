"""Pictures are read by screen readers, in black and white, and under a strict Content-Security-Policy."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from fagspejl.web.assets import asset
from fagspejl.web.inline import ROOT
from fagspejl.workspace.charts.dots import drawing, ring
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.picture import Block, DotPicture, PullPicture, Rail
from fagspejl.workspace.charts.pull import pull_drawing
from fagspejl.workspace.charts.shapes import INKS, LEADER, REST, RING, outline, shape_of
from fagspejl.workspace.charts.table import pull_table, table
from support.dot_pictures import EXAMPLE, SVG, WORDS

SIZES: tuple[Size, ...] = ("room", "phone")
SENTENCE = "For få svar til at vise noget her. Tal om det i stedet."
RAILS = PullPicture(
    "Hvem flytter sig mod hvem", (Rail("Læger", "Jurister", 6, 4, 1),), "Ingen har flyttet sig mere."
)
BUDGET = 40_000  # bytes of the page on which a phone joins, its style with it


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("size", SIZES)
def test_a_screen_reader_hears_the_sentences(size: Size) -> None:
    """Ida hears the first sentence as the picture's name and all of them as its description."""
    for svg, first, every in (
        (
            drawing(EXAMPLE, size, WORDS["da"], "k1"),
            EXAMPLE.sentences[0],
            (*EXAMPLE.sentences, EXAMPLE.caution),
        ),
        (pull_drawing(RAILS, size, "k1"), RAILS.sentence, (RAILS.sentence,)),
    ):
        root = ElementTree.fromstring(svg)
        assert root.attrib["role"] == "img"
        told = {element.attrib["id"]: element.text for element in root if "id" in element.attrib}
        assert told[root.attrib["aria-labelledby"]] == first
        assert told[root.attrib["aria-describedby"]] == " ".join(every)


def test_two_pictures_share_no_id() -> None:
    """Two pictures on Omar's page keep their own shapes and names."""
    first, second = (
        set(re.findall(r' id="([^"]+)"', drawing(EXAMPLE, "phone", WORDS["da"], key))) for key in ("a", "b")
    )
    assert first
    assert not first & second
    svg = drawing(EXAMPLE, "phone", WORDS["da"], "a")
    assert set(re.findall(r'href="#([^"]+)"', svg)) <= first


@pytest.mark.parametrize("size", SIZES)
def test_no_style_stands_in_a_picture(size: Size) -> None:
    """The site's Content-Security-Policy forbids styles in elements, and Sofie's picture has colours all the same."""
    for svg in (
        drawing(EXAMPLE, size, WORDS["da"], "a"),
        ring(EXAMPLE, size, 0, 1, 2),
        pull_drawing(RAILS, size, "a"),
    ):
        assert " style=" not in svg
        assert "<style" not in svg
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("size", SIZES)
def test_names_are_text_and_never_markup(size: Size) -> None:
    """A group that somebody calls <b> and "&" stands on the wall as it was typed."""
    name = "<b>\"&'"
    picture = DotPicture(name, name, name, (Block(name, 4, (1, 2, 3, 4)),), sentences=(name,))
    root = ElementTree.fromstring(drawing(picture, size, WORDS["en"], "a"))
    assert not list(root.iter(f"{SVG}b"))
    assert root[0].text == name
    rails = PullPicture(name, (Rail(name, name, 5, 1, 1),), name)
    assert ElementTree.fromstring(pull_drawing(rails, size, "a"))[0].text == name


@pytest.mark.parametrize("size", SIZES)
def test_withheld_draws_nothing(size: Size) -> None:
    """Mads meets the sentence and neither a frame nor a table, even if answers came along."""
    blocks = (Block("Alle", 3, (1, 2, 3)),)
    dots = DotPicture("Hvor langt?", "Lidt", "Meget", blocks, withheld=SENTENCE)
    assert drawing(dots, size, WORDS["da"], "a") == f'<p class="dp-withheld">{SENTENCE}</p>'
    assert table(dots, WORDS["da"]) is None
    rails = PullPicture("Hvem flytter sig", RAILS.rails, withheld=SENTENCE)
    assert pull_drawing(rails, size, "a") == f'<p class="dp-withheld">{SENTENCE}</p>'
    assert pull_table(rails, WORDS["da"]) is None


def test_every_group_has_its_own_shape() -> None:
    """In black and white Lone still tells six groups and Øvrige apart."""
    shapes = [shape_of(number) for number in range(6)]
    assert shapes == ["circle", "square", "diamond", "triangle", "inverted", "hexagon"]
    drawn = [outline(shape, 20) for shape in (*shapes, RING)]
    assert all(one != other for one, other in combinations(drawn, 2))
    rest = DotPicture("?", "a", "b", (Block("Nye", 5, (1,) * 5), Block("Øvrige", 3, (2,) * 3, rest=True)))
    assert outline(RING, 30) in drawing(rest, "room", WORDS["da"], "a")


def test_colours_are_seen_by_everybody() -> None:
    """Asta, who sees little contrast, sees every dot on white, on the agreed band and on the pale bar."""
    for ink in (*INKS, REST, LEADER):
        for ground in ("#ffffff", "#efefe9", ink.pale):
            assert _contrast(ink.dark, ground) >= 4.5


def test_style_sheet_and_attributes_agree() -> None:
    """Karen's printed picture has the same colours as the one on the wall."""
    css = (ROOT / "styles/pictures.css").read_text(encoding="utf-8")
    tokens = dict(
        re.findall(r"(--[\w-]+): (#\w+);", (ROOT / "styles/tokens.css").read_text(encoding="utf-8"))
    )

    def colours(name: str) -> tuple[str, ...]:
        rule = re.search(rf"\.{name} {{ --ink: ([^;]+); --pale: ([^;]+); }}", css)
        assert rule, name
        return tuple(
            tokens[value[4:-1]] if value.startswith("var(") else value for value in map(str, rule.groups())
        )

    for place, ink in enumerate(INKS):
        assert colours(f"dp-g{place}") == ink
    assert colours("dp-rest") == REST
    assert colours("dp-leader") == LEADER


def test_every_class_of_a_picture_is_styled() -> None:
    """No part of Sofie's picture is named for a rule that is not there."""
    css = asset("room.css").plain.decode()
    drawn = (
        drawing(EXAMPLE, "room", WORDS["da"], "a")
        + pull_drawing(RAILS, "phone", "b")
        + ring(EXAMPLE, "phone", 0, 1, 2)
    )
    told = {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}
    assert {"dp-dots", "dp-tick", "pp-arrow"} <= told
    assert {name for name in told if f".{name} " not in css and f".{name}," not in css} == set()


def test_room_style_leaves_the_joining_phone_its_budget() -> None:
    """Per's phone has joined before it has fetched half of what it may."""
    assert len(asset("room.css").packed or b"") <= BUDGET / 4
