"""What a tool is given to draw: shown items, live and kept in one shape. It holds what the live picture holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.constants import LIVE_BLOCK, STORE
from fagspejl.workspace.sessions.pictures.picture import REST
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownBlock, ShownItem
from fagspejl.workspace.sessions.types import (
    OTHERS,
    Guessed,
    Item,
    LiveItem,
    PhaseCode,
    SessionFacts,
    StoredItem,
)

_TALKED: Final = frozenset((PhaseCode.TALK, PhaseCode.REJUDGE, PhaseCode.AGREE))  # about one item at a time


def shown_live(
    known: SessionFacts, live: Sequence[LiveItem], guessed: tuple[Guessed, ...], words: Wording
) -> Shown:
    """Return what everybody may see of an open session. `live`: its shown items, in their order."""
    items = []
    for one in live:
        blocks = () if one.withheld else one.blocks
        drawn = tuple(
            ShownBlock(
                name=_name(block.name, words, rest=block.group == OTHERS),
                rest=block.group == OTHERS,
                everybody=block.group is None,
                values=block.first,
                later=block.second,
            )
            for block in blocks
        )
        leader = None if one.leader is None or one.withheld else one.leader[0]
        items.append(_item(known, one.item, drawn, leader))
    present = known.item if known.phase in _TALKED else None
    return _shown(known, tuple(items), guessed, present=present, kept=False)


def shown_kept(
    known: SessionFacts, stored: Sequence[StoredItem], guessed: tuple[Guessed, ...], words: Wording
) -> Shown:
    """Return what is left of a closed session, from what was kept alone."""
    items = [
        _item(
            known,
            one.item,
            tuple(
                ShownBlock(
                    name=_name("" if block.name == REST else block.name, words, rest=block.name == REST),
                    rest=block.name == REST,
                    everybody=not block.name,
                    values=block.first,
                    later=block.second,
                )
                for block in (() if one.withheld else one.blocks)
            ),
            None,
        )
        for one in stored
        if one.item < len(known.items)
    ]
    return _shown(known, tuple(items), guessed, present=None, kept=True)


def _shown(
    known: SessionFacts,
    items: tuple[ShownItem, ...],
    guessed: tuple[Guessed, ...],
    *,
    present: int | None,
    kept: bool,
) -> Shown:
    return Shown(
        template=known.template,
        title=known.title,
        language=known.language,
        split=known.split_kind,
        seed=known.seed,
        limit=STORE if kept else LIVE_BLOCK,
        kept=kept,
        present=present,
        at=None if kept else known.item,
        key="tk" if kept else "tl",
        items=items,
        guessed=guessed,
    )


def _item(known: SessionFacts, place: int, blocks: tuple[ShownBlock, ...], leader: int | None) -> ShownItem:
    item = known.items[place]
    return ShownItem(
        item=place,
        case=item.case,
        ask=ask_of(known.items, place),
        statement=known.cases[item.case].title,
        question=item.question,
        low_pole=item.low_pole,
        high_pole=item.high_pole,
        options=item.options,
        withheld=not blocks,
        blocks=blocks,
        leader=leader,
    )


def ask_of(items: Sequence[Item], place: int) -> int:
    """Return the place of an item among those of its case."""
    return sum(one.case == items[place].case for one in items[:place])


def _name(name: str, words: Wording, *, rest: bool) -> str:
    if rest:
        return words.say("picture.rest")
    return name or words.say("picture.everybody")
