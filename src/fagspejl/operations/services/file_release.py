"""One release of files, from reading to files in place: noted on the list before, and confirmed after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.scope import digest_of_rows, policy_hash, scope_of
from fagspejl.disclosure.types import Provenance
from fagspejl.lib.files import replaced_folder
from fagspejl.operations.services.ledger import Entry, Ledger, manifest_of, opened_ledger
from fagspejl.operations.services.ledger_places import LedgerPlaces, check_apart
from fagspejl.operations.services.previous_release import (
    PreviousRelease,
    check_previous,
    previous_release,
)
from fagspejl.operations.services.repetition import Candidate, Claims, judged
from fagspejl.operations.services.report_files import (
    CheckedRelease,
    FilesRead,
    Order,
    Progress,
    checked_release,
    files_read,
    write_reports,
)


@dataclass(frozen=True, slots=True)
class FileRelease:
    """What was written. `kept`: files of a replaced release that stay where they are, because somebody changed them."""

    checked: CheckedRelease
    kept: tuple[Path, ...]


def release_files(
    order: Order,
    out: Path,
    *,
    places: LedgerPlaces,
    claims: Claims,
    today: date,
    progress: Progress,
    read: FilesRead | None = None,
    before_writing: Callable[[CheckedRelease], None] = lambda checked: None,
) -> FileRelease:
    """Make the reports of some files in the folder `out`, unless what was released before forbids it.

    `read`: what the files say, where somebody has looked at it already. `before_writing` hears of what was read and
    checked while nothing is written yet.

    Raises AnswersReleasedBefore, NothingToReplace, PreviousUnusable, LedgerUnusable, FolderNotReplaceable, OSError, and
    what `files_read`, `checked_release` and `write_reports` raise. After every one of them nothing has been released.
    """
    check_apart(places, order.inputs, out)
    read = files_read(order, progress) if read is None else read
    with opened_ledger(places.state, places.keys) as ledger:
        candidate = candidate_of(order, read, ledger.key, today)
        provenance = judged(ledger, candidate, claims)
        previous = None if order.previous is None else previous_release(order.previous, ledger.entries)
        checked = beside(checked_release(order, read, provenance, progress), previous)
        before_writing(checked)
        with replaced_folder(out) as staged:
            write_reports(checked, order, staged, progress)
            noted = _noted(ledger, candidate, provenance, staged, out)
        _, kept = noted.settled()
    return FileRelease(checked, tuple(kept))


def beside(checked: CheckedRelease, previous: PreviousRelease | None) -> CheckedRelease:
    """Return the release with the last round beside it. Raises PreviousUnusable where both may not stand together."""
    if previous is None:
        return checked
    check_previous(previous, checked.release)
    return replace(checked, previous=previous)


def candidate_of(order: Order, read: FilesRead, key: bytes, today: date) -> Candidate:
    """Return whose answers these are, and under which rules."""
    data, told = read.data, read.data.round
    return Candidate(
        scope=scope_of(
            key,
            data.table,
            read.organisation,
            name=told.organisation,
            opened=told.opened,
            closed=told.closed,
        ),
        label=told.title,
        policy=policy_hash(
            order.disclosure,
            read.organisation,
            checksum=read.instrument.checksum,
            merged=not order.separate_subordinate_leaders,
            has_person=data.has_person,
        ),
        rows=digest_of_rows(data.table, read.organisation),
        day=today,
        least_days=DisclosurePolicy().min_days_between_rounds,
    )


def _noted(ledger: Ledger, candidate: Candidate, provenance: Provenance, staged: Path, out: Path) -> Ledger:
    assert provenance.fingerprint is not None
    return ledger.noted(
        Entry(
            id=provenance.id,
            day=candidate.day,
            label=candidate.label,
            scope=candidate.scope,
            policy=candidate.policy,
            fingerprint=provenance.fingerprint,
            folder=str(out.resolve()),
            manifest=manifest_of(staged),
            replaces=provenance.replaces,
            replaces_date=provenance.replaces_date,
            other_answers=provenance.other_answers,
        )
    )
