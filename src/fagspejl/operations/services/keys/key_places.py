"""Where the keys of rounds lie on this installation, and where their second copies."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.private_files import check_keys_outside
from fagspejl.operations.services.desk import key_store


class EscrowInside(FagspejlError):
    """The second copy would lie with the data, or with the first. `folder`: where."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"the second copy of the key must not lie in {folder}")
        self.folder = folder


def opening_store(round_id: UUID, escrow: Path | None) -> KeyStore:
    """Return the key store for opening a round. Without a folder for the second copy the round cannot open.

    With escrow `path` the folder is FAGSPEJL_ESCROW or KEYS-escrow; with `offline` somebody has to name it.
    Raises EscrowInside.
    """
    store = key_store(round_id)
    if escrow is None:
        escrow = store.escrow
    if escrow is not None:
        place, keys = escrow.resolve(), Path(settings.KEYS).resolve()
        if place == keys or keys in place.parents:
            raise EscrowInside(place)
        check_keys_outside(place, settings.DATA)
    return KeyStore(settings.KEYS, escrow, witnessed=store.witnessed)


def on_one_device(first: Path, second: Path) -> bool:
    """Whether two folders lie on one device as the system counts them; of a folder that is not here, no.

    Two partitions of one disk count as two: the system tells no more.
    """
    try:
        return first.stat().st_dev == second.stat().st_dev
    except OSError:
        return False
