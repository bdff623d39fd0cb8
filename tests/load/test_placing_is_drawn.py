"""The unit sees per task and level how many chose what, what divides it first; picture, sentences and table agree."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.load.placing.picture import draw
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownBlock, ShownItem, ToolPicture
from fagspejl.workspace.sessions.types import SplitKind

ROOM: Final = wording("da", "fagspejl.workspace.words")
OPTIONS: Final = ("altid", "hvis muligt", "kan vente")
# Per task what twelve chose on yellow and on red: 0 always, 1 if possible, 2 can wait.
AGREED: Final = ((0,) * 11 + (1,), (0,) * 12)
DIVIDED: Final = ((0,) * 6 + (2,) * 6, (2,) * 11 + (0,))
SCATTERED: Final = ((0,) * 7 + (1,) * 3 + (2,) * 2, (1,) * 11 + (2,))


def _shown(
    *tasks: tuple[tuple[int, ...], tuple[int, ...]], present: int | None = None, limit: int = 4
) -> Shown:
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
        template="load",
        title="Travlhedstrin",
        language="da",
        split=SplitKind.NONE,
        seed=1,
        limit=limit,
        kept=False,
        present=present,
        at=None,
        key="x",
        items=tuple(items),
    )


def _rows(picture: ToolPicture) -> list[tuple[str, ...]]:
    assert picture.table is not None
    return list(picture.table.rows)


def test_what_divides_stands_first() -> None:
    """Sofie sees the task that divides the unit at the top, and the one on which it agrees last."""
    picture = draw(_shown(AGREED, SCATTERED, DIVIDED), ROOM)
    assert [row[0] for row in _rows(picture)][::2] == ["Opgave 2", "Opgave 1", "Opgave 0"]
    assert picture.sentences[0] == "Vi er delt om 1 af 6 placeringer."
    assert picture.sentences[1] == "Vi er enige om 4 af 6."
    assert picture.sentences[2] == (
        "Opgave 2 på gul: Vi er delt: 6 af 12 vælger »altid«, og 6 vælger »kan vente«."
    )
    assert picture.caution == "At vi ligger tæt, betyder ikke, at vi har ret."


@pytest.mark.parametrize("size", ["room", "phone"])
def test_drawing_and_table_hold_the_same(size: str) -> None:
    """Every count that is drawn stands in the table, with the same option word."""
    picture = draw(_shown(AGREED, SCATTERED, DIVIDED), ROOM)
    svg = picture.room_svg if size == "room" else picture.phone_svg
    drawn = [one.replace("–", "0") for one in re.findall(r'class="lp-count"[^>]*>([^<]+)<', svg)]
    assert drawn == [cell for row in _rows(picture) for cell in row[2:5]]
    assert re.findall(r'class="lp-word"[^>]*>([^<]+)<', svg) == [row[-1] for row in _rows(picture)]
    assert all(int(row[5]) == sum(map(int, row[2:5])) for row in _rows(picture))


def test_nothing_divides() -> None:
    """All agree: it is said with counts, and nobody is praised for it."""
    picture = draw(_shown(AGREED), ROOM)
    assert picture.sentences == ("Vi er ikke delt om nogen af de 2 placeringer.", "Vi er enige om 2 af 2.")


def test_too_few_answered() -> None:
    """Three answers are too few: a task that too few placed says so, and alone it is not drawn at all."""
    picture = draw(_shown(AGREED, ((), ()), ((0, 1, 2), (0,) * 12)), ROOM)
    words = {row[0] + row[1]: row[-1] for row in _rows(picture)}
    assert words["Opgave 1Gul"] == words["Opgave 2Gul"] == "For få svar."
    assert draw(_shown(((0, 1, 2), ())), ROOM).withheld is not None
    four = draw(_shown(((0,) * 4, (0,) * 4), limit=5), ROOM)
    assert (four.withheld is not None, four.room_svg) == (True, "")


def test_the_task_at_hand_is_marked() -> None:
    """While the unit talks about one task, its line is marked on wall and phone, and on no other."""
    marked, unmarked = draw(_shown(AGREED, DIVIDED, present=2), ROOM), draw(_shown(AGREED, DIVIDED), ROOM)
    for svg in (marked.room_svg, marked.phone_svg):
        assert svg.count("lp-present") == 1
    assert "lp-present" not in unmarked.room_svg


def test_names_cannot_break_the_drawing() -> None:
    """Somebody writes signs of a page's code as a task: they are text in the drawing."""
    shown = _shown(DIVIDED)
    items = tuple(replace(one, statement="<script>&") for one in shown.items)
    picture = draw(replace(shown, title="<b>", items=items), ROOM)
    assert "<script" not in picture.room_svg + picture.phone_svg
    assert "&lt;script&gt;&amp;" in picture.room_svg


def test_a_wall_holds_what_is_read_from_afar() -> None:
    """Twenty tasks are too many for a wall: it holds the first, and the one at hand; phones and what is kept hold all."""
    many = _shown(*((DIVIDED,) * 3 + (AGREED,) * 17), present=38)
    picture = draw(many, ROOM)
    height = float(re.findall(r'viewBox="0 0 1280 ([\d.]+)"', picture.room_svg)[0])
    names = re.findall(r'font-weight="600"[^>]*>(Opgave \d+)<', picture.room_svg)
    assert height <= 720
    assert names[:3] == ["Opgave 0", "Opgave 1", "Opgave 2"]
    assert names[-1] == "Opgave 19"
    assert f"Og {20 - len(names)} opgaver mere: Se din telefon." in picture.room_svg
    assert len(re.findall(r">Opgave \d+<", picture.phone_svg)) == 20
    assert len(re.findall(r">Opgave \d+<", draw(replace(many, kept=True), ROOM).room_svg)) == 20
