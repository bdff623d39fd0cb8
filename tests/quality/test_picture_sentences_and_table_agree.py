"""Whatever was rated, drawing, sentences and table of a picture of quality tell the same figures."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.quality import QualityPicture, table_rows
from fagspejl.workspace.charts.quality_drawing import quality_drawing
from fagspejl.workspace.charts.table import figure
from fagspejl.workspace.quality.picture import Answers, Rated
from fagspejl.workspace.quality.wordings import words_of
from support.quality import drawn

WORDS = words_of("da")
SIZES: tuple[Size, ...] = ("room", "phone")
LEFT = {"room": (690, 56.0), "phone": (18, 28.4)}  # the middle of 0, and one step
_VALUES = st.lists(st.integers(0, 10), min_size=4, max_size=9).map(lambda found: tuple(sorted(found)))


@st.composite
def statements(draw: st.DrawFn) -> tuple[Rated, ...]:
    """Some statements of two to four groups, the last of them Øvrige, or of everybody together."""
    names = [f"Gruppe {number}" for number in range(draw(st.integers(1, 4)))]
    found = []
    for place in range(draw(st.integers(1, 4))):
        sides = [
            tuple(Answers(name, draw(_VALUES), at == 3) for at, name in enumerate(names)) for _ in range(2)
        ]
        found.append(Rated(place, f"Udsagn {place}", sides[0], sides[1], (2 * place, 2 * place + 1)))
    return tuple(found)


def _shapes(svg: str, side: str) -> dict[str, list[tuple[str, float]]]:
    """Return statement -> (shape, place) of every median of one side."""
    root = ElementTree.fromstring(svg)
    found: dict[str, list[tuple[str, float]]] = {}
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        if group.get("class") == "dp-statement":
            part = next(one for one in group if one.get("class") == f"dp-{side}")
            found[group.attrib["data-item"]] = [
                (use.attrib["href"], float(use.attrib["x"])) for use in part if "href" in use.attrib
            ]
    return found


@settings(max_examples=15, deadline=None)
@given(statements())
def test_every_shape_stands_at_its_figure(rated: tuple[Rated, ...]) -> None:
    """Asta's finger on the wall and Per's table on his screen tell the same median."""
    picture = drawn(rated)
    rows = table_rows(picture, WORDS)
    for size in SIZES:
        svg = quality_drawing(picture, size, WORDS, "k")
        zero, step = LEFT[size]
        for side, column in (("importance", 4), ("practice", 5)):
            shapes = _shapes(svg, side)
            for row in picture.rows:
                told = {cells[2]: cells[column] for cells in rows if cells[0] == row.text}
                halves = [round(2 * (x - zero) / step, 2) for _, x in shapes[str(row.item)]]
                values = [figure(WORDS, round(half) / 2) for half in halves]
                assert all(abs(half - round(half)) < 0.02 for half in halves)
                assert values == [told[block.name] for block in row.drawn]


@settings(max_examples=15, deadline=None)
@given(statements())
def test_every_statement_stands_once(rated: tuple[Rated, ...]) -> None:
    """Karen finds each statement once in the picture, once among the sentences, and under one heading in the table."""
    picture = drawn(rated)
    rows = table_rows(picture, WORDS)
    assert sorted(row.item for row in picture.rows) == [one.item for one in rated]
    for size in SIZES:
        assert sorted(_shapes(quality_drawing(picture, size, WORDS, "k"), "importance")) == [
            str(one.item) for one in rated
        ]
    for one in rated:
        told = [sentence for sentence in picture.said if sentence.startswith(f"{one.text}: ")]
        assert len(told) == 1
        headings = {cells[1] for cells in rows if cells[0] == one.text}
        assert len(headings) == 1
        assert headings.pop() in told[0]


@settings(max_examples=15, deadline=None)
@given(statements())
def test_numbers_in_sentences_are_counts_of_the_answers(rated: tuple[Rated, ...]) -> None:
    """Omar counts the answers himself, and finds as many as the sentence says."""
    for row in drawn(rated).rows:
        one = rated[row.item]
        for side, answers in (("Hvor vigtigt", one.importance), ("I hverdagen", one.practice)):
            n = sum(len(block.values) for block in answers)
            found = re.search(rf"{side}: \w+\. (\d+) af (\d+)", row.said)
            assert found is not None
            assert int(found[2]) == n
            assert int(found[1]) <= n


def test_a_screen_reader_hears_all_of_it() -> None:
    """Lone, who listens to the picture, hears every sentence and the caution."""
    picture: QualityPicture = drawn(
        (
            Rated(
                0,
                "Vi deler <ny> viden & spørger",
                (Answers("Alle", (8, 9, 9, 9)),),
                (Answers("Alle", (8, 9, 9, 9)),),
                (0, 1),
            ),
        )
    )
    root = ElementTree.fromstring(quality_drawing(picture, "phone", WORDS, "k"))
    title, told = root[0].text, root[1].text or ""
    assert root.get("role") == "img"
    assert title == picture.said[0]
    assert all(sentence in told for sentence in (*picture.said, picture.caution))
