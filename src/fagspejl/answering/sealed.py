"""Where an answer lies and how it is sealed. Pure.

The link opens one row only: its place (locator) and its key are derived from the link and the round. The blob's
random nonce doubles as the version on which an update is conditional.
Source: docs/explanation/rules.md 3.1.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fagspejl.lib.derivation import derive, derive_many, message
from fagspejl.lib.errors import FagspejlError

_VERSION = b"\x01"
_AAD = b"fagspejl/response/1"
_SIZES = (4 * 1024, 16 * 1024, 64 * 1024, 128 * 1024)
_NONCE = 12
_JSON = json.JSONDecoder()


class AnswerTooLong(FagspejlError):
    """The answer does not fit the largest blob. `size` and `limit` in bytes."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"the answer takes {size} bytes; at most {limit} can be kept")
        self.size, self.limit = size, limit


class SealBroken(FagspejlError):
    """A blob does not open under its link: wrong row, wrong key, or it was changed."""


def locator_of(link: str, round_id: UUID) -> bytes:
    """Return the place of the answer given through a link."""
    return derive(link.encode("ascii"), "locator", round_id.bytes)


def encryption_key(link: str, round_id: UUID) -> bytes:
    """Return the key of the answer given through a link."""
    return derive(link.encode("ascii"), "encrypt", round_id.bytes)


def form_check(link: str, form: str) -> str:
    """Return what stands in a page's body, so that one leader's link is refused on another's form."""
    return derive(link.encode("ascii"), "form", form.encode("utf-8"))[:16].hex()


class Box:
    """Where the answer given through one link lies, and what seals and opens it: derived once for several uses."""

    __slots__ = ("_aad", "_cipher", "_link", "_round", "locator")

    def __init__(self, link: str, round_id: UUID, locator: bytes | None = None) -> None:
        self.locator = locator_of(link, round_id) if locator is None else locator
        self._link, self._round = link, round_id
        self._aad = _AAD + round_id.bytes + self.locator
        self._cipher: AESGCM | None = None  # a link that is only looked up needs none

    def seal(self, payload: dict[str, Any], *, random: Callable[[int], bytes] = os.urandom) -> bytes:
        """Encrypt a payload: version byte, nonce, AES-256-GCM of the padded canonical JSON. Raises AnswerTooLong."""
        nonce = random(_NONCE)
        return _VERSION + nonce + self._key().encrypt(nonce, _padded(payload), self._aad)

    def unseal(self, blob: bytes) -> dict[str, Any]:
        """Decrypt a blob. Raises SealBroken."""
        return _unsealed(self._key(), blob, self._aad)

    def _key(self) -> AESGCM:
        if self._cipher is None:
            self._cipher = AESGCM(encryption_key(self._link, self._round))
        return self._cipher


class Boxes:
    """The boxes of all links of one round, for who opens every one: what does not change is made once."""

    def __init__(self, round_id: UUID) -> None:
        self._locator = message("locator", round_id.bytes)
        self._encrypt = message("encrypt", round_id.bytes)
        self._aad = _AAD + round_id.bytes

    def locators_of(self, links: Sequence[str]) -> list[bytes]:
        """Return `locator_of` of each link."""
        return derive_many([link.encode("ascii") for link in links], self._locator)

    def unseal(
        self, links: Sequence[str], locators: Sequence[bytes], blobs: Sequence[bytes]
    ) -> Iterator[dict[str, Any]]:
        """Decrypt the blobs of some links, which lie at these locators. Raises SealBroken."""
        keys = derive_many([link.encode("ascii") for link in links], self._encrypt)
        for key, locator, blob in zip(keys, locators, blobs, strict=True):
            yield _unsealed(AESGCM(key), blob, self._aad + locator)


def seal(
    link: str, round_id: UUID, payload: dict[str, Any], *, random: Callable[[int], bytes] = os.urandom
) -> bytes:
    """Encrypt a payload for the place of a link. Raises AnswerTooLong."""
    return Box(link, round_id).seal(payload, random=random)


def unseal(link: str, round_id: UUID, blob: bytes) -> dict[str, Any]:
    """Decrypt the blob of a link. Raises SealBroken."""
    return Box(link, round_id).unseal(bytes(blob))


def _unsealed(cipher: AESGCM, blob: bytes, aad: bytes) -> dict[str, Any]:
    if blob[:1] != _VERSION:
        raise SealBroken("unknown version of a sealed answer")
    try:
        text = cipher.decrypt(blob[1 : 1 + _NONCE], memoryview(blob)[1 + _NONCE :], aad)
    except InvalidTag:
        raise SealBroken("a sealed answer does not open under its link") from None
    (length,) = struct.unpack_from(">I", text)
    told = str(text[4 : 4 + length], "utf-8")
    payload: dict[str, Any]
    payload, end = _JSON.raw_decode(told)  # half the time of `json.loads`, which looks for space around it
    return payload if end == len(told) else json.loads(told)


def nonce_of(blob: bytes) -> bytes:
    """Return the nonce inside a blob: the version that an update names."""
    return bytes(blob)[1 : 1 + _NONCE]


def _padded(payload: dict[str, Any]) -> bytes:
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    whole = struct.pack(">I", len(text)) + text
    for size in _SIZES:
        if len(whole) <= size:
            return whole.ljust(size, b"\x00")
    raise AnswerTooLong(len(text), _SIZES[-1])
