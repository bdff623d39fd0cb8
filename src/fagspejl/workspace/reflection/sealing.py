"""Sealing a note: AES-256-GCM of padded JSON, bound to its owner and its row. Pure.

A note moved to another row, or to another owner, does not open. Sizes are classes, so that a length tells nothing.
"""

from __future__ import annotations

import json
import os
from datetime import date
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fagspejl.workspace.reflection.errors import NotesKeyWrong, NoteTooLong
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind, ReadingTick

_VERSION: Final = b"\x01"
_AAD: Final = b"fagspejl/note/1"
_NONCE: Final = 12
_SIZES: Final = (16 * 1024, 64 * 1024)  # every field full of ordinary Danish fits the first
_LENGTH: Final = 4


def sealed(key: bytes, owner: UUID, note: NoteFacts) -> bytes:
    """Return a note as its row holds it: version, nonce, ciphertext. Raises NoteTooLong."""
    text = json.dumps(_plain(note), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    size = next((size for size in _SIZES if len(text) + _LENGTH <= size), None)
    if size is None:
        raise NoteTooLong
    nonce = os.urandom(_NONCE)
    padded = len(text).to_bytes(_LENGTH, "big") + text.ljust(size - _LENGTH, b"\0")
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, padded, _bound(owner, note.id))


def opened(key: bytes, owner: UUID, note_id: UUID, blob: bytes) -> NoteFacts:
    """Return a note. Raises NotesKeyWrong for another's key or row, and for what was changed."""
    if blob[:1] != _VERSION:
        raise NotesKeyWrong
    nonce, body = blob[1 : 1 + _NONCE], blob[1 + _NONCE :]
    try:
        padded = AESGCM(key).decrypt(nonce, body, _bound(owner, note_id))
    except (InvalidTag, ValueError):
        raise NotesKeyWrong from None
    length = int.from_bytes(padded[:_LENGTH], "big")
    return _facts(note_id, json.loads(padded[_LENGTH : _LENGTH + length]))


def _bound(owner: UUID, note_id: UUID) -> bytes:
    return _AAD + owner.bytes + note_id.bytes


def _plain(note: NoteFacts) -> dict[str, Any]:
    return {
        "kind": note.kind,
        "written_on": note.written_on.isoformat(),
        "texts": list(note.texts),
        "question": note.question,
        "part": note.part.hex if note.part else "",
        "about": note.about,
        "ticks": list(note.ticks),
        "look_again_on": note.look_again_on.isoformat() if note.look_again_on else "",
        "looked_again": note.looked_again.isoformat() if note.looked_again else "",
        "afterwards": note.afterwards,
    }


def _facts(note_id: UUID, held: dict[str, Any]) -> NoteFacts:
    def day(name: str) -> date | None:
        return date.fromisoformat(held[name]) if held[name] else None

    return NoteFacts(
        id=note_id,
        kind=NoteKind(held["kind"]),
        written_on=date.fromisoformat(held["written_on"]),
        texts=tuple(held["texts"]),
        question=held["question"],
        part=UUID(held["part"]) if held["part"] else None,
        about=held["about"],
        ticks=tuple(map(ReadingTick, held["ticks"])),
        look_again_on=day("look_again_on"),
        looked_again=day("looked_again"),
        afterwards=held["afterwards"],
    )
