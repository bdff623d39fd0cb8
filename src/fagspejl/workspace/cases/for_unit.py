"""What stands of sparring on the unit's page: patterns that a newcomer reads first, the next case, suggestions.

The unit sees an idea from the day on that the leader does, and whether the answer to it is overdue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.cases.selectors import cards_of, ideas_shown, patterns_of
from fagspejl.workspace.cases.told import IdeaTold, PatternTold, ideas_told, pattern_told
from fagspejl.workspace.sessions.selectors.sessions import session_of

FIRST: Final = 3  # patterns on the page itself
_NEWEST: Final = 2  # cards among which the next meeting is looked for


@dataclass(frozen=True, slots=True)
class Coming:
    """The next case: its type, and what to think about beforehand."""

    type: str
    about: str


@dataclass(frozen=True, slots=True)
class CasesShown:
    """The unit's patterns (`count` of them in all), its next case, and its ideas."""

    patterns: tuple[PatternTold, ...]
    count: int
    coming: Coming | None
    ideas: tuple[IdeaTold, ...]

    @property
    def any(self) -> bool:
        """Whether there is something to read."""
        return bool(self.patterns or self.coming or self.ideas)


def cases_shown(unit: UUID, words: Wording, today: date) -> CasesShown:
    """Return what the unit reads of its sparring today."""
    page = patterns_of(unit)
    return CasesShown(
        tuple(pattern_told(one, words) for one in page.patterns[:FIRST]),
        page.count,
        _coming(unit, words),
        tuple(ideas_told(ideas_shown(unit, today), today, words)),
    )


def _coming(unit: UUID, words: Wording) -> Coming | None:
    for card in cards_of(unit, most=_NEWEST):
        session = session_of(card.session) if card.session else None
        if session is not None and session.closed_on is None:
            question = card.values.question
            if session.planned_on is None:
                return Coming(card.values.type, words.say("case_unit.next_soon", question=question))
            day = words.day(session.planned_on)
            return Coming(card.values.type, words.say("case_unit.next_day", day=day, question=question))
    return None
