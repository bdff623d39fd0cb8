"""The witnessed second copy of a round's key: sealed, and two people hold a half each of what opens it. Pure.

The round's key is sealed by AES-256-GCM under random 32 bytes (the kek), which are cut into two halves by XOR: one half
is as random as no half at all. A half is printed as 52 signs that hold 256 bits and whose it is, in two rows with their
own check signs; what is kept of it is a hash that says nothing of so random a value. Golden vectors hold all of it.
Source: docs/explanation/rules.md 3.1, docs/decisions/0018-witnessed-key.md.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fagspejl.evaluation.keys.check_signs import (
    ALPHABET,
    CHECK_SIGNS,
    GROUP,
    fits,
    with_check_signs,
    wrong_group,
)
from fagspejl.evaluation.keys.derivation import LINK_LENGTH, as_printed
from fagspejl.evaluation.types.witnessed import Holder
from fagspejl.lib.derivation import base32_lower, derive
from fagspejl.lib.errors import FagspejlError

HALF_BYTES: Final = 32
ROW: Final = LINK_LENGTH + CHECK_SIGNS  # signs of a printed row, as of a letter's code
ROWS: Final = 2
_VERSION: Final = b"\x01"
_AAD: Final = b"fagspejl/witnessed/1"
_TURN, _NONCE, _KEY, _TAG = 4, 12, 32, 16
SEALED_BYTES: Final = len(_VERSION) + _TURN + _NONCE + _KEY + _TAG
_NIBBLE, _BITS = 4, 5
_VALUE: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_MARK: Final = {Holder.PLANNER: 1, Holder.REPRESENTATIVE: 2}  # in the four bits that 52 signs have to spare


class HalfUnreadable(FagspejlError):
    """What was typed is no code of a half: signs are missing, or there are too many. `signs`: how many there are."""

    def __init__(self, signs: int) -> None:
        super().__init__(f"a half has {ROW * ROWS} signs; this has {signs}")
        self.signs = signs


class HalfMistyped(FagspejlError):
    """A sign is wrong. `row` and `group` (the first is 1) say where to look; `group` 0 where it cannot be told."""

    def __init__(self, row: int, group: int) -> None:
        super().__init__(f"row {row} has a wrong sign, group {group}")
        self.row, self.group = row, group
        self.reason = "" if group else "somewhere"


class HalfOfTheOther(FagspejlError):
    """It is the other holder's half: nobody may hold both."""


class HalfNotThis(FagspejlError):
    """It is a half, but not the one that belongs to the copy as it is now: of another round, or of an earlier pair."""


class SealedCopyWrong(FagspejlError):
    """The sealed copy does not open with these halves: it is of another round or pair, or was damaged."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is made in one go: the sealed copy, and the two halves of what opens it."""

    sealed: bytes
    halves: dict[Holder, bytes] = field(repr=False)


def seal_and_split(
    key: bytes, round_id: UUID, turn: int, *, random: Callable[[int], bytes] = os.urandom
) -> Pair:
    """Seal a round's key under a new kek and cut the kek in two; the kek itself is returned to nobody."""
    kek, first, nonce = random(HALF_BYTES), random(HALF_BYTES), random(_NONCE)
    head = _VERSION + turn.to_bytes(_TURN, "big")
    sealed = head + nonce + AESGCM(kek).encrypt(nonce, key, _AAD + round_id.bytes + head)
    return Pair(sealed, {Holder.PLANNER: first, Holder.REPRESENTATIVE: _xor(kek, first)})


def opened_key(sealed: bytes, round_id: UUID, halves: dict[Holder, bytes]) -> bytes:
    """Return the round's key from the sealed copy and both halves. Raises SealedCopyWrong."""
    head, nonce = sealed[: 1 + _TURN], sealed[1 + _TURN : 1 + _TURN + _NONCE]
    if len(sealed) != SEALED_BYTES or sealed[:1] != _VERSION:
        raise SealedCopyWrong
    kek = _xor(halves[Holder.PLANNER], halves[Holder.REPRESENTATIVE])
    try:
        return AESGCM(kek).decrypt(nonce, sealed[1 + _TURN + _NONCE :], _AAD + round_id.bytes + head)
    except InvalidTag:
        raise SealedCopyWrong from None


def commitment(round_id: UUID, turn: int, holder: Holder, half: bytes) -> bytes:
    """Return what is kept of a half: a hash by which it is known again, and which gives nothing of it away."""
    fields = round_id.bytes + turn.to_bytes(_TURN, "big") + bytes([_MARK[holder]]) + half
    return hashlib.sha256(b"fagspejl/1/key-half\x00" + fields).digest()


def check_half(half: bytes, kept: bytes, *, round_id: UUID, turn: int, holder: Holder) -> None:
    """Raise HalfNotThis unless this is the half that was committed to."""
    if not hmac.compare_digest(commitment(round_id, turn, holder, half), bytes(kept)):
        raise HalfNotThis


def code_of(holder: Holder, half: bytes) -> str:
    """Return a half as its sheet and its mark hold it: two rows of 28 signs, the last two of each its check signs."""
    number = int.from_bytes(half, "big") << _NIBBLE | _MARK[holder]
    signs = "".join(ALPHABET[number >> _BITS * at & 31] for at in reversed(range(LINK_LENGTH * ROWS)))
    return "".join(with_check_signs(signs[at : at + LINK_LENGTH]) for at in (0, LINK_LENGTH))


def rows_of(code: str) -> tuple[str, ...]:
    """Return a code as printed: two rows, each seven groups of four."""
    rows = (code[at : at + ROW] for at in range(0, ROW * ROWS, ROW))
    return tuple(" ".join(row[at : at + GROUP] for at in range(0, ROW, GROUP)) for row in rows)


def read_code(typed: str, holder: Holder) -> bytes:
    """Return the half that its holder typed or scanned, in groups or not, in large letters or small.

    Raises HalfUnreadable, HalfMistyped, HalfOfTheOther.
    """
    code = as_printed("".join(typed.split()))
    if len(code) != ROW * ROWS:
        raise HalfUnreadable(len(code))
    signs = ""
    for number, at in enumerate(range(0, ROW * ROWS, ROW), start=1):
        row = code[at : at + ROW]
        strange = [place for place, sign in enumerate(row) if sign not in _VALUE]
        if strange:
            raise HalfMistyped(number, strange[0] // GROUP + 1)
        if not fits(row):
            raise HalfMistyped(number, wrong_group(row) or 0)
        signs += row[:LINK_LENGTH]
    value = 0
    for sign in signs:
        value = value << _BITS | _VALUE[sign]
    mark = value & ((1 << _NIBBLE) - 1)
    if mark != _MARK[holder]:
        raise HalfOfTheOther if mark in _MARK.values() else HalfNotThis
    return (value >> _NIBBLE).to_bytes(HALF_BYTES, "big")


def check_number(kept: bytes) -> str:
    """Return the beginning of a commitment, as sheets and pages show it beside each other: three groups of four."""
    digits = bytes(kept).hex()
    return " ".join(digits[at : at + GROUP] for at in range(0, 3 * GROUP, GROUP))


def witness_link(secret: bytes, round_id: UUID, turn: int) -> str:
    """Return the representative's personal link (26 signs): made anew by whoever sends it, stored by nobody.

    `secret`: of the worker alone, and not the round's key, for the link is needed once that is destroyed.
    """
    return base32_lower(derive(secret, "witness", round_id.bytes, turn.to_bytes(_TURN, "big"))[:20])[
        :LINK_LENGTH
    ]


def witness_lookup(link: str) -> bytes:
    """Return the hash by which the representative's link is found."""
    return hashlib.sha256(b"fagspejl/1/witness-lookup\x00" + link.encode("ascii")).digest()


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
