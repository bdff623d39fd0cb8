"""Whether sealed answers look sealed, and values in one form whichever database they come from. Pure."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np

from fagspejl.inspection.needles import repeated as repeated_parts
from fagspejl.inspection.schema import ANSWERS
from fagspejl.inspection.types import Dump, Fault, Finding, RoundSeen, Table

SIZES = frozenset(1 + 12 + 1024 * kilo + 16 for kilo in (4, 16, 64, 128))
_LOCATOR = 32
_NONCE = slice(1, 13)
_FEWEST = 8  # rows that one byte is the same in: once in 256^7 by chance
_WRITTEN = re.compile(
    rb"[0-9a-z]{12,}|[0-9A-F]{12,}"
)  # a nonce of twelve such bytes: once in 10^10 by chance
_HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?:[0-9a-f]{32})?(?![0-9a-f])")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Bytes that are evenly spread stay within a few standard deviations of 255; text is thousands away.
_SPREAD = 255 + 12 * math.sqrt(2 * 255)


@dataclass(slots=True)
class Answers:
    """What is remembered of the answer rows: values by column (long ones by their hash), rows by round."""

    rows: dict[bytes, int] = field(default_factory=dict)
    locators: set[bytes] = field(default_factory=set)
    nonces: set[bytes] = field(default_factory=set)
    shared: dict[str, set[bytes]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_answers(dump: Dump, table: Table) -> Answers:
    """Read every answer row once: sizes, randomness, repeats, and the values to compare."""
    found = Answers(shared={column: set() for column in table.columns if column != "round"})
    spots = {name: index for index, name in enumerate(table.columns)}
    unsealed = repeated = 0
    for row in dump.rows(ANSWERS, table.columns):
        for column, values in found.shared.items():
            if (value := plain(row[spots[column]])) is not None:
                values.add(short(value))
        blob, locator = bytes(row[spots["blob"]]), bytes(row[spots["locator"]])
        home = bytes(row[spots["round"]])
        found.rows[home] = found.rows.get(home, 0) + 1
        found.locators.add(locator)
        unsealed += not is_sealed(blob) or len(locator) != _LOCATOR
        repeated += blob[_NONCE] in found.nonces
        found.nonces.add(blob[_NONCE])
    if unsealed:
        found.faults.append(Fault(Finding.NOT_SEALED, ANSWERS, {"rows": unsealed}))
    if repeated:
        found.faults.append(Fault(Finding.SEALED_TWICE, ANSWERS, {"rows": repeated}))
    if found.locators and not _spread(b"".join(found.locators)):
        found.faults.append(Fault(Finding.PLACE_GUESSED, ANSWERS, {"other": ""}))
    many = repeated_parts([*found.locators, *found.nonces])
    many += _patterned(found.locators) + _patterned(found.nonces)
    if many:
        found.faults.append(Fault(Finding.PARTS_REPEAT, ANSWERS, {"many": many}))
    return found


def _patterned(values: set[bytes]) -> int:
    """Return how many places or one-time numbers are letters and digits, or share a byte with all: never by chance."""
    if len(values) >= _FEWEST and any(len(set(place)) == 1 for place in zip(*values, strict=False)):
        return len(values)
    return sum(1 for value in values if _WRITTEN.fullmatch(value))


def is_sealed(blob: bytes) -> bool:
    """Whether a blob has a padded size and holds nothing that can be told from chance."""
    return len(blob) in SIZES and blob[0] == 1 and _spread(blob[1:])


def _spread(data: bytes) -> bool:
    """Pearson's chi-square of byte counts against equal ones; with few bytes the limit still holds for chance."""
    counts = np.bincount(np.frombuffer(data, dtype=np.uint8), minlength=256)
    expected = len(data) / 256
    return float(np.sum((counts - expected) ** 2) / expected) <= _SPREAD


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


def short(value: bytes) -> bytes:
    """Return a value, or the hash of a long one."""
    return value if len(value) <= 2 * _LOCATOR else hashlib.sha256(value).digest()
