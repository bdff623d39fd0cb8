"""Dots, sentences and tables of a course come from one object and tell the same figures, on the wall and on a phone."""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import date
from uuid import uuid4

import pytest

from fagspejl.workspace.courses import pictures
from fagspejl.workspace.courses.library import EXERCISES, exercise
from fagspejl.workspace.courses.pictures import draw
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownBlock, ShownItem
from fagspejl.workspace.sessions.types import SplitKind, StoredBlock, StoredItem

ANSWERS = ((4, 4, 4, 1, 1, 0, 4), (0, 0, 1, 1, 2, 2), (5, 5, 5, 5, 5))
_DOTS = re.compile(
    r'<g class="cp-dots" data-option="(\d+)" data-count="(\d+)" data-ticks="(\d+)">(.*?)</g>', re.S
)


def _answers(at: int, options: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted(min(value, len(options) - 1) for value in ANSWERS[at % 3]))


def _shown(code: str, language: str) -> Shown:
    found = exercise(code, language)
    assert found is not None
    items = tuple(
        ShownItem(
            item=at,
            case=at,
            ask=0,
            statement=one.statement,
            question=one.question,
            low_pole="",
            high_pole="",
            options=one.options,
            withheld=False,
            blocks=(ShownBlock(name="", rest=False, everybody=True, values=_answers(at, one.options)),),
        )
        for at, one in enumerate(found.asked)
    )
    return Shown(
        template=found.template,
        title=found.title,
        language=language,
        split=SplitKind.NONE,
        seed=1,
        limit=4,
        kept=False,
        present=None,
        at=None,
        key="k",
        items=items,
    )


def _earlier(shown: Shown, *chosen: tuple[int, ...]) -> list[StoredItem]:
    first = shown.items[0]
    return [
        StoredItem(
            session=uuid4(),
            item=0,
            title=first.statement,
            question=first.question,
            low_pole="",
            high_pole="",
            blocks=(StoredBlock("", len(values), values, (), ()),),
            withheld=False,
            arithmetic_version=1,
            options=first.options,
            closed_on=date(2026, 11, 2),
        )
        for values in chosen
    ]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("code", EXERCISES)
def test_picture_sentences_and_table(monkeypatch: pytest.MonkeyPatch, code: str, language: str) -> None:
    """Underviseren counts dots and ticks of both drawings: they are the table's figures, and every sentence is in both."""
    shown = _shown(code, language)
    rooms = _earlier(shown, (1, 1, 1, 1, 2), (1, 1, 1, 0, 0), (2, 2, 2, 2, 1), (1, 1, 2, 2, 0))
    monkeypatch.setattr(pictures, "stored_of_courses", lambda template, *, but: rooms)
    told = draw(shown, words_of(language))
    assert told.table is not None
    figures = [(row[0], int(row[2]), int(row[3])) for row in told.table.rows]
    wanted = [
        (name, _answers(at, one.options).count(place), {1: 2, 2: 1}.get(place, 0) if not at else 0)
        for at, one in enumerate(shown.items)
        for place, name in enumerate(one.options)
    ]
    assert figures == wanted
    for svg in (told.room_svg, told.phone_svg):
        drawn, place = [], 0
        for picture in re.findall(r"<svg.*?</svg>", svg, re.S):
            cells = {int(one[0]): one for one in _DOTS.findall(picture)}
            assert picture.count('class="cp-right"') <= 1
            for at in range(len(cells)):
                _, count, ticks, inside = cells[at]
                assert (inside.count("<use "), inside.count('class="cp-tick"')) == (int(count), int(ticks))
                drawn.append((figures[place][0], int(count), int(ticks)))
                place += 1
        assert drawn == figures
        assert all(html.escape(one) in svg for one in told.sentences)
    assert len(set(re.findall(r'<svg[^>]*role="img"', told.room_svg))) >= 1


@pytest.mark.parametrize(("language", "said"), [("da", "{k} af {n} gættede"), ("en", "{k} of {n} guessed")])
def test_what_is_said_is_counted(monkeypatch: pytest.MonkeyPatch, language: str, said: str) -> None:
    """The sentence names how many guessed right, and in how many earlier rooms most did; both are the frame's figures."""
    shown, found = _shown("guess-profession", language), exercise("guess-profession", language)
    assert found is not None
    right = found.asked[0].answer
    assert right is not None
    rooms = _earlier(shown, (right,) * 5, (right,) * 3 + (0, 1), (0,) * 5)
    monkeypatch.setattr(pictures, "stored_of_courses", lambda template, *, but: rooms)
    told = draw(shown, words_of(language))
    k = Counter(ANSWERS[0])[right]
    assert told.sentences[0].replace("\xa0", " ").startswith(said.format(k=k, n=len(ANSWERS[0])))
    assert "2" in told.sentences[1]
    assert "3" in told.sentences[1]
    framed = re.search(
        r'class="cp-cell cp-right".*?data-option="(\d+)" data-count="(\d+)"', told.room_svg, re.S
    )
    assert framed is not None
    assert (int(framed[1]), int(framed[2])) == (right, k)


def test_a_tick_tells_no_more_than_what_most_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room where two were chosen as often, one that was withheld, and one that was asked otherwise have no tick."""
    shown = _shown("guess-profession", "da")
    even, hidden, other = _earlier(shown, (1, 1, 2, 2, 0), (), (1,) * 6)
    rooms = [even, _but(hidden, withheld=True, blocks=()), _but(other, options=("Ja", "Nej"))]
    monkeypatch.setattr(pictures, "stored_of_courses", lambda template, *, but: rooms)
    told = draw(shown, words_of("da"))
    assert told.table is not None
    assert {row[3] for row in told.table.rows} == {"0"}
    assert "cp-tick" not in told.room_svg + told.phone_svg
    assert len(told.sentences) == len(shown.items)


def _but(one: StoredItem, **changed: object) -> StoredItem:
    from dataclasses import replace

    return replace(one, **changed)  # type: ignore[arg-type]
