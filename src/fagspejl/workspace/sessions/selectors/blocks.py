"""Which groups of a session stand alone, of which rounds, and whom nobody may single out. Reads answers, shows none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from uuid import UUID

from fagspejl.workspace.arithmetic.constants import LIVE_ALL, LIVE_BLOCK, STORE
from fagspejl.workspace.safeguards.partition import Partition, as_drawn, over_items, over_rounds, partition
from fagspejl.workspace.sessions.models import Participant, Response, Reveal
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


def closed_groups(known: SessionFacts, given: Sequence[Given] | None = None) -> frozenset[int]:
    """Return the small groups that may not stand alone: one no, or one who has not said, is enough.

    `given`: what is shown already; then who has not said counts only as one of those who gave it, so that nobody who
    comes later changes a picture that people have seen.
    """
    rows = Participant.objects.filter(session=known.id, is_leader=False, group__in=small_groups(known))
    shown = None if given is None else {one.participant for one in given}
    return frozenset(
        group
        for who, group, said in rows.values_list("id", "group", "open_voice")
        if group is not None and said is not True and (said is False or shown is None or who in shown)
    )


def small_groups(known: SessionFacts) -> frozenset[int]:
    """Return the groups so small that each of their members is asked, and whose names nobody keeps."""
    return frozenset(place for place, group in enumerate(known.groups) if group.size < STORE)


def shown_groups(known: SessionFacts, item: int) -> tuple[int, ...]:
    """Return the places of the groups that stand alone when an item is shown; none: everybody together.

    The first picture of a session fixes them. An item in which one of its blocks is too small stands undivided.
    """
    counts, without = _counts(known, [one.group for one in given_to(known, item) if one.first is not None])
    closed = closed_groups(known)
    for earlier in Reveal.objects.filter(session=known.id, round=1).order_by("id"):
        if enough_live(sum(one.first is not None for one in given_to(known, earlier.item))):
            fixed = _fixed(known, [place for place in earlier.shown if place not in closed])
            return as_drawn(fixed, counts, LIVE_BLOCK, undeclared=without, closed=closed).shown
    return partition(counts, LIVE_BLOCK, undeclared=without, closed=closed).shown


def shown_together(known: SessionFacts) -> dict[int, tuple[int, ...]]:
    """Return item -> the groups that stand alone when all is shown at one moment: the same in every item.

    They are counted where they are smallest. An item that too few answered is not drawn, and divides nothing.
    """
    given = {
        item: [one.group for one in given_to(known, item) if one.first is not None]
        for item in range(len(known.items))
    }
    counted = [_counts(known, groups) for groups in given.values() if enough_live(len(groups))]
    if not counted:
        return dict.fromkeys(given, ())
    counts, without = zip(*counted, strict=True)
    fixed = over_items(counts, LIVE_BLOCK, undeclared=without, closed=closed_groups(known)).shown
    return dict.fromkeys(given, fixed)


def live_groups(known: SessionFacts, shown: Sequence[int], given: Sequence[Given]) -> tuple[int, ...]:
    """Return which of the groups that were shown alone still are, with every shown round and every late no.

    A block is always made of whole blocks that were seen, so that laying two pictures of an item side by side tells
    nothing that the first one did not.
    """
    return _over_rounds(known, shown, given, LIVE_BLOCK, closed_groups(known, given))


def stored_groups(known: SessionFacts, live: Sequence[int], given: Sequence[Given]) -> tuple[int, ...]:
    """Return the places of the groups that may be kept apart, of those that stood alone on the screen at last."""
    return _over_rounds(known, live, given, STORE, small_groups(known) | closed_groups(known))


def kept_of(known: SessionFacts, item: int) -> tuple[list[Given], tuple[int, ...]]:
    """Return what the close keeps of a shown item, and the groups it keeps apart; too few answers: nothing."""
    given = given_to(known, item)
    if 2 not in known.revealed[item]:
        given = first_only(given)
    seen = Reveal.objects.get(session=known.id, item=item, round=1).shown
    live = live_groups(known, seen, given)
    if sum(one.second is not None for one in given) < STORE:  # the second round alone is too small to be kept
        given = first_only(given)
    if sum(one.first is not None for one in given) < STORE:
        return [], ()
    return given, stored_groups(known, live, given)


def first_only(given: Sequence[Given]) -> list[Given]:
    """Return the first judgements alone, of those who gave one."""
    return [replace(one, second=None) for one in given if one.first is not None]


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


def _over_rounds(
    known: SessionFacts, shown: Sequence[int], given: Sequence[Given], limit: int, closed: frozenset[int]
) -> tuple[int, ...]:
    rounds = [[one.group for one in given if one.first is not None]]
    rounds += [later] if (later := [one.group for one in given if one.second is not None]) else []
    counted = [_counts(known, groups) for groups in rounds]
    return over_rounds(
        [counts for counts, _ in counted],
        limit,
        undeclared=[without for _, without in counted],
        closed=closed,
        live=_fixed(known, shown),
    ).shown


def _fixed(known: SessionFacts, shown: Sequence[int]) -> Partition:
    rest = tuple(place for place in range(len(known.groups)) if place not in shown)
    return Partition(tuple(shown), rest, alone=not shown)


def _counts(known: SessionFacts, groups: list[int | None]) -> tuple[list[int], int]:
    counts = [sum(group == place for group in groups) for place in range(len(known.groups))]
    return counts, sum(group is None for group in groups)
