"""Files of keys: written whole or not at all, and overwritten before they are removed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file of mode 0600 beside its place, flush it, and give it its name."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = unfinished(path)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def unfinished(path: Path) -> Path:
    """Return where a file lies while it is written."""
    return path.with_suffix(path.suffix + ".new")


def overwrite_and_unlink(path: Path) -> None:
    """Overwrite a file, flush that, and remove it; one that is not there is passed over."""
    try:
        descriptor = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(max(1, path.stat().st_size)))
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
