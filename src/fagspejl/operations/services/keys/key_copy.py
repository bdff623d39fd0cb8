"""Whether the second copy of a round's key could be written where it is to lie: looked at by the worker alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from fagspejl.evaluation.errors import EscrowMissing
from fagspejl.lib.errors import FagspejlError
from fagspejl.operations.services.keys.key_places import on_one_device, opening_store


class CopyUnwritable(FagspejlError):
    """Nothing can be written in the folder of the second copy, or what was written is read back as something else."""

    def __init__(self, said: str) -> None:
        super().__init__(f"the folder of the second copy cannot be used: {said}")
        self.said = said


class CopyOnOneDisk(FagspejlError):
    """The second copy would lie on the same disk as the key: one fault takes both."""


def check_copy(round_id: UUID) -> None:
    """Write a file where the second copy is to lie, read it back and delete it.

    Raises EscrowMissing where no folder is chosen, EscrowInside, CopyUnwritable, and last CopyOnOneDisk.
    """
    folder = opening_store(round_id, None).escrow
    if folder is None:
        raise EscrowMissing
    _try(folder)
    if on_one_device(Path(settings.KEYS), folder):
        raise CopyOnOneDisk


def _try(folder: Path) -> None:
    content, place = secrets.token_bytes(32), folder / f"trial-{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        found = place.read_bytes()
    except OSError as error:
        raise CopyUnwritable(error.strerror or type(error).__name__) from error
    finally:
        with suppress(OSError):  # where nothing could be written there may be nothing to take away either
            place.unlink()
    if found != content:
        raise CopyUnwritable("read back differently")
