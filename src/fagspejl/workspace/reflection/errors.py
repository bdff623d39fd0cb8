"""What can go wrong with notes."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


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


class NoteGone(FagspejlError):
    """The note is not there any more."""

    def __init__(self) -> None:
        super().__init__("the note was deleted")


class NoteTooLong(FagspejlError):
    """A note does not fit."""

    def __init__(self) -> None:
        super().__init__("the note is too long")
