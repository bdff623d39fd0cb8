"""The unit sees per task who does it and who should; picture, sentences and table hold the same, and rings are nobody."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.responsibility.holding.picture import draw
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownBlock, ShownItem, ToolPicture
from fagspejl.workspace.sessions.types import SplitKind

ROOM: Final = wording("da", "fagspejl.workspace.words")
OPTIONS: Final = ("leder", "koordinator", "gruppen", "ingen")
ALL_LEADER: Final = (0,) * 12
AGREED: Final = (ALL_LEADER, (0,) * 11 + (1,))
MOVES: Final = (ALL_LEADER, (2,) * 12)
DIVIDED: Final = ((0,) * 6 + (1,) * 5 + (3,), (1,) * 12)
SCATTERED: Final = (ALL_LEADER, (0,) * 7 + (1,) * 2 + (2,) * 3)
NOBODY: Final = ((3,) * 12, (3,) * 12)


def _shown(*tasks: tuple[tuple[int, ...], tuple[int, ...]], limit: int = 4, kept: bool = False) -> Shown:
    items = []
    for case, both in enumerate(tasks):
        for ask, values in enumerate(both):
            block = ShownBlock(name="Alle", rest=False, everybody=True, values=tuple(sorted(values)))
            items.append(
                ShownItem(
                    item=2 * case + ask,
                    case=case,
                    ask=ask,
                    statement=f"Opgave {case}",
                    question="?",
                    low_pole="",
                    high_pole="",
                    options=OPTIONS,
                    withheld=not values,
                    blocks=(block,) if values else (),
                )
            )
    return Shown(
        template="responsibility",
        title="Ansvarskort",
        language="da",
        split=SplitKind.NONE,
        seed=1,
        limit=limit,
        kept=kept,
        present=None,
        at=None,
        key="x",
        items=tuple(items),
    )


def _rows(picture: ToolPicture) -> list[tuple[str, ...]]:
    assert picture.table is not None
    return list(picture.table.rows)


def test_what_divides_stands_first() -> None:
    """Sofie sees the divided row at the top, those that are agreed last, and how many hold an answer of nobody."""
    picture = draw(_shown(AGREED, SCATTERED, DIVIDED, MOVES), ROOM)
    assert [row[0] for row in _rows(picture)][::2] == ["Opgave 2", "Opgave 1", "Opgave 0", "Opgave 3"]
    assert picture.sentences[0] == "1 af 4 rækker er delt. I 1 række svarer mindst én »ingen«."
    assert picture.sentences[1].replace("\xa0", " ") == (
        "Opgave 2, i dag: Vi er delt: 6 af 12 vælger »leder«, og 5 vælger »koordinator«."
    )
    assert len(picture.sentences) == 2
    assert picture.caution == "At vi ligger tæt, betyder ikke, at vi har ret."


def test_agreed_rows_are_folded() -> None:
    """Rows with nothing to talk about stand as a line of text on the phone, and as one line on the wall."""
    picture = draw(_shown(AGREED, DIVIDED, MOVES), ROOM)
    folded = [
        one.replace("\xa0", " ") for one in re.findall(r'class="hp-folded"[^>]*>([^<]+)<', picture.phone_svg)
    ]
    assert " ".join(folded) == (
        "Enige: Opgave 0: leder. Enige: Opgave 2: i dag leder, men det bør være gruppen."
    )
    assert re.findall(r'class="hp-folded"[^>]*>([^<]+)<', picture.room_svg) == [
        "Vi er enige om 2 rækker. De står på telefonen."
    ]
    assert picture.room_svg.count('data-option="0"') == 2


def test_agreeing_on_nobody_is_not_folded() -> None:
    """All say that nobody does it and nobody should: the row stands open, for a row has somebody who holds it."""
    picture = draw(_shown(AGREED, NOBODY), ROOM)
    assert [row[0] for row in _rows(picture)][::2] == ["Opgave 1", "Opgave 0"]
    assert "hp-word" in picture.phone_svg
    assert picture.sentences[0] == "0 af 2 rækker er delte. I 1 række svarer mindst én »ingen«."


@pytest.mark.parametrize("size", ["room", "phone"])
def test_drawing_and_table_hold_the_same(size: str) -> None:
    """Every dot that is drawn is counted in the table, with the same option word; rings are answers of nobody."""
    picture = draw(_shown(SCATTERED, DIVIDED, NOBODY), ROOM)
    svg = picture.room_svg if size == "room" else picture.phone_svg
    groups = re.findall(r'data-option="(\d)" data-count="(\d+)">(.*?)</g>', svg)
    counted = [cell for row in _rows(picture) for cell in row[2:6]]
    assert [count for _, count, _ in groups] == counted
    assert [str(dots.count("<circle")) for *_, dots in groups] == counted
    assert {option for option, _, dots in groups if 'fill="#fff"' in dots} == {"3"}
    assert re.findall(r'class="hp-word"[^>]*>([^<]+)<', svg) == [row[-1] for row in _rows(picture)]
    assert all(int(row[6]) == sum(map(int, row[2:6])) for row in _rows(picture))


def test_too_few_answered() -> None:
    """Three answers are too few: the line says so, and alone nothing is drawn; what is kept needs five."""
    picture = draw(_shown(DIVIDED, ((0, 1, 2), (0,) * 12)), ROOM)
    words = {row[0] + row[1].replace("\xa0", " "): row[-1] for row in _rows(picture)}
    assert words["Opgave 1I dag"] == "For få svar."
    assert picture.sentences[0].startswith("1 af 2 rækker er delt.")
    assert draw(_shown(((0, 1, 2), ())), ROOM).withheld is not None
    assert draw(_shown(((0,) * 4, (0,) * 4), limit=5), ROOM).withheld is not None


def test_names_cannot_break_the_drawing() -> None:
    """Somebody writes signs of a page's code as a task and a role: they are text in the drawing."""
    items = tuple(
        replace(one, statement="<script>&", options=("<i>", *OPTIONS[1:])) for one in _shown(DIVIDED).items
    )
    picture = draw(replace(_shown(DIVIDED), title="<b>", items=items), ROOM)
    assert "<script" not in picture.room_svg + picture.phone_svg
    assert "<i>" not in picture.room_svg + picture.phone_svg


def test_a_wall_holds_what_is_read_from_afar() -> None:
    """Twelve divided rows: the wall holds the first of them and says how many more there are; a page holds all."""
    wall, page = (draw(_shown(*[DIVIDED] * 12, kept=kept), ROOM) for kept in (False, True))
    drawn = wall.room_svg.count('data-option="0"') // 2
    assert 3 <= drawn < 12
    assert f"Og {12 - drawn} rækker mere: Se din telefon." in wall.room_svg
    height = float(re.findall(r'viewBox="0 0 1280 ([\d.]+)"', wall.room_svg)[0])
    assert height <= 720
    assert page.room_svg.count('data-option="0"') == 24
    assert wall.phone_svg.count('data-option="0"') == 24


def test_a_hundred_answers_stay_in_their_column() -> None:
    """A course of a hundred and fifty answers alike: no dot leaves the column of its option."""
    many = ((0,) * 100 + (1,) * 50, (2,) * 150)
    svg = draw(_shown(many), ROOM).phone_svg
    step = (250 - 62) / 4
    for option, _, dots in re.findall(r'data-option="(\d)" data-count="(\d+)">(.*?)</g>', svg):
        places = [float(one) for one in re.findall(r'cx="([\d.]+)"', dots)]
        left = 62 + int(option) * step
        assert all(left <= one <= left + step for one in places)
