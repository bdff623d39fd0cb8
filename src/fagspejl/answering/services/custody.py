"""Looking after the rows with the round's key: who has answered, moving to a new link, nightly rewriting, opening.

Whether somebody has answered is computed in memory and never stored. Nothing here writes a row of the identity side
in the same transaction as an answer. Source: docs/explanation/rules.md 3.3-3.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection, transaction

from fagspejl.answering.sealed import Box, Boxes, locator_of, seal, unseal
from fagspejl.answering.services.locks import StillRead, lock_answers, patiently
from fagspejl.answering.services.storage import reachable, rewrite_storage
from fagspejl.answering.types import Payload
from fagspejl.evaluation.keys.derivation import link_of, links_of
from fagspejl.evaluation.selectors import invitations_for_keys, links_in_move
from fagspejl.evaluation.services.moving import begin_move, end_move
from fagspejl.evaluation.types import KeyHolderFacts
from fagspejl.lib.errors import FagspejlError

_AT_ONCE = 400  # rows fetched in one statement: SQLite allows 999 parameters or more
_LINKS_AT_ONCE = 5_000
T = TypeVar("T")


class StrayAnswer(FagspejlError):
    """A row belongs to no invitation of its round, or two rows to one: nothing may be closed before it is explained."""

    def __init__(self, rows: int, known: int) -> None:
        super().__init__(f"{rows} sealed answers, but only {known} belong to an invitation")
        self.rows, self.known = rows, known


class OpenedAnswer(NamedTuple):
    """An invitation and what was given through it, as it is sealed. `content` is None where no row exists."""

    invitation: KeyHolderFacts
    content: dict[str, Any] | None

    @property
    def payload(self) -> Payload | None:
        """The same as a `Payload`, for who needs all of it."""
        return None if self.content is None else Payload.from_dict(self.content)


def who_has_answered(round_id: UUID, round_key: bytes) -> set[UUID]:
    """Return the invitations with a registered answer; in memory only, never to be stored or shown.

    Revoked ones are among them: response rates go on counting them, or revoking somebody would show the answer.
    People may go on answering meanwhile; an answer on its way to a new link is found under the old one.
    """
    return {
        opened.invitation.id
        for opened in _opened(round_id, round_key)
        if opened.content is not None and opened.content["submitted"] is not None
    }


def open_answers(
    round_id: UUID, round_key: bytes, progress: Callable[[int], None] | None = None
) -> Iterator[OpenedAnswer]:
    """Yield every invitation with its decrypted answer. Only `disclosure.services` opens answers to count them.

    No answer may arrive meanwhile. Raises SealBroken when a row does not open, and StrayAnswer at the end when rows
    are left over.
    """
    asked = list(invitations_for_keys(round_id))
    places = _Places(round_id, round_key, asked)
    answered, rows, boxes = bytearray(len(asked)), 0, Boxes(round_id)
    for page in _rows_by_locator(round_id):
        rows += len(page)
        known = []
        for locator, blob in page:
            index, link = places.find(locator)
            if index >= 0 and not answered[index]:
                answered[index] = 1
                known.append((asked[index], link, locator, blob))
        if known:
            invitations, links, locators, blobs = zip(*known, strict=True)
            yield from map(OpenedAnswer, invitations, boxes.unseal(links, locators, blobs))
        if progress:
            progress(len(page))
    yield from (OpenedAnswer(one, None) for one, has in zip(asked, answered, strict=True) if not has)
    if rows != answered.count(1):
        raise StrayAnswer(rows, answered.count(1))


class _Places:
    """Where every answer of a round may lie: under its link and, while it moves, under the link before too."""

    def __init__(self, round_id: UUID, round_key: bytes, asked: Sequence[KeyHolderFacts]) -> None:
        boxes = Boxes(round_id)
        self._links: list[str] = []
        self._numbers: dict[bytes, int] = {}
        moving = [index for index, one in enumerate(asked) if one.moving]
        self._whose = (
            moving,
            len(asked),
        )  # links are those of `asked` in order, then the older ones of `moving`
        ids = [(one.id_bytes, one.generation) for one in asked]
        ids += [(asked[index].id_bytes, asked[index].generation - 1) for index in moving]
        for few in _chunks(ids, _LINKS_AT_ONCE):
            links = links_of(round_key, round_id, few)
            self._numbers.update(zip(boxes.locators_of(links), count(len(self._links)), strict=False))
            self._links += links

    def find(self, locator: bytes) -> tuple[int, str]:
        """Return whose place it is, as an index into `asked`, and the link that opens it; -1 where it is nobody's."""
        number = self._numbers.get(locator, -1)
        if number < 0:
            return -1, ""
        moving, many = self._whose
        return number if number < many else moving[number - many], self._links[number]


def _rows_by_locator(round_id: UUID) -> Iterator[list[tuple[bytes, bytes]]]:
    """Every row of a round in one walk through the table, a few at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT locator, blob FROM response WHERE round = %s ORDER BY locator", [round_id.bytes]
        )
        while rows := cursor.fetchmany(_AT_ONCE):
            yield [(bytes(locator), bytes(blob)) for locator, blob in rows]


def _opened(round_id: UUID, round_key: bytes) -> Iterator[OpenedAnswer]:
    """As `open_answers`, while people go on answering: invitations first, then their rows, a few at a time."""
    for chunk in _chunks(invitations_for_keys(round_id), _AT_ONCE):
        links = links_of(round_key, round_id, [(x.id_bytes, x.generation) for x in chunk])
        before = [
            link_of(round_key, round_id, x.id, x.generation - 1) if x.moving else link
            for x, link in zip(chunk, links, strict=True)
        ]
        blobs = _blobs([locator_of(link, round_id) for link in {*links, *before}])
        for invitation, *places in zip(chunk, links, before, strict=True):
            opened = None
            for link in places:
                blob = blobs.get(locator_of(link, round_id))
                if opened is None and blob is not None:
                    opened = unseal(link, round_id, blob)
            yield OpenedAnswer(invitation, opened)


def count_rows(round_id: UUID) -> int:
    """Return how many rows a round has, drafts included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM response WHERE round = %s", [round_id.bytes])
        return int(cursor.fetchone()[0])


def drop_answers(round_id: UUID) -> int:
    """Delete every row of a round; returns how many. Called inside the closing transaction, or when cancelling."""
    if connection.in_atomic_block:
        return _dropped(round_id)
    return patiently(lambda: _dropped(round_id))


def _dropped(round_id: UUID) -> int:
    # No savepoint inside the closing transaction: SQLite would keep a copy of every deleted page in memory for it.
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        lock_answers(cursor)  # a save that is on its way is deleted too, not left behind
        if connection.vendor == "sqlite" and not _others_answer(cursor, round_id):
            # Every row is this round's: SQLite then empties whole pages, and overwrites them as it does row by row.
            cursor.execute("DELETE FROM response")
        else:
            cursor.execute("DELETE FROM response WHERE round = %s", [round_id.bytes])
        return int(cursor.rowcount)


def _others_answer(cursor: Any, round_id: UUID) -> bool:
    """Whether a row of any other round is there; seen in the transaction that deletes, so none can come between."""
    cursor.execute("SELECT EXISTS (SELECT 1 FROM response WHERE round <> %s)", [round_id.bytes])
    return bool(cursor.fetchone()[0])


def reissue(invitation_id: UUID, round_id: UUID, round_key: bytes) -> str:
    """Give an invitation a new link; its answer moves along and the old link is dead at once. Returns the new link.

    Three transactions, so that no row of the identity side shares one with an answer. Killed anywhere, the next call
    (or `finish_moves`) goes on from `moving`.
    """
    generation = begin_move(invitation_id, round_key)
    _move(invitation_id, round_id, generation, round_key)
    end_move(invitation_id, generation)
    return link_of(round_key, round_id, invitation_id, generation)


def finish_moves(round_id: UUID, round_key: bytes) -> int:
    """Complete the moves that a killed process left half done; returns how many."""
    moves = links_in_move(round_id)
    for invitation_id, generation in moves:
        _move(invitation_id, round_id, generation, round_key)
        end_move(invitation_id, generation)
    return len(moves)


def rewrite_all(round_id: UUID, round_key: bytes) -> int:
    """Seal every row anew and rewrite all in order of locator, in one transaction; returns how many.

    Afterwards neither a row's place nor its transaction tells when it arrived, and the storage has forgotten the old
    rows. A row that was saved in between is not lost: writers wait for the lock (PostgreSQL) or for the one writing
    transaction (SQLite). An answer on its way to a new link stays where it lies. Raises SealBroken and StrayAnswer;
    then nothing is changed. Raises StillRead where somebody holds the old rows: then it is to be done again.
    """
    alone = not connection.in_atomic_block
    if alone:
        reachable()
    rows = patiently(lambda: _sealed_anew(round_id, round_key))
    if alone:
        try:
            rewrite_storage()
        except StillRead:  # SQLite has written everything anew, and empties its log the next time
            if connection.vendor == "postgresql":
                raise
    return rows


def _sealed_anew(round_id: UUID, round_key: bytes) -> int:
    rows = 0
    with connection.cursor() as cursor:
        lock_answers(cursor)
        asked = list(invitations_for_keys(round_id))
        places = _Places(round_id, round_key, asked)
        answered = bytearray(len(asked))
        for page in _pages_by_locator(cursor, round_id):
            fresh = []
            for locator, blob in page:
                rows += 1
                index, link = places.find(locator)
                if index >= 0:
                    answered[index] = 1
                    box = Box(link, round_id, locator)
                    fresh.append((box.seal(box.unseal(blob)), locator))
            cursor.executemany("UPDATE response SET blob = %s WHERE locator = %s", fresh)
        if rows != answered.count(1):
            raise StrayAnswer(rows, answered.count(1))
    return rows


def _pages_by_locator(cursor: Any, round_id: UUID) -> Iterator[list[tuple[bytes, bytes]]]:
    """Every row of a round, a few at a time and each once, while those already seen are written anew."""
    after = b""
    query = "SELECT locator, blob FROM response WHERE round = %s AND locator > %s ORDER BY locator LIMIT %s"
    while True:
        cursor.execute(query, [round_id.bytes, after, _AT_ONCE])
        page = [(bytes(locator), bytes(blob)) for locator, blob in cursor.fetchall()]
        if not page:
            return
        yield page
        after = page[-1][0]


def _move(invitation_id: UUID, round_id: UUID, generation: int, round_key: bytes) -> None:
    """Seal the answer, if any, for the new link and put it in the old one's place. May be repeated."""
    old = link_of(round_key, round_id, invitation_id, generation - 1)
    new = link_of(round_key, round_id, invitation_id, generation)

    def moved() -> None:
        with connection.cursor() as cursor:
            lock_answers(cursor)
            blob = _blobs([locator_of(old, round_id)]).get(locator_of(old, round_id))
            if blob is not None:
                fresh = seal(new, round_id, unseal(old, round_id, blob))
                cursor.execute(
                    "UPDATE response SET locator = %s, blob = %s WHERE locator = %s",
                    [locator_of(new, round_id), fresh, locator_of(old, round_id)],
                )

    patiently(moved, durable=True)


def _blobs(locators: list[bytes]) -> dict[bytes, bytes]:
    marks = ", ".join(["%s"] * len(locators))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT locator, blob FROM response WHERE locator IN ({marks})", locators)  # noqa: S608
        return {bytes(locator): bytes(blob) for locator, blob in cursor.fetchall()}


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
