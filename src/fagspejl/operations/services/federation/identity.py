"""The key that an installation signs its extracts with: `<data>/identity/installation.ed25519`, made at first use.

It opens no answer and no report. Whoever has it can sign in the installation's name; whoever loses it makes a new one,
and those who add extracts need its new public key.
"""

from __future__ import annotations

import secrets
import stat
from pathlib import Path
from typing import Final

from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.private_files import make_secret
from fagspejl.lib.signatures import KEY_BYTES, decoded, encoded

FOLDER: Final = "identity"
NAME: Final = "installation.ed25519"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class IdentityUnusable(FagspejlError):
    """The installation's own key cannot be used. `path`: its file. `why`: not_a_key | open_to_others."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


def identity_key(data: Path) -> bytes:
    """Return this installation's private key (32 bytes); made whole or not at all. Raises IdentityUnusable, OSError.

    With several machines the folder is copied to each that signs: two keys are two installations to others.
    """
    path = data / FOLDER / NAME
    if not path.exists():
        make_secret(path, encoded(secrets.token_bytes(KEY_BYTES)) + "\n")
    for place in (path.parent, path):
        if place.stat().st_mode & _OTHERS:
            raise IdentityUnusable(place, "open_to_others")
    key = decoded(path.read_bytes()[:1024].decode("ascii", "replace").strip(), KEY_BYTES)
    if key is None:
        raise IdentityUnusable(path, "not_a_key")
    return key
