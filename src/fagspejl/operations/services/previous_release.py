"""The release of the last round beside this one, for reports from files: read, checked, and looked at together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.disclosure.document.organisation_part import is_organisation
from fagspejl.disclosure.measured.printed import GroupPrinted
from fagspejl.disclosure.over_time import comparable_units
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.release_check.pair import pair_faults
from fagspejl.disclosure.types import UnitRelease
from fagspejl.lib.canonical import read_strictly
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.identity import look_alike
from fagspejl.lib.sameness import folded
from fagspejl.operations.services.ledger import Entry, sha_of
from fagspejl.reporting.pages.over_time.past import Past, WhyNot, leaders_past, why_not

_MOST_BYTES: Final = 512 * 1024 * 1024
_ROSTERS: Final = "rosters_not_in_files"
# Printed means alike to the tenth, beside the same people: by chance once in thousands of rounds.
_NUMBERS: Final = 5
_REFUSED: Final[dict[WhyNot, str]] = {
    WhyNot.CHANGED_QUESTIONS: "questionnaire",
    WhyNot.NO_DATES: "no_dates",
    WhyNot.NOT_BEFORE: "newer",
    WhyNot.TOO_NEAR: "too_near",
    WhyNot.CHANGED_GROUPS: "groups",
}


class PreviousUnusable(FagspejlError):
    """A release cannot stand beside this one as the last round. Nothing has been written.

    `why`: missing | no_release | organisation (its part alone) | faults (it breaks the rules of anonymity, or was
    changed) | changed (made here, and not as it was) | same (most of it) | questionnaire | no_dates | newer |
    too_near | groups | others (other people) | together (both give away too much).
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True)
class PreviousRelease:
    """A checked release of the last round. `known`: it was made on this machine and is unchanged since."""

    path: Path
    release: Release
    known: bool

    @cached_property
    def _ids(self) -> dict[str, tuple[str, str]]:
        """What a leader's id looks like -> the id, and the name as names are compared."""
        leaders = self.release.printed.organisation.leaders
        return {look_alike(one.id)[0]: (one.id, folded(one.name)) for one in leaders}

    def id_of(self, leader: str, name: str) -> str | None:
        """Return the id of the same leader then: id and name are both the same. None where there is none."""
        known, called = self._ids.get(look_alike(leader)[0], (None, ""))
        return known if called == folded(name) else None

    def of_leader(self, made: Release, leader: str) -> Past:
        """Return the last round beside one leader's report."""
        view = made.leader(leader)
        earlier = self.id_of(leader, view.name)
        return leaders_past(
            made,
            self.release,
            view,
            None if earlier is None else self.release.leader(earlier),
            same_questions=True,
            rosters=_ROSTERS,
        )

    def of_units(self, made: Release) -> dict[int, Past]:
        """Return the last round beside every unit, by place in tree order."""
        places = comparable_units(self.release, made)
        found = {}
        for unit in range(len(made.printed.organisation.units)):
            other = places.get(unit)
            why = None if other is not None else WhyNot.MOVED if unit in places else WhyNot.NOT_THERE
            view: UnitRelease | None = None if other is None else self.release.unit(other)
            found[unit] = Past(self.release.info, view, why, _ROSTERS)
        return found


def previous_release(path: Path, entries: Iterable[Entry]) -> PreviousRelease:
    """Read a release and audit it from its own text. Raises PreviousUnusable."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PreviousUnusable(path, "no_release")
        text, sha = path.read_text("utf-8"), sha_of(path)
    except OSError:
        raise PreviousUnusable(path, "missing") from None
    except UnicodeDecodeError:
        raise PreviousUnusable(path, "no_release") from None
    released = _checked(path, text)
    mine = [entry for entry in entries if entry.id == released.provenance.id]
    known = any(sha in entry.manifest.values() for entry in mine)
    if mine and not known:
        raise PreviousUnusable(path, "changed")
    return PreviousRelease(path, released, known)


def _checked(path: Path, text: str) -> Release:
    """Read a release strictly: what two programs could read in two ways is not read at all."""
    try:
        document = read_strictly(text)
        if is_organisation(document):
            raise PreviousUnusable(path, "organisation")
        report = audit(document)
        released = loads(text) if report.checked and not report.faults else None
    except PreviousUnusable:
        raise
    except Exception:  # a file made to break the audit is no release, whatever it breaks
        raise PreviousUnusable(path, "no_release") from None
    if not report.checked:
        raise PreviousUnusable(path, "no_release")
    if released is None:
        raise PreviousUnusable(path, "faults")
    return released


def check_previous(previous: PreviousRelease, made: Release) -> None:
    """Refuse a release that may not stand beside `made` as the last round. Raises PreviousUnusable.

    Answers of one period are never compared: the periods must lie apart, by the days that rounds must. Then nothing
    that both print is about the same answers, which the audit of both together says again.
    """
    path, before = previous.path, previous.release
    if before.provenance.id == made.provenance.id or _same_answers(previous, made):
        raise PreviousUnusable(path, "same")
    if before.stamp.id != made.stamp.id:
        raise PreviousUnusable(path, "questionnaire")
    if not _same_people(previous, made):
        raise PreviousUnusable(path, "others")
    asked_alike = before.stamp.checksum == made.stamp.checksum
    why = why_not(made, before, same_questions=asked_alike)
    if why is not None:
        raise PreviousUnusable(path, _REFUSED[why])
    if pair_faults(json.loads(dumps(before)), json.loads(dumps(made))):
        raise PreviousUnusable(path, "together")


def _same_people(previous: PreviousRelease, made: Release) -> bool:
    """Whether both are of one organisation, where both tell one, and have a leader in common."""
    names = {folded(one.info.organisation) for one in (previous.release, made) if one.info.organisation}
    leaders = made.printed.organisation.leaders
    return len(names) < 2 and any(previous.id_of(one.id, one.name) for one in leaders)


def _same_answers(previous: PreviousRelease, made: Release) -> bool:
    """Whether both print the same of most leaders: the same answers, or the same and a late one.

    Dates are believed, figures are not: half of the groups that stand in both, with the same people, numbers and codes
    throughout and `_NUMBERS` numbers among them, are no chance. Where it is all of all leaders, fewer will do.
    """
    before, both, same, numbers = previous.release, 0, 0, 0
    if before.printed.item_ids != made.printed.item_ids:
        return False
    theirs = {
        (group.group, before.leader_ids[leader]): (group, block)
        for group in before.printed.groups
        for block, leader in enumerate(group.blocks.leader)
        if leader >= 0
    }
    leaders = made.printed.organisation.leaders
    for group in made.printed.groups:
        for block, leader in enumerate(group.blocks.leader):
            told = leaders[leader] if leader >= 0 else None
            earlier = previous.id_of(told.id, told.name) if told is not None else None
            other = theirs.get((group.group, earlier)) if earlier is not None else None
            if other is None:
                continue
            both += 1
            if _block_of(group, block) == _block_of(*other):
                same += 1
                numbers += int(np.count_nonzero(group.cells.tenths[block]))
    whole = same == both and before.leader_ids == made.leader_ids
    return both > 0 and (whole or (2 * same >= both and numbers >= _NUMBERS))


def _block_of(group: GroupPrinted, block: int) -> tuple[int, list[int], list[int], list[Any]]:
    """All that a block prints: people, and of each statement the form, the number and the counts."""
    cells = group.cells
    rows = (cells.form[block].tolist(), cells.tenths[block].tolist(), cells.options[block].tolist())
    return int(group.blocks.n[block]), *rows
