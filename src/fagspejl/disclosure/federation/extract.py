"""A signed extract of one released round: printed totals of the whole and of the units one level down. Pure.

Two lines: who signs, and canonical JSON. The signature is verified over the bytes of the second line before anybody
reads what it says, so that a stranger's file is never parsed. Schema: docs/reference/extract.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fagspejl.disclosure.arithmetic.figures import Figure
from fagspejl.disclosure.document.rows import head_of, row_of
from fagspejl.disclosure.federation.errors import ExtractRefused
from fagspejl.disclosure.federation.rules import FORMAT, extract_faults
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import FigureKind
from fagspejl.lib.canonical import canonical
from fagspejl.lib.signatures import (
    KEY_BYTES,
    SIGNATURE_BYTES,
    TrustedKey,
    decoded,
    encoded,
    fingerprint,
    installation_of,
    is_plain_name,
    is_signed,
    public_of,
    signed,
)

MAX_BYTES: Final = 8 * 1024 * 1024
_BEGINS: Final = b"fagspejl-extract/"
_LATER: Final = re.compile(r"fagspejl-extract/[0-9]{1,9}\Z")
_KINDS: Final = (FigureKind.RESPONSE, FigureKind.THEME, FigureKind.ITEM, FigureKind.ANSWERS)
_HEAD: Final = ("software", "instrument", "policy", "rules", "scale", "themes")
_ROUND: Final = ("title", "organisation", "opened", "closed")

Rows = Callable[[int], Iterable[Figure]]


@dataclass(frozen=True, slots=True)
class Extract:
    """A verified extract. `file`: how it is called here; `sha`: of the whole file; `name`: from the keys trusted."""

    file: str
    sha: str
    key: TrustedKey
    document: Mapping[str, Any]

    @property
    def installation(self) -> str:
        """SHA-256 of the key that signed it."""
        return installation_of(self.key.public)

    @property
    def name(self) -> str:
        """The installation's name as the receiver knows it."""
        return self.key.name


def is_extract(data: bytes) -> bool:
    """Whether a file says that it is an extract, of whatever version."""
    return data.startswith(_BEGINS)


def extract_document(release: Release, rows: Rows, installation: str, release_id: str) -> dict[str, Any]:
    """Return the document of a release's extract. `rows` gives the figures of a unit that may leave the house.

    Ids of units stay behind: they are numbered as they stand, the whole is "0".
    """
    printed, head = release.printed, head_of(release)
    tree = printed.organisation.units
    kept = [0, *(index for index, unit in enumerate(tree) if unit.parent == 0)]
    return {
        "format": FORMAT,
        "installation": installation,
        "release": release_id,
        **{name: head[name] for name in _HEAD},
        "round": {name: head["round"][name] for name in _ROUND},
        "units": [
            {"id": str(number), "name": tree[index].name, "parent": "0" if number else None}
            for number, index in enumerate(kept)
        ],
        "groups": [
            {
                "perspective": group.group,
                "counts": "people" if group.asked_once else "answers",
                "items_not_asked": [
                    item for item, asked in zip(printed.item_ids, group.items_asked, strict=True) if not asked
                ],
            }
            for group in printed.groups
        ],
        "figures": [row for number, index in enumerate(kept) for row in _rows(str(number), rows(index))],
    }


def _rows(unit: str, figures: Iterable[Figure]) -> Iterator[dict[str, Any]]:
    for figure in figures:
        if figure.reason is None and figure.kind in _KINDS:
            row = row_of(figure)
            yield {
                "unit": unit,
                **{name: row[name] for name in ("perspective", "kind", "id", "value", "code", "n")},
            }


def extract_bytes(document: Mapping[str, Any], private: bytes) -> bytes:
    """Return the file of an extract, signed with the installation's key (32 bytes)."""
    body = canonical(document).encode()
    signature = signed(private, FORMAT, body)
    first = f"{FORMAT} {encoded(public_of(private))} {encoded(signature)}"
    return first.encode("ascii") + b"\n" + body + b"\n"


def read_extract(file: str, data: bytes, trust: Mapping[str, TrustedKey]) -> Extract:
    """Return a verified extract. Raises ExtractRefused, which says why.

    The order matters: who signs, whether that key is trusted, whether the bytes are those that were signed; only then
    what they say, whether it is written in the one way it may be, and whether it keeps the rules of a release.
    """
    public, signature = signer_of(file, data)
    rest = data.partition(b"\n")[2]
    key = trust.get(installation_of(public))
    if key is None or key.public != public:
        raise ExtractRefused(file, "unknown_key", fingerprint(public))
    body = rest[:-1]
    if not rest.endswith(b"\n") or not is_signed(public, signature, FORMAT, body):
        raise ExtractRefused(file, "forged", key.name)
    document = _document(file, body)
    for fault in extract_faults(document, installation_of(public)):
        raise ExtractRefused(file, "breaks_rules", fault)
    if not is_plain_name(document["round"]["organisation"]):
        raise ExtractRefused(file, "name", key.name)
    return Extract(file, hashlib.sha256(data).hexdigest(), key, document)


def signer_of(file: str, data: bytes) -> tuple[bytes, bytes]:
    """Return the public key and the signature that an extract begins with. Raises ExtractRefused."""
    if len(data) > MAX_BYTES:
        raise ExtractRefused(file, "too_large")
    try:
        words = data.partition(b"\n")[0].decode("ascii").split(" ")
    except UnicodeDecodeError:
        raise ExtractRefused(file, "not_an_extract") from None
    if words[0] != FORMAT:
        raise ExtractRefused(file, "newer_format" if _LATER.match(words[0]) else "not_an_extract")
    if len(words) != len(("format", "key", "signature")):
        raise ExtractRefused(file, "not_an_extract")
    public, signature = decoded(words[1], KEY_BYTES), decoded(words[2], SIGNATURE_BYTES)
    if public is None or signature is None:
        raise ExtractRefused(file, "not_an_extract")
    return public, signature


def _document(file: str, body: bytes) -> dict[str, Any]:
    """Parse what is signed; it must be written in the one canonical way, so nothing stands twice or unseen."""
    try:
        document = json.loads(body.decode("utf-8"))
        same = canonical(document).encode() == body
    except (ValueError, RecursionError):
        same = False
    if not same or not isinstance(document, dict):
        raise ExtractRefused(file, "not_canonical")
    return document
