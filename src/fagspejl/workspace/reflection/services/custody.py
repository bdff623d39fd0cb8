"""The keys of notes have a copy of their own, since no copy of the database holds them: making it, bringing it back."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.files import MARKER, replaced_folder
from fagspejl.lib.private_files import KeysInsideData, check_keys_outside, make_secret
from fagspejl.workspace.reflection.errors import (
    NotesCopyMissing,
    NotesCopyPlace,
    NotesKeyMissing,
    NotesKeyWrong,
)
from fagspejl.workspace.reflection.keys import destroy_key, file_of, key_in, name_of
from fagspejl.workspace.reflection.models import Note, NoteOwner
from fagspejl.workspace.reflection.sealing import opened


@dataclass(frozen=True, slots=True)
class KeysBack:
    """What became of the keys of all owners with notes.

    brought: into the copy, or back from it · here: open their notes already · lacking: do not open them on this server
    """

    brought: int
    here: int
    lacking: int


def copy_keys(to: Path, *, actor: Actor) -> KeysBack:
    """Write the keys that open their notes into a folder, which is replaced as a whole, with mode 0700 and files 0600.

    A key that its owner destroyed since the last copy is not in the new one. One that is missing here, or opens
    nothing, stays as the copy has it: a copy made before anybody saw the loss does not lose it for good. `lacking`
    counts its owners. Raises NotesCopyPlace, FolderNotReplaceable, OSError.
    """
    _check_outside(to)
    keys: dict[str, bytes] = {}
    lacking = 0
    for account in _accounts():
        here, before = file_of(account), to / name_of(account)
        lost = not _opens(account, here)
        lacking += lost
        if not lost or _opens(account, before):
            keys[name_of(account)] = key_in(before if lost else here)
    with replaced_folder(to) as folder:
        for name, key in keys.items():
            _put(folder / name, key)
    record(actor=actor, event=Event.NOTES_KEYS_COPIED)
    return KeysBack(len(keys), 0, lacking)


def restore_keys(source: Path, *, actor: Actor) -> KeysBack:
    """Put back the keys that are missing here or open nothing, where the copy holds one that opens.

    Keys that nobody's notes need stay where they are. Raises NotesCopyPlace, NotesCopyMissing, OSError.
    """
    _check_outside(source)
    if not (source / MARKER).is_file():
        raise NotesCopyMissing(source)
    brought = here = lacking = 0
    for account in _accounts():
        if _opens(account, file_of(account)):
            here += 1
        elif _opens(account, source / name_of(account)):
            destroy_key(account)
            _put(file_of(account), key_in(source / name_of(account)))
            brought += 1
        else:
            lacking += 1
    record(actor=actor, event=Event.NOTES_KEYS_RESTORED)
    return KeysBack(brought, here, lacking)


def _accounts() -> list[UUID]:
    """Accounts with notes."""
    return list(NoteOwner.objects.filter(notes__isnull=False).distinct().values_list("account", flat=True))


def _opens(account: UUID, path: Path) -> bool:
    row = Note.objects.filter(owner__account=account).values_list("id", "owner_id", "sealed").first()
    try:
        key = key_in(path)
        if row is not None:
            opened(key, row[1], row[0], bytes(row[2]))
    except (NotesKeyMissing, NotesKeyWrong):
        return False
    return True


def _put(path: Path, key: bytes) -> None:
    make_secret(path, base64.b64encode(key).decode("ascii"))


def _check_outside(folder: Path) -> None:
    try:
        check_keys_outside(folder, settings.DATA)
    except KeysInsideData:
        raise NotesCopyPlace(folder) from None
