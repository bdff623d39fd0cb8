"""What may be done with a round, in which state, by whom, and where it leads: one table. Pure.

Commands, pages and the worker ask it; `docs/reference/round-states.md` is made from it (`scripts/round_states.py`).
Nothing goes back: held by tests/evaluation/test_states_of_a_round.py and, in the database, by its triggers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.types import RoundState

_S = RoundState


class Act(StrEnum):
    """What somebody does with a round."""

    OPEN = "open"
    SPLIT_KEY = "split-key"  # make the halves of a witnessed copy of the key
    EXTEND = "extend"
    CANCEL = "cancel"
    INFORM = "inform"  # tell what is coming
    INVITE = "invite"
    REMIND = "remind"
    ANNOUNCE = "announce"  # tell that the deadline was moved
    TELL_CANCELLED = "tell-cancelled"
    MAKE_LETTERS = "make-letters"
    REISSUE = "reissue"
    REVOKE = "revoke"
    ASK_MORE = "ask-more"  # somebody who was forgotten, about one leader
    ANSWER = "answer"
    REWRITE = "rewrite"  # the night's work: every answer sealed anew, and response rates
    FREEZE = "freeze"
    SEAL = "seal"
    REPORT_FAULT = "report-fault"  # the close record cannot be right: keys stay until somebody has looked
    DESTROY_KEYS = "destroy-keys"
    PUBLISH = "publish"
    TELL_PUBLISHED = "tell-published"
    READ = "read"
    EXPORT = "export"


class Who(StrEnum):
    """Who does it. The worker does it when its time has come, without being asked."""

    PLANNER = "planner"
    WORKER = "worker"
    RESPONDENT = "respondent"
    READER = "reader"


class Row(NamedTuple):
    """In `state`, `who` may do `act`; then the round is in `next`. None: the round is deleted."""

    state: RoundState
    act: Act
    who: tuple[Who, ...]
    next: RoundState | None


_PLANNER: Final = (Who.PLANNER,)
_EITHER: Final = (Who.PLANNER, Who.WORKER)
TABLE: Final[tuple[Row, ...]] = (
    Row(_S.DRAFT, Act.OPEN, _PLANNER, _S.OPEN),
    Row(_S.DRAFT, Act.SPLIT_KEY, _PLANNER, _S.DRAFT),
    Row(_S.DRAFT, Act.EXTEND, _PLANNER, _S.DRAFT),
    Row(_S.DRAFT, Act.CANCEL, _PLANNER, None),
    Row(_S.DRAFT, Act.INFORM, _EITHER, _S.DRAFT),
    Row(_S.OPEN, Act.INVITE, _EITHER, _S.OPEN),
    Row(_S.OPEN, Act.REMIND, _EITHER, _S.OPEN),
    Row(_S.OPEN, Act.SPLIT_KEY, _PLANNER, _S.OPEN),
    Row(_S.OPEN, Act.EXTEND, _PLANNER, _S.OPEN),
    Row(_S.OPEN, Act.ANNOUNCE, _PLANNER, _S.OPEN),
    Row(_S.OPEN, Act.MAKE_LETTERS, _PLANNER, _S.OPEN),
    Row(_S.OPEN, Act.REISSUE, _PLANNER, _S.OPEN),
    Row(_S.OPEN, Act.REVOKE, _PLANNER, _S.OPEN),
    Row(_S.OPEN, Act.ASK_MORE, _PLANNER, _S.OPEN),
    Row(_S.OPEN, Act.ANSWER, (Who.RESPONDENT,), _S.OPEN),
    Row(_S.OPEN, Act.REWRITE, (Who.WORKER,), _S.OPEN),
    Row(_S.OPEN, Act.CANCEL, _PLANNER, _S.CANCELLED),
    Row(_S.OPEN, Act.FREEZE, _EITHER, _S.CLOSING),
    Row(_S.CLOSING, Act.SEAL, _EITHER, _S.SEALED),
    Row(_S.SEALED, Act.REPORT_FAULT, _PLANNER, _S.SEALED),
    Row(_S.SEALED, Act.DESTROY_KEYS, _EITHER, _S.KEYS_GONE),
    Row(_S.KEYS_GONE, Act.PUBLISH, _EITHER, _S.PUBLISHED),
    Row(_S.PUBLISHED, Act.TELL_PUBLISHED, _EITHER, _S.PUBLISHED),
    Row(_S.PUBLISHED, Act.READ, (Who.READER,), _S.PUBLISHED),
    Row(_S.PUBLISHED, Act.EXPORT, _PLANNER, _S.PUBLISHED),
    Row(_S.CANCELLED, Act.CANCEL, _PLANNER, _S.CANCELLED),  # goes on where it was interrupted
    Row(_S.CANCELLED, Act.TELL_CANCELLED, _PLANNER, _S.CANCELLED),
)
_NEXT: Final = {(row.act, row.state): row.next for row in TABLE}


def can(act: Act, state: str) -> bool:
    """Whether a round in this state allows it."""
    return (act, state) in _NEXT


def check_can(act: Act, state: str, round_id: UUID) -> None:
    """Raise RoundInOtherState unless a round in this state allows it."""
    if not can(act, state):
        raise RoundInOtherState(round_id, state, states_for(act))


def next_state(act: Act, state: RoundState) -> RoundState | None:
    """Return where it leads, None where the round is deleted. Raises KeyError where `can` says no."""
    return _NEXT[act, state]


def states_for(act: Act) -> tuple[RoundState, ...]:
    """Return the states that allow it, in the order of the table."""
    return tuple(row.state for row in TABLE if row.act == act)


def is_behind(act: Act, state: str) -> bool:
    """Whether it was done: the round is where it leads, or further on. For what a second call leaves as it is."""
    ahead = {row.next for row in TABLE if row.act == act and row.next != row.state}
    while more := {row.next for row in TABLE if row.state in ahead} - ahead:
        ahead |= more
    return state in ahead


def arrow(act: Act) -> tuple[RoundState, RoundState]:
    """Return the one state that an act starts from, and where it leads: for acts that are one step."""
    ((source, target),) = [(row.state, row.next) for row in TABLE if row.act == act]
    assert target is not None
    return source, target
