"""Retningslinjen: picture, sentences and table hold the same, from what sessions left alone."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.cases.line import Talked, approach_line
from fagspejl.workspace.cases.types import CardValues, CaseFacts, MinutesValues
from fagspejl.workspace.charts.approach import ApproachPicture, ApproachRow, approach_drawing
from fagspejl.workspace.sessions.rules import REST
from fagspejl.workspace.sessions.types import (
    DecisionMethod,
    OutcomeFacts,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SessionFacts,
    Source,
    SplitKind,
    StoredBlock,
    StoredItem,
)
from support.sparring import SHORT_OF_TIME, WORRY, words
from workspace.rooms_of_the_documents import CASE_1, CASE_5, CASE_8

ROOM = wording("da", "fagspejl.workspace.words")
CHANGE = re.compile(r"tættere|længere fra|flyttede sig|udvikling|bedre|fremgang|ændret jer til", re.I)


def _session(day: date) -> SessionFacts:
    told: dict[str, Any] = {
        "id": uuid4(),
        "units": (),
        "template": "cases",
        "title": "Sagssparring",
        "language": "da",
        "phase": PhaseCode.CLOSE,
        "step": 0,
        "item": 0,
        "cases": (),
        "items": (),
        "split_kind": SplitKind.SENIORITY,
        "groups": (),
        "decision_method": DecisionMethod.CONSENSUS,
        "replaces": "Punktet",
        "short": False,
        "source": Source.LIVE,
        "planned_on": None,
        "created_on": day,
        "opened_on": day,
        "closed_on": day,
        "phase_since": None,
        "present": 0,
        "locked": False,
        "slips_only": False,
        "seed": 1,
        "revision": 1,
    }
    return SessionFacts(**told)


def _stored(session: SessionFacts, item: int, *blocks: list[int]) -> StoredItem:
    names = ("Erfarne", "Nye", REST)
    return StoredItem(
        session=session.id,
        item=item,
        title="",
        question="",
        low_pole="",
        high_pole="",
        blocks=tuple(
            StoredBlock(name, len(one), tuple(sorted(one)), ())
            for name, one in zip(names, blocks, strict=False)
        ),
        withheld=not blocks,
        arithmetic_version=1,
        closed_on=session.closed_on,
    )


def talked(
    values: CardValues,
    blocks: tuple[list[int], ...],
    direction: list[int],
    *,
    kind: OutcomeKind = OutcomeKind.TRIAL,
    day: date = date(2027, 3, 4),
) -> Talked:
    """Return a case that was talked about. `direction`: what was left of the check."""
    session = _session(day)
    card = CaseFacts(
        id=uuid4(),
        unit=uuid4(),
        language="da",
        session=session.id,
        created_on=day,
        values=values,
        minutes=MinutesValues(),
        followed_up="",
        followed_on=None,
        revision=0,
    )
    outcome = OutcomeFacts(
        id=uuid4(), session=session.id, item=0, made_on=day, values=OutcomeValues(kind=kind, text="x")
    )
    return Talked(card, session, _stored(session, 0, *blocks), outcome, tuple(direction))


CASES = [
    talked(SHORT_OF_TIME, CASE_5, [8] * 9, kind=OutcomeKind.ACCEPTED_DIFFERENCE, day=date(2027, 3, 11)),
    talked(WORRY, CASE_8, [7, 7, 8, 8, 8, 9], kind=OutcomeKind.AGREEMENT),
    talked(WORRY, (), [], kind=OutcomeKind.NONE),
    talked(SHORT_OF_TIME, CASE_1, []),
]


@pytest.mark.parametrize("size", ["room", "phone"])
def test_a_dot_for_everybody(size: str) -> None:
    """Each row has as many dots as its table says answers, at their values, and a tick at the median."""
    made = approach_line(CASES, words(), ROOM, "k")
    svg = made.room_svg if size == "room" else made.phone_svg
    drawn = [
        sorted(map(int, re.findall(r'class="ap-dot" data-value="(\d+)"', part)))
        for part in svg.split('<g class="ap-row"')[1:]
    ]
    assert drawn == [list(one.values) for one in made.picture.rows]
    assert svg.count('class="ap-median"') == 3
    assert svg.count("færre end 5 svar") >= 1
    assert 'role="img"' in svg


def test_table_has_the_same_figures() -> None:
    """Case, answers, median, word, direction and outcome: what the picture shows, in figures."""
    made = approach_line(CASES, words(), ROOM, "k")
    assert [row[1:] for row in made.rows] == [
        ("12", "5", "Delte", "Retning: midten 8 (n\xa0=\xa09)", "Uenighed vi lever med"),
        ("12", "4", "Enige", "Retning: midten 8 (n\xa0=\xa06)", "Faglig aftale"),
        ("færre end 5 svar", "–", "–", "Retning: færre end 5 svar", "Intet udfald"),
        ("12", "4,5", "Delte", "Retning: færre end 5 svar", "Prøvehandling"),
    ]
    assert len(made.head) == 6
    assert made.rows[0][0] == "11.\xa0marts 2027: Flere samtaler, end der er tid til"
    shown = [(row.day, row.name, row.direction, row.outcome) for row in made.picture.rows]
    assert all(f"{day}: {name}" == cells[0] for (day, name, *_), cells in zip(shown, made.rows, strict=True))
    assert all((told, ended) == cells[4:] for (*_, told, ended), cells in zip(shown, made.rows, strict=True))


def test_says_the_word_of_the_newest_and_nothing_across() -> None:
    """Of the newest case stands its spread word; which dilemmas came back is counted; of change nothing is said."""
    made = approach_line(CASES, words(), ROOM, "k")
    assert made.sentences == (
        "Den nyeste sag, »Flere samtaler, end der er tid til«: Vi er delt: 6 af 12 ligger lavt (0-3) og 6 højt (7-10).",
        "Det er kommet igen: Borgerens behov og vores fagligheder (2 sager); Borgerens behov og ressourcer (2 sager).",
    )
    assert not CHANGE.search(" ".join(made.sentences))
    assert f'<desc id="kr-desc">{" ".join(made.sentences)}</desc>' in made.room_svg


def test_no_case_yet() -> None:
    """Before the first case is closed a sentence stands, and no empty frame."""
    made = approach_line([], words(), ROOM, "k")
    assert made.picture.withheld
    assert "<svg" not in made.room_svg
    with pytest.raises(ValueError, match="without cases"):
        ApproachPicture("x")


def test_too_few_are_not_drawn() -> None:
    """A newest case with too few answers says so, and none of its answers is anywhere."""
    made = approach_line([CASES[2]], words(), ROOM, "k")
    assert made.sentences == (
        "Den nyeste sag, »Bekymring, hvor familien siger nej«: For få svar til at vise noget her. Tal om det i stedet.",
    )
    assert "ap-dot" not in made.room_svg + made.phone_svg


def test_how_many_answered_stays_together() -> None:
    """Asta never meets an n at the end of a line and its number on the next."""
    made = approach_line(CASES, words(), ROOM, "k")
    for svg in (made.room_svg, made.phone_svg):
        assert "(n\u00a0=\u00a09)" in svg
        assert "(n\u00a0=\u00a06)" in svg


def test_own_poles_stand_at_their_row() -> None:
    """A case with poles of its own has them at its row; where all share theirs they stand once on top."""
    row = ApproachRow("i dag", "En sag", "tale", "skrive", (1, 2, 3, 4, 5), 3.0, "", "", "")
    other = ApproachRow("i går", "En anden", "vente", "handle", (1, 2, 3, 4, 5), 3.0, "", "", "")
    one, two = (
        approach_drawing(ApproachPicture("x", rows), "room", "k") for rows in ((row, row), (row, other))
    )
    assert one.count(">tale<") == 1
    assert two.count(">tale<") == two.count(">vente<") == 1


def test_no_more_rows_than_anybody_reads() -> None:
    """Of twenty cases the newest twelve stand there."""
    assert len(approach_line(CASES * 5, words(), ROOM, "k").rows) == 12
