"""Links and what is stored of them. Pure.

A link is derived from the round's key, which lies outside the database; only its hash is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from fagspejl.evaluation.keys.check_signs import (
    ALPHABET,
    CHECK_SIGNS,
    GROUP,
    fits,
    with_check_signs,
    wrong_group,
)
from fagspejl.lib.derivation import base32_lower, base32_lower_each, derive, derive_each, message

LINK_LENGTH = 26  # 130 bits
_LINK_BYTES = 20  # whole groups of base32 that hold them
_READ_AS = str.maketrans({"0": "o", "1": "l", "8": "b", " ": None, "-": None, "\u00a0": None})
_ALPHABET = frozenset(ALPHABET)
CODE_LENGTH = LINK_LENGTH + CHECK_SIGNS  # as printed in letters


def key_check(round_key: bytes) -> bytes:
    """Return what proves that a file holds this round's key."""
    return derive(round_key, "check")


def destruction_proof(round_key: bytes, round_id: UUID) -> bytes:
    """Return what the marker of a destroyed key carries: only somebody who held the key can have written it."""
    return derive(round_key, "destroyed", round_id.bytes)


def destruction_check(proof: bytes) -> bytes:
    """Return the hash of that proof, which the round holds from its opening: it proves a marker without the key."""
    return hashlib.sha256(b"fagspejl/1/destroyed-check\x00" + proof).digest()


def link_of(round_key: bytes, round_id: UUID, invitation: UUID, generation: int) -> str:
    """Return the personal link (26 characters), in mail or letter only, never stored."""
    fields = (round_id.bytes, invitation.bytes, generation.to_bytes(4, "big"))
    return base32_lower(derive(round_key, "link", *fields)[:_LINK_BYTES])[:LINK_LENGTH]


def links_of(round_key: bytes, round_id: UUID, invitations: Iterable[tuple[bytes, int]]) -> list[str]:
    """Return `link_of` of many invitations, each by the bytes of its id and its generation."""
    begun = message("link", round_id.bytes)
    told = [begun + invitation + generation.to_bytes(4, "big") for invitation, generation in invitations]
    return base32_lower_each([whole[:_LINK_BYTES] for whole in derive_each(round_key, told)], LINK_LENGTH)


def lookup_of(link: str) -> bytes:
    """Return the hash by which an invitation is found."""
    return hashlib.sha256(b"fagspejl/1/lookup\x00" + link.encode("ascii")).digest()


def normalise_code(typed: str) -> str | None:
    """Return the link that somebody typed from a letter, or None where it cannot be one.

    Lower case, no spaces or hyphens, 0 read as o, 1 as l, 8 as b: those digits are not in the alphabet. The check
    signs must fit; a code without them, as older letters have it, is taken as it is.
    """
    code = as_printed(typed)
    if not set(code) <= _ALPHABET:
        return None
    if len(code) == CODE_LENGTH and fits(code):
        return code[:LINK_LENGTH]
    return code if len(code) == LINK_LENGTH else None


def slip_in(typed: str) -> tuple[int, str] | None:
    """Return the printed group in which a typed code has a slip, as far as its check signs tell.

    Its number (the first is 1), and the signs of it as they were typed.
    """
    code = as_printed(typed)
    group = wrong_group(code) if len(code) == CODE_LENGTH and set(code) <= _ALPHABET else None
    return None if group is None else (group, code[(group - 1) * GROUP : group * GROUP])


def in_groups(link: str) -> str:
    """Return the code as printed: the link and its check signs, seven groups of four with spaces between."""
    code = with_check_signs(link)
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def typed_in_groups(typed: str) -> str:
    """Return what was typed, in the groups of a letter, to hold beside it."""
    signs = "".join(sign for sign in typed if not sign.isspace() and sign != "-")
    return " ".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def as_printed(typed: str) -> str:
    """Return what somebody typed as it is printed: lower case, no spaces or hyphens, look-alike digits as letters."""
    return typed.strip().lower().translate(_READ_AS)
