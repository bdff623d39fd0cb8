"""Who stands above whom, however far, and must therefore not be among the raters whose answers are counted."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Person = TypeVar("Person", bound=Hashable)

_COUNTED = ("employee", "subordinate_leader", "peer")


def superiors_among_raters(
    said: Mapping[tuple[Person, Person], str], asked: Iterable[tuple[Person, Person]]
) -> list[tuple[Person, Person]]:
    """Return the pairs (rater, leader) of `asked` whose rater is counted and stands above the leader.

    `said` names the perspective of every pair; a leader's superiors are those who answer as such, and theirs.
    """
    above: dict[Person, set[Person]] = {}
    for (rater, leader), perspective in said.items():
        if perspective == "superior":
            above.setdefault(leader, set()).add(rater)
    every: dict[Person, set[Person]] = {}
    wrong = []
    for rater, leader in asked:
        if said[rater, leader] not in _COUNTED or leader not in above:
            continue
        if leader not in every:
            every[leader] = _all_above(leader, above)
        if rater in every[leader]:
            wrong.append((rater, leader))
    return wrong


def _all_above(leader: Person, above: Mapping[Person, set[Person]]) -> set[Person]:
    found: set[Person] = set()
    waiting = [leader]
    while waiting:
        new = above.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found
