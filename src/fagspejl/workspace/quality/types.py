"""Values of pictures of quality. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.workspace.quality.cards import StarterCard
from fagspejl.workspace.sessions.types import OutcomeKind

TEMPLATE: Final = "quality"
AREA_SIGNS: Final = 80
STATEMENT_SIGNS: Final = 400  # of 25 words; the words are counted
LINE_SIGNS: Final = 160
FEWEST_MARKS: Final = 3
MOST_MARKS: Final = 5
LEADS_TO: Final = (
    OutcomeKind.AGREEMENT,
    OutcomeKind.TRIAL,
    OutcomeKind.ACCEPTED_DIFFERENCE,
    OutcomeKind.ESCALATION,
)


@dataclass(frozen=True, slots=True)
class MarkValues:
    """What is said of one statement when guide marks are chosen. `leads_to`: of a guide mark, never "none"."""

    place: int
    is_guide_mark: bool = False
    leads_to: OutcomeKind | None = None
    exceptions: str = ""
    knowledge_base: str = ""
    task_and_duty: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A statement as the unit keeps it."""

    text: str
    version: int
    values: MarkValues


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """A picture of quality, without what was rated: that the engine's stored pictures hold."""

    id: UUID
    unit: UUID
    session: UUID
    language: str
    task_area: str
    year: int
    created_on: date
    marked_on: date | None
    revision: int
    statements: tuple[StatementFacts, ...] = ()

    @property
    def guide_marks(self) -> tuple[StatementFacts, ...]:
        """The guide marks, in the order of the statements."""
        return tuple(one for one in self.statements if one.values.is_guide_mark)


@dataclass(frozen=True, slots=True)
class UnitCardFacts:
    """A starter card of a unit. `version` 0: as it comes with the program."""

    card: StarterCard
    version: int
