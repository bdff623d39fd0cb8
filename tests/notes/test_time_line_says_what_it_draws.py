"""The time line: the drawing, its sentences and its table come from one object and say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.charts.indicator import IndicatorPicture
from fagspejl.workspace.notes.timeline import Timeline, timeline_of
from fagspejl.workspace.notes.types import CardFacts, NoteAsk, NoteStatus, UpwardFacts
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.evidence.types import Series, SeriesPoint
from support.noted import MONDAY, RED, nobody

WORDS = {language: wording(language, "fagspejl.workspace.notes.words") for language in ("da", "en")}


def _note(decided_on: date | None, series: Series | None = RED.series) -> UpwardFacts:
    card = CardFacts(
        id=nobody(),
        number=1,
        kind="shifts",
        source="a",
        heading="Vagtlog",
        sentence="9 af 56.",
        n=56,
        shown_on=MONDAY,
        frozen_on=MONDAY,
        series=series,
    )
    return UpwardFacts(
        id=nobody(),
        unit=nobody(),
        language="da",
        status=NoteStatus.DRAFT,
        about="Aftenvagten",
        decided_on=decided_on,
        ask=NoteAsk.INFORM,
        ask_text="",
        answer_by=None,
        addressee=None,
        sender=None,
        created_on=MONDAY,
        sent_on=None,
        closed_on=None,
        answer=None,
        revision=0,
        cards=(card,),
    )


def _drawn(
    decided_on: date | None, series: Series | None = RED.series, language: str = "da"
) -> Timeline | None:
    return timeline_of(_note(decided_on, series), WORDS[language], words_of(language), key="t")


def _marks(svg: str) -> list[tuple[int, int]]:
    return [(int(count), int(of)) for count, of in re.findall(r'data-count="(\d+)" data-of="(\d+)"', svg)]


@pytest.mark.parametrize("day", range(7, 50, 6))
def test_dots_sentence_and_table(day: int) -> None:
    """Whatever day Ida names, every shift is before, after or in the week of the decision, once."""
    found = _drawn(MONDAY + timedelta(days=day))
    assert found is not None
    points = [(one.count, one.of) for one in RED.series.points] if RED.series else []
    assert _marks(found.room_svg) == _marks(found.phone_svg) == points
    assert [(count, of) for _, count, of in found.rows] == points
    numbers = [int(one) for one in re.findall(r"(\d+) af (\d+)", found.sentences[0]) for one in one]
    left_out = any("ikke talt med" in one for one in found.sentences)
    assert left_out == bool(day % 7)
    during = points[day // 7] if left_out else (0, 0)
    assert numbers[0] + numbers[2] + during[0] == sum(count for count, _ in points)
    assert numbers[1] + numbers[3] + during[1] == sum(of for _, of in points)
    assert found.sentences[-1] == "Det er ikke bevis for en sammenhæng."
    for sentence in found.sentences:
        assert sentence in found.room_svg


def test_the_line_stands_at_the_day() -> None:
    """The decision on a Thursday stands between the dots of its week and the next, in both sizes, with its word."""
    found = _drawn(MONDAY + timedelta(days=3 * 7 + 3))
    assert found is not None
    assert found.picture.decided == pytest.approx(3 + 3 / 7)
    for svg, word in ((found.room_svg, "beslutning"), (found.phone_svg, "beslutning")):
        assert svg.count('class="ip-decided"') == 1
        assert f">{word}</text>" in svg
        assert 'role="img"' in svg


@pytest.mark.parametrize("decided_on", [None, MONDAY, MONDAY + timedelta(days=60)])
def test_nothing_is_drawn_without_two_sides(decided_on: date | None) -> None:
    """No day was named, or all shifts lie on one side of it: there is no picture, and no empty frame."""
    assert _drawn(decided_on) is None


def test_a_card_without_weeks_draws_nothing() -> None:
    """Ida's only card has no series: no picture."""
    assert _drawn(MONDAY + timedelta(days=21), series=None) is None


def test_merged_weeks_are_one_wide_dot() -> None:
    """Weeks of a pulse that were merged stand as one mark over all of them, and count once."""
    wide = SeriesPoint(MONDAY, MONDAY + timedelta(days=14), 3, 6)
    after = SeriesPoint(MONDAY + timedelta(days=21), MONDAY + timedelta(days=21), 5, 8)
    assert RED.series is not None
    found = _drawn(MONDAY + timedelta(days=21), replace(RED.series, points=(wide, after)), "en")
    assert found is not None
    assert "3 of 6" in found.sentences[0]
    assert found.rows[0][0] == "37-39"
    assert len(found.picture.weeks) == 4


def test_an_indicator_without_dots_is_refused() -> None:
    """A picture without dots, or with its line outside them, is never made."""
    with pytest.raises(ValueError, match="dots"):
        IndicatorPicture("x", (1,), (), 0.5, ("x",))
