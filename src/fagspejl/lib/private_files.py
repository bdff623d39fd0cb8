"""Folders and files that only their owner may read: where keys may lie, and secrets made at first use."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from fagspejl.lib.errors import FagspejlError


class KeysInsideData(FagspejlError):
    """The key folder lies inside the data folder, so that a copy of the data would hold the keys."""

    def __init__(self, keys: Path, data: Path) -> None:
        super().__init__(
            f"the key folder {keys} lies inside the data folder {data}; choose another with --keys"
        )
        self.keys, self.data = keys, data


def check_keys_outside(keys: Path, data: Path) -> None:
    """Refuse a key folder inside the data folder, or the other way round."""
    keys, data = keys.resolve(), data.resolve()
    if keys == data or data in keys.parents or keys in data.parents:
        raise KeysInsideData(keys, data)


def read_secret(path: Path) -> str:
    """Return the secret in a file of mode 0600; make it at first use."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        secret = secrets.token_urlsafe(48)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
        return secret
