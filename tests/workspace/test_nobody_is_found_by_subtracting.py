"""No picture of the room, and no two pictures together, show so few that one of them could be found."""

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.workspace.safeguards.limits import FLOORS, Limits, LimitTooLow
from fagspejl.workspace.safeguards.partition import (
    Partition,
    as_drawn,
    over_rounds,
    partition,
    stored_after,
)

LIVE, STORED = FLOORS["live_block"], FLOORS["stored"]
COUNTS = st.lists(st.integers(0, 8), min_size=1, max_size=6)


def _every_count() -> Iterator[tuple[int, ...]]:
    """Every way in which up to six groups can have 0-8 answers, the order of the groups apart."""
    for groups in range(1, 7):
        yield from combinations_with_replacement(range(9), groups)


def _small(numbers: tuple[int, ...], limit: int) -> bool:
    return any(0 < number < limit for number in numbers)


def _found(drawn: Partition, counts: tuple[int, ...], limit: int, undeclared: int = 0) -> bool:
    """Can a block, or the total less some of the blocks, be read as fewer people than the limit."""
    blocks = drawn.sizes(counts, undeclared)
    total = sum(counts) + undeclared
    if drawn.alone:
        return False  # one block, the total itself: whether it is drawn at all is the limit in all
    less = [total - sum(some) for size in range(1, len(blocks) + 1) for some in combinations(blocks, size)]
    return _small((*blocks, *less), limit)


@pytest.mark.parametrize("limit", [LIVE, STORED])
def test_no_block_and_no_difference_is_small(limit: int) -> None:
    """Bente, the only doctor, is in no block of two and in no remainder of two, whatever the others answered."""
    counts = list(_every_count())
    assert len(counts) == 5004
    assert [
        c for c in counts for u in range(9) if _found(partition(c, limit, undeclared=u), c, limit, u)
    ] == []


def test_small_groups_take_the_next_one_with_them() -> None:
    """One doctor would be the rest alone, so the four therapists join the doctor there."""
    assert partition((1, 4, 7), LIVE) == Partition((2,), (0, 1), alone=False)
    assert partition((7, 5), STORED) == Partition((0, 1), (), alone=False)
    assert partition((7, 2), LIVE) == Partition((), (0, 1), alone=True)
    assert partition((7, 5), STORED, undeclared=1) == Partition((0,), (1,), alone=False)
    assert partition((7, 5), LIVE, undeclared=3) == Partition((0, 1), (), alone=False)


@settings(max_examples=600, deadline=None)
@given(COUNTS, st.permutations(range(6)))
def test_order_of_groups_says_nothing(counts: list[int], order: list[int]) -> None:
    """The sizes of the blocks are the same whichever group Karen wrote first."""
    turned = [counts[at] for at in order if at < len(counts)]
    sizes = [sorted(partition(c, LIVE).sizes(c)) for c in (counts, turned)]
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("limit", [LIVE, STORED])
def test_a_closed_group_hides_behind_others(limit: int) -> None:
    """Sofie said no: her group is in the rest, and as many others as the limit asks stand in front of it."""
    for counts in _every_count():
        for closed, undeclared in product(range(len(counts)), (0, 1, limit)):
            drawn = partition(counts, limit, undeclared=undeclared, closed={closed})
            assert closed in drawn.rest
            assert not _found(drawn, counts, limit, undeclared)
            assert drawn.alone or drawn.sizes(counts, undeclared)[-1] - counts[closed] >= limit
            plain = partition(counts, limit, undeclared=undeclared)
            assert plain.alone <= drawn.alone


def test_live_then_stored_show_no_new_block() -> None:
    """Who photographed the screen and reads the kept picture can cut no block smaller than those on the screen."""
    for counts in _every_count():
        for undeclared in (0, 1, 2, 4, 8):
            live = partition(counts, LIVE, undeclared=undeclared)
            kept = stored_after(live, counts, STORED, undeclared=undeclared)
            assert not _found(kept, counts, STORED, undeclared)
            seen = [set(_members(drawn, undeclared)) for drawn in (live, kept)]
            assert all(any(block <= whole for whole in seen[1]) for block in seen[0])


def _members(drawn: Partition, undeclared: int) -> Iterator[frozenset[int]]:
    yield from (frozenset({group}) for group in drawn.shown)
    if drawn.rest or undeclared:
        yield frozenset(drawn.rest) | (frozenset({-1}) if undeclared else frozenset())


@settings(max_examples=1500, deadline=None)
@given(st.data())
def test_live_then_stored_with_closed_groups_and_rounds(data: st.DataObject) -> None:
    """Latecomers, people who leave and groups that say no change what is kept, never toward a finer picture."""
    groups = data.draw(st.integers(1, 6))
    row = st.lists(st.integers(0, 8), min_size=groups, max_size=groups)
    rounds = [tuple(data.draw(row)) for _ in range(2)]
    undeclared = [data.draw(st.integers(0, 8)) for _ in range(2)]
    no = data.draw(st.sets(st.integers(0, groups - 1)))
    live = partition(rounds[0], LIVE, undeclared=undeclared[0], closed=no)
    small = no | data.draw(st.sets(st.integers(0, groups - 1)))
    kept = over_rounds(rounds, STORED, undeclared=undeclared, closed=small, live=live)
    assert kept.alone or small <= set(kept.rest)
    assert set(live.rest) <= set(kept.rest)
    for counts, chose_none in zip(rounds, undeclared, strict=True):
        assert not _found(kept, counts, STORED, chose_none)
        assert kept.alone or min(kept.sizes(counts, chose_none)) >= STORED


@settings(max_examples=1000, deadline=None)
@given(
    st.tuples(COUNTS, st.integers(0, 8)),
    st.lists(st.integers(0, 8), min_size=6, max_size=6),
    st.integers(0, 8),
)
def test_a_round_with_a_small_block_is_drawn_unsplit(
    first: tuple[list[int], int], second: list[int], undeclared: int
) -> None:
    """Two therapists left before round two: that round is drawn as Alle, and so is one that a latecomer made odd."""
    fixed = partition(first[0], LIVE, undeclared=first[1])
    counts = tuple(second[: len(first[0])])
    drawn = as_drawn(fixed, counts, LIVE, undeclared=undeclared)
    assert drawn.alone or drawn == fixed
    assert drawn.alone or min(drawn.sizes(counts, undeclared)) >= LIVE
    assert not _found(drawn, counts, LIVE, undeclared)


def test_unsplit_when_somebody_left_or_came() -> None:
    """Seven and three were shown; with two left of the three, or one latecomer who chose no group, it is Alle."""
    fixed = partition((7, 3), LIVE)
    assert fixed.shown == (0, 1)
    assert as_drawn(fixed, (7, 2), LIVE).alone
    assert as_drawn(fixed, (7, 3), LIVE, undeclared=1).alone
    assert as_drawn(fixed, (6, 4), LIVE) == fixed
    closed = partition((9, 4, 3), LIVE, closed={1})
    assert closed.rest == (1, 2)
    assert as_drawn(closed, (9, 4, 2), LIVE).shown == (0,)
    assert as_drawn(closed, (9, 4, 2), LIVE, closed={1}).alone


@pytest.mark.parametrize("name", FLOORS)
def test_limits_are_raised_never_lowered(name: str) -> None:
    """Lone may ask for more answers behind a picture, and is refused fewer."""
    assert getattr(Limits(**{name: FLOORS[name] + 1}), name) == FLOORS[name] + 1
    with pytest.raises(LimitTooLow) as refused:
        Limits(**{name: FLOORS[name] - 1})
    assert (refused.value.name, refused.value.floor) == (name, FLOORS[name])
