"""Round keys: files outside the database, with an escrow copy that was read back before a round may open.

A key is 32 random bytes in `KEYS/<round>.key`, mode 0600. It never enters the database, a backup, a log or the
environment. Destroying overwrites, flushes and unlinks, and leaves `<round>.destroyed`, which stops any reopening.
"""

from __future__ import annotations

import hmac
import os
import secrets
from datetime import date
from pathlib import Path
from uuid import UUID

from fagspejl.evaluation.keys.derivation import key_check
from fagspejl.lib.errors import FagspejlError

KEY_BYTES = 32


class RoundKeyMissing(FagspejlError):
    """The file of a round's key is not there. Links can not be sent and answers not be opened without it."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the key {path.name} is not in {path.parent}; bring it back from the second copy")
        self.path, self.folder = path, path.parent


class EscrowCopyMissing(RoundKeyMissing):
    """The second copy is not where this installation looks for it: it may live on elsewhere after the destruction."""


class RoundKeyWrong(FagspejlError):
    """The file holds another round's key, or was damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} in {path.parent} is not the key of this round")
        self.path, self.file, self.folder = path, path.name, path.parent


class RoundKeyDestroyed(FagspejlError):
    """The round's key was destroyed; the round can never be opened again."""

    def __init__(self, round_id: UUID) -> None:
        super().__init__(f"the key of round {round_id} was destroyed")
        self.round_id = round_id


class KeyStore:
    """The key folder and, beside it, the escrow folder (another disk or host; None with offline escrow)."""

    def __init__(self, folder: Path, escrow: Path | None) -> None:
        self.folder, self.escrow = folder, escrow

    def create(self, round_id: UUID) -> bytes:
        """Make a round's key and its escrow copy, flush both, read both back. Returns the key.

        A key that already stands there is kept: opening may be tried again. Raises RoundKeyDestroyed, RoundKeyWrong.
        """
        if self._marker(round_id).exists():
            raise RoundKeyDestroyed(round_id)
        main = self._path(self.folder, round_id)
        if not main.exists():
            _write(main, secrets.token_bytes(KEY_BYTES))
        key = main.read_bytes()
        if len(key) != KEY_BYTES:
            raise RoundKeyWrong(main)
        if self.escrow is not None:
            copy = self._path(self.escrow, round_id)
            if not copy.exists():
                _write(copy, key)
            if not hmac.compare_digest(copy.read_bytes(), key):
                raise RoundKeyWrong(copy)
        return key

    def read(self, round_id: UUID, check: bytes) -> bytes:
        """Return a round's key after proving it with `key_check`. Raises RoundKeyDestroyed, -Missing, -Wrong."""
        if self._marker(round_id).exists():
            raise RoundKeyDestroyed(round_id)
        path = self._path(self.folder, round_id)
        try:
            key = path.read_bytes()
        except FileNotFoundError:
            raise RoundKeyMissing(path) from None
        if not hmac.compare_digest(key_check(key), bytes(check)):
            raise RoundKeyWrong(path)
        return key

    def destroy(self, round_id: UUID, *, on: date) -> None:
        """Overwrite and remove a round's key and its escrow copy, and leave the marker. May be repeated.

        Nothing is touched while the key stands and the copy made at opening is not where it should be: the folder may
        be another one than then, and a copy would outlive the promise. If it is lost, a copy of the key put in its
        place is the word of the one who looked. Raises EscrowCopyMissing.
        """
        if self.escrow is not None and self._path(self.folder, round_id).exists():
            copy = self._path(self.escrow, round_id)
            if not copy.exists():
                raise EscrowCopyMissing(copy)
        for folder in (self.folder, self.escrow):
            if folder is not None:
                path = self._path(folder, round_id)
                _overwrite_and_unlink(path)
                _overwrite_and_unlink(_unfinished(path))
        marker = self._marker(round_id)
        if not marker.exists():
            _write(marker, f"{round_id} {on.isoformat()}\n".encode("ascii"))

    def is_destroyed(self, round_id: UUID) -> bool:
        """Whether the marker stands and no file of the key is left."""
        files = [self._path(folder, round_id) for folder in (self.folder, self.escrow) if folder is not None]
        return self._marker(round_id).exists() and not any(path.exists() for path in files)

    def _path(self, folder: Path, round_id: UUID) -> Path:
        return folder / f"{round_id}.key"

    def _marker(self, round_id: UUID) -> Path:
        return self.folder / f"{round_id}.destroyed"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = _unfinished(path)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _unfinished(path: Path) -> Path:
    return path.with_suffix(path.suffix + ".new")


def _overwrite_and_unlink(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
