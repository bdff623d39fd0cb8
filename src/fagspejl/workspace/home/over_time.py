"""What a unit's sessions tell together, made of stored pictures alone, for the unit's own page and no other. Pure.

Across different cases nothing is said of change. Of the same case again stand medians, middle halves and words, never
the dots of both times. Sessions held with other units are in the table, but say nothing of who moves toward whom here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import PULL_SESSIONS, STORE
from fagspejl.workspace.arithmetic.findings import Spread
from fagspejl.workspace.arithmetic.groups import pooled_difference
from fagspejl.workspace.arithmetic.pull import pull, usable_sessions
from fagspejl.workspace.arithmetic.spread import spread
from fagspejl.workspace.charts.picture import PullPicture, Rail
from fagspejl.workspace.charts.pull import pull_drawing
from fagspejl.workspace.charts.table import PullTable, figure, pull_table
from fagspejl.workspace.judgement.starting import TEMPLATE
from fagspejl.workspace.sessions.pictures.picture import kind_of
from fagspejl.workspace.sessions.rules import REST
from fagspejl.workspace.sessions.sentences import said
from fagspejl.workspace.sessions.types import OutcomeFacts, SessionFacts, SplitKind, StoredBlock, StoredItem

_SEVERAL: Final = 2  # sessions before anything is said over them


@dataclass(frozen=True, slots=True)
class Line:
    """One case of one session: where the answers were, the middle of its groups, and what it ended with."""

    session: UUID
    day: str
    title: str
    how: str
    groups: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Run:
    """One of several times the same case was judged: first judgements, without dots."""

    session: UUID
    day: str
    word: str
    median: str
    middle: str


@dataclass(frozen=True, slots=True)
class DrawnPull:
    """Hvem flytter sig mod hvem at both sizes, with its table."""

    picture: PullPicture
    room_svg: str
    phone_svg: str
    table: PullTable | None


@dataclass(frozen=True, slots=True)
class OverTime:
    """`again`: title and runs of a case judged more than once. `more`: what is missing where `pull` is None."""

    lines: tuple[Line, ...]
    again: tuple[tuple[str, tuple[Run, ...]], ...]
    pull: PullPicture | None
    more: str
    pooled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    known: SessionFacts
    closed_on: date
    items: tuple[StoredItem, ...]
    outcomes: Mapping[int, OutcomeFacts]


def over_time(
    unit: UUID,
    sessions: Sequence[SessionFacts],
    stored: Sequence[StoredItem],
    outcomes: Sequence[OutcomeFacts],
    words: Wording,
    room: Wording,
) -> OverTime | None:
    """Return what closed judgement exercises tell together; None where none is closed.

    `words` are the page's, `room` those of findings, in the same language.
    """
    kept = _kept(sessions, stored, outcomes)
    if not kept:
        return None
    own = [one for one in kept if one.known.units == (unit,)]
    rounds = [both for one in own if (both := _rounds(one))]
    missing = PULL_SESSIONS - usable_sessions(rounds)
    return OverTime(
        lines=tuple(_line(one, item, words) for one in kept for item in one.items),
        again=_again(kept, words),
        pull=None if missing > 0 else _pull(rounds, own[-1].known.seed, words, room),
        more=words.counted("room_over_time.pull_more", missing) if missing > 0 else "",
        pooled=_pooled(own, words, room),
    )


def drawn_pull(picture: PullPicture, room: Wording) -> DrawnPull:
    """Return the picture as it is drawn, with its table."""
    return DrawnPull(
        picture,
        pull_drawing(picture, "room", "pull-room"),
        pull_drawing(picture, "phone", "pull-phone"),
        pull_table(picture, room),
    )


def _kept(
    sessions: Sequence[SessionFacts], stored: Sequence[StoredItem], outcomes: Sequence[OutcomeFacts]
) -> list[_Kept]:
    """Return the closed judgement exercises, the oldest first, with the overall judgements of each."""
    found = []
    for known in sessions:
        if known.closed_on is None or known.template != TEMPLATE:
            continue
        items = tuple(one for one in stored if one.session == known.id and known.items[one.item].overall)
        ends = {one.item: one for one in outcomes if one.session == known.id}
        found.append(_Kept(known, known.closed_on, items, ends))
    return sorted(found, key=lambda one: (one.closed_on, one.known.created_on, one.known.id))


def _line(one: _Kept, item: StoredItem, words: Wording) -> Line:
    first, second = _values(item, 1), _values(item, 2)
    how = _where(spread(first, limit=STORE), words)
    if second:
        how = words.say("room_over_time.then", first=how, second=_where(spread(second, limit=STORE), words))
    end = one.outcomes.get(item.item)
    return Line(
        session=one.known.id,
        day=words.day(one.closed_on),
        title=item.title,
        how=how,
        groups=tuple(_group(block, words) for block in _groups(item)),
        outcome=words.say(f"room_outcome.kind_{end.values.kind}")
        if end
        else words.say("room_over_time.none"),
    )


def _again(kept: Sequence[_Kept], words: Wording) -> tuple[tuple[str, tuple[Run, ...]], ...]:
    runs: dict[tuple[str, ...], list[Run]] = {}
    for one in kept:
        for item in one.items:
            case = one.known.cases[one.known.items[item.item].case]
            same = case.title, case.text, item.question, item.low_pole, item.high_pole
            runs.setdefault(same, []).append(_run(one, item, words))
    return tuple((same[0], tuple(times)) for same, times in runs.items() if len(times) > 1)


def _run(one: _Kept, item: StoredItem, words: Wording) -> Run:
    found = spread(_values(item, 1), limit=STORE)
    none = words.say("room_over_time.none")
    half, median = none, none
    if found.word and found.median is not None and found.lower is not None and found.upper is not None:
        median = figure(words, found.median)
        low, high = figure(words, found.lower), figure(words, found.upper)
        half = words.say("room_over_time.between", low=low, high=high)
    return Run(one.known.id, words.day(one.closed_on), _word(found, words), median, half)


def _pull(
    rounds: Sequence[Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]]],
    seed: int,
    words: Wording,
    room: Wording,
) -> PullPicture:
    found = pull(rounds, seed=seed)
    rails = tuple(
        Rail(one.left, one.right, one.sessions, _tenths(one.left_pull), _tenths(one.right_pull))
        for one in found.pairs
    )
    return PullPicture(words.say("room_over_time.pull_title"), rails, "".join(said(found, room)))


def _pooled(own: Sequence[_Kept], words: Wording, room: Wording) -> tuple[str, ...]:
    """Return what is earned about groups over several sessions on the same scale: of each session its first case."""
    scales: dict[tuple[str, str, SplitKind], list[dict[str, tuple[int, ...]]]] = {}
    for one in own:
        of_session: dict[tuple[str, str, SplitKind], dict[str, tuple[int, ...]]] = {}
        for item in one.items:
            apart = {block.name: block.first for block in _groups(item) if len(block.first) >= STORE}
            if len(apart) > 1:
                of_session.setdefault((item.low_pole, item.high_pole, one.known.split_kind), apart)
        for scale, apart in of_session.items():
            scales.setdefault(scale, []).append(apart)
    told = []
    for (low, high, split), sessions in scales.items():
        if len(sessions) < _SEVERAL:
            continue
        found = pooled_difference(sessions, seed=own[-1].known.seed, limit=STORE)
        if found.speak:
            (sentence,) = said(found, room, kind=kind_of(split))
            poles = {"low": words.quote(low), "high": words.quote(high)}
            told.append(words.say("room_over_time.pooled", count=len(sessions), sentence=sentence, **poles))
    return tuple(told)


def _rounds(one: _Kept) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return both rounds of the first case in which two groups or more judged twice: a session counts once."""
    for item in one.items:
        both = {
            block.name: (block.first, block.second)
            for block in _groups(item)
            if len(block.first) >= STORE and len(block.second) >= STORE
        }
        if len(both) > 1:
            return both
    return {}


def _groups(item: StoredItem) -> tuple[StoredBlock, ...]:
    """Return the blocks that are groups: neither everybody together nor those who are left over."""
    return tuple(block for block in item.blocks if block.name and block.name != REST)


def _values(item: StoredItem, number: int) -> list[int]:
    return [value for block in item.blocks for value in (block.first if number == 1 else block.second)]


def _word(found: Spread, words: Wording) -> str:
    return words.say(f"room_over_time.{found.word or 'withheld'}")


def _where(found: Spread, words: Wording) -> str:
    if found.word is None or found.median is None:
        return _word(found, words)
    return words.say("room_over_time.first", word=_word(found, words), median=figure(words, found.median))


def _group(block: StoredBlock, words: Wording) -> str:
    first = figure(words, spread(block.first).median or 0.0)
    if not block.second:
        return words.say("room_over_time.group", name=block.name, median=first)
    then = figure(words, spread(block.second).median or 0.0)
    return words.say("room_over_time.group_then", name=block.name, median=first, then=then)


def _tenths(share: float) -> int:
    """Return a share of the way in tenths, the nearest, half up."""
    return int((10 * share + 0.5) // 1)
