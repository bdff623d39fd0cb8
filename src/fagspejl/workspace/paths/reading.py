"""What a leader wrote while she read her report: given to herself alone, so that she may release some of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.paths.types import ShownAnswer
from fagspejl.workspace.reflection.errors import NotesKeyMissing, NotesKeyWrong
from fagspejl.workspace.reflection.selectors import reading_note, reading_of


def answers_of(account: UUID, part: UUID | None, words: Wording) -> tuple[ShownAnswer, ...]:
    """Return the answers of this account's own reading, those that are not empty.

    None where the notes cannot be opened: their own page tells what to do about it.
    """
    try:
        found = None if part is None else reading_of(account, part)
    except (NotesKeyMissing, NotesKeyWrong):
        return ()
    if found is None:
        return ()
    told = (("surprised", found.surprised), ("relevant", found.relevant), ("understand", found.understand))
    return tuple(ShownAnswer(words.say(f"path_reading.{name}"), text) for name, text in told if text.strip())


def wrote_on(account: UUID, part: UUID | None) -> date | None:
    """Return the day on which this account began to write about its own report.

    None where it wrote nothing, or where the notes cannot be opened.
    """
    try:
        found = None if part is None else reading_note(account, part)
    except (NotesKeyMissing, NotesKeyWrong):
        return None
    return found.written_on if found is not None and any(text.strip() for text in found.texts) else None
