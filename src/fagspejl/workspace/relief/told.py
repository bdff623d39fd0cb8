"""Rounds as people read them: counted, never drawn. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.relief.types import RoundFacts


@dataclass(frozen=True, slots=True)
class RoundTold:
    """A round in two sentences. `worth`: "" where fewer than five answered."""

    id: UUID
    held: str
    worth: str


def round_told(facts: RoundFacts, words: Wording) -> RoundTold:
    """Return a round in words."""
    held = words.say("relief_page.held", day=words.day(facts.held_on), present=facts.present)
    worth = facts.worth
    told = words.say("relief_page.worth", yes=worth.yes, n=worth.n) if worth else ""
    return RoundTold(facts.id, held, told)
