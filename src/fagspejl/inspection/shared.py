"""Whether a value, or a part of one, stands both with a person and with an answer, or where it does not belong. Pure.

Places and one-time numbers of answers, lookups of links and ids of people and invitations are held against every
column of every table, as they are, in hexadecimal, in base64 and in archives; links, keys and opened answers too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fagspejl.inspection.files import Wanted, in_bytes
from fagspejl.inspection.needles import Needles, repeated
from fagspejl.inspection.schema import ANSWERS, INVITATIONS, people_tables
from fagspejl.inspection.types import Dump, Fault, Finding, Table
from fagspejl.inspection.unwrapping import Unopened, layers
from fagspejl.inspection.values import Answers, plain, short

LOG: Final = "access_log"  # staff's own log may name an invitation
_BATCH: Final = 1 << 21
_HASHES: Final = (
    hashlib.sha256,
    hashlib.sha1,
    hashlib.md5,
    hashlib.blake2b,
)  # no secrets: a thief tries them
_IN_TABLE: Final = {
    Finding.LINK_IN_FILE: Finding.LINK_IN_TABLE,
    Finding.PATH_IN_FILE: Finding.LINK_IN_TABLE,
    Finding.KEY_IN_FILE: Finding.KEY_IN_TABLE,
    Finding.ANSWER_IN_FILE: Finding.ANSWER_IN_TABLE,
}


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is looked for. `lookups` and `invitations` name one invitation; `people` one person."""

    places: Needles
    nonces: Needles
    lookups: Needles
    invitations: Needles
    people: Needles
    repeats: int  # parts that stand in two lookups

    @classmethod
    def of(cls, dump: Dump, tables: Mapping[str, Table], answers: Answers) -> Secrets:
        """Gather them."""

        def column(table: str, name: str) -> list[bytes]:
            if table not in tables or name not in tables[table].columns:
                return []
            return [value for (raw,) in dump.rows(table, (name,)) if (value := plain(raw)) is not None]

        lookups = column(INVITATIONS, "lookup")
        return cls(
            Needles(answers.locators),
            Needles(answers.nonces),
            Needles(lookups),
            Needles(column(INVITATIONS, "id")),
            Needles(column("person", "id")),
            repeated(lookups),
        )


def shared_values(
    dump: Dump, tables: Mapping[str, Table], answers: Answers, secrets: Secrets, wanted: Wanted
) -> Iterator[Fault]:
    """Name every column that holds what it must not."""
    if secrets.repeats:
        yield Fault(Finding.PARTS_REPEAT, f"{INVITATIONS}.lookup", {"many": secrets.repeats})
    people = people_tables(tables)
    for name, table in tables.items():
        found: set[Fault | tuple[Any, ...]] = set()
        for column, data, cells in _columns(dump, name, table):
            if name == ANSWERS:
                found.update(_beside_answers(column, data, secrets))
                continue
            found.update(_same(name, column, cells, answers))
            if name in people:
                found.update(_guessed(name, column, cells, answers))
            for layer in layers(data, Unopened()):
                found.update(_elsewhere(name, column, layer, secrets))
                found.update((_IN_TABLE[kind], f"{name}.{column}", "") for kind in in_bytes(layer, wanted))
        yield from _told(found)


def text_faults(texts: Iterator[tuple[str, str]], secrets: Secrets, wanted: Wanted) -> Iterator[Fault]:
    """Name every definition or comment whose own text holds what it must not. `texts` are (name, text)."""
    for name, text in texts:
        found: set[tuple[Any, ...]] = set()
        for layer in layers(f"{name}\n{text}".encode("utf-8", "surrogatepass"), Unopened()):
            found.update(_elsewhere("", name, layer, secrets))
            if secrets.people.in_bytes(layer):
                found.add((Finding.VALUE_SHARED, name, "person.id"))
            found.update((_IN_TABLE[kind], name, "") for kind in in_bytes(layer, wanted))
        yield from _told(found)


def _told(found: set[Any]) -> Iterator[Fault]:
    for finding, where, other in sorted(found):
        yield Fault(finding, where, {"other": other} if other else {})


def _columns(dump: Dump, name: str, table: Table) -> Iterator[tuple[str, bytes, list[bytes]]]:
    """Yield (column, many cells in one piece, the cells) until the table is read."""
    cells: list[list[bytes]] = [[] for _ in table.columns]
    size = 0
    for row in dump.rows(name, table.columns):
        for mine, raw in zip(cells, row, strict=True):
            for value in _bytes_of(raw):
                mine.append(value)
                size += len(value)
        if size > _BATCH:
            yield from _pieces(table, cells)
            cells, size = [[] for _ in table.columns], 0
    yield from _pieces(table, cells)


def _pieces(table: Table, cells: list[list[bytes]]) -> Iterator[tuple[str, bytes, list[bytes]]]:
    for column, mine in zip(table.columns, cells, strict=True):
        if mine:
            yield column, b"\n".join(mine), mine
            yield from ((column, cell, []) for cell in mine if cell.startswith((b"\x1f\x8b", b"PK\x03\x04")))


def _bytes_of(raw: Any) -> Iterator[bytes]:
    """A value as bytes; a large number may be eight bytes of something."""
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) >= 1 << 31:
        for order in ("big", "little"):
            yield (raw & (1 << 64) - 1).to_bytes(8, order)
    if (value := plain(raw)) is not None:
        yield value


def _beside_answers(column: str, data: bytes, secrets: Secrets) -> Iterator[tuple[Any, ...]]:
    pairs = (
        (secrets.lookups, f"{INVITATIONS}.lookup"),
        (secrets.invitations, f"{INVITATIONS}.id"),
        (secrets.people, "person.id"),
    )
    for needles, other in pairs:
        if needles.in_bytes(data):
            yield Finding.VALUE_SHARED, other, f"{ANSWERS}.{column}"
    if column not in ("locator", "blob"):
        for layer in layers(data, Unopened()):
            for needles, other in (*pairs, (secrets.places, f"{ANSWERS}.locator")):
                if needles.in_bytes(layer):
                    yield Finding.VALUE_SHARED, other, f"{ANSWERS}.{column}"


def _same(name: str, column: str, cells: list[bytes], answers: Answers) -> Iterator[tuple[Any, ...]]:
    """A whole value that is short, such as a time in a column that does not belong there."""
    values = {short(cell) for cell in cells}
    for other, known in answers.shared.items():
        if values & known:
            yield Finding.VALUE_SHARED, f"{name}.{column}", f"{ANSWERS}.{other}"


def _guessed(name: str, column: str, cells: list[bytes], answers: Answers) -> Iterator[tuple[Any, ...]]:
    if not answers.locators:
        return
    for value in set(cells):
        for form in (value, value.hex().encode("ascii")):
            for kind in _HASHES:
                digest = kind(form, usedforsecurity=False).digest()
                if (digest + digest)[:32] in answers.locators or digest[:12] in answers.nonces:
                    yield Finding.PLACE_GUESSED, ANSWERS, f"{name}.{column}"
                    return


def _elsewhere(name: str, column: str, layer: bytes, secrets: Secrets) -> Iterator[tuple[Any, ...]]:
    where = f"{name}.{column}" if name else column
    if secrets.places.in_bytes(layer):
        yield Finding.VALUE_SHARED, where, f"{ANSWERS}.locator"
    if secrets.nonces.in_bytes(layer):
        yield Finding.VALUE_SHARED, where, f"{ANSWERS}.blob"
    of_invitations = name == INVITATIONS
    named = (not (of_invitations and column == "lookup") and secrets.lookups.in_bytes(layer)) or (
        name != LOG and not (of_invitations and column == "id") and secrets.invitations.in_bytes(layer)
    )
    if named:
        yield Finding.KEY_TO_INVITATION, where, ""
