"""Shown items as they are drawn, once for everybody: a room of 150 phones asks for the same picture 150 times."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording, wording
from fagspejl.workspace.arithmetic.constants import LIVE_BLOCK, STORE
from fagspejl.workspace.charts.dots import drawing, ring
from fagspejl.workspace.charts.layout import Layout, arrange
from fagspejl.workspace.charts.picture import DotPicture, Round
from fagspejl.workspace.charts.table import DotTable, table
from fagspejl.workspace.sessions.edge import WORDS
from fagspejl.workspace.sessions.pictures.picture import kind_of, live_picture, stored_picture
from fagspejl.workspace.sessions.pictures.shown import shown_kept, shown_live
from fagspejl.workspace.sessions.pictures.tools import Draw, Shown, ToolPicture, draw_of
from fagspejl.workspace.sessions.selectors.blocks import block_of
from fagspejl.workspace.sessions.selectors.guessed import guessed_kept, guessed_live
from fagspejl.workspace.sessions.selectors.live import live_item
from fagspejl.workspace.sessions.selectors.series import series_found, series_kept
from fagspejl.workspace.sessions.sentences import said_of_series
from fagspejl.workspace.sessions.types import LiveItem, PhoneFacts, SessionFacts, SplitKind, StoredItem

_PICTURES: Final = 400
_SECONDS: Final = (
    300.0  # a picture is made of answers: it does not stay in memory long after its session was closed
)
# What changes a picture moves the session's revision, so that one of an earlier revision is never asked for again.
_logger: Final = logging.getLogger(__name__)
_kept: dict[tuple[UUID, int, int], tuple[float, Drawn]] = {}
_tools: dict[tuple[UUID, int], tuple[float, ToolPicture | None]] = {}
_told: dict[tuple[UUID, int], tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture at both sizes with its table. `live`: what it was made of, None for a stored one."""

    picture: DotPicture
    room_svg: str
    phone_svg: str
    table: DotTable | None
    live: LiveItem | None = None
    layout: Layout | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said of it, the most important first."""
        return self.picture.sentences

    @property
    def caution(self) -> str:
        """What stands under every picture of agreement."""
        return self.picture.caution

    @property
    def withheld(self) -> str | None:
        """The sentence that stands instead of it."""
        return self.picture.withheld


def drawn(known: SessionFacts, item: int) -> Drawn | None:
    """Return a shown item as it is drawn, or None before it is shown."""
    if 1 not in known.revealed.get(item, ()):
        return None
    now = time.monotonic()
    for old in [one for one, (since, _) in list(_kept.items()) if now - since > _SECONDS]:
        _kept.pop(old, None)
    place = known.id, item, known.revision
    kept = _kept.get(place)
    if kept is not None:
        return kept[1]
    found = _drawn(known, item)
    if len(_kept) >= _PICTURES:
        _kept.clear()
    if found is not None:
        _kept[place] = now, found
    return found


def drawn_by_tool(known: SessionFacts) -> ToolPicture | None:
    """Return the picture that the session's tool draws of all that is shown; None where none does, and before."""
    draw = draw_of(known.template)
    if draw is None or not known.revealed:
        return None
    place, now = (known.id, known.revision), time.monotonic()
    for old in [one for one, (since, _) in list(_tools.items()) if now - since > _SECONDS]:
        _tools.pop(old, None)
    kept = _tools.get(place)
    if kept is None:
        words = wording(known.language, WORDS)
        live = [one for item in sorted(known.revealed) if (one := live_item(known, item)) is not None]
        kept = now, _by(draw, shown_live(known, live, guessed_live(known, live), words), words)
        if len(_tools) >= _PICTURES:
            _tools.clear()
        _tools[place] = kept
    return kept[1]


def kept_by_tool(known: SessionFacts, stored: Sequence[StoredItem]) -> ToolPicture | None:
    """Return the picture that the session's tool draws of what was kept; None where none does or nothing was."""
    draw = draw_of(known.template)
    if draw is None or not stored:
        return None
    words = wording(known.language, WORDS)
    return _by(draw, shown_kept(known, stored, guessed_kept(known.id), words), words)


def _by(draw: Draw, shown: Shown, words: Wording) -> ToolPicture | None:
    """A room full of people does not wait for a tool's fault: they see the engine's own picture, and it is logged."""
    try:
        return draw(shown, words)
    except Exception as fault:
        _logger.error(
            "The picture of %s failed: %s", shown.template, type(fault).__name__
        )  # never what was answered
        return None


def told_of_series(known: SessionFacts) -> tuple[str, ...]:
    """Return what is said across the cases of a series; nothing before the last of them is shown."""
    place = known.id, known.revision
    if place not in _told:
        if len(_told) >= _PICTURES:
            _told.clear()
        words = wording(known.language, WORDS)
        _told[place] = said_of_series(series_found(known), words, kind=kind_of(known.split_kind))
    return _told[place]


def told_of_kept_series(known: SessionFacts) -> tuple[str, ...]:
    """Return what is said across the cases of a closed session, from what was kept of it."""
    words = wording(known.language, WORDS)
    return said_of_series(series_kept(known.id), words, kind=kind_of(known.split_kind))


def drawn_stored(stored: StoredItem, language: str, *, split: SplitKind, seed: int) -> Drawn:
    """Return what is left of an item as it is drawn; `split` and `seed` of its session."""
    words = wording(language, WORDS)
    return _whole(
        stored_picture(stored, words, split=split, seed=seed, limit=STORE), language, None, f"s{stored.item}"
    )


def ring_of(shown: Drawn, phone: PhoneFacts, own: Mapping[int, int]) -> str:
    """Return what rings this phone's own dots in the small picture; "" where it has none. `own`: round -> value."""
    if shown.live is None or shown.layout is None or phone.is_leader:
        return ""
    places = [block.group for block in shown.live.blocks]
    place = block_of(phone.group, tuple(one for one in places if one is not None and one >= 0))
    if place not in places:
        return ""
    rings = []
    rounds: tuple[Round, Round] = (1, 2)
    for number in rounds:
        if number not in shown.live.rounds or (value := own.get(number)) is None:
            continue
        block, other = places.index(place), own.get(3 - number)
        rings.append(ring(shown.picture, "phone", block, number, value, other=other, layout=shown.layout))
    return "".join(rings)


def _drawn(known: SessionFacts, item: int) -> Drawn | None:
    live = live_item(known, item)
    if live is None:
        return None
    words = wording(known.language, WORDS)
    picture = live_picture(
        live, known.items[item], words, split=known.split_kind, seed=known.seed, limit=LIVE_BLOCK
    )
    return _whole(picture, known.language, live, f"d{item}")


def _whole(picture: DotPicture, language: str, live: LiveItem | None, key: str) -> Drawn:
    words = wording(language, WORDS)
    return Drawn(
        picture,
        drawing(picture, "room", words, f"{key}r"),
        drawing(picture, "phone", words, f"{key}p"),
        table(picture, words),
        live,
        None if picture.withheld or picture.options else arrange(picture, "phone"),
    )
