"""Whether sealed answers look sealed, and whether any value stands both with a person and with an answer. Pure."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np

from fagspejl.inspection.schema import ANSWERS, INVITATIONS
from fagspejl.inspection.types import Dump, Fault, Finding, RoundSeen, Table

SIZES = frozenset(1 + 12 + 1024 * kilo + 16 for kilo in (4, 16, 64, 128))
_LOCATOR = 32
_NONCE = slice(1, 13)
_HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![0-9a-f])")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Bytes that are evenly spread stay within a few standard deviations of 255; text is thousands away.
_SPREAD = 255 + 12 * math.sqrt(2 * 255)


@dataclass(slots=True)
class Answers:
    """What is remembered of the answer rows: values by column (long ones by their hash), rows by round."""

    rows: dict[bytes, int] = field(default_factory=dict)
    locators: set[bytes] = field(default_factory=set)
    shared: dict[str, set[bytes]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_answers(dump: Dump, table: Table) -> Answers:
    """Read every answer row once: sizes, randomness, repeats, and the values to compare."""
    found = Answers(shared={column: set() for column in table.columns if column != "round"})
    nonces: set[bytes] = set()
    spots = {name: index for index, name in enumerate(table.columns)}
    unsealed = repeated = 0
    for row in dump.rows(ANSWERS, table.columns):
        for column, values in found.shared.items():
            if (value := plain(row[spots[column]])) is not None:
                values.add(_short(value))
        blob, locator = bytes(row[spots["blob"]]), bytes(row[spots["locator"]])
        home = bytes(row[spots["round"]])
        found.rows[home] = found.rows.get(home, 0) + 1
        found.locators.add(locator)
        unsealed += not is_sealed(blob) or len(locator) != _LOCATOR
        repeated += blob[_NONCE] in nonces
        nonces.add(blob[_NONCE])
    if unsealed:
        found.faults.append(Fault(Finding.NOT_SEALED, ANSWERS, {"rows": unsealed}))
    if repeated:
        found.faults.append(Fault(Finding.SEALED_TWICE, ANSWERS, {"rows": repeated}))
    if found.locators and not _spread(b"".join(found.locators)):
        found.faults.append(Fault(Finding.PLACE_GUESSED, ANSWERS, {"other": ""}))
    return found


def is_sealed(blob: bytes) -> bool:
    """Whether a blob has a padded size and holds nothing that can be told from chance."""
    return len(blob) in SIZES and blob[0] == 1 and _spread(blob[1:])


def _spread(data: bytes) -> bool:
    """Pearson's chi-square of byte counts against equal ones; with few bytes the limit still holds for chance."""
    counts = np.bincount(np.frombuffer(data, dtype=np.uint8), minlength=256)
    expected = len(data) / 256
    return float(np.sum((counts - expected) ** 2) / expected) <= _SPREAD


def shared_values(dump: Dump, tables: Mapping[str, Table], answers: Answers) -> Iterator[Fault]:
    """Name every column elsewhere that holds a value of an answer row, or one that an answer's place follows from."""
    found: set[tuple[str, str]] = set()
    guessed: set[str] = set()
    for name, table in tables.items():
        if name == ANSWERS or not answers.locators:
            continue
        for row in dump.rows(name, table.columns):
            for column, raw in zip(table.columns, row, strict=True):
                if raw is None or isinstance(raw, bool):
                    continue
                for value in _forms(raw):
                    found.update(
                        (f"{name}.{column}", f"{ANSWERS}.{other}")
                        for other, values in answers.shared.items()
                        if _short(value) in values
                    )
                    if hashlib.sha256(value).digest() in answers.locators:
                        guessed.add(f"{name}.{column}")
    for here, there in sorted(found):
        yield Fault(Finding.VALUE_SHARED, here, {"other": there})
    for here in sorted(guessed):
        yield Fault(Finding.PLACE_GUESSED, ANSWERS, {"other": here})


def named_invitations(dump: Dump, tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Name every other table that holds an invitation's id or lookup: only staff's log may name one."""
    ids: set[bytes] = set()
    columns = [column for column in ("id", "lookup") if column in tables[INVITATIONS].columns]
    for row in dump.rows(INVITATIONS, columns):
        ids.update(value for raw in row if raw is not None and (value := plain(raw)) is not None)
    for name, table in tables.items():
        if name in (ANSWERS, INVITATIONS, "access_log"):
            continue
        hit: set[str] = set()
        for row in dump.rows(name, table.columns):
            for column, raw in zip(table.columns, row, strict=True):
                if column not in hit and any(value in ids for value in _forms(raw)):
                    hit.add(column)
        for column in sorted(hit):
            yield Fault(Finding.KEY_TO_INVITATION, f"{name}.{column}")


def row_faults(rounds: Iterable[RoundSeen], answers: Answers) -> Iterator[Fault]:
    """Every answer row belongs to a known round, and no round has more rows than people were asked."""
    known = {UUID(seen.id).bytes: seen for seen in rounds}
    strays = sum(many for home, many in answers.rows.items() if home not in known)
    if strays:
        yield Fault(Finding.ROUND_UNKNOWN, ANSWERS, {"rows": strays})
    for home, seen in known.items():
        rows = answers.rows.get(home, 0)
        if rows > seen.invitations:
            facts = {"rows": rows, "invitations": seen.invitations, "title": seen.title}
            yield Fault(Finding.TOO_MANY_ROWS, ANSWERS, facts, seen.id)


def plain(value: Any) -> bytes | None:
    """Return one form of a value, whichever database it comes from: ids as 16 bytes, text as UTF-8."""
    if value is None or isinstance(value, bool) or value == "":
        return None
    if isinstance(value, bytes | memoryview | bytearray):
        return bytes(value)
    if isinstance(value, UUID):
        return value.bytes
    if isinstance(value, datetime | date):
        return value.isoformat().encode("ascii")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).encode("utf-8")
    text = str(value)
    if len(text) in (32, 36) and (_HEX.fullmatch(text) or _UUID.fullmatch(text)):
        return UUID(text).bytes
    return text.encode("utf-8", "surrogatepass")


def _forms(raw: Any) -> Iterator[bytes]:
    """Yield a value, and what long text holds that could be an id or a place."""
    value = plain(raw)
    if value is None:
        return
    yield value
    if isinstance(raw, str | dict | list) and len(value) > _LOCATOR:
        text = value.decode("utf-8", "replace")
        yield from (bytes.fromhex(token) for token in _HEX.findall(text))
        yield from (UUID(token).bytes for token in _UUID.findall(text))


def _short(value: bytes) -> bytes:
    return value if len(value) <= 2 * _LOCATOR else hashlib.sha256(value).digest()
