"""Whether a file's answers may be released, after what has been released before: the same, others, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from fagspejl.disclosure.scope import Scope, fingerprint, overlaps, tell_periods
from fagspejl.disclosure.types import Provenance
from fagspejl.lib.errors import FagspejlError
from fagspejl.operations.services.ledger import Entry, Ledger, sha_of


class AnswersReleasedBefore(FagspejlError):
    """Answers of the same people were released. `what` is another now: answers | policy.

    label, when, place: title, day and folder of that release.
    """

    def __init__(self, what: str, entry: Entry) -> None:
        super().__init__(f"released {entry.day} in {entry.folder} with other {what}")
        self.what, self.label, self.when = what, entry.label, entry.day
        self.place, self.file = Path(entry.folder), Path(entry.folder) / "release.json"


class NothingToReplace(FagspejlError):
    """What is to be replaced cannot be. `why`: missing | unknown (not made here, or changed) | others (its leaders)."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True, slots=True)
class Claims:
    """What whoever releases says of it. `replaces`: a release.json that was never handed out; `other_answers`: why."""

    replaces: Path | None = None
    other_answers: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release that is not made yet. `rows`: the digest of its answers, `policy` that of its rules."""

    scope: Scope
    label: str
    policy: str
    rows: bytes
    day: date
    least_days: int


def judged(ledger: Ledger, candidate: Candidate, claims: Claims) -> Provenance:
    """Return which release this is: an earlier one to the letter, or a new one.

    The very same answers under the same policy may be released again, and the same under another never, whatever
    period or title they are given. Other answers of the same people need one of the ways of docs/explanation/rules.md
    4.1. Raises AnswersReleasedBefore, NothingToReplace.
    """
    near = [entry for entry in ledger.entries if _is_near(entry.scope, candidate.scope)]
    same = {
        salt: fingerprint(ledger.key, candidate.rows, salt=salt) == told
        for salt, told in {entry.id: entry.fingerprint for entry in near}.items()
    }
    for entry in near:
        if same[entry.id] and entry.policy == candidate.policy:
            return Provenance(
                entry.id, entry.fingerprint, entry.replaces, entry.replaces_date, entry.other_answers
            )
    replaced = None if claims.replaces is None else _replaced(ledger, near, claims.replaces)
    for entry in near:
        if replaced is not None and entry.id == replaced.id:
            continue
        if same[entry.id]:
            raise AnswersReleasedBefore("policy", entry)
        if not (
            not overlaps(entry.scope, candidate.scope)
            or claims.other_answers is not None
            or _is_next_round(entry, candidate)
        ):
            raise AnswersReleasedBefore("answers", entry)
    own = str(uuid4())
    return Provenance(
        own,
        fingerprint(ledger.key, candidate.rows, salt=own),
        None if replaced is None else replaced.id,
        None if replaced is None else replaced.day,
        claims.other_answers,
    )


def _is_near(one: Scope, other: Scope) -> bool:
    """Whether both name a leader alike. What organisation and period they are said to be of is no proof."""
    return bool(one.groups & other.groups or one.by_name & other.by_name)


def _is_next_round(entry: Entry, candidate: Candidate) -> bool:
    """Whether files without dates are of a later round: another title, and long enough after the last release."""
    if tell_periods(entry.scope, candidate.scope):
        return False  # they overlap: one period, whatever it is called
    new = candidate.label not in ("", entry.label)
    return new and candidate.day - entry.day >= timedelta(days=candidate.least_days)


def _replaced(ledger: Ledger, near: list[Entry], path: Path) -> Entry:
    """Return the release that a file on this machine is. Raises NothingToReplace."""
    try:
        told, sha = json.loads(path.read_text("utf-8")), sha_of(path)
    except OSError:
        raise NothingToReplace(path, "missing") from None
    except (ValueError, RecursionError):
        raise NothingToReplace(path, "unknown") from None
    name = told.get("id") if isinstance(told, dict) else None
    if not any(entry.id == name and sha in _releases(entry) for entry in ledger.entries):
        raise NothingToReplace(path, "unknown")
    for entry in near:
        if entry.id == name:
            return entry
    raise NothingToReplace(path, "others")


def _releases(entry: Entry) -> Iterator[str]:
    return (sha for name, sha in entry.manifest.items() if name == "release.json")
