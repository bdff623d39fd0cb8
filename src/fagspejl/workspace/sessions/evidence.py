"""What tools offer as evidence for a note upward: frozen figures in a sentence, so that no tool imports another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence with its figures, as it may be told to the leader's leader.

    `id`: stable within its kind. `n`: how many answers stand behind it, at least five; None where nobody answered, as
    in a count of shifts. `from_day`, `until`: the days it is about.
    """

    kind: str
    id: str
    text: str
    n: int | None = None
    from_day: date | None = None
    until: date | None = None


Find = Callable[[UUID, Wording], Sequence[Evidence]]
_offers: Final[dict[str, Find]] = {}


def offer(kind: str, find: Find) -> None:
    """Let a tool offer what it knows of a unit. A second offer of the same kind takes the place of the first."""
    _offers[kind] = find


def evidence_of(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return all that tools offer of a unit, the newest first; what has no day stands last."""
    found = [one for find in _offers.values() for one in find(unit, words)]
    return tuple(sorted(found, key=lambda one: (one.until or date.min, one.kind, one.id), reverse=True))
