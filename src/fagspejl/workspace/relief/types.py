"""Values of the tool. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

# Step by step: its key in the words, and its minutes. Half an hour, as the printed sheet has it.
STEPS: Final = (("begin", 3), ("tell", 12), ("touch", 6), ("silence", 2), ("close", 5), ("help", 2))


@dataclass(frozen=True, slots=True)
class WorthCounts:
    """How many found it worth the time, partly, or not."""

    yes: int
    partly: int
    no: int

    @property
    def n(self) -> int:
        """How many answered."""
        return self.yes + self.partly + self.no


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round that was held. `worth`: None where fewer than five answered."""

    id: UUID
    held_on: date
    present: int
    worth: WorthCounts | None
