"""Where an answer lies and how it is sealed never changes in the middle of a round.

The expected values were computed with Python's own hmac and hashlib and with AES-GCM from the formulas in
docs/decisions/0004-storage-of-answers.md, not with the program.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest

from fagspejl.answering.sealed import (
    AnswerTooLong,
    SealBroken,
    encryption_key,
    form_check,
    locator_of,
    nonce_of,
    seal,
    unseal,
)

ROUND = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
LINK = "im3rdb7q33ygbxxsttpxspoqwf"
FORM = "faglig-ledelse@1.0:employee:-"
NONCE = bytes(range(100, 112))
PAYLOAD = {
    "form": FORM,
    "ver": 1,
    "seen": [["a" * 32, 1]],
    "submitted": {"shared_quality": 4, "comment:more_of": "Tid til at tænke – æøå"},
    "draft": None,
}


def test_locator() -> None:
    """The place of Sofie's answer."""
    assert locator_of(LINK, ROUND).hex() == "01b530e155928156c045233e2b9f574e36d754b7ccedd431c8212c384ec95393"


def test_encryption_key() -> None:
    """The key of Sofie's answer."""
    wanted = "a49d66a62225d750fedcf663fa23a1c582422d92c2d8a9d5d10fcd111e95a75a"
    assert encryption_key(LINK, ROUND).hex() == wanted


def test_form_check() -> None:
    """What stands in the page so that one leader's link is refused on another's form."""
    assert form_check(LINK, FORM) == "4e0cc0c9b6e38742d18cceee6d281026"


def test_sealed_answer() -> None:
    """The sealed row, byte for byte, and what it opens to."""
    blob = seal(LINK, ROUND, PAYLOAD, random=lambda size: NONCE[:size])
    wanted = "eb076b04e3ee6adeca1ebfdb5c22d5090bb731a2c2252a2accb1ad5b7d89383e"
    assert hashlib.sha256(blob).hexdigest() == wanted
    assert (len(blob), nonce_of(blob)) == (1 + 12 + 4096 + 16, NONCE)
    assert unseal(LINK, ROUND, blob) == PAYLOAD


@pytest.mark.parametrize("place", [0, 1, 12, 13, 2000, 4124])
def test_a_changed_byte_breaks_the_seal(place: int) -> None:
    """A row that was tampered with does not open."""
    blob = bytearray(seal(LINK, ROUND, PAYLOAD))
    blob[place] ^= 1
    with pytest.raises(SealBroken):
        unseal(LINK, ROUND, bytes(blob))


def test_another_rounds_row_does_not_open() -> None:
    """A row carried over from another round does not open, even under the same link."""
    blob = seal(LINK, UUID(int=1), PAYLOAD)
    with pytest.raises(SealBroken):
        unseal(LINK, ROUND, blob)


@pytest.mark.parametrize(("letters", "size"), [(10, 4), (5_000, 16), (20_000, 64), (70_000, 128)])
def test_rows_come_in_four_sizes(letters: int, size: int) -> None:
    """A long comment makes a row of the next size, and nothing in between."""
    long = {**PAYLOAD, "submitted": {"comment:more_of": "x" * letters}}
    assert len(seal(LINK, ROUND, long)) == 1 + 12 + size * 1024 + 16


def test_too_much_is_refused() -> None:
    """An answer that fits no size is refused, with the limit."""
    with pytest.raises(AnswerTooLong) as refused:
        seal(LINK, ROUND, {**PAYLOAD, "submitted": {"comment:more_of": "x" * 140_000}})
    assert refused.value.limit == 128 * 1024
