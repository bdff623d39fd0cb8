"""What each round must look like in its state: policy, keys, what is left of answers, the Release. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from fagspejl.analysis.policy import PolicyTooWeak
from fagspejl.disclosure.document.parts import HEAD, Part, document_of
from fagspejl.disclosure.document.reading import DocumentInvalid
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.evaluation.types.policy import AccessPolicyImpossible, RoundPolicyValues
from fagspejl.inspection.schema import ANSWERS, INVITATIONS
from fagspejl.inspection.types import (
    CLOSED_STATES,
    OPEN_STATES,
    Dump,
    Fault,
    Finding,
    Limit,
    RoundSeen,
    Seen,
)
from fagspejl.lib.retention import REPORT_MONTHS, Rule

_REPORTS = Rule("reports", months=REPORT_MONTHS)
_WITH_RELEASE = ("sealed", "keys_gone", "published")
_CONFIRMED, _DELETED = "escrow_destruction_confirmed_on", "reports_deleted_on"
_KEY = re.compile(r"\.(key|witnessed|half-)")  # of a round's key, whole or in parts
_FLOORED = ("k", "k_distribution", "k_comments", "comment_authors")


def read_rounds(dump: Dump) -> tuple[RoundSeen, ...]:
    """Return every round with what is counted of it. Order: title, then id."""
    policies = {
        id_of(home): (values, sha)
        for home, values, sha in dump.rows("round_policy", ("round_id", "values", "sha256"))
    }
    columns = ("id", "title", "state", "key_check", "keys_destroyed_on", "instrument", _CONFIRMED, _DELETED)
    asked = _tally(id_of(home) for (home,) in dump.rows(INVITATIONS, ("round_id",)))
    alive = _tally(
        id_of(home) for home, lookup in dump.rows(INVITATIONS, ("round_id", "lookup")) if lookup is not None
    )
    rows = _tally(str(UUID(bytes=bytes(home))) for (home,) in dump.rows(ANSWERS, ("round",)))
    found = []
    for home, title, state, check, gone, instrument, confirmed, deleted in dump.rows("round", columns):
        key = id_of(home)
        values, sha = policies.get(key, (None, ""))
        policy = json.loads(values) if isinstance(values, str) else values
        counts = (rows.get(key, 0), asked.get(key, 0), alive.get(key, 0))
        told, word, over = (str(day) if day else "" for day in (gone, confirmed, deleted))
        found.append(
            RoundSeen(
                key, title, state, bytes(check or b""), told, instrument, policy, sha, *counts, word, over
            )
        )
    return tuple(sorted(found, key=lambda seen: (seen.title, seen.id)))


def policy_faults(dump: Dump, rounds: Iterable[RoundSeen]) -> Iterator[Fault]:
    """No promise below the floors, each with its own checksum, and the columns say what the promise says."""
    columns = {
        id_of(row[0]): dict(zip(_FLOORED, row[1:], strict=True))
        for row in dump.rows("round_policy", ("round_id", *_FLOORED))
    }
    for seen in rounds:
        where = seen.title
        try:
            values = RoundPolicyValues.from_dict(seen.policy or {})
        except PolicyTooWeak as error:
            facts = {"name": error.name, "value": error.value, "limit": error.limit}
            yield Fault(Finding.POLICY_WEAK, where, facts, seen.id)
            continue
        except (AccessPolicyImpossible, KeyError, TypeError, ValueError):
            if seen.state != "draft":
                yield Fault(Finding.POLICY_HASH, where, {}, seen.id)
            continue
        same = all(getattr(values.disclosure, name) == value for name, value in columns[seen.id].items())
        if not same or values.sha256 != seen.policy_sha:
            yield Fault(Finding.POLICY_HASH, where, {}, seen.id)


def closed_faults(
    rounds: Iterable[RoundSeen], keys: Path | None, escrow: Path | None
) -> tuple[list[Fault], list[Seen]]:
    """A closed round has no answer, no live link, no key and a marker; a draft has no answer."""
    faults: list[Fault] = []
    limits: list[Seen] = []
    for seen in rounds:
        where, home = seen.title, seen.id
        if seen.state not in OPEN_STATES and seen.rows:
            faults.append(Fault(Finding.ANSWERS_LEFT, where, {"rows": seen.rows}, home))
        if seen.state == "sealed":
            limits.append(Seen(Limit.SEALED_WITH_KEY, {"title": seen.title}))
        marker = keys is not None and (keys / f"{home}.destroyed").exists()
        if seen.state not in CLOSED_STATES:
            if marker and seen.state in OPEN_STATES:
                if _keys_left(home, keys, escrow):
                    faults.append(Fault(Finding.MARKER_MISSING, where, {"state": seen.state}, home))
                else:  # a copy from before the key was destroyed
                    limits.append(Seen(Limit.OLDER_THAN_KEY, {"title": seen.title}))
            continue
        if seen.lookups:
            faults.append(Fault(Finding.LOOKUPS_LEFT, where, {"rows": seen.lookups}, home))
        if seen.has_copy_outside:
            told = Limit.COPY_UNCONFIRMED if seen.copy_is_open else Limit.COPY_BY_WORD
            limits.append(Seen(told, {"title": seen.title}))
        if keys is None:
            limits.append(Seen(Limit.KEYS_UNSEEN, {"title": seen.title}))
        elif not marker or not seen.keys_destroyed_on:
            faults.append(Fault(Finding.MARKER_MISSING, where, {"state": seen.state}, home))
        left = _keys_left(home, keys, escrow)
        faults.extend(Fault(Finding.KEY_LEFT, where, {"file": name}, home) for name in left)
    return faults, limits


def _keys_left(home: str, *folders: Path | None) -> list[str]:
    """Return the names of the files that hold a round's key."""
    return sorted(
        path.name
        for folder in folders
        if folder
        for path in folder.glob(f"{home}.*")
        if _KEY.search(path.name)
    )


def release_faults(dump: Dump, rounds: Iterable[RoundSeen]) -> Iterator[Fault]:
    """Every sealed round has one Release: its hashes hold, its audit finds nothing, its limits are those promised."""
    stored = {
        id_of(home): (id_of(release), root)
        for release, root, home in dump.rows("release", ("id", "root_sha", "round_id"))
    }
    for seen in rounds:
        if seen.id not in stored:
            if seen.state in _WITH_RELEASE and not _was_over(seen):
                yield Fault(Finding.RELEASE_MISSING, seen.title, {}, seen.id)
            continue
        if seen.state not in _WITH_RELEASE:
            yield Fault(Finding.RELEASE_EARLY, seen.title, {}, seen.id)
        release, root = stored[seen.id]
        parts: list[Part] = []
        hashes: list[str] = []
        columns = ("release_id", "kind", "key", "body", "sha256")
        damaged = False
        for home, kind, key, body, sha in dump.rows("release_part", columns):
            if id_of(home) == release:
                parts.append(Part(kind, key, body))
                hashes.append(sha)
                damaged |= hashlib.sha256(f"{kind}\x00{key}\x00{body}".encode()).hexdigest() != sha
        if damaged or hashlib.sha256("".join(sorted(hashes)).encode("ascii")).hexdigest() != root:
            yield Fault(Finding.RELEASE_DAMAGED, seen.title, {}, seen.id)
            continue
        yield from _audited(seen, parts)


def _was_over(seen: RoundSeen) -> bool:
    """Whether a round says that its reports were deleted, on a day on which their time was over."""
    if not (seen.reports_deleted_on and seen.keys_destroyed_on):
        return False
    due = _REPORTS.gone_on(date.fromisoformat(seen.keys_destroyed_on))
    return due <= date.fromisoformat(seen.reports_deleted_on)


def _audited(seen: RoundSeen, parts: list[Part]) -> Iterator[Fault]:
    try:
        document = document_of(parts)
        (head,) = (json.loads(part.body) for part in parts if part.kind == HEAD)
        promised = seen.policy is not None and head["policy"]["disclosure"] == seen.policy["disclosure"]
    except (DocumentInvalid, KeyError, TypeError, ValueError):
        yield Fault(Finding.RELEASE_DAMAGED, seen.title, {}, seen.id)
        return
    if not promised:
        yield Fault(Finding.POLICY_HASH, seen.title, {}, seen.id)
    names = sorted({fault.finding.value for fault in audit(document).faults})
    if names:
        yield Fault(Finding.RELEASE_FAULT, seen.title, {"names": ", ".join(names)}, seen.id)


def _tally(homes: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for home in homes:
        counts[home] = counts.get(home, 0) + 1
    return counts


def id_of(value: Any) -> str:
    """Return an id as text, whether the database keeps it as a type of its own or as hexadecimal digits."""
    return str(value if isinstance(value, UUID) else UUID(str(value)))
