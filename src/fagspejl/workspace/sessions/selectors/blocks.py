"""Which groups of a session stand alone, of which rounds, and whom nobody may single out. Reads answers, shows none."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from uuid import UUID

from fagspejl.workspace.arithmetic.constants import LIVE_ALL, LIVE_BLOCK, STORE
from fagspejl.workspace.safeguards.partition import partition
from fagspejl.workspace.sessions.models import Participant, Response
from fagspejl.workspace.sessions.types import OTHERS, SessionFacts


@dataclass(frozen=True, slots=True)
class Given:
    """What one phone of the team gave to an item. Nothing outside this package sees one."""

    participant: UUID
    group: int | None
    first: int | None
    second: int | None
    certainty: int | None


def given_to(known: SessionFacts, item: int) -> list[Given]:
    """Return what the team gave to an item, in both rounds; leaders are outside. In no order that means anything."""
    rows = Response.objects.filter(
        participant__session=known.id, participant__is_leader=False, item=item, value__isnull=False
    ).values_list("participant_id", "participant__group", "round", "value", "certainty")
    found: dict[UUID, Given] = {}
    for who, group, round_, value, certainty in rows:
        was = found.get(who, Given(who, group, None, None, None))
        found[who] = Given(
            who,
            group,
            value if round_ == 1 else was.first,
            was.second if round_ == 1 else value,
            certainty if round_ == 1 else was.certainty,
        )
    return sorted(found.values(), key=lambda one: one.participant)


def closed_groups(known: SessionFacts) -> frozenset[int]:
    """Return the small groups that may not stand alone: one no, or one who has not said, is enough."""
    small = {place for place, group in enumerate(known.groups) if group.size < STORE}
    if not small:
        return frozenset()
    said = Participant.objects.filter(session=known.id, is_leader=False, group__in=small).exclude(
        open_voice=True
    )
    return frozenset(group for group in said.values_list("group", flat=True) if group is not None)


def shown_groups(known: SessionFacts, item: int) -> tuple[int, ...]:
    """Return the places of the groups that may stand alone on the screen in the first round; none: all together."""
    counts, undeclared = _counts([one.group for one in given_to(known, item) if one.first is not None], known)
    return _split(counts, LIVE_BLOCK, undeclared, closed_groups(known))


def stored_groups(
    known: SessionFacts, firsts: list[int | None], seconds: list[int | None]
) -> tuple[int, ...]:
    """Return the places of the groups that may be kept apart: the smaller of the rounds counts."""
    counts, undeclared = _counts(firsts, known)
    if seconds:
        later, undeclared_later = _counts(seconds, known)
        counts = [min(pair) for pair in zip(counts, later, strict=True)]
        undeclared = min(undeclared, undeclared_later)
    return _split(counts, STORE, undeclared, frozenset())


def block_of(group: int | None, shown: tuple[int, ...]) -> int | None:
    """Return in which block a group's answer stands: its own, OTHERS, or None where everybody stands together."""
    if not shown:
        return None
    return group if group in shown else OTHERS


def enough_live(count: int) -> bool:
    """Whether so many answers in all may be drawn."""
    return count >= LIVE_ALL


def widest_item(known: SessionFacts) -> int:
    """Return the item that people judge most differently; the session's own where nobody has answered."""
    spread = {}
    for item in range(len(known.items)):
        values = [one.first for one in given_to(known, item) if one.first is not None]
        if enough_live(len(values)) and known.items[item].overall:
            middle = median(values)
            spread[item] = sum(abs(value - middle) for value in values) / len(values)
    if len(spread) < 2 or known.item not in spread:
        return known.item
    return max(spread, key=lambda item: (spread[item], -item))


def _counts(groups: list[int | None], known: SessionFacts) -> tuple[list[int], int]:
    counts = [sum(group == place for group in groups) for place in range(len(known.groups))]
    return counts, sum(group is None for group in groups)


def _split(counts: list[int], limit: int, undeclared: int, closed: frozenset[int]) -> tuple[int, ...]:
    if not counts:
        return ()
    found = partition(counts, limit, undeclared=undeclared, closed=closed)
    return () if found.alone else found.shown
