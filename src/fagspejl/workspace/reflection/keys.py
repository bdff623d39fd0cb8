"""The file of an owner's key: in the notes folder of the data folder, which no copy of the database holds.

Its name is derived from the account, so that the folder alone tells nobody who keeps notes. It is made with the first
note, whole or not at all; where notes are and it is not, nothing makes a new one, since the old notes would be lost
without a word. Deleting it makes every copy of the notes unreadable, those in backups of the database too.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from fagspejl.lib.derivation import base32_lower, derive
from fagspejl.lib.private_files import SecretEmpty, make_secret, read_secret, shred
from fagspejl.workspace.reflection.errors import NotesKeyMissing, NotesKeyWrong

FOLDER: Final = "notes"
_BYTES: Final = 32
_NAME: Final = 16


def notes_folder() -> Path:
    """Return where the keys lie."""
    return Path(settings.DATA) / FOLDER


def file_of(account: UUID) -> Path:
    """Return where the key of an account's notes lies."""
    return notes_folder() / name_of(account)


def name_of(account: UUID) -> str:
    """Return the name of an account's key file; nothing else than the account is in it, so that no secret loses it."""
    return f"{base32_lower(derive(account.bytes, 'notes-file')[:_NAME])}.key"


def key_of(account: UUID) -> bytes:
    """Return the key of an account's notes. Raises NotesKeyMissing, NotesKeyWrong."""
    return key_in(file_of(account))


def key_in(path: Path) -> bytes:
    """Return the key in a file. Raises NotesKeyMissing, NotesKeyWrong."""
    if not path.is_file():
        raise NotesKeyMissing
    try:
        key = base64.b64decode(read_secret(path), validate=True)
    except (
        SecretEmpty,
        binascii.Error,
        UnicodeDecodeError,
        OSError,
    ):  # OSError: another user's file, a sick disk
        raise NotesKeyWrong from None
    if len(key) != _BYTES:
        raise NotesKeyWrong
    return key


def first_key_of(account: UUID) -> bytes:
    """Return the key of an account that has no notes yet; of two that begin at once both get the same."""
    path = file_of(account)
    if not path.is_file():
        make_secret(path, base64.b64encode(secrets.token_bytes(_BYTES)).decode("ascii"))
    return key_of(account)


def destroy_key(account: UUID) -> None:
    """Overwrite the key and take its file away; nothing happens where there is none.

    A file that this process may not write to is taken away as it stands: better that than a key that stays. A folder
    in its place goes with all that is in it, which may be the key; then she can begin anew. Raises OSError.
    """
    path = file_of(account)
    try:
        with suppress(FileNotFoundError):
            shred(path)
    except IsADirectoryError:
        shutil.rmtree(path)
    except PermissionError:
        path.unlink()
