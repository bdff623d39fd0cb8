"""Saving answers: one statement on one row, and nothing else in its transaction.

Read the row by locator, decide in memory, write it back on condition that nobody else did (the nonce inside the
blob is still the one read) and that the round still takes answers. No row changed: read again and retry.
Source: trust.md 3.3.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import IntegrityError, connection, transaction

from fagspejl.answering.errors import DraftOutdated, NotSaved, RoundNotOpen
from fagspejl.answering.sealed import locator_of, nonce_of, seal, unseal
from fagspejl.answering.types import Opened, Payload, Place, Saved, Values

_TRIES = 20
# The state is read inside the same statement: closing sets it under a lock, and from then on nothing is written.
_OPEN = "EXISTS (SELECT 1 FROM round WHERE id = %s AND state = 'open')"


def open_answer(place: Place) -> Opened:
    """Return what this link may be shown: its draft and whether an answer is registered."""
    payload, _ = _read(place)
    return Opened(payload.version, payload.submitted is not None, payload.draft)


def save_draft(place: Place, values: Values, *, save_id: str, version: int) -> Saved:
    """Keep a draft. Raises DraftOutdated when `version` is not the one stored, RoundNotOpen, NotSaved."""

    def change(payload: Payload) -> Payload:
        if payload.version != version:
            raise DraftOutdated(payload.version)
        return payload.step(save_id, submitted=payload.submitted, draft=values)

    return _write(place, save_id, change)


def submit(place: Place, values: Values, *, save_id: str) -> Saved:
    """Register an answer; it takes the place of an earlier one. Last one wins. Raises RoundNotOpen, NotSaved."""
    return _write(place, save_id, lambda payload: payload.step(save_id, submitted=values, draft=None))


def delete_answer(place: Place, *, save_id: str) -> Saved:
    """Remove the registered answer and the draft. Raises RoundNotOpen, NotSaved."""
    return _write(place, save_id, lambda payload: payload.step(save_id, submitted=None, draft=None))


def _write(place: Place, save_id: str, change: Callable[[Payload], Payload]) -> Saved:
    for _ in range(_TRIES):
        payload, nonce = _read(place)
        before = payload.acknowledged(save_id)
        if before is not None:
            return Saved(before, payload.submitted is not None, repeated=True)
        after = change(payload)
        blob = seal(place.link, place.round, after.as_dict())
        if _insert(place, blob) if nonce is None else _update(place, blob, nonce):
            return Saved(after.version, after.submitted is not None)
        if not _takes_answers(place):
            raise RoundNotOpen
    raise NotSaved


def _read(place: Place) -> tuple[Payload, bytes | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT blob FROM response WHERE locator = %s", [locator_of(place.link, place.round)])
        row = cursor.fetchone()
    if row is None:
        return Payload(place.form), None
    blob = bytes(row[0])
    return Payload.from_dict(unseal(place.link, place.round, blob)), nonce_of(blob)


def _round_key(place: Place) -> str:
    """The round's id as the database writes UUIDs: 32 hexadecimal digits on SQLite."""
    return str(place.round) if connection.vendor == "postgresql" else place.round.hex


def _insert(place: Place, blob: bytes) -> bool:
    sql = f"INSERT INTO response (locator, round, blob) SELECT %s, %s, %s WHERE {_OPEN}"
    values: list[bytes | str] = [locator_of(place.link, place.round), place.round.bytes, blob, _round_key(place)]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return bool(cursor.rowcount == 1)
    except IntegrityError:  # another window was first
        return False


def _update(place: Place, blob: bytes, nonce: bytes) -> bool:
    sql = f"UPDATE response SET blob = %s WHERE locator = %s AND substr(blob, 2, 12) = %s AND {_OPEN}"  # noqa: S608
    values: list[bytes | str] = [blob, locator_of(place.link, place.round), nonce, _round_key(place)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount == 1)


def _takes_answers(place: Place) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM round WHERE id = %s AND state = 'open'", [_round_key(place)])
        return cursor.fetchone() is not None
