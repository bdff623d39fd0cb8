"""HMAC derivations of the storage model: one label, one meaning. Pure. Golden vectors hold every one.

Fields are fixed-length bytes after a zero byte; the version in the label never changes in the middle of a round.
Source: docs/explanation/rules.md 3.1.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha256

import numpy as np

_PREFIX = b"fagspejl/1/"
_BLOCK = 64  # bytes that SHA-256 takes at once: the length to which HMAC fills its key
_INNER, _OUTER = (bytes(number ^ pad for number in range(256)) for pad in (0x36, 0x5C))
_SIGNS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", dtype=np.uint8)
_BITS = 5  # of a sign


def derive(key: bytes, label: str, *fields: bytes) -> bytes:
    """Return HMAC-SHA256(key, "fagspejl/1/" + label + 0x00 + fields)."""
    return hmac.digest(key, message(label, *fields), "sha256")


def message(label: str, *fields: bytes) -> bytes:
    """Return what is authenticated for a label: whoever derives half a million times makes its beginning once."""
    return _PREFIX + label.encode("ascii") + b"\x00" + b"".join(fields)


def derive_many(keys: Sequence[bytes], told: bytes) -> list[bytes]:
    """Return HMAC-SHA256 of one `message` under each of many keys of at most 64 bytes; as `derive`, in half its time.

    HMAC by its definition (RFC 2104): setting up the library's own costs more than the two hashes. Raises ValueError
    for a longer key.
    """
    return [_hmac(key.ljust(_BLOCK, b"\x00"), told) for key in keys]


def derive_each(key: bytes, told: Sequence[bytes]) -> list[bytes]:
    """Return HMAC-SHA256 of each of many messages under one key of at most 64 bytes. Raises ValueError."""
    whole = key.ljust(_BLOCK, b"\x00")
    return [_hmac(whole, one) for one in told]


def _hmac(whole: bytes, told: bytes) -> bytes:
    if len(whole) != _BLOCK:
        raise ValueError(f"a key of {len(whole)} bytes; at most {_BLOCK} are taken here")
    return sha256(whole.translate(_OUTER) + sha256(whole.translate(_INNER) + told).digest()).digest()


def base32_lower(data: bytes) -> str:
    """Return lower-case base32 (a-z, 2-7) without padding."""
    return base64.b32encode(data).decode("ascii").rstrip("=").lower()


def base32_lower_each(data: Sequence[bytes], signs: int) -> list[str]:
    """Return the first `signs` signs of `base32_lower` of each; all must be equally long, and that long at least."""
    if not data:
        return []
    bits = np.unpackbits(np.frombuffer(b"".join(data), dtype=np.uint8).reshape(len(data), -1), axis=1)
    parts = bits[:, : signs * _BITS].reshape(len(data), signs, _BITS)
    text = _SIGNS[parts @ np.asarray([16, 8, 4, 2, 1], dtype=np.uint8)].tobytes().decode("ascii")
    return [text[start : start + signs] for start in range(0, len(text), signs)]
