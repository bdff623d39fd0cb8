"""Transactions back to back: an answer, and just before or after it something about a person. Pure.

Where many answers have such a neighbour it is no chance, and a fault. A few come by chance on a busy site, where staff
correct a list while people answer; they are told, with their tables. Only a new link explains itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fagspejl.inspection.schema import ANSWERS
from fagspejl.inspection.types import Fault, Finding, Limit, Seen


@dataclass(slots=True)
class Near:
    """Answers seen in all, those moved to a new link, and those with another neighbour, by table."""

    all: int
    moved: int = 0
    many: int = 0
    tables: set[str] = field(default_factory=set)

    def add(self, tables: set[str], *, moved: bool) -> None:
        """Count an answer that has neighbours in these tables. `moved`: a link given anew explains them."""
        if moved:
            self.moved += 1
            return
        self.many += 1
        self.tables |= tables

    def told(self) -> tuple[list[Fault], list[Seen]]:
        """Return what it comes to."""
        seen = [Seen(Limit.MOVES_SEEN, {"many": self.moved})] if self.moved else []
        if 2 * self.many > self.all > 1:
            return [Fault(Finding.TRANSACTIONS_NEXT, ANSWERS, {"many": self.many, "all": self.all})], seen
        if self.many:
            names = ", ".join(sorted(self.tables))
            seen.append(Seen(Limit.NEIGHBOURS_SEEN, {"many": self.many, "names": names}))
        return [], seen
