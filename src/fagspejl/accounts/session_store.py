"""Where sessions of staff are kept: in the database, which alone opens none of them.

What a browser holds is the session's id. The database holds SHA-256 of it, and the session's content (login codes that
wait for their mail, secrets of a code app being set up) sealed by a key derived from the id: a copied database or
backup logs nobody in and shows no code.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import OperationalError, connection

from fagspejl.lib.clock import utc_now
from fagspejl.lib.derivation import derive

_STORED = 40  # of 64 hexadecimal digits: what Django's table has room for
_NONCE = 12


class SessionStore(db.SessionStore):
    """Django's sessions in the database, found by the hash of their id and sealed by a key made of it."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal the content: AES-256-GCM, nonce first, base64."""
        plain, nonce = self.serializer().dumps(session_dict), os.urandom(_NONCE)
        key = self.session_key
        assert key is not None, "a session is sealed when it has its id"
        sealed = AESGCM(_sealing_key(key)).encrypt(nonce, plain, stored_id(key).encode("ascii"))
        return base64.b64encode(nonce + sealed).decode("ascii")

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Open the content; empty where it was not sealed under this session's id."""
        if self.session_key is None:
            return {}
        try:
            raw = base64.b64decode(session_data, validate=True)
            bound = stored_id(self.session_key).encode("ascii")
            plain = AESGCM(_sealing_key(self.session_key)).decrypt(raw[:_NONCE], raw[_NONCE:], bound)
        except (binascii.Error, InvalidTag, ValueError):
            return {}
        content: dict[str, Any] = self.serializer().loads(plain)
        return content

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        key = self.session_key
        found: AbstractBaseSession | None = None
        if key is not None:
            rows = self.model.objects.filter(session_key=stored_id(key), expire_date__gt=utc_now())
            found = rows.first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this id."""
        return bool(super().exists(stored_id(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row of this session: the hash of its id, and its content sealed."""
        row: AbstractBaseSession = super().create_model_instance(data)
        row.session_key = stored_id(row.session_key)
        return row

    def save_unless_locked(self) -> None:
        """Store it if that can be done at once; who only reads does not wait for somebody who holds SQLite.

        A session that was ended meanwhile stays ended.
        """
        waits = connection.vendor == "sqlite"
        if waits:
            connection.cursor().execute("PRAGMA busy_timeout = 0")
        try:
            self.save()
        except (OperationalError, UpdateError):
            return  # the next request stores it
        finally:
            if waits:
                patience = int(1000 * connection.settings_dict["OPTIONS"]["timeout"])
                connection.cursor().execute(f"PRAGMA busy_timeout = {patience}")

    def delete(self, session_key: str | None = None) -> None:
        """Delete a session, this one where none is named."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(stored_id(key))


def stored_id(session_key: str) -> str:
    """Return what the database holds of a session's id."""
    return hashlib.sha256(b"fagspejl/1/session\x00" + session_key.encode("utf-8")).hexdigest()[:_STORED]


def _sealing_key(session_key: str) -> bytes:
    return derive(session_key.encode("utf-8"), "session-content")
