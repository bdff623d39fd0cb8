"""What a closing derives by the hundred thousand is what is derived for one link, byte for byte."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.answering.sealed import Boxes, SealBroken, locator_of, seal
from fagspejl.evaluation.keys.derivation import LINK_LENGTH, link_of, links_of
from fagspejl.lib.derivation import base32_lower, base32_lower_each, derive, derive_each, derive_many, message

ROUND = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
KEY = bytes(range(32))


@given(keys=st.lists(st.binary(max_size=64), max_size=6), field=st.binary(max_size=40))
def test_derivations(keys: list[bytes], field: bytes) -> None:
    """Every key that is short enough gives Sofie the same as alone, whether keys or messages are many."""
    told = message("locator", field)
    assert derive_many(keys, told) == [derive(key, "locator", field) for key in keys]
    assert derive_each(KEY, [message("link", key) for key in keys]) == [
        derive(KEY, "link", key) for key in keys
    ]


def test_a_key_that_hmac_would_hash_first_is_refused() -> None:
    """A key of 65 bytes is none of ours: Per gets an error and no other derivation."""
    with pytest.raises(ValueError, match="65 bytes"):
        derive_many([bytes(65)], b"")
    with pytest.raises(ValueError, match="65 bytes"):
        derive_each(bytes(65), [b""])


@given(st.lists(st.binary(min_size=20, max_size=20), max_size=6))
def test_signs(data: list[bytes]) -> None:
    """The signs of Sofie's link are the first of its base32, however many are written at a time."""
    assert base32_lower_each(data, LINK_LENGTH) == [base32_lower(one)[:LINK_LENGTH] for one in data]


@given(st.lists(st.tuples(st.uuids(), st.integers(0, 2**32 - 1)), max_size=6))
def test_links(invitations: list[tuple[UUID, int]]) -> None:
    """Sofie's link is the same among many as in her mail, in every generation."""
    found = links_of(KEY, ROUND, [(one.bytes, generation) for one, generation in invitations])
    assert found == [link_of(KEY, ROUND, one, generation) for one, generation in invitations]


def test_boxes() -> None:
    """Answers are found and opened together as each is alone, and one that was changed is told."""
    links = links_of(KEY, ROUND, [(bytes([number] * 16), 0) for number in range(3)])
    given_ = [{"submitted": {"shared_quality": number, "comment:more_of": "æøå"}} for number in range(3)]
    sealed = [seal(link, ROUND, payload) for link, payload in zip(links, given_, strict=True)]
    boxes = Boxes(ROUND)
    places = boxes.locators_of(links)
    assert places == [locator_of(link, ROUND) for link in links]
    assert list(boxes.unseal(links, places, sealed)) == given_
    for spoilt in (sealed[1][:-1] + bytes([sealed[1][-1] ^ 1]), b"\x02" + sealed[1][1:], sealed[0]):
        with pytest.raises(SealBroken):
            list(boxes.unseal(links, places, [sealed[0], spoilt, sealed[2]]))
