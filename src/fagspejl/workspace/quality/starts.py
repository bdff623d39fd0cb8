"""Which tool a heading leads to: an agreement, a judgement exercise, levels of busyness. Pure but for addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse

from fagspejl.workspace.arithmetic.findings import QualityWord
from fagspejl.workspace.quality.picture import LeastAnswers, Rated, heading_of


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of the workspace. `address`: the name of its page; `takes_point`: it begins from a starting point."""

    code: str
    address: str
    takes_point: bool


ONWARD: Final[Mapping[QualityWord, Tool]] = {
    QualityWord.SHARED_BUT_UNEVEN: Tool("agreement", "agreement-new", takes_point=True),
    QualityWord.DISAGREED: Tool("judgement", "workspace-new", takes_point=False),
    QualityWord.CAN_WAIT: Tool("load", "load", takes_point=False),
}


def onward(heading: QualityWord | str) -> Tool | None:
    """Return where a heading leads; None for what succeeds, and for a tool of a later version."""
    found = ONWARD.get(QualityWord(heading))
    if found is None:
        return None
    try:
        reverse(found.address)
    except NoReverseMatch:
        return None
    return found


def start_of(rated: Rated, limits: LeastAnswers) -> Tool | None:
    """Return where a statement leads by its heading."""
    word = heading_of(rated, limits)
    return None if word is None else onward(word)
