"""What pictures of quality offer to notes upward: each statement's heading, from what was kept of at least five."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.quality.kept import kept_of
from fagspejl.workspace.quality.picture import Rated, heading_of
from fagspejl.workspace.quality.selectors import pictures_of
from fagspejl.workspace.quality.showing import limits_of, rated_in
from fagspejl.workspace.quality.types import PictureFacts
from fagspejl.workspace.sessions.evidence.types import Evidence
from fagspejl.workspace.sessions.selectors.sessions import session_of

KIND: Final = "quality"
_PICTURES: Final = 2  # the newest, so that the database is asked a fixed number of times
_TEXT_SIGNS: Final = 350  # of a statement in a sentence of 500


def offer(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return the statements of the unit's two newest closed pictures, each with its heading; no group is named."""
    found: list[Evidence] = []
    for known in pictures_of([unit])[:_PICTURES]:
        found += _of(known, words)
    return tuple(found)


def _of(known: PictureFacts, words: Wording) -> list[Evidence]:
    session = session_of(known.session)
    shown = None if session is None else kept_of(session)
    if session is None or shown is None or session.closed_on is None:
        return []
    offered = []
    for one in rated_in(shown):
        word = heading_of(one, limits_of(shown))
        if word is not None:
            offered.append(
                Evidence(
                    kind=KIND,
                    source=f"{known.id}:{one.item}",
                    heading=words.say("quality_note.heading", area=known.task_area, year=known.year),
                    sentence=words.say(
                        "quality_note.sentence",
                        text=_short(one.text),
                        heading=words.say(f"quality_picture.{word.value}"),
                        n=_n(one),
                    ),
                    n=_n(one),
                    shown_on=session.closed_on,
                )
            )
    return offered


def _n(one: Rated) -> int:
    return sum(len(block.values) for block in one.importance)


def _short(text: str) -> str:
    text = text.rstrip(".")
    return text if len(text) <= _TEXT_SIGNS else f"{text[:_TEXT_SIGNS].rsplit(' ', 1)[0]} …"
