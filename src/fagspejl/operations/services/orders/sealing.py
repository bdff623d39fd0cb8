"""Sealing a paper to one reader: X25519 with a fresh key for each paper, HKDF-SHA256, AES-256-GCM. Pure.

The reader's public key may lie in the database; the private one lies in a form of the reader's page and nowhere else.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_INFO: Final = b"fagspejl/paper/1"
_KEY: Final = 32
_NONCE: Final = 12


def new_pair() -> tuple[bytes, bytes]:
    """Return a private key and its public key, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(body: bytes, public_key: bytes, about: bytes) -> bytes:
    """Return the body sealed to a public key; `about` has to be the same when it is opened."""
    fresh = X25519PrivateKey.generate()
    own = fresh.public_key().public_bytes_raw()
    key = _key(fresh.exchange(X25519PublicKey.from_public_bytes(public_key)), own + public_key)
    nonce = secrets.token_bytes(_NONCE)
    return own + nonce + AESGCM(key).encrypt(nonce, body, about)


def opened_paper(sealed: bytes, private_key: bytes, about: bytes) -> bytes | None:
    """Return the body; None for any other key, another `about`, or what was changed."""
    own, nonce, rest = sealed[:_KEY], sealed[_KEY : _KEY + _NONCE], sealed[_KEY + _NONCE :]
    try:
        private = X25519PrivateKey.from_private_bytes(private_key)
        shared = private.exchange(X25519PublicKey.from_public_bytes(own))
        public = private.public_key().public_bytes_raw()
        return AESGCM(_key(shared, own + public)).decrypt(nonce, rest, about)
    except (InvalidTag, ValueError):
        return None


def _key(shared: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=salt, info=_INFO).derive(shared)
