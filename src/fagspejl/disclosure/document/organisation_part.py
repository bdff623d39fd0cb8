"""The organisation's part of a release as a file of its own: totals and coefficients, no leader's figure. Pure.

Groups of answers and their cells are left out with the leaders: a pool taken from a total can leave one leader's
figures. Of every part that is left out one hash stands here, over a secret salt and the part: whoever is shown the part
and its salt later can see that it was not changed, and nobody can try out what it says.

Schema: docs/reference/release.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from fagspejl.disclosure.document.parts import LEADER, POOLED, Part, document_of
from fagspejl.lib.canonical import canonical

FORMAT: Final = "fagspejl-organisation/1"
PROVENANCE: Final = ("id", "fingerprint", "replaces", "replaces_date", "other_answers")
PROMISE: Final = "promise"  # in the head of a release made under a registered promise
LOT: Final = "lot"  # in the head of a release that says something of a drawn half
HEAD: Final = ("software", "instrument", "policy", "round", "rules", "scale", "themes", "questions")
_LEFT_OUT: Final = (LEADER, POOLED)


def salted_hash(salt: bytes, body: str) -> str:
    """Return SHA-256(salt || body) in hexadecimal digits."""
    return hashlib.sha256(salt + body.encode()).hexdigest()


def organisation_document(
    parts: Iterable[Part], salt_of: Callable[[Part], bytes], *, with_lot: bool = True
) -> dict[str, Any]:
    """Return the document of the organisation's part. Raises DocumentInvalid when there is no head.

    `salt_of` gives each part that is left out a secret salt of its own, which is written nowhere. `with_lot`: False
    where a reader of leaders' reports may not read what is said of a drawn half.
    """
    kept = list(parts)
    whole = document_of(kept)
    hashes = (
        {"kind": part.kind, "sha256": salted_hash(salt_of(part), part.body)} for part in kept if _stays(part)
    )
    return {
        "format": FORMAT,
        **{
            # A round that was closed under format 1 says nothing of this.
            name: whole.get(name, "" if name == "id" else None)
            for name in PROVENANCE
        },
        **{name: whole[name] for name in (*HEAD, PROMISE, *([LOT] if with_lot else [])) if name in whole},
        "units": whole["units"],
        "groups": [
            {name: value for name, value in row.items() if name != "leaders_not_asked"}
            for row in whole["groups"]
        ],
        "analysis": whole.get("analysis", []),
        "figures": [
            {name: value for name, value in row.items() if name != "blocks"}
            for row in whole["figures"]
            if "unit" in row
        ],
        "left_out": sorted(hashes, key=lambda row: row["sha256"]),
    }


def is_organisation(document: Any) -> bool:
    """Whether a parsed file says that it is the organisation's part of a release."""
    return isinstance(document, dict) and document.get("format") == FORMAT


def organisation_text(document: Mapping[str, Any]) -> str:
    """Return the document as text, one row per line."""
    return (
        "{\n"
        + ",\n".join(f"{canonical(name)}:{_section(value)}" for name, value in document.items())
        + "\n}\n"
    )


def _section(value: Any) -> str:
    rows = isinstance(value, list) and value and isinstance(value[0], dict)
    return "[\n" + ",\n".join(map(canonical, value)) + "]" if rows else canonical(value)


def _stays(part: Part) -> bool:
    return part.kind in _LEFT_OUT
