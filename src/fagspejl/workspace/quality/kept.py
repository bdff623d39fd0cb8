"""What the engine kept of a closed session of this tool, as it may be shown again."""

from __future__ import annotations

from typing import Final

from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic.constants import STORE
from fagspejl.workspace.quality.showing import ASKS
from fagspejl.workspace.quality.wordings import ROOM_WORDS
from fagspejl.workspace.sessions.pictures.tools import Shown, ShownBlock, ShownItem
from fagspejl.workspace.sessions.rules import REST
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.types import SessionFacts, StoredItem

_KEY: Final = "q"


def kept_of(session: SessionFacts) -> Shown | None:
    """Return what was kept; None before the close, and where nothing is left."""
    if session.closed_on is None:
        return None
    items = stored_items(session.id)
    if not items:
        return None
    return Shown(
        template=session.template,
        title=session.title,
        language=session.language,
        split=session.split_kind,
        seed=session.seed,
        limit=STORE,
        kept=True,
        present=None,
        key=_KEY,
        items=tuple(_item(one, session) for one in items),
    )


def _item(stored: StoredItem, session: SessionFacts) -> ShownItem:
    words = wording(session.language, ROOM_WORDS)
    alone = len(stored.blocks) == 1
    blocks = tuple(
        ShownBlock(
            name=words.say("picture.rest")
            if block.name == REST
            else block.name or words.say("picture.everybody"),
            rest=block.name == REST,
            everybody=alone,
            values=block.first,
            later=block.second,
        )
        for block in stored.blocks
    )
    case, ask = divmod(stored.item, ASKS)
    return ShownItem(
        item=stored.item,
        case=case,
        ask=ask,
        statement=stored.title,
        question=stored.question,
        low_pole=stored.low_pole,
        high_pole=stored.high_pole,
        options=stored.options,
        withheld=stored.withheld,
        blocks=() if stored.withheld else blocks,
    )
