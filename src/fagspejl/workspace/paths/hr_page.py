"""What HR sees of a round's paths: per leader, by name, four dates. Nothing that was said, planned or counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.evaluation.selectors import all_rounds
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import people_by_id
from fagspejl.workspace.paths.selectors import paths_in, rounds_with_paths
from fagspejl.workspace.paths.types import PathFacts, StepFacts, StepKind

COLUMNS: Final = ("leader", "talk", "dialogue", "plan", "look_back")


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One leader: each of the four a date, "overskredet" or nothing, in words."""

    leader: str
    talk: str
    dialogue: str
    plan: str
    look_back: str

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The row as COLUMNS has it."""
        return (self.leader, self.talk, self.dialogue, self.plan, self.look_back)


def round_links() -> list[tuple[UUID, str]]:
    """Return the rounds that have paths, the latest first."""
    known = rounds_with_paths()
    rounds = sorted(all_rounds(), key=lambda one: one.deadline, reverse=True)
    return [(one.id, one.title) for one in rounds if one.id in known]


def follow_up_rows(round_id: UUID, words: Wording, today: date) -> list[FollowUpRow]:
    """Return a row per leader whose report was released, by name."""
    paths = [path for path in paths_in(round_id) if path.released_on is not None]
    named = people_by_id({path.owner for path in paths})
    rows = [_row(named[path.owner].name, path, words, today) for path in paths]
    return sorted(rows, key=lambda row: row.leader)


def who_ask_for_sparring(round_id: UUID) -> list[str]:
    """Return the names of those who want somebody to talk with."""
    asking = {path.owner for path in paths_in(round_id) if path.sparring_on is not None}
    return sorted(person.name for person in people_by_id(asking).values())


def _row(leader: str, path: PathFacts, words: Wording, today: date) -> FollowUpRow:
    first, second = path.step(StepKind.FIRST_LOOK), path.step(StepKind.SECOND_LOOK)
    look = second if second.held_on is not None or second.is_overdue(today) else first
    return FollowUpRow(
        leader,
        _cell(path.step(StepKind.TALK), words, today),
        _cell(path.step(StepKind.DIALOGUE), words, today),
        _cell(path.step(StepKind.PLAN), words, today),
        _cell(look, words, today),
    )


def _cell(step: StepFacts, words: Wording, today: date) -> str:
    if step.held_on is not None:
        return words.day(step.held_on)
    return words.say("path_hr.overdue") if step.is_overdue(today) else ""
