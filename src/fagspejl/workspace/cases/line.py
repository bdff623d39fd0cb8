"""Retningslinjen of a unit: one object that draws, speaks and fills the table, from what sessions left alone. Pure.

Across cases nothing is said of change: the cases differ. Held by tests/sparring/test_line_says_what_it_draws.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import STORE
from fagspejl.workspace.arithmetic.findings import Spread
from fagspejl.workspace.arithmetic.scale import median
from fagspejl.workspace.arithmetic.spread import spread
from fagspejl.workspace.cases.rules import returned
from fagspejl.workspace.cases.starting import LINE
from fagspejl.workspace.cases.types import CaseFacts, DilemmaType
from fagspejl.workspace.charts.approach import (
    MOST_ROWS,
    ApproachPicture,
    ApproachRow,
    Sign,
    approach_drawing,
)
from fagspejl.workspace.sessions.sentences import middle, said, withheld
from fagspejl.workspace.sessions.types import OutcomeFacts, OutcomeKind, SessionFacts, StoredItem

_SIGNS: Final[dict[OutcomeKind, Sign]] = {
    one: next(sign for sign in get_args(Sign) if sign == one.value) for one in OutcomeKind
}
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Talked:
    """A card whose session is closed, with what was left of its line and of its direction check.

    direction: all answers to the check, sorted; () where too few were left.
    """

    card: CaseFacts
    session: SessionFacts
    stored: StoredItem | None
    outcome: OutcomeFacts | None
    direction: tuple[int, ...] = ()

    @property
    def values(self) -> tuple[int, ...]:
        """All answers on the line, sorted; () where too few were left."""
        if self.stored is None or self.stored.withheld:
            return ()
        return tuple(sorted(value for block in self.stored.blocks for value in block.first))


@dataclass(frozen=True, slots=True)
class ApproachLine:
    """The whole of it. `head` and `rows`: the table with the same figures as the picture."""

    picture: ApproachPicture
    room_svg: str
    phone_svg: str
    sentences: tuple[str, ...]
    head: tuple[str, ...]
    rows: Rows


def talked_of(
    cards: Sequence[CaseFacts],
    sessions: Mapping[UUID, SessionFacts],
    stored: Sequence[StoredItem],
    outcomes: Sequence[OutcomeFacts],
    directions: Mapping[UUID, tuple[int, ...]],
) -> list[Talked]:
    """Return the cards whose sessions are closed, the newest first. `directions`: by session, where any were left."""
    lines = {one.session: one for one in stored if one.item == LINE}
    ends = {one.session: one for one in outcomes}
    found = [
        Talked(one, held, lines.get(held.id), ends.get(held.id), directions.get(held.id, ()))
        for one in cards
        if one.session is not None and (held := sessions.get(one.session)) is not None and held.closed_on
    ]
    return sorted(found, key=lambda one: (str(one.session.closed_on), str(one.card.created_on)), reverse=True)


def approach_line(talked: Sequence[Talked], words: Wording, room: Wording, key: str) -> ApproachLine:
    """Return the line of the newest cases. `words`: of the tool, `room`: of findings; `key` begins ids."""
    shown = talked[:MOST_ROWS]
    picture = _picture(shown, words, room)
    return ApproachLine(
        picture,
        approach_drawing(picture, "room", f"{key}r"),
        approach_drawing(picture, "phone", f"{key}p"),
        picture.sentences,
        words.listed("case_line.head"),
        tuple(_cells(one, row, words, room) for one, row in zip(shown, picture.rows, strict=True)),
    )


def _picture(talked: Sequence[Talked], words: Wording, room: Wording) -> ApproachPicture:
    title = words.say("case_line.title")
    if not talked:
        return ApproachPicture(title, withheld=words.say("case_line.none"))
    rows = tuple(_row(one, words, room) for one in talked)
    kinds = [kind for kind in OutcomeKind if any(row.sign == kind.value for row in rows)]
    signs = tuple((_SIGNS[kind], words.say(f"case_line.outcome_{kind}")) for kind in kinds)
    return ApproachPicture(title, rows, signs, _sentences(talked, words, room))


def _row(one: Talked, words: Wording, room: Wording) -> ApproachRow:
    values, outcome = one.values, one.outcome
    assert one.session.closed_on is not None, "a case that was talked about is closed"
    return ApproachRow(
        day=words.day(one.session.closed_on),
        name=one.card.values.type,
        low_pole=one.card.values.low_pole,
        high_pole=one.card.values.high_pole,
        values=values,
        median=median(values) if values else None,
        outcome=words.say(f"case_line.outcome_{outcome.values.kind}") if outcome else "",
        sign=_SIGNS[outcome.values.kind] if outcome else "",
        direction=direction_told(one, words, room),
        withheld="" if values else words.say("case_line.few"),
    )


def direction_told(one: Talked, words: Wording, room: Wording) -> str:
    """Return what is said of the direction check: its middle and how many answered."""
    direction = one.direction
    if not direction:
        return words.say("case_line.direction_few")
    return words.say("case_line.direction", med=middle(room, median(direction)), n=len(direction))


def _sentences(talked: Sequence[Talked], words: Wording, room: Wording) -> tuple[str, ...]:
    """The spread word of the newest case, and the dilemmas that came back; nothing across cases."""
    newest = talked[0]
    found = said(_spread(newest), room) if newest.values else (withheld(room),)
    again = returned_told([one.card.values.dilemma_type for one in talked], words)
    return (words.say("case_line.newest", type=newest.card.values.type, said=" ".join(found)), *again)


def returned_told(kinds: Sequence[DilemmaType], words: Wording) -> tuple[str, ...]:
    """Return which dilemmas came more than once; nothing where none did."""
    found = [
        words.counted("case_line.returned_one", count, dilemma=words.say(f"case_words.dilemma_{kind}"))
        for kind, count in returned(kinds)
    ]
    return (words.say("case_line.returned", dilemmas="; ".join(found)),) if found else ()


def _spread(one: Talked) -> Spread:
    return spread(one.values, limit=STORE)


def _cells(one: Talked, row: ApproachRow, words: Wording, room: Wording) -> tuple[str, ...]:
    none = words.say("case_line.no_figure")
    name = words.say("case_line.case", day=row.day, type=row.name)
    if not row.values:
        return name, row.withheld, none, none, row.direction, row.outcome or none
    found = _spread(one)
    word = none if found.word is None else words.say(f"case_line.word_{found.word}")
    assert row.median is not None, "there are values"
    return name, str(len(row.values)), middle(room, row.median), word, row.direction, row.outcome or none
