"""Folders and files that only their owner may read: their modes, where keys may lie, secrets made at first use."""

from __future__ import annotations

import os
import secrets
import shlex
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from fagspejl.lib.errors import FagspejlError

_UMASK: Final = 0o077  # folders 0700, files 0600
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class ReadableByOthers(FagspejlError):
    """Other users of the machine may read or change something of the site.

    `found`: one such place. `folders`: those of the site's folders that hold some.
    """

    def __init__(self, found: Path, folders: tuple[Path, ...]) -> None:
        super().__init__(f"other users of this machine have access to {found}; close it: {mending(folders)}")
        self.found, self.folders, self.command = found, folders, mending(folders)


class KeysInsideData(FagspejlError):
    """The key folder lies inside the data folder, so that a copy of the data would hold the keys."""

    def __init__(self, keys: Path, data: Path) -> None:
        super().__init__(
            f"the key folder {keys} lies inside the data folder {data}; choose another with --keys"
        )
        self.keys, self.data = keys, data


class SecretEmpty(FagspejlError):
    """The file of a secret holds nothing: sessions and code apps that hang on it cannot be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"the secret in {path} is empty; bring it back from a copy, or remove the file to begin anew"
        )
        self.path = path


def make_private() -> None:
    """Let everything that this process makes be its owner's alone."""
    os.umask(_UMASK)


def check_private(*folders: Path) -> None:
    """Raise ReadableByOthers where a folder, or anything in it, gives rights to anybody but its owner.

    Folders that are not there are passed over, and so is what this process may not look into itself.
    """
    open_places = {folder: found for folder in folders for found in _open_to_others(folder)}
    if open_places:
        raise ReadableByOthers(next(iter(open_places.values())), tuple(open_places))


def mending(folders: tuple[Path, ...]) -> str:
    """Return the command that takes every right from others."""
    return shlex.join(["chmod", "-R", "go=", *map(str, folders)])


def _open_to_others(folder: Path) -> Iterator[Path]:
    """Yield the first place in a folder, itself included, that others have rights to."""
    for root, _, names in os.walk(folder):
        for path in (Path(root), *(Path(root, name) for name in names)):
            try:
                mode = path.lstat().st_mode
            except OSError:  # gone meanwhile
                continue
            if mode & _OTHERS and not stat.S_ISLNK(mode):
                yield path
                return


def check_keys_outside(keys: Path, data: Path) -> None:
    """Refuse a key folder inside the data folder, or the other way round."""
    keys, data = keys.resolve(), data.resolve()
    if keys == data or data in keys.parents or keys in data.parents:
        raise KeysInsideData(keys, data)


def read_secret(path: Path) -> str:
    """Return the secret in a file of mode 0600; make it at first use, whole or not at all. Raises SecretEmpty.

    Killed at any moment, and with other processes that begin at the same time, there is one secret or none yet.
    """
    try:
        secret = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        make_secret(path, secrets.token_urlsafe(48))
        secret = path.read_text(encoding="ascii").strip()
    if not secret:
        raise SecretEmpty(path)
    return secret


def make_secret(path: Path, secret: str) -> None:
    """Write a secret beside its place and give it its name when it is on the disk; another process may be first.

    The file has mode 0600; a folder that is not there is made with 0700. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(name, path)
    finally:
        Path(name).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def shred(path: Path) -> None:
    """Overwrite a file and remove it; of a link only the link. Some disks keep what was overwritten."""
    if not path.is_symlink():
        with path.open("r+b") as file:
            remaining = path.stat().st_size
            while remaining > 0:
                remaining -= file.write(b"\x00" * min(remaining, 1 << 20))
            file.flush()
            os.fsync(file.fileno())
    path.unlink()
