"""What has been released from files on this installation: so that the same answers are not released twice otherwise.

One file, readable by its owner, sealed with the installation's key. It holds scopes, hashes and where the files of a
release lie, never an answer or a row. A release is noted before its files are put in place and confirmed afterwards:
after an interruption the next run finds out which of the two happened.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from fagspejl.disclosure.scope import Scope
from fagspejl.lib.canonical import canonical
from fagspejl.lib.derivation import derive
from fagspejl.lib.errors import FagspejlError

NAME: Final = "releases.json"
LOCK: Final = "releases.lock"
KEY_NAME: Final = "installation.key"
_KEY_BYTES: Final = 32
_VERSION: Final = 1


class LedgerUnusable(FagspejlError):
    """The list of earlier releases cannot be used. `path`: the file or folder in the way.

    `why`: unreadable | foreign (of another installation, or changed by hand) | read_only | beside (the list or its key
    would lie with answers or reports).
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True, slots=True)
class Entry:
    """One release. `manifest`: path of each file below `folder` -> SHA-256 of its content."""

    id: str
    day: date
    label: str
    scope: Scope
    policy: str
    fingerprint: str
    folder: str
    manifest: Mapping[str, str]
    replaces: str | None = None
    replaces_date: date | None = None
    other_answers: str | None = None
    confirmed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for canonical JSON."""
        texts = {name: getattr(self, name) for name in (*_TEXTS, *_MAYBE_TEXTS)}
        return {
            **texts,
            "day": self.day.isoformat(),
            "replaces_date": self.replaces_date and self.replaces_date.isoformat(),
            "scope": self.scope.as_dict(),
            "manifest": dict(self.manifest),
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Entry:
        """Return the entry that `as_dict` wrote. Raises AttributeError, KeyError, TypeError, ValueError."""
        replaced = told["replaces_date"]
        replaces, other_answers = (None if told[name] is None else str(told[name]) for name in _MAYBE_TEXTS)
        return cls(
            **{name: str(told[name]) for name in _TEXTS},
            replaces=replaces,
            other_answers=other_answers,
            day=date.fromisoformat(told["day"]),
            replaces_date=None if replaced is None else date.fromisoformat(replaced),
            scope=Scope.from_dict(told["scope"]),
            manifest={str(path): str(sha) for path, sha in told["manifest"].items()},
            confirmed=bool(told["confirmed"]),
        )


_TEXTS: Final = ("id", "label", "policy", "fingerprint", "folder")
_MAYBE_TEXTS: Final = ("replaces", "other_answers")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The list and the key of this installation, as they stand while the lock is held."""

    folder: Path
    key: bytes
    entries: tuple[Entry, ...]

    def noted(self, entry: Entry) -> Ledger:
        """Write down a release whose files are not in place yet. Raises LedgerUnusable."""
        return self._saved((*self.entries, replace(entry, confirmed=False)))

    def settled(self) -> tuple[Ledger, list[Path]]:
        """Confirm what is in place, drop what never came, and finish what was to be replaced.

        Returns the list as it then is, and the files of replaced releases that stay because somebody changed them.
        Raises LedgerUnusable.
        """
        entries, kept = _settle(self.entries)
        return self._saved(entries), kept

    def _saved(self, entries: tuple[Entry, ...]) -> Ledger:
        """Write the list anew, whole or not at all."""
        body = canonical({"version": _VERSION, "entries": [entry.as_dict() for entry in entries]})
        text = canonical({"body": body, "seal": _seal(self.key, body)})
        path = self.folder / NAME
        new = path.with_suffix(".new")
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
            _flush(self.folder)
        except OSError:
            raise LedgerUnusable(path, "read_only") from None
        return replace(self, entries=entries)


@contextmanager
def opened_ledger(folder: Path, keys: Path) -> Iterator[Ledger]:
    """Yield the list, which nobody else can open meanwhile. Folder, key, lock and list are made at first use.

    Before anything else the list is settled and written, so that one that cannot be written is told at once.
    Raises LedgerUnusable.
    """
    path = folder / NAME
    try:
        for place in (folder, keys):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(folder / LOCK, os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError:
        raise LedgerUnusable(path, "read_only") from None
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            raise LedgerUnusable(path, "read_only") from None
        key = _key(keys / KEY_NAME, makes=not path.exists())
        yield Ledger(folder, key, tuple(_read(path, key))).settled()[0]
    finally:
        os.close(lock)


def installation_key(keys: Path) -> bytes:
    """Return this installation's own key, 32 bytes; made at first use. Raises LedgerUnusable."""
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _key(keys / KEY_NAME, makes=True)


def manifest_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha_of(path) for path in files}


def sha_of(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _settle(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], list[Path]]:
    """See `Ledger.settled`. May be interrupted and done again."""
    settled: list[Entry] = []
    kept: list[Path] = []
    for entry in entries:
        if entry.confirmed:
            settled.append(entry)
        elif any(_is_there(Path(entry.folder) / name, sha) for name, sha in entry.manifest.items()):
            for old in settled:
                if old.id == entry.replaces and old.folder != entry.folder:
                    kept += _remove_files(old)
            settled = [old for old in settled if old.id != entry.replaces and not _renewed(old, entry)]
            settled.append(replace(entry, confirmed=True))
    return tuple(settled), kept


def _renewed(old: Entry, entry: Entry) -> bool:
    """Whether an entry says the same of the same folder once more."""
    return (old.id, old.folder, old.scope, old.label) == (entry.id, entry.folder, entry.scope, entry.label)


def _is_there(path: Path, sha: str) -> bool:
    return path.is_file() and sha_of(path) == sha


def _remove_files(entry: Entry) -> list[Path]:
    """Delete the files of a replaced release that are still what was written; returns those that are not."""
    kept = []
    folder = Path(entry.folder)
    for name, sha in entry.manifest.items():
        path = folder / name
        if not path.is_file():
            continue
        try:
            changed = sha_of(path) != sha
            if not changed:
                path.unlink()
        except OSError:
            changed = True
        if changed:
            kept.append(path)
    for place in {(folder / name).parent for name in entry.manifest} - {folder}:
        with suppress(OSError):  # not empty, or gone already
            place.rmdir()
    return kept


def _read(path: Path, key: bytes) -> list[Entry]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        raise LedgerUnusable(path, "unreadable") from None
    try:
        told = json.loads(text)
        body, seal = str(told["body"]), str(told["seal"])
        if not hmac.compare_digest(seal.encode(), _seal(key, body).encode()):
            raise LedgerUnusable(path, "foreign")
        return [Entry.from_dict(entry) for entry in json.loads(body)["entries"]]
    except (AttributeError, ValueError, KeyError, TypeError, RecursionError):
        raise LedgerUnusable(path, "unreadable") from None


def _seal(key: bytes, body: str) -> str:
    return derive(key, "ledger", body.encode()).hex()


def _key(path: Path, *, makes: bool) -> bytes:
    """Return the installation's key; made where there is no list yet that another key would have sealed."""
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
        if len(key) != _KEY_BYTES:
            raise LedgerUnusable(path, "unreadable")
        return key
    except FileNotFoundError:
        if not makes:
            raise LedgerUnusable(path, "foreign") from None
    except (OSError, ValueError):
        raise LedgerUnusable(path, "unreadable") from None
    key = secrets.token_bytes(_KEY_BYTES)
    new = path.with_suffix(f".{os.getpid()}.new")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key.hex())
            file.flush()
            os.fsync(file.fileno())
        new.rename(path)  # whole or not at all: half a key would make every later list another's
        _flush(path.parent)
    except OSError:
        raise LedgerUnusable(path, "read_only") from None
    return key


def _flush(folder: Path) -> None:
    """Have a folder's list of files on disk, where the file system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
