"""Every answer is one dot at its value, and the table below says exactly the same figures."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from fagspejl.workspace.charts.dots import drawing
from fagspejl.workspace.charts.layout import Size
from fagspejl.workspace.charts.picture import Block, DotPicture
from fagspejl.workspace.charts.table import table
from support.dot_pictures import EXAMPLE, WORDS, counts_in, dot_pictures, dots_in

SIZES: tuple[Size, ...] = ("room", "phone")
LEADER = "leader"


@settings(max_examples=30, deadline=None)
@given(dot_pictures())
def test_dots_and_table_say_the_same(picture: DotPicture) -> None:
    """Ida, who reads the table, and Omar, who counts dots on the wall, reach the same numbers."""
    told = table(picture, WORDS["da"])
    assert told is not None
    names = {str(place): block.name for place, block in enumerate(picture.blocks)} | {LEADER: "Leder"}
    expected = {(row.block, row.number): Counter(dict(enumerate(row.counts))) for row in told.rows}
    for size in SIZES:
        seen = counts_in(drawing(picture, size, WORDS["da"], "a"), picture, size)
        assert {(names[block], number): counts for (block, number), counts in seen.items()} == {
            place: +counts for place, counts in expected.items()
        }


@settings(max_examples=20, deadline=None)
@given(dot_pictures())
def test_first_round_stands_above_the_second(picture: DotPicture) -> None:
    """Per sees hollow dots go up and filled ones down from the line of his group."""
    for size in SIZES:
        found = dots_in(drawing(picture, size, WORDS["da"], "a"))
        for block in {dot.block for dot in found}:
            above = [dot.y for dot in found if dot.block == block and dot.number == 1]
            below = [dot.y for dot in found if dot.block == block and dot.number == 2]
            assert not above or not below or max(above) < min(below)


def test_a_stack_too_high_is_told_with_its_count() -> None:
    """A hall of two thousand who all answer 7 stands on Karen's wall as one dot and its number."""
    hall = DotPicture("Hvor langt?", "Lidt", "Meget", (Block("Alle", 2000, (7,) * 2000, (7,) * 2000),))
    found = dots_in(drawing(hall, "room", WORDS["da"], "a"))
    assert [(dot.number, dot.people) for dot in found] == [(1, 2000), (2, 2000)]


def test_the_example_as_the_table_tells_it() -> None:
    """Karen reads the median and the middle half of the experienced and the new, before and after."""
    told = table(EXAMPLE, WORDS["da"])
    assert told is not None
    assert told.head == (
        *("Gruppe", "Runde", "Svar"),
        *map(str, range(11)),
        *("Midten", "Den midterste halvdel"),
    )
    assert [(row.block, row.round_name, row.answers, row.median, row.middle_half) for row in told.rows] == [
        ("Erfarne", "først", 7, "3", "2–3,5"),
        ("Erfarne", "efter samtalen", 7, "3", "2,5–3,5"),
        ("Nye", "først", 5, "8", "6–9"),
        ("Nye", "efter samtalen", 5, "6", "5–6"),
    ]
    assert told.rows[0].counts == (0, 1, 2, 2, 1, 0, 0, 0, 1, 0, 0)


def test_trails_join_pairs_and_only_in_small_groups() -> None:
    """Lone follows a thin line from her first answer to her second, and meets no tangle when they are many."""
    many = DotPicture(
        "Hvor langt?", "Lidt", "Meget", (Block("Alle", 41, (3,) * 41, (4,) * 41, ((3, 4),) * 41),)
    )
    unpaired = DotPicture("Hvor langt?", "Lidt", "Meget", (Block("Alle", 5, (3,) * 5, (4,) * 5),))
    for size in SIZES:
        few = drawing(EXAMPLE, size, WORDS["da"], "a")
        trails = [part.split("</g>")[0].count("<path") for part in few.split('class="dp-trails')[1:]]
        assert trails == [5, 5]
        assert "dp-trails" not in drawing(many, size, WORDS["da"], "a")
        assert "dp-trails" not in drawing(unpaired, size, WORDS["da"], "a")
