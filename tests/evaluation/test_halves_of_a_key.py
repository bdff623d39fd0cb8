"""Bente and Asta hold a half each of what opens the copy of the key: printed, typed again, and put together."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.evaluation.keys.witnessed import (
    SEALED_BYTES,
    HalfMistyped,
    HalfNotThis,
    HalfOfTheOther,
    HalfUnreadable,
    SealedCopyWrong,
    check_half,
    check_number,
    code_of,
    commitment,
    opened_key,
    read_code,
    rows_of,
    seal_and_split,
    witness_link,
    witness_lookup,
)
from fagspejl.evaluation.types.witnessed import Holder

ROUND = UUID("00112233-4455-6677-8899-aabbccddeeff")
KEY = bytes(range(32))
GOLDEN_SEALED = (
    "010000000354616e7b8895a2afbcc9d6e39665561ad6a77d86c7962ddd382bfd31"
    "c991c076ae0055b6eff3ab491956e2e0623afcc00c3e3bcf0275ee9e3a796938"
)
GOLDEN_CODE = "7777777777777777777777777465aaaaaaaaaaaaaaaaaaaaaaaaacdb"
GOLDEN_COMMITMENT = "b7b69fd2c9659b1c08a7c3368c5c717391214c01b437c5420a15d1614e658fc8"
GOLDEN_LINK = "qjdf7ec2oswbws73jlhojb7oab"
GOLDEN_LOOKUP = "a0fdcf226086e51249a3fdb3ec5fde7046dea8ee930e5c2beb5b26ff8929adb9"
halves = st.binary(min_size=32, max_size=32)
holders = st.sampled_from(Holder)


def _counted(size: int) -> bytes:
    """No randomness: the golden vectors need the same bytes each time."""
    return bytes((7 * size + 13 * place) % 256 for place in range(size))


def test_golden_vectors() -> None:
    """Sheets that Bente printed with an earlier version must open the copy that lies there from then."""
    pair = seal_and_split(KEY, ROUND, 3, random=_counted)
    assert pair.sealed.hex() == GOLDEN_SEALED
    half = bytes.fromhex("ff" * 16 + "00" * 16)
    assert code_of(Holder.REPRESENTATIVE, half) == GOLDEN_CODE
    assert commitment(ROUND, 3, Holder.PLANNER, half).hex() == GOLDEN_COMMITMENT
    assert witness_link(b"secret", ROUND, 3) == GOLDEN_LINK
    assert witness_lookup(GOLDEN_LINK).hex() == GOLDEN_LOOKUP


@given(key=halves, turn=st.integers(1, 1000))
def test_both_halves_open_it_and_one_does_not(key: bytes, turn: int) -> None:
    """With both sheets the key is there again; with one of them and any other half it is not."""
    pair = seal_and_split(key, ROUND, turn)
    assert len(pair.sealed) == SEALED_BYTES
    assert opened_key(pair.sealed, ROUND, pair.halves) == key
    other = seal_and_split(key, ROUND, turn)
    for holder in Holder:
        with pytest.raises(SealedCopyWrong):
            opened_key(pair.sealed, ROUND, pair.halves | {holder: other.halves[holder]})
    with pytest.raises(SealedCopyWrong):
        opened_key(pair.sealed, UUID(int=1), pair.halves)
    with pytest.raises(SealedCopyWrong):
        opened_key(other.sealed, ROUND, pair.halves)


@given(half=halves, holder=holders)
def test_a_code_is_read_as_it_was_printed(half: bytes, holder: Holder) -> None:
    """Asta types in large letters, with hyphens, over two lines, and a nought where an o stands."""
    rows = rows_of(code_of(holder, half))
    assert [len(row.split()) for row in rows] == [7, 7]
    typed = "\n".join(rows).upper().replace(" ", "-").replace("O", "0")
    assert read_code(typed, holder) == half


@given(
    half=halves,
    holder=holders,
    at=st.integers(0, 55),
    wrong=st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"),
)
def test_a_slip_is_found_in_its_group(half: bytes, holder: Holder, at: int, wrong: str) -> None:
    """One sign is wrong: Asta is told in which row and group to look, and nothing is compared."""
    code = code_of(holder, half)
    if code[at] == wrong:
        return
    with pytest.raises(HalfMistyped) as slip:
        read_code(code[:at] + wrong + code[at + 1 :], holder)
    assert (slip.value.row, slip.value.group) == (at // 28 + 1, at % 28 // 4 + 1)


@given(half=halves, holder=holders)
def test_nobody_reads_the_others_half(half: bytes, holder: Holder) -> None:
    """Bente has come to Asta's sheet and types it: she is told whose it is, before anything is compared."""
    (other,) = set(Holder) - {holder}
    with pytest.raises(HalfOfTheOther):
        read_code(code_of(other, half), holder)


@given(half=halves, other=halves, holder=holders)
def test_a_half_is_known_again(half: bytes, other: bytes, holder: Holder) -> None:
    """What is kept fits one half, of one round, of one pair, of one holder."""
    kept = commitment(ROUND, 1, holder, half)
    check_half(half, kept, round_id=ROUND, turn=1, holder=holder)
    wrong = [(ROUND, 2, half), (UUID(int=1), 1, half)] + [(ROUND, 1, other)] * (half != other)
    for round_id, turn, shown in wrong:
        with pytest.raises(HalfNotThis):
            check_half(shown, kept, round_id=round_id, turn=turn, holder=holder)
    assert check_number(kept).replace(" ", "") == kept.hex()[:12]


@pytest.mark.parametrize("typed", ["", "abcd", "a" * 55, "a" * 57, "æ" * 56])
def test_what_is_no_code(typed: str) -> None:
    """Asta typed something else: she is told that, and nothing breaks."""
    with pytest.raises((HalfUnreadable, HalfMistyped)):
        read_code(typed, Holder.REPRESENTATIVE)
