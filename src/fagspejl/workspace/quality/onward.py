"""Where a closed session of this tool leads: to its picture, where guide marks are chosen."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.lib.wording import Wording
from fagspejl.workspace.quality.selectors import picture_in
from fagspejl.workspace.quality.wordings import words_of
from fagspejl.workspace.sessions.types import SessionFacts


def onward(known: SessionFacts, words: Wording) -> tuple[str, str] | None:
    """Return the label and the address of the session's picture; None where it was deleted."""
    found = picture_in(known.id)
    if found is None:
        return None
    return words_of(words.language).say("quality_page.from_session"), reverse(
        "quality-picture", args=[found.id]
    )
