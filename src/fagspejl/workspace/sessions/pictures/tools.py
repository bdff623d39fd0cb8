"""A tool draws its own picture: one function per template, registered when the program starts.

It is given what the live picture is given and nothing more, so that no tool can show what the engine would withhold.
Held by tests/workspace/test_a_tool_draws_its_picture.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.types import Guessed, SessionFacts, SplitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """One block of a shown item, live or kept. `values`: first answers, sorted; `later`: of a shown second round.

    `name` is as it is read. `rest`: Øvrige; `everybody`: the item stands undivided.
    """

    name: str
    rest: bool
    everybody: bool
    values: tuple[int, ...]
    later: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """One shown item. `ask`: its place among the items of its case; `statement`: the title of the case.

    `leader`: what a leader who shows it answered first, outside every block; never kept. `withheld`: no blocks.
    """

    item: int
    case: int
    ask: int
    statement: str
    question: str
    low_pole: str
    high_pole: str
    options: tuple[str, ...]
    withheld: bool
    blocks: tuple[ShownBlock, ...]
    leader: int | None = None

    @property
    def values(self) -> tuple[int, ...]:
        """All first answers, sorted."""
        return tuple(sorted(value for block in self.blocks for value in block.values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What everybody may see of a session, live and kept alike.

    `limit`: the least of a block. `present`: the item that is talked about, None where all are alike.
    `at`: the item at which an open session stands, in whatever phase. `key` begins
    every id of the drawing.
    """

    template: str
    title: str
    language: str
    split: SplitKind
    seed: int
    limit: int
    kept: bool
    present: int | None
    at: int | None
    key: str
    items: tuple[ShownItem, ...]
    guessed: tuple[Guessed, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolTable:
    """The figures of a picture. The first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolPicture:
    """A tool's picture at both sizes, with its sentences and figures. `withheld`: stands instead of all of it."""

    room_svg: str
    phone_svg: str
    table: ToolTable | None
    sentences: tuple[str, ...]
    caution: str = ""
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """What people may read before they write: cards of a title and some lines, below one label."""

    label: str
    cards: tuple[tuple[str, tuple[str, ...]], ...]


Draw = Callable[[Shown, Wording], ToolPicture]
Onward = Callable[[SessionFacts, Wording], tuple[str, str] | None]
Helping = Callable[[SessionFacts], Help]
_draws: Final[dict[str, Draw]] = {}
_helps: Final[dict[str, Helping]] = {}
_onward: Final[dict[str, Onward]] = {}


def register(
    template: str, draw: Draw, *, onward: Onward | None = None, helps: Helping | None = None
) -> None:
    """Let a tool draw the sessions of its template. `onward`: label and address of what comes after the close.

    `helps`: what stands beside the fields while people write; it knows the session and nothing that anybody wrote.
    """
    _draws[template] = draw
    _helps.pop(template, None)
    if helps is not None:
        _helps[template] = helps
    _onward.pop(template, None)
    if onward is not None:
        _onward[template] = onward


def draw_of(template: str) -> Draw | None:
    """Return what draws the sessions of a template; None: the engine's own picture of each item."""
    return _draws.get(template)


def onward_of(known: SessionFacts, words: Wording) -> tuple[str, str] | None:
    """Return where a closed session leads: label and address."""
    found = _onward.get(known.template)
    return None if found is None else found(known, words)


def help_for(known: SessionFacts) -> Help | None:
    """Return what people may read before they write."""
    found = _helps.get(known.template)
    return None if found is None else found(known)
