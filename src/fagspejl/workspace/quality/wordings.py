"""The sentences of a picture in the language that it was made in, those of the room's findings among them."""

from __future__ import annotations

from typing import Final

from fagspejl.lib.wording import Wording, wording

WORDS: Final = "fagspejl.workspace.quality.words"
ROOM_WORDS: Final = "fagspejl.workspace.words"


def words_of(language: str) -> Wording:
    """Return the sentences of a picture in its language."""
    return wording(language, WORDS, ROOM_WORDS)
