"""What everybody may see of a shown item: the same on every screen, and nothing before it is shown."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from statistics import median
from typing import TypeVar
from uuid import UUID

from fagspejl.lib.derivation import base32_lower, derive
from fagspejl.workspace.arithmetic.constants import LIVE_BLOCK, STORE
from fagspejl.workspace.sessions.models import Participant, Response, Reveal, Session
from fagspejl.workspace.sessions.rules import ROUNDS, TICKS
from fagspejl.workspace.sessions.selectors.blocks import Given, block_of, enough_live, given_to, live_groups
from fagspejl.workspace.sessions.selectors.collected import count_collected
from fagspejl.workspace.sessions.types import (
    OTHERS,
    Consideration,
    Counts,
    DifferenceReason,
    LiveBlock,
    LiveItem,
    PhaseCode,
    Reason,
    SessionFacts,
)

_Kind = TypeVar("_Kind", Consideration, DifferenceReason)


def counts_of(known: SessionFacts, item: int | None = None, round_: int = 1) -> Counts:
    """Return how many phones of the team there are, and how many have answered; while all is judged, anything of it."""
    team = Participant.objects.filter(session=known.id, is_leader=False)
    if known.phase is PhaseCode.COLLECT:
        return Counts(team.count(), count_collected(known))
    answered = Response.objects.filter(participant__in=team, round=round_, value__isnull=False)
    if item is not None or not known.reveal_all or round_ == ROUNDS[1]:
        answered = answered.filter(item=known.item if item is None else item)
    return Counts(team.count(), answered.values("participant").distinct().count())


def live_item(known: SessionFacts, item: int) -> LiveItem | None:
    """Return what is shown of an item, or None before it is shown."""
    reveals = {one.round: tuple(one.shown) for one in Reveal.objects.filter(session=known.id, item=item)}
    if 1 not in reveals:
        return None
    given = [one if 2 in reveals else _first_only(one) for one in given_to(known, item)]
    given = [one for one in given if one.first is not None or one.second is not None]
    rounds = tuple(sorted(round_ for round_ in reveals if round_ in ROUNDS))
    firsts = sum(one.first is not None for one in given)
    seconds = sum(one.second is not None for one in given)
    if not enough_live(firsts) or (seconds and not enough_live(seconds)):
        given = [_first_only(one) for one in given if one.first is not None] if enough_live(firsts) else []
    withheld = not given
    answers = _answers(known, item) if not withheld else []
    guesses = sorted(one.guess for one in answers if one.guess is not None)
    return LiveItem(
        item=item,
        rounds=rounds,
        withheld=withheld,
        blocks=blocks(known, given, live_groups(known, reveals[1], given)),
        guesses=tuple(guesses) if enough_live(len(guesses)) else (),
        actions=_tally(known, item, answers),
        considerations=_named(Consideration, [row.considerations for row in answers]),
        differences=_named(DifferenceReason, [row.differences for row in answers if TICKS in reveals]),
        leader=_leader(known, item, 2 in reveals),
    )


def blocks(known: SessionFacts, given: list[Given], shown: tuple[int, ...]) -> tuple[LiveBlock, ...]:
    """Return the blocks of an item in the order of the groups that stand alone, the residual block last."""
    places: list[int | None] = [*shown, OTHERS] if shown else [None]
    made = [
        _block(known, place, [one for one in given if block_of(one.group, shown) == place])
        for place in places
    ]
    made = [one for one in made if one.first or one.second]
    if any(
        one.certainty is None for one in made
    ):  # a late no puts blocks together: nobody subtracts the one from all
        made = [replace(one, certainty=None) for one in made]
    return tuple(made)


def reasons_of(known: SessionFacts, item: int) -> tuple[Reason, ...]:
    """Return the reasons from the lowest and the highest third of a shown item, in an order that tells nothing."""
    if 1 not in known.revealed.get(item, ()):
        return ()
    rows = Response.objects.filter(
        participant__session=known.id, participant__is_leader=False, item=item, round=1
    ).values_list("id", "value", "reason", "signed")
    given = ((id_, value, reason, signed) for id_, value, reason, signed in rows if value is not None)
    found = sorted(given, key=lambda row: (row[1], row[0]))
    if not enough_live(len(found)):
        return ()
    hidden = set(Session.objects.values_list("hidden_reasons", flat=True).get(id=known.id))
    third, middle = len(found) // 3, median(row[1] for row in found)
    ends = [(row, True) for row in found[:third] if row[1] < middle]
    ends += [(row, False) for row in found[len(found) - third :] if row[1] > middle]
    made = [
        Reason(base32_lower(derive(row[0].bytes, "fagspejl workspace reason"))[:16], low, row[2], row[3])
        for row, low in ends
        if row[2]
    ]
    random.Random(f"{known.seed}.{item}").shuffle(made)  # noqa: S311 - an order, no secret
    return tuple(one for one in made if one.key not in hidden)


def _first_only(one: Given) -> Given:
    return Given(one.participant, one.group, one.first, None, one.certainty)


def _block(known: SessionFacts, place: int | None, given: list[Given]) -> LiveBlock:
    firsts = sorted(one.first for one in given if one.first is not None)
    seconds = sorted(one.second for one in given if one.second is not None)
    pairs = sorted(
        (one.first, one.second) for one in given if one.first is not None and one.second is not None
    )
    single = {len(firsts) - len(pairs), len(seconds) - len(pairs)} if seconds else set()
    # Who came late or left early would stand there without a trail, for everybody to see whose dot it is.
    joined = pairs if seconds and all(count == 0 or count >= LIVE_BLOCK for count in single) else []
    sure = Counter(one.certainty for one in given if one.certainty is not None)
    return LiveBlock(
        group=place,
        name="" if place in {None, OTHERS} else known.groups[place or 0].name,
        first=tuple(firsts),
        second=tuple(seconds),
        pairs=tuple(joined),
        certainty=(sure[1], sure[2], sure[3]) if sum(sure.values()) >= STORE else None,
    )


def _answers(known: SessionFacts, item: int) -> list[Response]:
    return list(
        Response.objects.filter(
            participant__session=known.id, participant__is_leader=False, item=item, round=1
        )
    )


def _tally(known: SessionFacts, item: int, answers: list[Response]) -> tuple[int, ...]:
    chosen = Counter(row.first_action for row in answers if row.first_action is not None)
    if not enough_live(sum(chosen.values())):
        return ()
    return tuple(chosen[place] for place in range(len(known.items[item].actions)))


def _named(kind: type[_Kind], said: Collection[list[str]]) -> tuple[tuple[_Kind, int], ...]:
    if not enough_live(sum(bool(chosen) for chosen in said)):
        return ()
    counted = Counter(one for chosen in said for one in chosen)
    return tuple((one, counted[one.value]) for one in kind if counted[one.value])


def _leader(known: SessionFacts, item: int, both: bool) -> tuple[int | None, int | None] | None:
    found = Response.objects.filter(
        participant__session=known.id,
        participant__is_leader=True,
        participant__shows_answer=True,
        item=item,
        round__in=ROUNDS if both else (1,),
        value__isnull=False,
    ).order_by("participant", "round")
    rows: dict[UUID, dict[int, int | None]] = {}
    for who, round_, value in found.values_list("participant", "round", "value"):
        rows.setdefault(who, {})[round_] = value
    # Of two leaders who both show theirs there is one star, and both its answers are the same leader's.
    return next(((own.get(1), own.get(2)) for own in rows.values()), None)
