"""Whether a registered promise holds: each part of it beside what the round, the file and the program hold now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fagspejl.analysis.policy import (
    DisclosurePolicy,
    PolicyTooWeak,
    ReportingPolicy,
    limits,
    thresholds_sha256,
)
from fagspejl.audit.types import Event
from fagspejl.disclosure.document.parts import HEAD
from fagspejl.evaluation.types.policy import canonical_rules
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.promise import PromiseUnreadable, Registered, registered_from, registered_in, sha256_of
from fagspejl.reporting.words import sentences_sha256

# What reads the database is imported where a round is asked about: a file is checked without a site.
if TYPE_CHECKING:
    from fagspejl.evaluation.selectors.promise import KeptPromise


class NoPromise(FagspejlError):
    """Nothing was registered: a draft, or a round or a release from before promises were."""


class Outcome(StrEnum):
    """What can be said of one part."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNSEEN = "unseen"  # it cannot be seen from here
    NEWER = "newer"  # of the sentences alone: the program was replaced by another version


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One part of a promise, and what became of it."""

    name: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CheckedPromise:
    """A promise and its parts, in the order in which they are told."""

    promise: Registered
    parts: tuple[CheckedPart, ...]

    @property
    def holds(self) -> bool:
        """Whether no part is broken."""
        return all(part.outcome is not Outcome.BROKEN for part in self.parts)


def round_promise(round_id: UUID) -> CheckedPromise:
    """Check a round's promise against all that its site holds. Raises NoPromise, PromiseUnreadable."""
    from fagspejl.evaluation.selectors.promise import kept_promise

    kept = kept_promise(round_id)
    told = _logged(round_id)
    if kept.registered is None:
        if told is not None:  # it was registered, and somebody took it away
            raise PromiseUnreadable("the log knows of a registered promise, and the round has none")
        raise NoPromise
    promise = registered_in(kept.registered)
    return CheckedPromise(promise, tuple(_round_parts(round_id, kept, promise, told)))


def file_promise(document: Mapping[str, Any]) -> CheckedPromise:
    """Check the promise in a release's file, or in its organisation's part. Raises NoPromise, PromiseUnreadable."""
    if "promise" not in document:
        raise NoPromise
    promise = registered_from(document["promise"])
    policy = document["policy"]
    found = _thresholds(policy["disclosure"], policy["reporting"])
    parts = (
        _part("k", promise.k == policy["disclosure"]["k"]),
        _part("thresholds", promise.thresholds == found == policy["sha256"]),
        CheckedPart("access", Outcome.UNSEEN),
        CheckedPart("words", Outcome.UNSEEN),
        _part("questionnaire", promise.questionnaire == document["instrument"]["checksum"]),
        *_of_program(promise),
    )
    # Where files were the source, nobody registered who reads, nor what people were told: there is nothing to see.
    kept = promise.made == "opening"
    return CheckedPromise(promise, tuple(p for p in parts if kept or p.name not in ("access", "words")))


def _round_parts(
    round_id: UUID, kept: KeptPromise, promise: Registered, told: str | None
) -> Iterator[CheckedPart]:
    from fagspejl.disclosure.services.store import read_parts

    rules, disclosure = kept.rules or b"", kept.values["disclosure"]
    access, found = sha256_of(rules), _thresholds(disclosure, kept.values["reporting"])
    yield CheckedPart("log", Outcome.UNSEEN) if told is None else _part("log", told == promise.sha256)
    yield _part("k", promise.k == disclosure["k"] == kept.k)
    yield _part("thresholds", promise.thresholds == found)
    yield _part("access", promise.access == access == kept.sha256 and rules == canonical_rules(kept.values))
    yield _part("words", promise.words == sha256_of(kept.words or b""))
    yield _part("questionnaire", promise.questionnaire == kept.questionnaire)
    yield from _of_program(promise)
    head = next((part for part in read_parts(round_id) if part.kind == HEAD), None)
    if head is not None:
        yield _part("release", _released_under(json.loads(head.body), promise))


def _released_under(head: Mapping[str, Any], promise: Registered) -> bool:
    try:
        checked = file_promise(head)
    except (NoPromise, PromiseUnreadable):
        return False
    return checked.promise == promise and checked.holds


def _of_program(promise: Registered) -> Iterator[CheckedPart]:
    yield _part("rules", dict(promise.rules) == limits())
    same = promise.sentences == sentences_sha256()
    yield CheckedPart("sentences", Outcome.HOLDS if same else Outcome.NEWER)


def _thresholds(disclosure: Mapping[str, Any], reporting: Mapping[str, Any]) -> str:
    """Return the hash of these thresholds, "" for such as the program refuses."""
    try:
        return thresholds_sha256(DisclosurePolicy(**disclosure), ReportingPolicy(**reporting))
    except (PolicyTooWeak, TypeError):
        return ""


def _logged(round_id: UUID) -> str | None:
    """Return the hash that the log noted at opening, None where it is gone.

    "" where the log was tampered with, or tells of two: a round opens once, and a line written later proves nothing.
    """
    from fagspejl.audit.selectors import chain_state, entries_about

    if chain_state().broken_at is not None:
        return ""
    lines = entries_about(round_id, events=[Event.ROUND_OPENED])
    told = {str(line.facts["promise"]) for line in lines if "promise" in line.facts}
    return None if not told else told.pop() if len(told) == 1 else ""


def _part(name: str, holds: bool) -> CheckedPart:
    return CheckedPart(name, Outcome.HOLDS if holds else Outcome.BROKEN)
