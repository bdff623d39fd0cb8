"""HMAC derivations of the storage model: one label, one meaning. Pure. Golden vectors hold every one.

Fields are fixed-length bytes after a zero byte; the version in the label never changes in the middle of a round.
Source: docs/explanation/rules.md 3.1.
"""

from __future__ import annotations

import base64
import hmac

_PREFIX = b"fagspejl/1/"


def derive(key: bytes, label: str, *fields: bytes) -> bytes:
    """Return HMAC-SHA256(key, "fagspejl/1/" + label + 0x00 + fields)."""
    return hmac.digest(key, _PREFIX + label.encode("ascii") + b"\x00" + b"".join(fields), "sha256")


def base32_lower(data: bytes) -> str:
    """Return lower-case base32 (a-z, 2-7) without padding."""
    return base64.b32encode(data).decode("ascii").rstrip("=").lower()
