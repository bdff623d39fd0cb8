"""What has been released from files on this installation: so that the same answers are not released twice otherwise.

One file, readable by its owner, sealed with the installation's key. It holds scopes and hashes, never an answer, a name
or a row. A release is noted before its files are put in place and confirmed afterwards: after an interruption the next
run finds out which of the two happened.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from fagspejl.disclosure.document.canonical import canonical
from fagspejl.disclosure.scope import Scope, lie_apart, overlaps
from fagspejl.lib.derivation import derive
from fagspejl.lib.errors import FagspejlError

NAME: Final = "releases.json"
_KEY_NAME: Final = "installation.key"
_VERSION: Final = 1


class LedgerUnusable(FagspejlError):
    """The list of earlier releases cannot be read, written or trusted. `why`: unreadable | foreign | read_only."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


class AnswersReleasedBefore(FagspejlError):
    """Answers of the same people were released: `what` differs (answers | policy); `when`, `place`: the old one."""

    def __init__(self, what: str, when: date, place: str, leaders: int) -> None:
        super().__init__(f"released {when} in {place} with other {what}")
        self.what, self.when, self.place, self.leaders = what, when, place, leaders


class NothingToReplace(FagspejlError):
    """The release that is to be replaced is not on the list, or does not hold these answers."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is no release of these answers made here")
        self.path = path


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
    other_answers: str = ""
    confirmed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for canonical JSON."""
        plain = {"id": self.id, "label": self.label, "policy": self.policy, "fingerprint": self.fingerprint}
        rest = {"folder": self.folder, "other_answers": self.other_answers, "confirmed": self.confirmed}
        told = {"day": self.day.isoformat(), "scope": self.scope.as_dict(), "manifest": dict(self.manifest)}
        return plain | rest | told

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Entry:
        """Return the entry that `as_dict` wrote. Raises KeyError, TypeError, ValueError."""
        texts = ("id", "label", "policy", "fingerprint", "folder", "other_answers")
        return cls(
            **{name: str(told[name]) for name in texts},
            day=date.fromisoformat(told["day"]),
            scope=Scope.from_dict(told["scope"]),
            manifest={str(path): str(sha) for path, sha in told["manifest"].items()},
            confirmed=bool(told["confirmed"]),
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The list and the key of this installation, as they stand while the lock is held."""

    folder: Path
    key: bytes
    entries: tuple[Entry, ...]

    def against(self, scope: Scope) -> tuple[Entry, ...]:
        """Return earlier releases that may hold answers of the same people."""
        return tuple(entry for entry in self.entries if overlaps(entry.scope, scope))

    def save(self, entries: tuple[Entry, ...]) -> Ledger:
        """Write the list anew, whole or not at all. Raises LedgerUnusable."""
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
        except OSError:
            raise LedgerUnusable(path, "read_only") from None
        return replace(self, entries=entries)


def state_folder(environ: Mapping[str, str]) -> Path:
    """Return where the list lies without a site: FAGSPEJL_STATE, else fagspejl below XDG_STATE_HOME."""
    if told := environ.get("FAGSPEJL_STATE"):
        return Path(told)
    home = environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "fagspejl"


@contextmanager
def opened_ledger(folder: Path, keys: Path) -> Iterator[Ledger]:
    """Yield the list, which nobody else can open meanwhile. Folder, key and lock are made at first use.

    Releases noted but never confirmed are looked up: they stand if one of their files is in place, else they are gone.
    Raises LedgerUnusable.
    """
    path = folder / NAME
    try:
        for place in (folder, keys):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(folder / "releases.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError:
        raise LedgerUnusable(path, "read_only") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ledger = Ledger(folder, _key(keys / _KEY_NAME), ())
        yield replace(ledger, entries=tuple(_settled(_read(path, ledger.key))))
    finally:
        os.close(lock)


def installation_key(keys: Path) -> bytes:
    """Return this installation's own key, 32 bytes; made at first use. Raises LedgerUnusable."""
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _key(keys / _KEY_NAME)


def manifest_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _sha(path) for path in files}


def check_against(
    found: tuple[Entry, ...],
    *,
    scope: Scope,
    label: str,
    policy: str,
    same_answers: Mapping[str, bool],
    least_days: int,
) -> Entry | None:
    """Return the earlier release that this one repeats to the letter, or None where it is a first one.

    `same_answers`: by the id of an earlier release, whether it was made of exactly these answers.
    A new round of the same leaders, under another label and `least_days` later, is no repetition.
    Raises AnswersReleasedBefore.
    """
    for entry in found:
        if same_answers[entry.id] and entry.policy == policy:
            return entry
    apart = timedelta(days=least_days - 1)
    for entry in found:
        if entry.label != label and lie_apart(entry.scope, scope, apart):
            continue
        what = "policy" if same_answers[entry.id] else "answers"
        shared = len(entry.scope.groups & scope.groups)
        raise AnswersReleasedBefore(what, entry.day, entry.folder, shared)
    return None


def remove_files(entry: Entry) -> list[Path]:
    """Delete the files of a replaced release that are still what was written; returns those that are not."""
    kept = []
    folder = Path(entry.folder)
    for name, sha in entry.manifest.items():
        path = folder / name
        if not path.is_file():
            continue
        if _sha(path) == sha:
            path.unlink()
        else:
            kept.append(path)
    return kept


def _settled(entries: list[Entry]) -> Iterator[Entry]:
    for entry in entries:
        if entry.confirmed:
            yield entry
        elif any(_is_there(Path(entry.folder) / name, sha) for name, sha in entry.manifest.items()):
            yield replace(entry, confirmed=True)


def _is_there(path: Path, sha: str) -> bool:
    return path.is_file() and _sha(path) == sha


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
        if not hmac.compare_digest(seal, _seal(key, body)):
            raise LedgerUnusable(path, "foreign")
        return [Entry.from_dict(entry) for entry in json.loads(body)["entries"]]
    except (ValueError, KeyError, TypeError):
        raise LedgerUnusable(path, "unreadable") from None


def _seal(key: bytes, body: str) -> str:
    return derive(key, "ledger", body.encode()).hex()


def _key(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError:
        pass
    except (OSError, ValueError):
        raise LedgerUnusable(path, "unreadable") from None
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        return bytes.fromhex(path.read_text("ascii"))
    except OSError:
        raise LedgerUnusable(path, "read_only") from None


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
