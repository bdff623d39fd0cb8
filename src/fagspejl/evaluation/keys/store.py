"""Round keys: files outside the database, with an escrow copy that was read back before a round may open.

A key is 32 random bytes in `KEYS/<round>.key`, mode 0600. It never enters the database, a backup, a log or the
environment. Destroying writes `<round>.destroyed`, which stops any reopening and carries what only a holder of the key
can derive; then it overwrites, flushes and unlinks. Interrupted anywhere, it can be repeated.
"""

from __future__ import annotations

import hmac
import os
import secrets
import socket
from datetime import date
from pathlib import Path
from uuid import UUID

from fagspejl.evaluation.keys.derivation import destruction_check, destruction_proof, key_check
from fagspejl.evaluation.keys.files import overwrite_and_unlink, unfinished, write_whole
from fagspejl.evaluation.types.witnessed import Holder
from fagspejl.lib.errors import FagspejlError

KEY_BYTES = 32
_MARKER_WORDS = 3


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


class MarkerUnproven(FagspejlError):
    """The marker of a destroyed key was not written by whoever held the key: it proves nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} in {path.parent} was not written by a holder of the round's key")
        self.path, self.file, self.folder = path, path.name, path.parent


class RoundKeyDestroyed(FagspejlError):
    """The round's key was destroyed; the round can never be opened again."""

    def __init__(self, round_id: UUID) -> None:
        super().__init__(f"the key of round {round_id} was destroyed")
        self.round_id = round_id


class KeyStore:
    """The key folder and, beside it, the escrow folder (another disk or host; None with offline escrow).

    `witnessed`: the copy in the escrow folder is sealed, and two people hold a half each of what opens it.

    `node` is the name of the machine, FAGSPEJL_NODE or that of the system: one machine holds a round's key.
    """

    def __init__(
        self, folder: Path, escrow: Path | None, node: str | None = None, *, witnessed: bool = False
    ) -> None:
        self.folder, self.escrow, self.witnessed = folder, escrow, witnessed
        self.node = node or os.environ.get("FAGSPEJL_NODE") or socket.gethostname()

    def create(self, round_id: UUID) -> bytes:
        """Make a round's key and its escrow copy, flush both, read both back. Returns the key.

        A key that already stands there is kept: opening may be tried again. Raises RoundKeyDestroyed, RoundKeyWrong.
        """
        if self._marker(round_id).exists():
            raise RoundKeyDestroyed(round_id)
        main = self._path(self.folder, round_id)
        if not main.exists():
            write_whole(main, secrets.token_bytes(KEY_BYTES))
        key = main.read_bytes()
        if len(key) != KEY_BYTES:
            raise RoundKeyWrong(main)
        if self.escrow is not None and not self.witnessed:
            copy = self._path(self.escrow, round_id)
            if not copy.exists():
                write_whole(copy, key)
            if not hmac.compare_digest(copy.read_bytes(), key):
                raise RoundKeyWrong(copy)
        return key

    def read(self, round_id: UUID, check: bytes) -> bytes:
        """Return a round's key after proving it with `key_check`. Raises RoundKeyDestroyed, -Missing, -Wrong."""
        if self._marker(round_id).exists():
            raise RoundKeyDestroyed(round_id)
        return _read(self._path(self.folder, round_id), check)

    def destroy(self, round_id: UUID, *, check: bytes, destroyed: bytes | None = None, on: date) -> None:
        """Mark a round's key as destroyed, then overwrite and remove it and its escrow copy. May be repeated.

        `check` proves the key, `destroyed` (None for a round opened by an earlier version) the marker of an earlier,
        interrupted try. Without either nothing is touched: who does not hold the key has not destroyed it. Nothing is
        touched either while the copy made at opening is not where it should be: the folder may be another one than
        then, and a copy would outlive the promise. If it is lost, a copy of the key put in its place is the word of the
        one who looked. Raises RoundKeyMissing, RoundKeyWrong, MarkerUnproven, EscrowCopyMissing.
        """
        marker = self._marker(round_id)
        if not self._is_proven(round_id, destroyed):
            key = self._proven_key(round_id, check)
            self.check_copy(round_id, key)
            proof = destruction_proof(key, round_id)
            write_whole(marker, f"{round_id} {on.isoformat()} {proof.hex()}\n".encode("ascii"))
        for path in self._files(round_id):
            overwrite_and_unlink(path)
            overwrite_and_unlink(unfinished(path))

    def check_copy(self, round_id: UUID, key: bytes) -> None:
        """Raise EscrowCopyMissing or RoundKeyWrong unless the second copy is in its folder, where there is one."""
        if self.escrow is None:
            return
        copy = self._path(self.escrow, round_id)
        if self.witnessed and not copy.exists():  # sealed, it proves nothing here; opening has proved it
            if not self.sealed_path(round_id).exists():
                raise EscrowCopyMissing(self.sealed_path(round_id))
            return
        if not copy.exists():
            raise EscrowCopyMissing(copy)
        if not hmac.compare_digest(copy.read_bytes(), key):
            raise RoundKeyWrong(copy)

    def check_custody(self, round_id: UUID, *, check: bytes, destroyed: bytes | None) -> None:
        """Raise unless the right key is here, or the marker that its destroyer wrote.

        Raises RoundKeyMissing, RoundKeyWrong, MarkerUnproven.
        """
        if not self._is_proven(round_id, destroyed):
            self._proven_key(round_id, check)

    def is_destroyed(self, round_id: UUID, destroyed: bytes | None = None) -> bool:
        """Whether the marker stands, proven by `destroyed`, and no file of the key is left.

        Where an earlier version destroyed the key there is no `destroyed` (None): its marker names the round, no more.
        """
        if any(path.exists() for path in self._files(round_id)):
            return False
        if destroyed is None:
            return self._said(round_id)[:1] == [str(round_id)]
        return self._is_proven(round_id, destroyed)

    def _proven_key(self, round_id: UUID, check: bytes) -> bytes:
        path = self._path(self.folder, round_id)
        if not path.exists() and self._marker(round_id).exists():
            raise MarkerUnproven(self._marker(round_id))
        return _read(path, check)

    def _is_proven(self, round_id: UUID, destroyed: bytes | None) -> bool:
        words = self._said(round_id)
        if destroyed is None or len(words) != _MARKER_WORDS or words[0] != str(round_id):
            return False
        try:
            proof = bytes.fromhex(words[2])
        except ValueError:
            return False
        return hmac.compare_digest(destruction_check(proof), bytes(destroyed))

    def _said(self, round_id: UUID) -> list[str]:
        """The words of a marker: the round, the day and, from whoever held the key, its proof. None without one."""
        try:
            return self._marker(round_id).read_text(encoding="ascii", errors="replace").split()
        except FileNotFoundError:
            return []

    def sealed_path(self, round_id: UUID) -> Path:
        """Return where the witnessed copy lies: with second copies, so that it outlives the key folder."""
        return (self.escrow or self.folder) / f"{round_id}.witnessed"

    def half_path(self, round_id: UUID, holder: Holder) -> Path:
        """Return where a half waits for its holder: beside the key itself, until its sheet is made."""
        return self.folder / f"{round_id}.half-{holder}"

    def restore(self, round_id: UUID, key: bytes, check: bytes) -> None:
        """Put a key that was put together again in its place. Raises RoundKeyDestroyed, RoundKeyWrong."""
        if self._marker(round_id).exists():
            raise RoundKeyDestroyed(round_id)
        main = self._path(self.folder, round_id)
        if not hmac.compare_digest(key_check(key), bytes(check)):
            raise RoundKeyWrong(self.sealed_path(round_id))
        if main.exists() and not hmac.compare_digest(main.read_bytes(), key):
            raise RoundKeyWrong(main)
        write_whole(main, key)

    def discard_pair(self, round_id: UUID) -> None:
        """Remove a witnessed copy and what waits of its halves; the key itself stays."""
        for path in (self.sealed_path(round_id), *(self.half_path(round_id, holder) for holder in Holder)):
            overwrite_and_unlink(path)
            overwrite_and_unlink(unfinished(path))

    def discard_all(self, round_id: UUID) -> None:
        """Remove every file of a round that never opened: nothing hangs on its key, and no marker is needed."""
        for path in self._files(round_id):
            overwrite_and_unlink(path)
            overwrite_and_unlink(unfinished(path))

    def _files(self, round_id: UUID) -> list[Path]:
        found = [self._path(folder, round_id) for folder in (self.folder, self.escrow) if folder is not None]
        halves = [self.half_path(round_id, holder) for holder in Holder]
        return [*found, self.sealed_path(round_id), *halves]

    def _path(self, folder: Path, round_id: UUID) -> Path:
        return folder / f"{round_id}.key"

    def _marker(self, round_id: UUID) -> Path:
        return self.folder / f"{round_id}.destroyed"


def _read(path: Path, check: bytes) -> bytes:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise RoundKeyMissing(path) from None
    if not hmac.compare_digest(key_check(key), bytes(check)):
        raise RoundKeyWrong(path)
    return key
