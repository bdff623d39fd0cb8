"""Who signed a file: Ed25519 keys, how one installation tells another of its key, and what is read aloud. Pure.

A key line is what `fagspejl identity show` prints and a file of trusted keys holds: `fagspejl-key/1`, the public key in
Base64, and a name. Format: docs/reference/extract.md.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.sameness import folded

KEY_FORMAT: Final = "fagspejl-key/1"
KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
LONGEST_NAME: Final = 200  # signs
_GROUPS, _DIGITS = 8, 5  # 40 digits: 132 bits
_MOST_KEYS: Final = 10_000


class KeysUnusable(FagspejlError):
    """A file of trusted keys is not one, or names a key or an installation twice.

    `why`: not_keys | name | key_twice | name_twice | empty. `line`: which line, 0 for the whole file; `name`: whose.
    """

    def __init__(self, why: str, line: int = 0, name: str = "") -> None:
        super().__init__(f"line {line}: {why}")
        self.why, self.line, self.name = why, line, name


def signed(private: bytes, purpose: str, body: bytes) -> bytes:
    """Return the signature (64 bytes) over a purpose and a body; `private` is a seed of 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_message(purpose, body))


def is_signed(public: bytes, signature: bytes, purpose: str, body: bytes) -> bool:
    """Whether this key's owner signed exactly this body for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(purpose, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def public_of(private: bytes) -> bytes:
    """Return the public key (32 bytes) of a private one."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def installation_of(public: bytes) -> str:
    """Return an installation's id: SHA-256 of its public key in hexadecimal digits."""
    return hashlib.sha256(public).hexdigest()


def fingerprint(public: bytes) -> str:
    """Return 8 groups of 5 digits that two people can compare on the telephone: 132 bits of the installation's id."""
    number = int(installation_of(public), 16) % 10 ** (_GROUPS * _DIGITS)
    digits = f"{number:0{_GROUPS * _DIGITS}d}"
    return " ".join(digits[at : at + _DIGITS] for at in range(0, len(digits), _DIGITS))


def encoded(value: bytes) -> str:
    """Return bytes as Base64."""
    return base64.b64encode(value).decode("ascii")


def decoded(text: str, size: int) -> bytes | None:
    """Return `size` bytes from Base64 that is written in the one way in which `encoded` writes it; else None."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return value if len(value) == size and encoded(value) == text else None


def is_plain_name(name: str) -> bool:
    """Whether a name reads as it looks: one line of Latin letters, digits, spaces and ordinary signs.

    Letters of other scripts look like Latin ones, and signs that are not seen make two of one name.
    """
    if not name or len(name) > LONGEST_NAME or name != " ".join(name.split()):
        return False
    if unicodedata.normalize("NFC", name) != name or unicodedata.normalize("NFKC", name) != name:
        return False
    return all(_is_plain(sign) for sign in name)


def _is_plain(sign: str) -> bool:
    kind = unicodedata.category(sign)
    if kind.startswith("L"):
        return unicodedata.name(sign, "").startswith("LATIN ")
    return sign in "0123456789 " or (kind.startswith("P") and (sign.isascii() or sign in "–’"))


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key (32 bytes), and the name of the installation that it is known to belong to."""

    public: bytes
    name: str

    @property
    def line(self) -> str:
        """The key as one line of a file of keys."""
        return f"{KEY_FORMAT} {encoded(self.public)} {self.name}"


def trusted_keys(text: str) -> Mapping[str, TrustedKey]:
    """Read a file of keys: by installation id. Empty lines and lines that begin with # are passed over.

    Raises KeysUnusable: a line that is no key, the same key twice, or two names that look alike.
    """
    found: dict[str, TrustedKey] = {}
    names: dict[str, str] = {}
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if len(found) >= _MOST_KEYS:
            raise KeysUnusable("not_keys", number)
        key = _key_of(line, number)
        installation, known = installation_of(key.public), folded(key.name)
        if installation in found:
            raise KeysUnusable("key_twice", number, key.name)
        if known in names:
            raise KeysUnusable("name_twice", number, key.name)
        found[installation], names[known] = key, key.name
    if not found:
        raise KeysUnusable("empty")
    return found


def _key_of(line: str, number: int) -> TrustedKey:
    form, _, rest = line.partition(" ")
    written, _, name = rest.partition(" ")
    public = decoded(written, KEY_BYTES) if form == KEY_FORMAT else None
    if public is None:
        raise KeysUnusable("not_keys", number)
    if not is_plain_name(name):
        raise KeysUnusable("name", number)
    return TrustedKey(public, name)


def _message(purpose: str, body: bytes) -> bytes:
    return purpose.encode("ascii") + b"\x00" + body
