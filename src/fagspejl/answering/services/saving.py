"""Saving answers: one statement on one row, and nothing else in its transaction.

Read the row by locator, decide in memory, write it back on condition that nobody else did (the nonce inside the
blob is still the one read) and that the round still takes answers. No row changed: read again and retry.
`durable`: inside anybody else's transaction a save is refused, because rows that were written together can be told.
Source: docs/explanation/rules.md 3.3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.conf import settings
from django.db import connection, transaction

from fagspejl.answering.errors import DraftOutdated, LinkDead, LinkMoving, NotSaved, RoundNotOpen
from fagspejl.answering.sealed import Box, nonce_of
from fagspejl.answering.services.turns import Turns
from fagspejl.answering.types import Opened, Payload, Place, Saved, Standing, Values
from fagspejl.evaluation.keys.derivation import lookup_of
from fagspejl.evaluation.selectors.statement import first_row, rows_changed
from fagspejl.evaluation.states import Act, can, states_for

_TRIES = 20
_turns = Turns(at_once=settings.SAVES_AT_ONCE, waiting=settings.SAVES_WAITING)
(_TAKES_ANSWERS,) = states_for(Act.ANSWER)
# Read inside the same statement: closing sets the state under a lock, and a link that was replaced is dead at once,
# so a save that was on its way cannot leave a row behind (test_a_save_on_its_way_to_an_old_link.py).
_OPEN = (
    "EXISTS (SELECT 1 FROM invitation i JOIN round r ON r.id = i.round_id "  # noqa: S608 - a state of the table
    f"WHERE i.lookup = %s AND r.state = '{_TAKES_ANSWERS}' AND NOT i.moving AND NOT i.revoked)"
)
_FIND = "SELECT blob FROM response WHERE locator = %s"
# Another window may have been first: no error, so that PostgreSQL never notes the statement with its values.
_INSERT = (
    f"INSERT INTO response (locator, round, blob) SELECT %s, %s, %s WHERE {_OPEN} ON CONFLICT DO NOTHING"
)
_UPDATE = f"UPDATE response SET blob = %s WHERE locator = %s AND substr(blob, 2, 12) = %s AND {_OPEN}"  # noqa: S608


def open_answer(place: Place) -> Opened:
    """Return what this link may be shown: its draft and whether an answer is registered."""
    payload, _ = _read(place, Box(place.link, place.round))
    return Opened(payload.version, payload.submitted is not None, payload.draft)


def save_draft(place: Place, values: Values, *, save_id: str, version: int | None) -> Saved:
    """Keep a draft. Raises DraftOutdated when `version` is not the one stored, and as `submit` does.

    Without a version (by letter, where no page may tell one) the draft takes the place of whatever draft there is.
    """

    def change(payload: Payload) -> Payload:
        if version not in (None, payload.version):
            raise DraftOutdated(payload.version)
        return payload.step(save_id, submitted=payload.submitted, draft=values)

    return _write(place, save_id, change)


def submit(place: Place, values: Values, *, save_id: str) -> Saved:
    """Register an answer; it takes the place of an earlier one, and the last one wins.

    Raises RoundNotOpen, LinkDead, LinkMoving, NotSaved.
    """
    saved = _write(place, save_id, lambda payload: payload.step(save_id, submitted=values, draft=None))
    return replace(saved, standing=_standing(place, values)) if saved.repeated else saved


def delete_answer(place: Place, *, save_id: str) -> Saved:
    """Remove the registered answer and the draft. Raises as `submit` does."""
    return _write(place, save_id, lambda payload: payload.step(save_id, submitted=None, draft=None))


def _standing(place: Place, values: Values) -> Standing:
    """Whether what was sent before is still the answer: another one may have taken its place, or it was deleted."""
    payload, _ = _read(place, Box(place.link, place.round))
    if payload.submitted is None:
        return "deleted"
    return "counts" if payload.submitted == values else "later"


def _write(place: Place, save_id: str, change: Callable[[Payload], Payload]) -> Saved:
    box = Box(place.link, place.round)
    for _ in range(_TRIES):
        payload, nonce = _read(place, box)
        before = payload.acknowledged(save_id)
        if before is not None:
            return Saved(before, payload.submitted is not None, repeated=True)
        after = change(payload)
        blob = box.seal(after.as_dict())
        if _insert(place, box, blob) if nonce is None else _update(place, box, blob, nonce):
            return Saved(after.version, after.submitted is not None)
        _check_link(place)
    raise NotSaved


def _read(place: Place, box: Box) -> tuple[Payload, bytes | None]:
    row = first_row(_FIND, [box.locator])
    if row is None:
        return Payload(place.form), None
    blob = bytes(row[0])
    return Payload.from_dict(box.unseal(blob)), nonce_of(blob)


def _insert(place: Place, box: Box, blob: bytes) -> bool:
    return _changes_one(_INSERT, [box.locator, place.round.bytes, blob, lookup_of(place.link)])


def _update(place: Place, box: Box, blob: bytes, nonce: bytes) -> bool:
    return _changes_one(_UPDATE, [blob, box.locator, nonce, lookup_of(place.link)])


def _changes_one(sql: str, values: Sequence[object]) -> bool:
    """Run one statement, a transaction of its own. Raises RuntimeError inside anybody else's, and NotSaved."""
    with _turns.turn():
        if connection.in_atomic_block:
            with transaction.atomic(durable=True):
                return rows_changed(sql, values) == 1
        return rows_changed(sql, values) == 1


def _check_link(place: Place) -> None:
    """Say why nothing was written, where it was not another window. Raises RoundNotOpen, LinkMoving, LinkDead."""
    sql = "SELECT r.state, i.moving, i.revoked FROM invitation i JOIN round r ON r.id = i.round_id WHERE i.lookup = %s"
    row = first_row(sql, [lookup_of(place.link)])
    if row is None or row[2]:
        raise LinkDead
    if not can(Act.ANSWER, row[0]):
        raise RoundNotOpen
    if row[1]:
        raise LinkMoving
