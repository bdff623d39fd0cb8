"""The picture of one item with its earned sentences: the same object draws, speaks and fills the table. Pure.

Sentences come from findings and nothing else; which they are does not depend on who looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.change import change
from fagspejl.workspace.arithmetic.groups import group_difference
from fagspejl.workspace.arithmetic.spread import guess_against_actual, option_spread, spread
from fagspejl.workspace.charts.picture import Block, DotPicture, Leader
from fagspejl.workspace.sessions.sentences import caution, said, said_of_options, withheld
from fagspejl.workspace.sessions.types import (
    OTHERS,
    Item,
    LiveBlock,
    LiveItem,
    SplitKind,
    StoredBlock,
    StoredItem,
)

REST: Final = "*"  # the name under which the residual block is stored
Kind = Literal["profession", "shift", "seniority"]
_KINDS: Final[dict[SplitKind, Kind]] = {
    SplitKind.PROFESSION: "profession",
    SplitKind.SHIFT: "shift",
    SplitKind.SENIORITY: "seniority",
}
Answered = LiveBlock | StoredBlock


def kind_of(split: SplitKind) -> Kind:
    """Return by what groups are named in sentences; a session that is not split names none."""
    return _KINDS.get(split, "profession")


def live_picture(
    live: LiveItem, item: Item, words: Wording, *, split: SplitKind, seed: int, limit: int
) -> DotPicture:
    """Return the picture of a shown item. `seed`: of the session; `limit`: the least of a block."""
    rest = [place for place, block in enumerate(live.blocks) if block.group == OTHERS]
    leader = None if live.leader is None else Leader(*live.leader)
    return _picture(
        item.question,
        (item.low_pole, item.high_pole),
        () if live.withheld else live.blocks,
        words,
        rest=rest,
        guesses=live.guesses,
        split=split,
        seed=seed + live.item,
        limit=limit,
        leader=leader,
        options=item.options,
    )


def stored_picture(
    stored: StoredItem, words: Wording, *, split: SplitKind, seed: int, limit: int
) -> DotPicture:
    """Return the picture of an item as it was kept, from what was kept alone."""
    rest = [place for place, block in enumerate(stored.blocks) if block.name == REST]
    return _picture(
        stored.question,
        (stored.low_pole, stored.high_pole),
        () if stored.withheld else stored.blocks,
        words,
        rest=rest,
        guesses=stored.guesses,
        split=split,
        seed=seed + stored.item,
        limit=limit,
        leader=None,
        options=stored.options,
    )


def _picture(
    title: str,
    poles: tuple[str, str],
    blocks: Sequence[Answered],
    words: Wording,
    *,
    rest: Sequence[int],
    guesses: Sequence[int],
    split: SplitKind,
    seed: int,
    limit: int,
    leader: Leader | None,
    options: tuple[str, ...],
) -> DotPicture:
    low, high = poles
    if not blocks:
        return DotPicture(title, low, high, withheld=withheld(words))
    drawn = tuple(
        _block(block, words, place in rest, alone=len(blocks) == 1) for place, block in enumerate(blocks)
    )
    first = tuple(sorted(value for block in blocks for value in block.first))
    second = tuple(sorted(value for block in blocks for value in block.second))
    pairs = [pair for block in blocks for pair in block.pairs]
    if options:
        told = said_of_options(option_spread(second or first), options, second or first, words)
        return DotPicture(
            title,
            low,
            high,
            blocks=drawn,
            leader=leader,
            sentences=told,
            caution=caution(words),
            options=options,
        )
    latest = 2 if second else 1
    sentences = list(said(spread(second or first), words))
    sentences += said(guess_against_actual(guesses, first), words)
    if split in _KINDS and len(blocks) > 1:
        groups = {
            block.name: block.second if latest == 2 else block.first
            for place, block in enumerate(blocks)
            if place not in rest
        }
        sentences += said(group_difference(groups, seed=seed, limit=limit), words, kind=_KINDS[split])
    if second:
        sentences += said(change(pairs, seed=seed), words)
    return DotPicture(
        title,
        low,
        high,
        blocks=drawn,
        leader=leader,
        sentences=tuple(sentences),
        caution=caution(words),
    )


def _block(block: Answered, words: Wording, rest: bool, *, alone: bool) -> Block:
    name = words.say("picture.rest") if rest else block.name
    if alone and not block.name:
        name = words.say("picture.everybody")
    people = max(len(block.first), len(block.second))
    if block.second:
        people = len(block.first) + len(block.second) - len(block.pairs) if block.pairs else people
    return Block(name, people, block.first, block.second, block.pairs, rest=rest)
