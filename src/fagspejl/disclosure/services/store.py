"""Writing a Release once and reading it back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connection

from fagspejl.disclosure.document.parts import Part
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.lib.errors import FagspejlError

_AT_ONCE = 500
_INSERT = "INSERT INTO release_part (id, release_id, kind, key, body, sha256) VALUES (%s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class AuditedRelease:
    """A Release in the very parts that were audited: these are stored, and no others.

    `lot`: the round whose drawn half it tells of.
    """

    policy_sha: str
    parts: tuple[Part, ...]
    lot: UUID | None = None


class ReleaseDamaged(FagspejlError):
    """What was read back is not what was sealed: a part's hash, or the root over all parts, differs."""

    def __init__(self, round_id: UUID, what: str) -> None:
        super().__init__(f"the release of round {round_id} does not read back as it was sealed: {what}")
        self.round_id, self.what = round_id, what


def part_sha(part: Part) -> str:
    """Return the hash of a part: its kind, its key and its body."""
    return hashlib.sha256(f"{part.kind}\x00{part.key}\x00{part.body}".encode()).hexdigest()


def root_sha(parts: Iterable[str]) -> str:
    """Return the hash over all parts' hashes, in order of the hashes."""
    return hashlib.sha256("".join(sorted(parts)).encode("ascii")).hexdigest()


def store(round_id: UUID, audited: AuditedRelease, record: dict[str, int]) -> StoredRelease:
    """Insert a Release in its parts. Called inside the sealing transaction."""
    parts = audited.parts
    hashes = [part_sha(part) for part in parts]
    stored = StoredRelease(
        round_id=round_id, policy_sha=audited.policy_sha, record=record, root_sha=root_sha(hashes)
    )
    stored.save(force_insert=True)
    as_id = ReleasePart._meta.pk.get_db_prep_value
    release = as_id(stored.id, connection)
    rows = [
        (as_id(uuid4(), connection), release, part.kind, part.key, part.body, sha)
        for part, sha in zip(parts, hashes, strict=True)
    ]
    with connection.cursor() as cursor:  # plain rows: a national round has a hundred thousand parts
        cursor.executemany(_INSERT, rows)
    return stored


def read_parts(round_id: UUID) -> Iterator[Part]:
    """Yield a round's parts as stored."""
    rows = ReleasePart.objects.filter(release__round_id=round_id).values_list("kind", "key", "body")
    return (Part(kind, key, body) for kind, key, body in rows.iterator(chunk_size=_AT_ONCE))


def verify(round_id: UUID) -> int:
    """Read every part back and compare all hashes; returns how many parts. Raises ReleaseDamaged."""
    stored = StoredRelease.objects.get(round_id=round_id)
    hashes = []
    rows = ReleasePart.objects.filter(release=stored).values_list("kind", "key", "body", "sha256")
    for kind, key, body, sha in rows.iterator(chunk_size=_AT_ONCE):
        if part_sha(Part(kind, key, body)) != sha:
            raise ReleaseDamaged(round_id, f"{kind} {key}")
        hashes.append(sha)
    if root_sha(hashes) != stored.root_sha:
        raise ReleaseDamaged(round_id, "a part is missing or was added")
    return len(hashes)
