"""What the engine kept of a closed session of this tool, as it may be shown again."""

from __future__ import annotations

from fagspejl.lib.wording import wording
from fagspejl.workspace.quality.wordings import ROOM_WORDS
from fagspejl.workspace.sessions.pictures.shown import shown_kept
from fagspejl.workspace.sessions.pictures.tools import Shown
from fagspejl.workspace.sessions.selectors.guessed import guessed_kept
from fagspejl.workspace.sessions.selectors.sessions import stored_items
from fagspejl.workspace.sessions.types import SessionFacts


def kept_of(session: SessionFacts) -> Shown | None:
    """Return what was kept; None before the close, and where nothing is left."""
    items = [] if session.closed_on is None else stored_items(session.id)
    if not items:
        return None
    return shown_kept(session, items, guessed_kept(session.id), wording(session.language, ROOM_WORDS))
