"""Every derivation of links gives what it gave when the first round opened: a change would kill links in the post.

The expected values were computed with Python's own hmac, hashlib and base64 from the formulas in
docs/decisions/0004-storage-of-answers.md, not with the program.
"""

from __future__ import annotations

import string
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.evaluation.keys.derivation import in_groups, key_check, link_of, lookup_of, normalise_code
from fagspejl.mailing.services.message import Sender, message_id

KEY = bytes(range(32))
ROUND = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
INVITATION = UUID("0e984725-c51c-4bf4-9960-e1c80e27aba0")
LINKS = {
    0: ("im3rdb7q33ygbxxsttpxspoqwf", "b4d2abea204f758ec260ed72b20365c166917daa9e0809bbda9dc2f56f46ec61"),
    1: ("ulnujivkdejp7mrbtcav7tgdf3", "32af9c89396406b7fbd96eef3b5dfd2687010301e09727f98c09a5bdc2af15b3"),
    256: ("je3esouas75iik62ffhgvhpxi3", "6dd4ddce3df0f81daa90e4cccc33c935ef49fd280fdc021b18172c5bd33bb5db"),
}


def test_key_check() -> None:
    """What proves that a file holds the round's key."""
    assert key_check(KEY).hex() == "b043aca54ee5344084d6151cc2df4f93014f86a1f0cca1736e07230ba1ee475e"


@pytest.mark.parametrize("generation", LINKS)
def test_link_and_lookup(generation: int) -> None:
    """Sofie's link, her next one after a reissue, and what the database keeps of them."""
    link, lookup = LINKS[generation]
    assert link_of(KEY, ROUND, INVITATION, generation) == link
    assert lookup_of(link).hex() == lookup


def test_message_id() -> None:
    """The Message-ID of one person's mail in one mailing."""
    mailing, person = (
        UUID("11111111-2222-4333-8444-555555555555"),
        UUID("99999999-8888-4777-8666-555555555555"),
    )
    sender = Sender("Egedal", "svar@egedal.example", "https://svar.egedal.example")
    made = message_id(bytes(range(32, 64)), mailing, person, sender)
    assert made == "<2ef5e6f427a43f110e44c6207f7582d0a39ddd135d9b9ce68f2a722a9b96df59@egedal.example>"


@given(st.uuids(), st.uuids(), st.integers(0, 2**32 - 1))
def test_a_typed_code_is_the_link(round_id: UUID, invitation: UUID, generation: int) -> None:
    """Omar may type his code with capitals, spaces, hyphens, and 0, 1 and 8 for the letters they look like."""
    link = link_of(KEY, round_id, invitation, generation)
    assert len(link) == 26
    assert set(link) <= set(string.ascii_lowercase + "234567")
    typed = in_groups(link).upper().replace(" ", "-", 1)
    assert normalise_code(f"  {typed}\n") == link
    assert normalise_code(typed.replace("O", "0").replace("L", "1").replace("B", "8")) == link


@pytest.mark.parametrize("typed", ["", "abc", "a" * 25, "a" * 27, "å" * 26, "9" * 26, "../" * 9])
def test_what_cannot_be_a_code(typed: str) -> None:
    """What is too short, too long, or has other signs is no code."""
    assert normalise_code(typed) is None
