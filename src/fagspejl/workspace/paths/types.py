"""What a conversation path is made of. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class StepKind(StrEnum):
    """The steps of a path, in their order."""

    READ = "read"
    TALK = "own_leader_talk"
    DIALOGUE = "staff_dialogue"
    PLAN = "plan"
    FIRST_LOOK = "look_back_90"
    SECOND_LOOK = "look_back_180"


LOOKS: Final = (StepKind.FIRST_LOOK, StepKind.SECOND_LOOK)


class GoalStatus(StrEnum):
    """Where a goal stands."""

    GOING = "going"
    REACHED = "reached"
    CHANGED = "changed"
    LET_GO = "let_go"


class Happened(StrEnum):
    """What a look back answers first."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step. `held_on`: the day it was done; `with_package`: the talk with the staff was held on cards.

    happened, seen  what a look back says; its owner's alone
    """

    kind: StepKind
    due_on: date | None = None
    planned_on: date | None = None
    held_on: date | None = None
    with_package: bool = False
    happened: Happened | None = None
    seen: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether its last day is past and it has not been held."""
        return self.held_on is None and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True)
class GoalValues:
    """What a leader writes of a goal; `text` at most 40 words."""

    text: str
    from_item: str = ""
    my_part: str = ""
    our_part: str = ""
    visible_sign: str = ""
    next_step: str = ""
    due_on: date | None = None
    look_back_on: date | None = None
    status: GoalStatus = GoalStatus.GOING
    shared_with_own_leader: bool = True
    shared_with_unit: bool = False


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal that stands in a plan."""

    id: UUID
    values: GoalValues

    def is_silent(self, today: date, after: int) -> bool:
        """Whether its day is so long past that nobody is reminded any more, and it stands grey."""
        due = self.values.due_on
        return due is not None and self.values.status is GoalStatus.GOING and (today - due).days > after


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer of her reading that the leader released to her own leader, copied as it stood."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class PathFacts:
    """A path with its steps and goals. `part`: the report; None while the survey is still open.

    own_leader   with whom goals, lines and shown answers are shared
    stopped_on   the report was withdrawn
    sparring_on  she asked HR for somebody to talk with
    """

    id: UUID
    round: UUID
    part: UUID | None
    owner: UUID
    own_leader: UUID | None
    released_on: date | None
    stopped_on: date | None = None
    sparring_on: date | None = None
    steps: tuple[StepFacts, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    lines: tuple[str, ...] = ()
    shown: tuple[ShownAnswer, ...] = ()

    def step(self, kind: StepKind) -> StepFacts:
        """Return one of its steps."""
        return next((one for one in self.steps if one.kind is kind), StepFacts(kind))
