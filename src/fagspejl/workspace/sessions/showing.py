"""What everybody in the room may see now: the room screen shows it, and the facilitator's control tells it again.

One object for both, so that the facilitator never sees more than the room. Before a round is shown it holds nothing of
any answer but how many have answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.spread import guess_against_actual
from fagspejl.workspace.sessions.pictures.drawn import Drawn, drawn, drawn_by_tool, told_of_series
from fagspejl.workspace.sessions.pictures.tools import ToolPicture
from fagspejl.workspace.sessions.running import Running, running
from fagspejl.workspace.sessions.selectors.collected import told_recognised
from fagspejl.workspace.sessions.selectors.live import counts_of, reasons_of
from fagspejl.workspace.sessions.selectors.sessions import outcomes_in, outcomes_of
from fagspejl.workspace.sessions.sentences import said
from fagspejl.workspace.sessions.types import (
    Case,
    Counts,
    Item,
    OutcomeFacts,
    PhaseCode,
    Reason,
    SessionFacts,
)

LOOKED_BACK: Final = 3  # outcomes at the beginning of a session, in at most three minutes
_NO_ITEM: Final = Item(0, "", "", "")  # while a session collects there is nothing to judge yet
_NO_CASE: Final = Case("", "")
_PICTURED: Final = frozenset((PhaseCode.REVEAL, PhaseCode.AGREE))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of a picture on a wall: the guess against what came, one strong sentence, at most one more."""

    guess: str = ""
    strong: str = ""
    more: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What the room sees now. `earlier`: outcomes not yet looked back at; `outcome`: of the present item.

    `series`: what is said across all cases, once every one of them is shown. `tool`: what the session's tool draws of
    all that is shown, instead of `picture`. `recognised`: what the room was told of what was put together.
    """

    known: SessionFacts
    item: Item
    case: Case
    running: Running
    counts: Counts
    picture: Drawn | None = None
    told: Spoken = Spoken()
    low: Reason | None = None
    high: Reason | None = None
    outcome: OutcomeFacts | None = None
    series: tuple[str, ...] = ()
    tool: ToolPicture | None = None
    recognised: tuple[int, ...] = ()
    earlier: tuple[OutcomeFacts, ...] = ()

    @property
    def mark(self) -> str:
        """What the poll answers while nothing is new."""
        return f"{self.known.revision}.{self.counts.phones}.{self.counts.answered}"

    @property
    def actions(self) -> tuple[tuple[str, int], ...]:
        """What people would do first, with how many: of everybody together."""
        live = self.picture.live if self.picture else None
        return tuple(zip(self.item.actions, live.actions, strict=True)) if live and live.actions else ()

    @property
    def differences(self) -> tuple[tuple[str, int], ...]:
        """The reasons for difference that were named, with how many."""
        live = self.picture.live if self.picture else None
        return tuple((kind.value, count) for kind, count in live.differences) if live else ()


def showing(known: SessionFacts, words: Wording) -> Showing:
    """Return what the room sees of an open session now."""
    item = known.items[known.item] if known.items else _NO_ITEM
    shown = Showing(
        known=known,
        item=item,
        case=known.cases[item.case] if known.items else _NO_CASE,
        running=running(known),
        counts=counts_of(known, None, 2 if known.phase is PhaseCode.REJUDGE else 1),
    )
    if known.phase is PhaseCode.LOOK_BACK:
        return replace(shown, earlier=_earlier(known))
    if known.phase is PhaseCode.COLLECT:
        return replace(shown, recognised=told_recognised(known))
    tool = drawn_by_tool(known) if known.phase in _PICTURED or known.phase is PhaseCode.TALK else None
    shown = replace(shown, tool=tool)
    if known.phase is PhaseCode.TALK:
        picture = drawn(known, known.item)
        reasons = reasons_of(known, known.item) if picture and not picture.withheld else ()
        low = next((one for one in reasons if one.low), None)
        high = next((one for one in reasons if not one.low), None)
        return replace(shown, picture=picture, low=low, high=high)
    if known.phase in _PICTURED:
        picture = drawn(known, known.item)
        told = told_by(tool) if tool else told_of(picture, words) if picture else Spoken()
        outcome = next((one for one in outcomes_in(known.id) if one.item == known.item), None)
        series = told_of_series(known) if known.phase is PhaseCode.AGREE else ()
        return replace(shown, picture=picture, told=told, outcome=outcome, series=series)
    return shown


def told_by(tool: ToolPicture) -> Spoken:
    """Return what is said beside a tool's picture: its first two sentences."""
    first, second = (*tool.sentences, "", "")[:2]
    return Spoken(strong=first, more=second, caution="" if tool.withheld else tool.caution)


def told_of(picture: Drawn, words: Wording) -> Spoken:
    """Return what is said beside a picture: after the second round how answers moved, before it how groups differ."""
    if picture.withheld is not None or picture.live is None or not picture.sentences:
        return Spoken()
    first = tuple(sorted(value for block in picture.live.blocks for value in block.first))
    guess = "".join(said(guess_against_actual(picture.live.guesses, first), words))
    strong, *others = (one for one in picture.sentences if one != guess)
    return Spoken(guess, strong, _last(others, words, moved=len(picture.picture.rounds) > 1), picture.caution)


def _last(others: Sequence[str], words: Wording, *, moved: bool) -> str:
    if not others:
        return ""
    if moved and others[-1] != words.say("finding.change_too_few"):
        return " ".join(others[-2:])  # which way, always with how many moved
    return others[-1] if moved else others[0]


def _earlier(known: SessionFacts) -> tuple[OutcomeFacts, ...]:
    found = [one for one in outcomes_of(known.units, only_open=True) if one.session != known.id]
    return tuple(found[-LOOKED_BACK:])
