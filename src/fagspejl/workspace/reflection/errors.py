"""What can go wrong with notes."""

from __future__ import annotations

from pathlib import Path

from fagspejl.lib.errors import FagspejlError
from fagspejl.workspace.sessions.errors import SessionError


class NotesKeyMissing(FagspejlError):
    """There are notes of this owner, and the file with their key is gone: nothing is read or written."""

    def __init__(self) -> None:
        super().__init__("the key of these notes is not in the notes folder; bring it back from its copy")


class NotesKeyWrong(FagspejlError):
    """A note does not open: the key file is another's, or the note was changed or moved."""

    def __init__(self) -> None:
        super().__init__(
            "these notes do not open with the key in the notes folder; bring back the right copy"
        )


class NoteGone(SessionError):
    """The note is not there any more."""

    key = "note_gone"


class NoteTooLong(SessionError):
    """A note does not fit."""

    key = "note_too_long"


class NotesCopyPlace(FagspejlError):
    """The copy of the keys would lie with the data, whose copies must not hold them. `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} lies in the data folder, or the data folder lies in it")
        self.folder = folder


class NotesCopyMissing(FagspejlError):
    """The folder holds no copy of the keys of notes. `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} holds no copy of the keys of notes")
        self.folder = folder
