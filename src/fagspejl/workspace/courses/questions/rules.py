"""What becomes of questions when a lecturer acts. Pure: decides on plain values, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from fagspejl.workspace.courses.questions.errors import QuestionRefused
from fagspejl.workspace.courses.questions.types import (
    PUBLIC,
    UNANSWERED,
    Act,
    AskedQuestion,
    Standing,
    State,
    Unanswered,
)

Changes = dict[str, object]  # field of a question -> what it becomes
_ALONE: Final = frozenset((Act.PIN, Act.ANSWER))  # done with one question at a time
_IN_THE_ROOM: Final = frozenset((Act.PIN, Act.UNPIN, Act.MERGE, Act.SPLIT))  # not after the close
_WEIGHT: Final = {State.ANSWERED: 0, State.OPEN: 1, State.WAITING: 2, State.HIDDEN: 3}
A_PAIR: Final = 2


def standing(questions: Iterable[AskedQuestion]) -> list[Standing]:
    """Return the questions that stand for themselves, each with those merged into it, in the one order there is."""
    under: dict[UUID, list[AskedQuestion]] = {}
    roots = []
    for one in questions:
        if one.into is None:
            roots.append(one)
        else:
            under.setdefault(one.into, []).append(one)
    order = sorted(roots, key=lambda one: one.order)
    return [Standing(one, tuple(sorted(under.get(one.id, ()), key=lambda it: it.order))) for one in order]


def public(parts: Sequence[Standing]) -> list[Standing]:
    """Return what everybody sees."""
    return [one for one in parts if one.question.state in PUBLIC]


def unanswered(parts: Iterable[Standing]) -> Unanswered:
    """Count what nobody has answered; a question with others merged into it is one."""
    states = [one.question.state for one in parts]
    return Unanswered(states.count(State.WAITING), states.count(State.OPEN))


def changes(
    act: Act,
    chosen: Sequence[AskedQuestion],
    every: Sequence[AskedQuestion],
    *,
    is_open: bool,
    text: str = "",
) -> Mapping[UUID, Changes]:
    """Return what an act makes of questions, by their ids; what stays as it is has no place there.

    `chosen` stand for themselves, or together already; `every`: all of the course; `text`: an answer, or the reason
    why they are hidden.
    Raises QuestionRefused (`chosen`, `one`, `two`, `act`, `because`, `answer`).
    """
    if not is_open and act in _IN_THE_ROOM:
        raise QuestionRefused(field="closed")
    if not chosen:
        raise QuestionRefused(field="chosen")
    if act in _ALONE and len(chosen) > 1:
        raise QuestionRefused(field="one")
    if act is Act.MERGE:
        return _merged(chosen, every)
    if act is Act.SPLIT:
        return _split(chosen, every)
    made = {one.id: _of_one(act, one, text) for one in chosen}
    if act is Act.PIN:
        for one in every:
            if one.pinned and one.id not in made:
                made[one.id] = {"pinned": False}
    here = {one.id: one for one in every}
    return {who: real for who, fields in made.items() if (real := _real(here[who], fields))}


def _of_one(act: Act, one: AskedQuestion, text: str) -> Changes:
    if act is Act.LET_IN:
        return {
            "state": State.OPEN,
            "hidden_because": "",
        }  # a written answer stays, for who opens it by mistake
    if act is Act.UNPIN:
        return {"pinned": False}
    if act is Act.PIN:
        if one.state not in UNANSWERED:
            raise QuestionRefused(field="pin")
        return {"state": State.OPEN, "pinned": True}
    if act is Act.HIDE:
        if not text:
            raise QuestionRefused(field="because")
        return {"state": State.HIDDEN, "hidden_because": text, "pinned": False}
    if act is Act.ANSWER and not text:
        raise QuestionRefused(field="answer")
    # Marked as answered in the room: an answer in writing stays.
    answer = {"answer": text} if act is Act.ANSWER else {}
    return {"state": State.ANSWERED, "pinned": False, "hidden_because": "", **answer}


def _real(one: AskedQuestion, fields: Changes) -> Changes:
    return {name: value for name, value in fields.items() if getattr(one, name) != value}


def _merged(chosen: Sequence[AskedQuestion], every: Sequence[AskedQuestion]) -> dict[UUID, Changes]:
    """The one that is furthest stands for all, of equals the one with most votes; so it answers for all of them."""
    if len(chosen) >= A_PAIR and len({one.into or one.id for one in chosen}) == 1:
        return {}  # they stand together already
    if len(chosen) < A_PAIR:
        raise QuestionRefused(field="two")
    if any(one.state is State.HIDDEN for one in chosen):
        raise QuestionRefused(field="merge_hidden")
    first, *rest = sorted(chosen, key=lambda one: (_WEIGHT[one.state], one.order))
    ids = {one.id for one in rest}
    made: dict[UUID, Changes] = {one.id: {"into": first.id, "pinned": False} for one in rest}
    made |= {one.id: {"into": first.id} for one in every if one.into in ids}
    pinned = any(one.pinned for one in rest) and first.state in UNANSWERED
    made[first.id] = {"pinned": True} if pinned else {}
    return made


def _split(chosen: Sequence[AskedQuestion], every: Sequence[AskedQuestion]) -> dict[UUID, Changes]:
    ids = {one.id for one in chosen}
    freed = [one for one in every if one.into in ids]
    stood: dict[UUID, Changes] = {one.into: {} for one in freed if one.into is not None}
    return {**stood, **{one.id: {"into": None} for one in freed}}
